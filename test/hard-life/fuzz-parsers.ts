import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { yamlTemplate } from "../../src/cli/new/strategy-template.ts";
import { decodeOrThrow } from "../../src/decode/decode-with.ts";
import { parseJsonText } from "../../src/decode/json-text.ts";
import { parseYamlText } from "../../src/decode/yaml-text.ts";
import { EdictError, InputError } from "../../src/errors.ts";
import { buildPriceSeries } from "../../src/market/build-series.ts";
import { instrumentFor } from "../../src/market/instrument-book.ts";
import { rawSeriesFromCsv } from "../../src/market/raw-from-csv.ts";
import { resultSchema } from "../../src/result/result-schema.ts";
import { extractSignals } from "../../src/signals/extract/extract-signals.ts";
import { parseArticles } from "../../src/signals/extract/read-article/parse-articles.ts";
import { decodeText } from "../../src/storage/signal-catalogue-files.ts";
import type { Strategy } from "../../src/strategy/define-strategy.ts";
import { withParamReferences } from "../../src/strategy/param-references.ts";
import { resolveStrategy } from "../../src/strategy/resolve-strategy.ts";
import { strategySchema } from "../../src/strategy/strategy-schema.ts";

// The benchmark and the tests are both run from the repository.
const ROOT = resolve(".");

/** One format: sound texts to begin from, and the parser that must survive whatever becomes of them. */
export interface Fuzzed {
  readonly name: string;
  readonly seeds: readonly Uint8Array[];
  /** reads the bytes; may throw an EdictError or return issues, and nothing else */
  readonly read: (bytes: Uint8Array) => unknown;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array) => new TextDecoder("utf-8").decode(bytes);

const signals = (
  JSON.parse(readFileSync(join(ROOT, "signals/china-policy.json"), "utf8")) as {
    schema: string;
    signals: object[];
  }
).signals.slice(0, 3);

const PRICES = [
  "Date,Open,High,Low,Close,Volume\n2024-01-09,100,101,99,100,10\n2024-01-10,100,102,99,101,10\n2024-01-11,101,103,100,102,10\n",
  "Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-09,100.1,101,99,100,98.5,1000\n2024-01-10,null,null,null,null,null,null\n",
  '"Date";"Close"\r\n"19.01.2024";"1.234,50"\r\n"22.01.2024";"1.240,00"\r\n',
  "日期,开盘,收盘,最高,最低,成交量\n2024/1/9,10,11,12,9,1.2万\n2024/1/10,11,11,12,9,2亿\n",
];

const STRATEGY_JSON = {
  name: "a",
  hypothesis: "b",
  params: { hold: { type: "integer", default: 5, min: 1, max: 9 } },
  rules: [
    {
      on: { kinds: ["leadership-meeting"], stance: { atLeast: 0.2 } },
      legs: [{ instrument: "HSTECH.HK", side: "long" }],
      entry: { at: "open" },
      exit: { afterSessions: "$hold", stopLoss: 0.1 },
    },
  ],
};

const PARAGRAPH =
  "Xi Jinping met Alibaba founder Jack Ma in Beijing on Monday, Xinhua said. The central bank will cut the reserve requirement ratio by 0.5 percentage points. \u4e2d\u56fd\u4eba\u6c11\u94f6\u884c\u51b3\u5b9a\u4e0b\u8c03\u91d1\u878d\u673a\u6784\u5b58\u6b3e\u51c6\u5907\u91d1\u7387\u3002";
const ARTICLE = {
  title: "Leaders meet founders",
  publishedAt: "2025-02-17",
  source: "Xinhua",
  text: PARAGRAPH,
};
const ARTICLES = [
  `Title: Leaders meet founders\nDate: 2025-02-17\n\n${PARAGRAPH}\n`,
  JSON.stringify([ARTICLE], null, 1),
  `${JSON.stringify(ARTICLE)}\n${JSON.stringify(ARTICLE)}\n`,
  `<html><head><title>Leaders</title><meta name="date" content="2025-02-17"></head><body><script>x()</script><p>${PARAGRAPH}</p></body></html>`,
  `<?xml version="1.0"?><rss version="2.0"><channel><item><title>Leaders</title><pubDate>Mon, 17 Feb 2025 08:00:00 GMT</pubDate><description><![CDATA[<p>${PARAGRAPH}</p>]]></description></item></channel></rss>`,
];

