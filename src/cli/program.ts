// What dist/program.cjs gives to the two commands that load it: `edict` (main.ts) and `npm start` (start.ts).
export { runProgram } from "./run-program.ts";

/** See start-flagship.ts, which only `npm start` opens. */
export async function startFlagship(): Promise<number> {
  const { startFlagship: start } = await import("./start-flagship.ts");
  return start();
}
