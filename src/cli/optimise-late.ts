import { setFlagsFromString } from "node:v8";

/**
 * How often V8 runs a function before it compiles it again, optimised: thirty times the default, by the major version
 * of Node whose V8 has the setting.
 *
 * A command runs most of its functions for a millisecond in all. By the default each is queued for the optimising
 * compiler after a fifth of a millisecond, and compiling the lot takes twice the processor time of the work itself, on
 * a thread that a busy machine does not have. What runs long is optimised some milliseconds later.
 */
const LATER: Readonly<Record<number, string>> = {
  20: "--interrupt-budget=2000000",
  22: "--invocation-count-for-turbofan=90000",
  24: "--invocation-count-for-maglev=12000 --invocation-count-for-turbofan=90000",
};

/** Commands that may compute for minutes: there a large function would be optimised a second too late. */
const LONG: readonly string[] = ["sweep", "walk-forward", "worker", "merge", "dev", "signals", "prices"];

/**
 * Called before the program is loaded: V8 takes kept code only under the settings that it was made under.
 *
 * @param command first word of the command line
 */
export function optimiseLate(command: string): void {
  if (LONG.includes(command)) return;
  const setting = LATER[Number.parseInt(process.versions.node, 10)];
  if (setting !== undefined) setFlagsFromString(setting);
}
