import type { Issue } from "../../errors.ts";
import { didYouMean } from "../did-you-mean.ts";
import { COLUMN_ROLES, type ColumnRole } from "./column-names.ts";
import type { DateOrder } from "./printed-date.ts";

/** What a user says of a file that does not say it itself. */
export interface ColumnMapping {
  /** role -> the column's name in the file, or its number from 1 */
  readonly columns: Readonly<Partial<Record<ColumnRole, string>>>;
  /** which number of `03/04/2020` is the day */
  readonly dates?: DateOrder;
  readonly decimalMark?: "." | ",";
  readonly basis?: "raw" | "split-adjusted" | "fully-adjusted";
}

export const NO_MAPPING: ColumnMapping = { columns: {} };

const SETTINGS: Readonly<Record<string, Readonly<Record<string, Partial<ColumnMapping>>>>> = {
  dates: { "day-first": { dates: "day-first" }, "month-first": { dates: "month-first" } },
  decimal: { point: { decimalMark: "." }, comma: { decimalMark: "," } },
  basis: {
    raw: { basis: "raw" },
    "split-adjusted": { basis: "split-adjusted" },
    "fully-adjusted": { basis: "fully-adjusted" },
  },
};

const KEYS = [...COLUMN_ROLES, ...Object.keys(SETTINGS)];

/**
 * Reads the text of `--map`: `key=value` pairs with commas between them. A key is a role (`date`, `open`, `close`,
 * ...) and its value a column of the file, by name or by number from 1; or one of `dates=day-first|month-first`,
 * `decimal=point|comma`, `basis=raw|split-adjusted|fully-adjusted`.
 *
 * @param at where the text stands, for issues
 * @example readColumnMapping("date=Datum,open=Eröffnung,decimal=comma", "--map")
 * // => { columns: { date: "Datum", open: "Eröffnung" }, decimalMark: "," }
 */
export function readColumnMapping(
  text: string,
  at: string,
): ColumnMapping | { readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const columns: Partial<Record<ColumnRole, string>> = {};
  let settings: Partial<ColumnMapping> = {};
  const seen = new Set<string>();
  for (const pair of text.split(",")) {
    const equals = pair.indexOf("=");
    const key = pair.slice(0, Math.max(0, equals)).trim();
    const value = pair.slice(equals + 1).trim();
    const issue = findPairIssue(pair, key, value, seen);
    seen.add(key);
    if (issue !== undefined) issues.push({ ...issue, at });
    else if (key in SETTINGS) settings = { ...settings, ...SETTINGS[key]?.[value] };
    else columns[key as ColumnRole] = value;
  }
  return issues.length > 0 ? { issues } : { columns, ...settings };
}

function findPairIssue(
  pair: string,
  key: string,
  value: string,
  seen: ReadonlySet<string>,
): Issue | undefined {
  if (key === "" || value === "") {
    return { what: `"${pair}" is no key=value`, fix: "write date=Datum,open=Eröffnung, with commas between" };
  }
  if (!KEYS.includes(key)) {
    return {
      what: `"${key}" is nothing that can be mapped`,
      fix: didYouMean(key, KEYS, `write one of ${KEYS.join(", ")}`),
    };
  }
  if (seen.has(key)) return { what: `"${key}" is mapped twice`, fix: "leave one of them out" };
  const choices = SETTINGS[key];
  if (choices !== undefined && !(value in choices)) {
    return { what: `"${value}" is no value of ${key}`, fix: `write ${Object.keys(choices).join(" or ")}` };
  }
  return undefined;
}
