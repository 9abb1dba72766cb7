#!/usr/bin/env node
// Node gives an ES module every export of a built-in module, and opens a good part of itself to do so: 20 ms. It gives
// `require` what is asked for. So all but this line is CommonJS.
import { createRequire } from "node:module";

const { loadProgram } = createRequire(import.meta.url)(
  "./load-program.cjs",
) as typeof import("./load-program.ts");

const [command = ""] = process.argv.slice(2);
const { program, keepCode } = loadProgram(command);
process.exitCode = await program.runProgram(process.argv.slice(2));
if (process.exitCode === 0) keepCode();
