import { InputError } from "../../errors.ts";
import { paint, tableLayout } from "../../report/terminal/style.ts";
import { renderTable } from "../../report/terminal/table.ts";
import { printJson, printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";
import type { Examined } from "./examine.ts";

/** Flags of `edict doctor`. */
export interface DoctorFlags {
  readonly json?: boolean;
}

/**
 * Prints what was found.
 *
 * @throws InputError if edict cannot work as it is, after everything is printed
 */
export function printExamination(found: readonly Examined[], flags: DoctorFlags): void {
  if (flags.json === true) printJson(found);
  else printText(asTable(found));
  const broken = found.filter((one) => one.state === "broken");
  if (broken.length === 0) return;
  throw new InputError(
    broken.map(({ name, says, fix }) => ({
      what: `${name}: ${says}`,
      at: "edict doctor",
      ...(fix !== undefined && { fix }),
    })),
  );
}

/** A line for each; how to mend it stands below, uncut. */
function asTable(found: readonly Examined[]): string {
  const style = terminalStyle();
  const { heading, aside, alarm, gain, loss } = paint(style);
  const colour = { well: gain, absent: aside, limited: alarm, broken: loss };
  const rows = found.flatMap(({ name, state, says, fix }) => [
    [name, colour[state](state), says],
    ...(fix === undefined ? [] : [["", "", aside(`fix: ${fix}`)]]),
  ]);
  const columns = [
    { title: heading("what") },
    { title: heading("state") },
    { title: heading("found"), wraps: true },
  ];
  return `${renderTable(columns, rows, tableLayout(style))}\n`;
}
