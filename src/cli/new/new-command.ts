import { Command } from "commander";
import type { NewFlags } from "./new-strategy.ts";

/** `edict new <name>`: a strategy from a template, with what an editor needs to complete it. */
export function newCommand(): Command {
  return new Command("new")
    .description("start a strategy from a template, with types for your editor; no file is ever overwritten")
    .argument("<name>", "name of the file, e.g. my-idea or strategies/my-idea")
    .option("--yaml", "a strategy in YAML, which holds no code")
    .addHelpText("after", "\nExamples:\n  $ edict new my-idea\n  $ edict new strategies/my-idea --yaml")
    .action(async (name: string, flags: NewFlags) => {
      const { newStrategy } = await import("./new-strategy.ts");
      newStrategy(name, flags);
    });
}
