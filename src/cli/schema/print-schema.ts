import { toJsonSchema } from "@valibot/to-json-schema";
import { familySchema } from "../../result/family-schema.ts";
import { resultSchema } from "../../result/result-schema.ts";
import { studyDocumentSchema } from "../../result/study-document-schema.ts";
import { sweepSchema } from "../../search/sweep-schema.ts";
import { walkForwardSchema } from "../../search/walk-forward-schema.ts";
import { signalFileSchema } from "../../signals/signal-schema.ts";
import { strategySchema } from "../../strategy/strategy-schema.ts";
import { printJson } from "../print-text.ts";
import type { SchemaName } from "./schema-names.ts";

const SCHEMAS = {
  result: resultSchema,
  signal: signalFileSchema,
  strategy: strategySchema,
  study: studyDocumentSchema,
  family: familySchema,
  sweep: sweepSchema,
  "walk-forward": walkForwardSchema,
} satisfies Record<SchemaName, unknown>;

/** Prints a format's JSON Schema (draft 2020-12). Checks that JSON Schema cannot say (dates that exist, ...) are left out of it. */
export function printSchema(format: SchemaName): void {
  const schema = toJsonSchema(SCHEMAS[format], {
    target: "draft-2020-12",
    errorMode: "ignore",
    typeMode: "input",
  });
  printJson({ title: `edict ${format}`, ...schema });
}
