import type { MovedInput } from "../../result/compare-inputs.ts";
import { paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";

export interface Verification {
  readonly path: string;
  /** to the byte */
  readonly isSame: boolean;
  readonly moved: readonly MovedInput[];
}

/** Whether a result comes out the same today, and what moved if it does not. */
export function renderVerification({ path, isSame, moved }: Verification, style: TerminalStyle): string {
  const { heading, gain, loss } = paint(style);
  if (isSame) return `${gain("same")}  ${path} comes out again to the byte\n`;
  const head = `${loss("not the same")}  ${path}\n`;
  if (moved.length === 0) return `${head}no input moved: edict itself computes another number\n`;
  const table = renderTable(
    [
      { title: heading("moved") },
      { title: heading("was"), flexible: true },
      { title: heading("is"), flexible: true },
    ],
    moved.map(({ name, was, is }) => [name, was, is]),
    tableLayout(style),
  );
  return `${head}${table}\n`;
}
