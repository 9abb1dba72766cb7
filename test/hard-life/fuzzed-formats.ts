import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { yamlTemplate } from "../../src/cli/new/strategy-template.ts";
import { decodeOrThrow } from "../../src/decode/decode-with.ts";
import { parseJsonText } from "../../src/decode/json-text.ts";
import { readColumnMapping } from "../../src/decode/price-csv/column-mapping.ts";
import { parseYamlText } from "../../src/decode/yaml-text.ts";
import { InputError } from "../../src/errors.ts";
import { EastmoneyFeed } from "../../src/feeds/eastmoney-feed.ts";
import { openStore } from "../../src/feeds/price-store.ts";
import { decodeSeriesFile } from "../../src/feeds/store/series-file.ts";
import { checkYahooAnswer } from "../../src/feeds/yahoo/check-yahoo-answer.ts";
import { yahooSeries } from "../../src/feeds/yahoo/yahoo-series.ts";
import { buildPriceSeries } from "../../src/market/build-series.ts";
import { instrumentFor } from "../../src/market/instrument-book.ts";
import { rawSeriesFromCsv } from "../../src/market/raw-from-csv.ts";
import { readUserInstruments } from "../../src/market/user-instruments.ts";
import { resultSchema } from "../../src/result/result-schema.ts";
import { countTrials } from "../../src/result/trial.ts";
import { describeSpace } from "../../src/search/parameter-space.ts";
import { extractSignals } from "../../src/signals/extract/extract-signals.ts";
import { checkModelReply } from "../../src/signals/extract/model/check-reply.ts";
import { parseArticles } from "../../src/signals/extract/read-article/parse-articles.ts";
import { ChunkJournal, journalledParts } from "../../src/storage/chunk-journal.ts";
import { ledgerFile, readLedger, recordTrials, trialsOf } from "../../src/storage/run-ledger.ts";
import { decodeText } from "../../src/storage/signal-catalogue-files.ts";
import { chunksFolder, WHOLE } from "../../src/storage/sweep-folder.ts";
import { SweepRows } from "../../src/storage/sweep-rows.ts";
import type { Strategy } from "../../src/strategy/define-strategy.ts";
import { param } from "../../src/strategy/param.ts";
import { withParamReferences } from "../../src/strategy/param-references.ts";
import { resolveStrategy } from "../../src/strategy/resolve-strategy.ts";
import { strategySchema } from "../../src/strategy/strategy-schema.ts";
import { articleOf, replyOf } from "../signals/extract/model/a-reply.ts";

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

const INSTRUMENTS = [
  { symbol: "MY.HK", lot: 200, file: "my.csv", map: "close=Schluss,dates=day-first", basis: "raw" },
  { symbol: "OWN", type: "etf", exchange: "NYSE", currency: "USD", listed: "2020-01-02", aliases: ["O"] },
];
const MAPPINGS = ["date=Day,close=Last", "close=Schluss,dates=day-first,decimal=comma", "close=4,date=0"];

const HTTP = { url: "https://example.org/v8", status: 200, sha256: "0", fetchedAt: Date.UTC(2025, 1, 20) };
const YAHOO = {
  chart: {
    result: [
      {
        meta: { symbol: "0700.HK", currency: "HKD", exchangeTimezoneName: "Asia/Hong_Kong" },
        timestamp: [1739842200, 1739928600, 1740015000],
        events: {
          dividends: { 1739928600: { amount: 2.4, date: 1739928600 } },
          splits: { 1740015000: { date: 1740015000, numerator: 5, denominator: 1, splitRatio: "5:1" } },
        },
        indicators: {
          quote: [
            {
              open: [500, 501, null],
              high: [505, 506, null],
              low: [499, 500, null],
              close: [502, 503, null],
              volume: [1e6, 2e6, null],
            },
          ],
          adjclose: [{ adjclose: [500, 501, null] }],
        },
      },
    ],
    error: null,
  },
};

const EASTMONEY = [
  ["2024-01-09,100.1,101.5,102,99,1200", "2024-01-10,101,99,103,98,900", "2024-01-11,-,-,-,-,-"],
  ["2025-02-17,500,505,506,499,12000,6e6,1.4,1,5,0.2", "2025-02-18,505,101,510,100,60000,6e6,1.4,1,5,0.2"],
].map((klines) => ({
  rc: 0,
  rt: 17,
  data: { code: "00700", market: 116, name: "\u817e\u8baf\u63a7\u80a1", klines },
}));

/** The real feed, on a server that answers whatever it is asked with the bytes that it is given. */
async function answeringEastmoney() {
  const served: { answer: Uint8Array } = { answer: new Uint8Array() };
  const server = createServer((_, response) => response.end(served.answer)).unref();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(served, { feed: new EastmoneyFeed({ baseUrl, retry: { attempts: 1 } }) });
}

const trialOf = (variant: string, sharpe: number | null) => ({
  strategy: { name: "a", file: "/s/a.ts" },
  data: "0123456789abcdef",
  variant,
  variants: 1,
  sharpe,
  sharpeVariance: 0.1,
  runId: "fedcba9876543210",
});
const LEDGER = [
  trialOf("0000000000000001", 0.5),
  { reset: { name: "a", file: "/s/a.ts" } },
  trialOf("0000000000000002", null),
  { reset: "all" },
  { ...trialOf("0000000000000003", -1.5), variants: 400 },
];
const NEW_TRIAL = trialOf("00000000000000ff", 0.25);

