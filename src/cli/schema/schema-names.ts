/** Formats that have a schema. */
export const SCHEMA_NAMES = [
  "result",
  "signal",
  "strategy",
  "study",
  "family",
  "sweep",
  "walk-forward",
] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];
