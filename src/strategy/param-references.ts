import { askedBack } from "../decode/did-you-mean.ts";
import { nearestName } from "../decode/nearest-name.ts";
import { InputError, type Issue } from "../errors.ts";
import type { ParamValues } from "./param.ts";

/** `$hold` stands for the parameter `hold`. */
const REFERENCE = /^\$(\w+)$/;

/**
 * A strategy read from YAML or JSON may name its parameters inside its rules as `$name`, since it has no
 * function to receive them. Such rules become a function that puts the values in; others stay as they are.
 *
 * @param file for errors
 * @throws InputError if a name is none of the parameters, or a parameter stands nowhere in the rules
 * @example { params: { hold: {...} }, rules: [{ ..., exit: { afterSessions: "$hold" } }] }
 */
export function withParamReferences(document: unknown, file: string): unknown {
  if (!isRecord(document) || !Array.isArray(document["rules"])) return document;
  const params = document["params"] ?? {};
  // What is wrong with the parameters themselves, their schema says.
  if (!isRecord(params)) return document;
  const { rules } = document;
  const references = referencesIn(rules, "rules");
  const names = Object.keys(params);
  const unknown = unknownReferences(references, names, file);
  // A misspelt reference leaves its parameter unused: twice would read as two faults.
  const issues = unknown.length > 0 ? unknown : unusedParams(references, names, file);
  if (issues.length > 0) throw new InputError(issues);
  if (references.length === 0) return document;
  return { ...document, rules: (values: ParamValues) => substitute(rules, values) };
}

interface Reference {
  readonly name: string;
  /** where it stands, e.g. `rules[0].exit.afterSessions` */
  readonly place: string;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function referencesIn(value: unknown, place: string): Reference[] {
  if (typeof value === "string") {
    const name = REFERENCE.exec(value)?.[1];
    return name === undefined ? [] : [{ name, place }];
  }
  if (Array.isArray(value)) return value.flatMap((inner, index) => referencesIn(inner, `${place}[${index}]`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => referencesIn(inner, `${place}.${key}`));
}

function unknownReferences(
  references: readonly Reference[],
  names: readonly string[],
  file: string,
): Issue[] {
  return references
    .filter(({ name }) => !names.includes(name))
    .map(({ name, place }) => {
      const near = nearestName(name, names);
      const has = names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
      return {
        what: `the strategy has no parameter "${name}"`,
        at: `${file} ${place}`,
        fix: near === undefined ? `${has}; write it under params` : askedBack(`$${near}`),
      };
    });
}

/** A sweep of it would try the same strategy over and over. */
function unusedParams(references: readonly Reference[], names: readonly string[], file: string): Issue[] {
  return names
    .filter((name) => references.every((reference) => reference.name !== name))
    .map((name) => ({
      what: `no rule uses the parameter "${name}"`,
      at: `${file} params.${name}`,
      fix: `write $${name} where its value belongs, or leave it out`,
    }));
}

function substitute(value: unknown, values: ParamValues): unknown {
  if (typeof value === "string") {
    const name = REFERENCE.exec(value)?.[1];
    return name !== undefined && Object.hasOwn(values, name) ? values[name] : value;
  }
  if (Array.isArray(value)) return value.map((inner) => substitute(inner, values));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, substitute(inner, values)]));
}
