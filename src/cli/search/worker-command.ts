import { availableParallelism } from "node:os";
import { Command } from "commander";
import { aboveZero } from "../flag-values.ts";

/** `edict worker --queue <url>`: evaluates chunks of sweeps that others ask for. */
export function workerCommand(): Command {
  return new Command("worker")
    .description("serve a queue of sweeps until stopped; start one on each machine")
    .requiredOption("--queue <url>", "Redis server, e.g. redis://host:6379")
    .option("--threads <count>", "worker threads (default: one a core)", aboveZero)
    .option("--lost-after <seconds>", "silence after which a worker's chunk goes to another", aboveZero, 30)
    .option("--quiet", "print nothing but errors")
    .addHelpText(
      "after",
      `
A worker runs the code of the strategies that come over the queue: use a Redis server that only you can write to.

Example:
  $ edict worker --queue redis://127.0.0.1:6379 &
  $ edict sweep my-idea.ts --prices sample --queue redis://127.0.0.1:6379`,
    )
    .action(async (options: { queue: string; threads?: number; lostAfter: number; quiet?: boolean }) => {
      const { serveQueue } = await import("../../workers/serve-queue.ts");
      const stop = new AbortController();
      for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => stop.abort());
      const isClosed = await serveQueue({
        url: options.queue,
        threads: options.threads ?? availableParallelism(),
        lostAfterSeconds: options.lostAfter,
        signal: stop.signal,
        onReady: () => {
          if (options.quiet !== true) process.stderr.write("serving; stop with Ctrl-C\n");
        },
      });
      if (!isClosed) process.exit();
    });
}
