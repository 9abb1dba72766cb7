import { createRequire } from "node:module";

const { loadProgram } = createRequire(import.meta.url)(
  "./load-program.cjs",
) as typeof import("./load-program.ts");

process.exitCode = await loadProgram("start").program.startFlagship();
