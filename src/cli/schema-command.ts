import { Argument, Command } from "commander";

/** `edict schema result|signal|strategy`: the JSON Schema of a file format. */
export function schemaCommand(): Command {
  return new Command("schema")
    .description("print the JSON Schema of a file format")
    .addArgument(new Argument("<format>", "which format").choices(["result", "signal", "strategy"]))
    .addHelpText("after", "\nExample:\n  $ edict schema result > result.schema.json")
    .action(async (format: "result" | "signal" | "strategy") => {
      const { printSchema } = await import("./print-schema.ts");
      await printSchema(format);
    });
}