/** Every format that strangers' files come in. A result is taken as an argument: it takes a run to make one. */
export function fuzzedFormats(result: string | null): readonly Fuzzed[] {
  const catalogue = { schema: "edict/signals@1", signals };
  const lines = signals.map((signal) => JSON.stringify(signal)).join("\n");
  const yaml = `schema: edict/signals@1\nsignals:\n${signals.map((signal) => `  - ${JSON.stringify(signal)}`).join("\n")}\n`;
  return [
    {
      name: "price CSV",
      seeds: PRICES.map(utf8),
      read: (bytes) => {
        const { instrument } = instrumentFor("0700.HK");
        const { raw } = rawSeriesFromCsv(bytes, { symbol: "0700.HK", file: "p.csv", instrument });
        return buildPriceSeries(raw, instrument, { adjustment: "total-return" });
      },
    },
    {
      name: "catalogue in JSON",
      seeds: [utf8(JSON.stringify(catalogue, null, 1))],
      read: (bytes) => decodeText(text(bytes), "s.json", "json"),
    },
    {
      name: "catalogue in JSON lines",
      seeds: [utf8(lines)],
      read: (bytes) => decodeText(text(bytes), "s.jsonl", "jsonl"),
    },
    {
      name: "catalogue in YAML",
      seeds: [utf8(yaml)],
      read: (bytes) => decodeText(text(bytes), "s.yaml", "yaml"),
    },
    {
      name: "strategy in YAML",
      seeds: [
        utf8(yamlTemplate("A")),
        readFileSync(join(ROOT, "strategies/long-named-platforms-after-relief.yaml")),
      ],
      read: async (bytes) => readStrategy(await parseYamlText(text(bytes), "s.yaml")),
    },
    {
      name: "strategy in JSON",
      seeds: [utf8(JSON.stringify(STRATEGY_JSON, null, 1))],
      read: (bytes) => readStrategy(parseJsonText(text(bytes), "s.json")),
    },
    ...["a.txt", "a.json", "a.jsonl", "a.html", "a.xml"].map((name, index) => ({
      name: `article, ${name.slice(2)}`,
      seeds: [utf8(ARTICLES[index] as string)],
      read: (bytes: Uint8Array) => parseArticles(bytes, name).articles.map(extractSignals),
    })),
    ...(result === null
      ? []
      : [
          {
            name: "result",
            seeds: [utf8(result)],
            read: (bytes: Uint8Array) => {
              const parsed = parseJsonText(text(bytes), "r.json");
              if (parsed.issues !== undefined) throw new InputError(parsed.issues);
              return decodeOrThrow(resultSchema, parsed.value, { file: "r.json" });
            },
          },
        ]),
  ];
}

function readStrategy(parsed: Awaited<ReturnType<typeof parseYamlText>>): unknown {
  if (parsed.issues !== undefined) throw new InputError(parsed.issues);
  const strategy = decodeOrThrow(strategySchema, withParamReferences(parsed.value), {
    file: "s",
  }) as Strategy;
  return resolveStrategy(strategy, {}, "s");
}

/** Pieces that parsers stumble over. */
const NASTY = [
  "\u0000",
  "\uFEFF",
  "\u202E",
  "\uD800",
  "NaN",
  "Infinity",
  "-0",
  "1e999",
  "9".repeat(400),
  "0x10",
  "__proto__",
  "constructor",
  "null",
  "[[[[[[",
  '{"a":'.repeat(80),
  "&a [*a]",
  "*a",
  "!!js/function x",
  "---\n",
  ",,,,",
  '"',
  "'",
  "\r",
  "\n",
  "\t",
  "2024-02-30",
  "9999999-01-01",
  "İ",
  "ı",
  "𝒜",
  "$hold",
  "$",
  "../../etc/passwd",
  "<<: *a",
  "? ",
  "- - - -",
];

interface Mutation {
  readonly kind: "flip" | "cut" | "repeat" | "insert" | "swap" | "truncate";
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("flip", "cut", "repeat", "insert", "swap", "truncate"),
  at: fc.nat(1_000_000),
  length: fc.integer({ min: 1, max: 60 }),
  piece: fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 12 })),
});

/** Bytes that were once a sound file of the format, or never were. */
export function mutated(format: Fuzzed): fc.Arbitrary<Uint8Array> {
  const damaged = fc
    .tuple(fc.constantFrom(...format.seeds), fc.array(mutation, { minLength: 1, maxLength: 6 }))
    .map(([seed, mutations]) => mutations.reduce(apply, seed));
  return fc.oneof(
    { weight: 9, arbitrary: damaged },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  );
}

function apply(bytes: Uint8Array, { kind, at, length, piece }: Mutation): Uint8Array {
  const start = bytes.length === 0 ? 0 : at % bytes.length;
  const before = bytes.subarray(0, start);
  const chosen = bytes.subarray(start, start + length);
  const after = bytes.subarray(start + length);
  switch (kind) {
    case "flip":
      return joined(
        before,
        Uint8Array.from(chosen.subarray(0, 1), (byte) => byte ^ (1 << (length % 8))),
        bytes.subarray(start + 1),
      );
    case "cut":
      return joined(before, after);
    case "repeat":
      return joined(before, chosen, chosen, after);
    case "insert":
      return joined(before, utf8(piece), bytes.subarray(start));
    case "swap":
      return joined(before, utf8(piece), after);
    case "truncate":
      return before;
  }
}

const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

/** A case that takes longer than this hangs, as a user sees it. */
const LONGEST_CASE = 2_000;

/**
 * Reads one damaged file.
 *
 * @throws Error if anything but an edict error comes out, if that says nothing, or if it takes too long
 */
export async function survives(format: Fuzzed, bytes: Uint8Array): Promise<void> {
  const start = performance.now();
  try {
    await format.read(bytes);
  } catch (error) {
    if (!(error instanceof EdictError) || error.exitCode === 1) throw error;
    if (error.issues.length === 0 || error.issues.some((issue) => issue.what === ""))
      throw new Error("an error that says nothing");
  }
  const took = performance.now() - start;
  if (took > LONGEST_CASE) throw new Error(`${format.name}: ${took.toFixed(0)} ms for ${bytes.length} bytes`);
}
