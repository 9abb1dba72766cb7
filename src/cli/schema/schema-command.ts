import { Argument, Command } from "commander";
import { SCHEMA_NAMES, type SchemaName } from "./schema-names.ts";

/** `edict schema result|signal|strategy|...`: the JSON Schema of a file format. */
export function schemaCommand(): Command {
  return new Command("schema")
    .description("print the JSON Schema of a file format")
    .addArgument(new Argument("<format>", "which format").choices(SCHEMA_NAMES))
    .addHelpText("after", "\nExample:\n  $ edict schema result > result.schema.json")
    .action(async (format: SchemaName) => {
      const { printSchema } = await import("./print-schema.ts");
      printSchema(format);
    });
}
