import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { decodeWith } from "../decode/decode-with.ts";
import { parseJsonText } from "../decode/json-text.ts";
import { InputError, type Issue } from "../errors.ts";
import { RESULT_SCHEMA_NAME } from "../result/result-schema.ts";

/** What a past run says first. */
export interface ResultHeadline {
  readonly file: string;
  /** when the file was written, milliseconds since 1970 */
  readonly writtenAt: number;
  readonly runId: string;
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly from: string | null;
  readonly to: string | null;
  readonly synthetic: boolean;
  readonly trades: number;
  /** null where undefined */
  readonly totalReturn: number | null;
  readonly sharpeRatio: number | null;
  readonly maxDrawdown: number | null;
  /** total return of the benchmark */
  readonly benchmarkReturn: number | null;
}

/** A document of edict's that is no run: a sweep, a study, a walk-forward. */
export interface OtherDocument {
  readonly file: string;
  readonly schema: string;
}

/** Past runs, the latest first, and what is wrong with the files that are no result. */
export interface ResultList {
  readonly runs: readonly ResultHeadline[];
  /** what stands beside them and is read by `edict report`, by name */
  readonly others: readonly OtherDocument[];
  readonly issues: readonly Issue[];
}

/** What edict writes into a folder of results beside runs. */
const OTHER_SCHEMAS = v.picklist(["edict/sweep@1", "edict/walk-forward@1", "edict/study@1"]);
const otherSchema = v.object({ schema: OTHER_SCHEMAS });

const metric = v.object({ value: v.nullable(v.number()) });
const summary = v.object({
  totalReturn: v.optional(metric),
  sharpeRatio: v.optional(metric),
  maxDrawdown: v.optional(metric),
});

// Only the fields of a headline are checked: a folder holds hundreds of results, and reading one checks all of it.
const headlineSchema = v.object({
  schema: v.literal(RESULT_SCHEMA_NAME),
  runId: v.string(),
  strategy: v.object({ name: v.string(), params: v.record(v.string(), v.unknown()) }),
  data: v.object({ synthetic: v.boolean() }),
  span: v.object({ from: v.nullable(v.string()), to: v.nullable(v.string()) }),
  summary,
  benchmark: v.object({ summary: v.optional(summary) }),
  trades: v.array(v.unknown()),
});

/**
 * Lists the results in a folder and in the folders in it, as `edict run` writes them: `<folder>/<strategy>/<run>.json`.
 *
 * @throws InputError if there is no such folder
 */
export function listResults(folder: string): ResultList {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new InputError({
      what: `there is no folder ${folder}`,
      at: folder,
      fix: "edict run writes results; --out names another folder",
    });
  }
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder, name));
  const runs: ResultHeadline[] = [];
  const others: OtherDocument[] = [];
  const issues: Issue[] = [];
  for (const file of files) {
    const read = readHeadline(file);
    if ("issues" in read) issues.push(...read.issues);
    else if ("runId" in read) runs.push(read);
    else others.push(read);
  }
  runs.sort((a, b) => b.writtenAt - a.writtenAt || (a.file < b.file ? -1 : 1));
  others.sort((a, b) => (a.file < b.file ? -1 : 1));
  return { runs, others, issues };
}

function readHeadline(file: string): ResultHeadline | OtherDocument | { readonly issues: readonly Issue[] } {
  const parsed = parseJsonText(readFileSync(file, "utf8"), file);
  if (parsed.issues !== undefined) return { issues: parsed.issues };
  const other = v.safeParse(otherSchema, parsed.value);
  if (other.success) return { file, schema: other.output.schema };
  const decoded = decodeWith(headlineSchema, parsed.value, { file });
  if (decoded.issues !== undefined) return { issues: decoded.issues };
  const { runId, strategy, data, span, summary: own, benchmark, trades } = decoded.value;
  return {
    file,
    writtenAt: statSync(file).mtimeMs,
    runId,
    name: strategy.name,
    params: strategy.params,
    from: span.from,
    to: span.to,
    synthetic: data.synthetic,
    trades: trades.length,
    totalReturn: own.totalReturn?.value ?? null,
    sharpeRatio: own.sharpeRatio?.value ?? null,
    maxDrawdown: own.maxDrawdown?.value ?? null,
    benchmarkReturn: benchmark.summary?.totalReturn?.value ?? null,
  };
}
