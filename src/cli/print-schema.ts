import { toJsonSchema } from "@valibot/to-json-schema";
import { resultSchema } from "../result/result-schema.ts";
import { signalFileSchema } from "../signals/signal-schema.ts";
import { strategySchema } from "../strategy/strategy-schema.ts";

const SCHEMAS = { result: resultSchema, signal: signalFileSchema, strategy: strategySchema };

/** Prints a format's JSON Schema (draft 2020-12). Checks that JSON Schema cannot say (dates that exist, ...) are left out of it. */
export async function printSchema(format: keyof typeof SCHEMAS): Promise<void> {
  const schema = toJsonSchema(SCHEMAS[format], {
    target: "draft-2020-12",
    errorMode: "ignore",
    typeMode: "input",
  });
  process.stdout.write(`${JSON.stringify({ title: `edict ${format}`, ...schema }, null, 2)}\n`);
}
