#!/usr/bin/env node
// CommonJS once it is built, as all that a command opens: Node's loader of modules takes milliseconds to come up.
import { loadProgram } from "./load-program.ts";

const args = process.argv.slice(2);
const { program, keepCode } = loadProgram(args[0] ?? "");
void program.runProgram(args).then((exitCode) => {
  process.exitCode = exitCode;
  if (exitCode === 0) keepCode();
});
