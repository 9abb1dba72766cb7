import picocolors from "picocolors";
import type { TableLayout } from "./table.ts";

/** How a terminal report may look. The caller finds out what the terminal can do; a report only obeys. */
export interface TerminalStyle {
  readonly colors: boolean;
  /** columns; text is fitted to them */
  readonly width: number;
  /** a person reads it on a screen of that width: rows that are wider go on beneath; in a pipe a row is a line */
  readonly isTerminal?: boolean;
}

/** Widest a report is laid out, however wide the terminal. */
const WIDEST = 120;
const NARROWEST = 60;

/** Plain text of a width that suits files and pipes. */
export const PLAIN: TerminalStyle = { colors: false, width: 100 };

/** The width to lay out for: what the terminal has, within reason. */
export function layoutWidth(style: TerminalStyle): number {
  return Math.max(NARROWEST, Math.min(WIDEST, style.width));
}

/** How tables are laid out: on a terminal fitted to its width and folded beyond it; in a pipe nothing is cut. */
export function tableLayout(style: TerminalStyle): TableLayout {
  const isTerminal = style.isTerminal === true;
  return { width: isTerminal ? layoutWidth(style) : Number.POSITIVE_INFINITY, folds: isTerminal };
}

/** Colours that mean something: bold headings, dim side notes, red losses and warnings, green gains. */
export function paint(style: TerminalStyle): {
  heading: (text: string) => string;
  aside: (text: string) => string;
  gain: (text: string) => string;
  loss: (text: string) => string;
  alarm: (text: string) => string;
} {
  const colors = picocolors.createColors(style.colors);
  return {
    heading: colors.bold,
    aside: colors.dim,
    gain: colors.green,
    loss: colors.red,
    alarm: (text) => colors.bold(colors.yellow(text)),
  };
}