const FOLDER = mkdtempSync(join(tmpdir(), "edict-fuzz-"));
const JOURNAL = join(FOLDER, "chunks", "1-of-1.jsonl");
mkdirSync(join(FOLDER, "ledger"));
process.on("exit", () => rmSync(FOLDER, { recursive: true, force: true }));

/** A sweep of four points in two chunks, of which the first is kept. */
async function keptChunk(): Promise<{ rows: SweepRows; journal: Uint8Array }> {
  mkdirSync(chunksFolder(FOLDER));
  const space = describeSpace({ hold: param.integer(5, { min: 1, max: 4 }) });
  const rows = SweepRows.open(FOLDER, { space, chunkSize: 2, chunks: 2 }, WHOLE);
  const list = new ChunkJournal(FOLDER, "s", WHOLE);
  list.add(rows.write(0, [{ index: 1, reason: "unlucky" }]));
  list.close();
  return { rows, journal: readFileSync(JOURNAL) };
}

async function storedSeries(): Promise<Uint8Array> {
  const { instrument } = instrumentFor("0700.HK");
  const file = { symbol: "0700.HK", file: "p.csv", instrument };
  const { raw: series } = rawSeriesFromCsv(utf8(PRICES[0] as string), file);
  const store = openStore(FOLDER);
  const { fetchedAt } = HTTP;
  await store.put({ series, instrument, fetchedAt, answers: [], earlierAnswers: [], askedFrom: null });
  return readFileSync(store.pathOf(series.symbol, series.source));
}

/** Every format that strangers' files come in. A result is taken as an argument: it takes a run to make one. */
export async function fuzzedFormats(result: string | null): Promise<readonly Fuzzed[]> {
  const eastmoney = await answeringEastmoney();
  const chunk = await keptChunk();
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
    {
      name: "instruments.json",
      seeds: [utf8(JSON.stringify({ instruments: INSTRUMENTS }, null, 1))],
      read: (bytes) => {
        const parsed = parseJsonText(text(bytes), "instruments.json");
        if (parsed.issues !== undefined) throw new InputError(parsed.issues);
        const read = readUserInstruments(parsed.value, "instruments.json");
        if (read.issues !== undefined) throw new InputError(read.issues);
      },
    },
    { name: "--map", seeds: MAPPINGS.map(utf8), read: (bytes) => readColumnMapping(text(bytes), "--map") },
    {
      name: "answer of Yahoo",
      seeds: [utf8(JSON.stringify(YAHOO))],
      read: (bytes) => {
        const { instrument } = instrumentFor("0700.HK");
        checkYahooAnswer({ ...HTTP, bytes: Uint8Array.from(bytes), text: text(bytes) }, "0700.HK");
        const chart = JSON.parse(text(bytes)).chart.result[0] as unknown;
        const range = { from: null, to: null };
        const raw = yahooSeries(chart, { instrument, range, fetchedAt: HTTP.fetchedAt, at: "yahoo" });
        return buildPriceSeries(raw, instrument, { adjustment: "total-return" });
      },
    },
    {
      name: "answer of Eastmoney",
      seeds: EASTMONEY.map((answer) => utf8(JSON.stringify(answer))),
      read: async (bytes) => {
        const { instrument } = instrumentFor("0700.HK");
        eastmoney.answer = bytes;
        const raw = await eastmoney.feed.fetch("0700.HK", { from: null, to: null }, instrument);
        return buildPriceSeries(raw, instrument, { adjustment: "total-return" });
      },
    },
    {
      name: "ledger of runs",
      seeds: [utf8(LEDGER.map((line) => `${JSON.stringify(line)}\n`).join(""))],
      // No line may make it fail: one that is no record is counted, and a new one stands whole behind it.
      read: (bytes) => {
        writeFileSync(ledgerFile(FOLDER), bytes);
        const before = readLedger(FOLDER);
        recordTrials([NEW_TRIAL], FOLDER);
        const after = readLedger(FOLDER);
        const isKnown = trialsOf(before, NEW_TRIAL).some(({ variant }) => variant === NEW_TRIAL.variant);
        const added = after.trials.length - before.trials.length;
        if (added !== (isKnown ? 0 : 1) || after.damagedLines !== before.damagedLines)
          throw new Error(
            `${added} trials were added, and ${before.damagedLines} damaged lines became ${after.damagedLines}`,
          );
        return countTrials(trialsOf(after, NEW_TRIAL));
      },
    },
    {
      name: "answer of a model",
      seeds: [utf8(JSON.stringify(replyOf()))],
      read: (bytes) =>
        checkModelReply(text(bytes), articleOf(), {
          endpoint: "http://127.0.0.1",
          model: "m",
          systemFingerprint: null,
          promptHash: "0",
          isCacheHit: false,
          modelCutoff: null,
          lookAheadRisk: false,
        }),
    },
    {
      name: "list of a sweep's chunks",
      seeds: [chunk.journal],
      read: (bytes) => {
        writeFileSync(JOURNAL, bytes);
        return journalledParts(FOLDER, "s").flatMap(({ chunks }) =>
          [...chunks.values()].map((kept) => chunk.rows.read(kept)),
        );
      },
    },
    {
      name: "file of the price store",
      seeds: [await storedSeries()],
      // What it throws is put into words by the store; here it must only come to an end.
      read: (bytes) => {
        try {
          return decodeSeriesFile(bytes);
        } catch (error) {
          if (error instanceof Error) return null;
          throw error;
        }
      },
    },
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
  const strategy = decodeOrThrow(strategySchema, withParamReferences(parsed.value, "s"), {
    file: "s",
  }) as Strategy;
  return resolveStrategy(strategy, {}, "s");
}
