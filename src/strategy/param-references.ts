import type { ParamValues } from "./param.ts";

/**
 * A strategy read from YAML or JSON may name its parameters inside its rules as `$name`, since it has no
 * function to receive them. Such rules become a function that puts the values in; others stay as they are.
 *
 * @example { params: { hold: {...} }, rules: [{ ..., exit: { afterSessions: "$hold" } }] }
 */
export function withParamReferences(document: unknown): unknown {
  if (!isRecord(document) || !isRecord(document["params"]) || !Array.isArray(document["rules"]))
    return document;
  const names = Object.keys(document["params"]);
  const { rules } = document;
  if (!mentions(rules, names)) return document;
  return { ...document, rules: (values: ParamValues) => substitute(rules, values) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mentions(value: unknown, names: readonly string[]): boolean {
  if (typeof value === "string") return value.startsWith("$") && names.includes(value.slice(1));
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((inner) => mentions(inner, names));
}

function substitute(value: unknown, values: ParamValues): unknown {
  if (typeof value === "string" && value.startsWith("$") && Object.hasOwn(values, value.slice(1))) {
    return values[value.slice(1)];
  }
  if (Array.isArray(value)) return value.map((inner) => substitute(inner, values));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, substitute(inner, values)]));
}
