/**
 * How edict is called where it was called: whoever has it in one project only, or in a clone, has no command of that
 * name outside npm.
 */
export function calledAs(): string {
  return process.env.npm_command === undefined ? "edict" : "npx edict";
}
