import * as v from "valibot";
import { EXIT_REASONS } from "../engine/trade.ts";
import { PUBLICATION_BASES, SESSION_HINTS, SIGNAL_STATUSES } from "../signals/policy-signal.ts";
import { SIGNAL_KINDS } from "../signals/signal-kind.ts";
import { TIMING_POLICIES } from "../signals/timing-policy.ts";
import { SKIP_REASONS, type SkipReason } from "../strategy/skip-reason.ts";
import { evidenceEntries } from "./evidence-schema.ts";
import {
  dayColumn,
  described,
  documentId,
  finite,
  finiteColumn,
  orNullColumn,
  day as plainDay,
  metric as plainMetric,
  sha256,
} from "./schema-fields.ts";

/** Name of the format; it changes when a reader of the old one would go wrong. */
export const RESULT_SCHEMA_NAME = "edict/result@1";

const day = described(plainDay, "calendar day, YYYY-MM-DD");
const instant = described(v.string(), "ISO 8601 instant with the offset of the exchange or of Shanghai");
const fraction = described(finite, "fraction: 0.1 is 10%");
const money = described(finite, "money in config.currency");

const metric = described(
  plainMetric,
  "a number with the id of its definition, or null with the reason why it is undefined",
);
const metrics = v.record(v.string(), metric);

const costs = v.strictObject({
  bps: finite,
  minimum: finite,
  halfSpreadBps: finite,
  statutory: v.boolean(),
  impact: v.nullable(v.strictObject({ coefficient: finite })),
  borrow: finite,
  financing: finite,
});

const config = v.strictObject({
  capital: money,
  currency: v.string(),
  timing: v.picklist(TIMING_POLICIES),
  from: v.nullable(day),
  to: v.nullable(day),
  instruments: v.record(v.string(), v.string()),
  costs,
  leverage: finite,
  maintenance: finite,
  wholeLots: v.boolean(),
  sessionsPerYear: finite,
  riskFree: finite,
  seed: finite,
  drafts: v.boolean(),
  luck: described(
    v.strictObject({ kernel: finite, general: finite }),
    "calendar shifts asked for, where the kernel runs them and where the engine does; 0 is none",
  ),
  study: v.boolean(),
  sensitivity: v.boolean(),
  trials: described(
    v.nullable(v.strictObject({ count: finite, sharpeVariance: finite })),
    "variants tried before this one was chosen, as given; the ledger of runs is not part of a result",
  ),
});

/** Prices that a document read. */
export const pricesSchema = v.strictObject({
  symbol: v.string(),
  name: v.string(),
  roles: v.array(v.picklist(["traded", "benchmark", "exchange-rate"])),
  source: v.string(),
  exchange: v.string(),
  currency: v.string(),
  type: v.string(),
  lot: v.nullable(finite),
  adjustment: v.string(),
  from: v.nullable(day),
  to: v.nullable(day),
  sessions: finite,
  sha256,
  synthetic: v.boolean(),
  findings: described(
    v.record(v.string(), finite),
    "number of findings of the quality check, by kind and action",
  ),
});

const signalRow = v.strictObject({
  id: v.string(),
  rule: v.string(),
  disposition: v.picklist(["traded", "skipped"]),
  reason: described(
    v.nullable(v.picklist([...(Object.keys(SKIP_REASONS) as SkipReason[]), "extended"])),
    "why it was skipped; `extended` if it moved out the exit of a trade that was open; else null",
  ),
  detail: described(v.nullable(v.string()), "the reason in words"),
  knownAt: described(instant, "when a trader may act on it, by the timing policy"),
  session: described(v.nullable(day), "session of the first fill opportunity that was looked at"),
  tradeIds: v.array(v.string()),
  title: v.string(),
  kind: v.picklist(SIGNAL_KINDS),
  status: v.picklist(SIGNAL_STATUSES),
  stance: finite,
  occursAt: day,
  publishedAt: v.strictObject({
    date: day,
    time: v.nullable(v.string()),
    session: v.picklist(SESSION_HINTS),
    basis: v.picklist(PUBLICATION_BASES),
  }),
  family: v.nullable(v.string()),
  familyComplete: v.boolean(),
  reviewed: v.boolean(),
  sources: v.array(v.string()),
});

