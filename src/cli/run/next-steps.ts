import type { RunOptions } from "../run-options.ts";
import { shellWord } from "../shell-word.ts";

/** What was run, as far as the next step depends on it. */
export interface WhatWasRun {
  /** how edict was called */
  readonly edict: string;
  /** each with its result as it was written, and how many trades it made */
  readonly runs: readonly { readonly file: string; readonly result: string; readonly trades: number }[];
  /** the page of the result is there already */
  readonly hasPage: boolean;
  readonly options: RunOptions;
}

/**
 * The commands that a reader of a run's report is likely to want next, ready to be pasted: why a run without trades has
 * none, the page of a run that has some, several runs side by side.
 */
export function nextSteps({ edict, runs, hasPage, options }: WhatWasRun): string[] {
  const [only, ...others] = runs;
  if (only === undefined) return [];
  if (others.length > 0) return [`${edict} compare ${runs.map(({ result }) => shellWord(result)).join(" ")}`];
  const again = [shellWord(only.file), ...inputFlags(options)].join(" ");
  const explain = `${edict} explain ${again}`;
  if (only.trades === 0) return [explain];
  return [explain, hasPage ? `${edict} dev ${again}` : `${edict} report ${shellWord(only.result)} --html`];
}

/** The flags that say what a run read and traded; those of its evidence and its output are left out. */
export function inputFlags(options: RunOptions): string[] {
  const { prices, file, instrument, signals, from, to, capital, currency, param, timing, seed, adjust } =
    options;
  const valued: readonly (readonly [string, string | number | undefined])[] = [
    ["--prices", prices],
    ...file.map((one) => ["--file", one] as const),
    ...instrument.map((one) => ["--instrument", one] as const),
    ["--signals", signals],
    ["--from", from],
    ["--to", to],
    ["--capital", capital],
    ["--currency", currency],
    ...param.map((one) => ["--param", one] as const),
    ["--timing", timing],
    ["--seed", seed],
    ["--adjust", adjust],
  ];
  return [
    ...valued.flatMap(([flag, value]) => (value === undefined ? [] : [flag, shellWord(String(value))])),
    ...(options.frozen === true ? ["--frozen"] : []),
    ...(options.drafts === true ? ["--drafts"] : []),
  ];
}
