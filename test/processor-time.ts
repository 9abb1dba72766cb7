import { readFileSync } from "node:fs";

/**
 * Milliseconds of a processor that this thread has worked since the call, to about 4: what a busy machine, other test
 * files or other threads do beside it does not count.
 *
 * Linux says it for each thread; elsewhere it is at most the less of the clock and of the whole process.
 */
export function processorTime(): () => number {
  const start = ofThread();
  if (start !== undefined) return () => ofThread()! - start;
  const clock = performance.now();
  const whole = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(whole);
    return Math.min(performance.now() - clock, (user + system) / 1000);
  };
}

function ofThread(): number | undefined {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    return undefined;
  }
}