const fill = <const Reasons extends readonly string[]>(reasons: Reasons) =>
  v.strictObject({
    session: day,
    instant: described(
      v.nullable(instant),
      "null for a fill inside the session, whose minute daily bars do not tell",
    ),
    price: described(finite, "in the instrument's currency; costs do not move it"),
    reason: v.picklist(reasons),
  });

const trade = v.strictObject({
  id: v.string(),
  signalId: described(v.string(), "the signal that opened it"),
  signalIds: described(v.array(v.string()), "the signal that opened it and those that extended it"),
  rule: v.string(),
  instrument: v.string(),
  currency: v.string(),
  side: v.picklist(["long", "short"]),
  quantity: finite,
  entryValue: money,
  entry: fill(["open", "close", "limit"]),
  exit: fill(EXIT_REASONS),
  sessionsHeld: finite,
  grossReturn: fraction,
  return: described(fraction, "after costs"),
  profit: described(money, "after costs"),
  costs: money,
  attribution: described(
    v.strictObject({
      gap: described(
        v.nullable(money),
        "from the close before the entry to the fill, in the side's favour: missed, no part of the sum; null if no close is before it",
      ),
      firstSession: described(
        money,
        "from the fill to the close of its session, or to the exit if that is first",
      ),
      drift: described(money, "from there to the exit, dividends of split-only prices included"),
      currency: described(money, "change of the exchange rate from entry to exit on the value at the exit"),
      costs: described(money, "of entry and exit, and borrow"),
    }),
    "firstSession + drift + currency - costs = profit; the first three at the entry's exchange rate",
  ),
  maxAdverse: fraction,
  maxFavourable: fraction,
});

const equity = v.strictObject({
  date: dayColumn(day),
  equity: finiteColumn(money),
  drawdown: finiteColumn(fraction),
  exposure: orNullColumn(
    described(v.nullable(finite), "gross value of positions over equity; null where equity is not above 0"),
  ),
  benchmark: described(
    v.nullable(orNullColumn(v.nullable(money))),
    "the benchmark bought with the capital at the start",
  ),
});

const closes = v.strictObject({
  symbol: v.string(),
  date: dayColumn(day),
  close: finiteColumn(described(finite, "in the instrument's currency, on the series' own adjustment")),
});

const drawdown = v.strictObject({
  depth: fraction,
  peak: day,
  trough: day,
  recovery: v.nullable(day),
  recovered: v.boolean(),
  sessions: finite,
  calendarDays: finite,
  signalIds: described(v.array(v.string()), "signals whose trades were open between peak and trough"),
});

const benchmark = v.union([
  v.strictObject({ symbol: v.string(), name: v.string(), summary: metrics }),
  v.strictObject({ symbol: v.nullable(v.string()), missing: v.string() }),
]);

/** Schema of a result document. */
export const resultSchema = v.strictObject({
  schema: v.literal(RESULT_SCHEMA_NAME),
  runId: documentId,
  strategy: v.strictObject({
    name: v.string(),
    hypothesis: v.string(),
    file: v.string(),
    sha256,
    params: v.record(v.string(), v.union([finite, v.string(), v.boolean()])),
  }),
  config,
  data: v.strictObject({
    prices: v.array(pricesSchema),
    signals: v.strictObject({ file: v.string(), sha256, count: finite }),
    synthetic: v.boolean(),
  }),
  span: v.strictObject({ from: v.nullable(day), to: v.nullable(day), sessions: finite }),
  summary: metrics,
  benchmark,
  signals: v.array(signalRow),
  trades: v.array(trade),
  equity,
  closes: described(
    v.nullable(v.array(closes)),
    "closes of the traded instruments over the run, for drawing; null unless asked for, since prices are often not free to be passed on",
  ),
  drawdowns: v.array(drawdown),
  ...evidenceEntries,
  warnings: v.array(v.strictObject({ code: v.string(), message: v.string() })),
});

/** What a run produces: plain data, fractions not percents, ISO dates, columns for series. */
export type ResultDocument = v.InferOutput<typeof resultSchema>;
export type ResultTrade = ResultDocument["trades"][number];
export type ResultSignal = ResultDocument["signals"][number];
export type ResultPrices = ResultDocument["data"]["prices"][number];
export type ResultCloses = v.InferOutput<typeof closes>;
export type ResultMetric = v.InferOutput<typeof metric>;
export type Warning = ResultDocument["warnings"][number];
