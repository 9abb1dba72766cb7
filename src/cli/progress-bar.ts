import { Format, SingleBar } from "cli-progress";

/** A bar on stderr, only on a terminal; elsewhere it is silent. */
export interface ProgressBar {
  /** @param note what was just done, e.g. a symbol */
  update(done: number, note?: string): void;
  stop(): void;
}

const SILENT: ProgressBar = { update: () => undefined, stop: () => undefined };

/** Starts a progress bar with rate and time left. */
export function progressBar(
  label: string,
  total: number,
  stream: NodeJS.WriteStream = process.stderr,
): ProgressBar {
  if (!stream.isTTY) return SILENT;
  const bar = new SingleBar({
    stream,
    format: `${label} [{bar}] {value}/{total}  {eta_formatted} left  {note}`,
    barCompleteChar: "=",
    barIncompleteChar: " ",
    // A command that computes without a pause dies of Ctrl-C at once, and would leave the terminal without its cursor.
    hideCursor: false,
    clearOnComplete: true,
    // Before the rate is known it is the text "0", "NULL" or "INF".
    formatTime: (left, options, round) =>
      typeof left === "number" ? Format.TimeFormat(left, options, round) : "?",
  });
  bar.start(total, 0, { note: "" });
  return {
    update: (done, note = "") => bar.update(done, { note }),
    stop: () => bar.stop(),
  };
}
