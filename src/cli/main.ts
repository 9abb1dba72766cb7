#!/usr/bin/env node
// CommonJS once it is built, as all that a command opens: Node's loader of modules takes milliseconds to come up.
import { loadProgram } from "./load-program.ts";
import { tuneV8 } from "./tune-v8.ts";

const args = process.argv.slice(2);
const [command = ""] = args;
tuneV8(command);
const { program, keepCode } = loadProgram(command);
void program.runProgram(args).then((exitCode) => {
  process.exitCode = exitCode;
  // Who asks for help needs little of what the command itself does.
  if (exitCode === 0 && !args.includes("--help") && !args.includes("-h")) keepCode();
});
