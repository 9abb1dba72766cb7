import { setFlagsFromString } from "node:v8";

/**
 * How often V8 runs a function before it compiles it again, optimised: thirty times the default, by the major version
 * of Node whose V8 has the setting.
 *
 * A command runs most of its functions for a millisecond in all. By the default each is queued for the optimising
 * compiler after a fifth of a millisecond, and compiling the lot takes twice the processor time of the work itself, on
 * a thread that a busy machine does not have. What runs long is optimised some milliseconds later.
 */
const OPTIMISE_LATE: Readonly<Record<number, string>> = {
  20: "--interrupt-budget=2000000",
  22: "--invocation-count-for-turbofan=90000",
  24: "--invocation-count-for-maglev=12000 --invocation-count-for-turbofan=90000",
};

/**
 * A command's heap is marked once if at all, in a few milliseconds: in steps between its work that takes twenty. Little
 * of what is new lives on: one thread clears it away before others have been woken. And the memory for what is new stays
 * as small as it is to begin with: in two times four megabytes more time goes into touching each page for the first
 * time than into clearing the smaller one more often.
 */
const COLLECT_SOON = "--no-incremental-marking --no-parallel-scavenge --semi-space-growth-factor=1";

/** Commands that may compute for minutes: there a large function would be optimised a second too late. */
const LONG: readonly string[] = ["sweep", "walk-forward", "worker", "merge", "dev", "signals", "prices"];

/**
 * V8 lets go of compiled code that has not run for some time, such as that of a command's start: it would be missing from
 * what is kept for the next run, which then starts a tenth of a second later.
 */
const KEEP_CODE = "--no-flush-bytecode";

/**
 * Commands whose threads keep all cores busy: there one thread clears its memory away in a fifth of a millisecond, and
 * would wait for up to thirty until others, which share the work by default, have got a core.
 */
const BUSY: readonly string[] = ["sweep", "worker"];
const COLLECT_ALONE = "--no-parallel-scavenge";

/**
 * Sets V8 to what a command needs, a brief one above all; what each setting brings is measured in bench/cold-start.md.
 *
 * Called before the program is loaded, and for all threads: V8 takes kept code only under the settings that it was made
 * under.
 *
 * @param command first word of the command line
 */
export function tuneV8(command: string): void {
  if (LONG.includes(command)) {
    setFlagsFromString(BUSY.includes(command) ? `${KEEP_CODE} ${COLLECT_ALONE}` : KEEP_CODE);
    return;
  }
  const late = OPTIMISE_LATE[Number.parseInt(process.versions.node, 10)];
  if (late !== undefined) setFlagsFromString(`${late} ${COLLECT_SOON}`);
}
