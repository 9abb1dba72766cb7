import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Browser } from "playwright-core";

/**
 * Milliseconds, from now on, that the threads which hand a change on to the screen stand in the queue for a processor:
 * this one (in tests the live page's server), the main threads of the browser's processes, and the one that puts the
 * picture together. Of them the one that waits longest: they wait one after the other, but some of them after the
 * picture is there as well, so that the sum would be too much. On a quiet machine it is a few in a hundred.
 *
 * @returns reads it; always 0 where the system does not say (only Linux does)
 */
export async function queueTime(browser: Browser): Promise<() => number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const threads = processInfo.flatMap(({ id, type }) =>
    type === "GPU" ? [`${id}/task/${id}`, ...threadsOf(id, "VizCompositorTh")] : [`${id}/task/${id}`],
  );
  const begun = ["thread-self", ...threads].map((thread) => ({ thread, at: queued(thread) }));
  return () => Math.max(...begun.map(({ thread, at }) => queued(thread) - at));
}

function threadsOf(id: number, name: string): string[] {
  const folder = `/proc/${id}/task`;
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((thread) => readFileSync(`${folder}/${thread}/comm`, "utf8").trim() === name)
        .map((thread) => `${id}/task/${thread}`)
    : [];
}

/** The second figure of a thread's statistics, in nanoseconds. */
function queued(thread: string): number {
  try {
    return Number(readFileSync(`/proc/${thread}/schedstat`, "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
}
