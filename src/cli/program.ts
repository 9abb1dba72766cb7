// What dist/program.cjs gives to what loads it: `edict` (main.ts), `npm start` (start.ts) and threads (worker-thread.ts).
export { runProgram } from "./run-program.ts";

/** See start-flagship.ts, which only `npm start` opens. */
export async function startFlagship(): Promise<number> {
  const { startFlagship: start } = await import("./start-flagship.ts");
  return start();
}

/** See sweep-worker.ts, which only threads open. */
export function threadWork(): Promise<typeof import("../workers/sweep-worker.ts")> {
  return import("../workers/sweep-worker.ts");
}
