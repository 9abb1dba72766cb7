import type { ChartData, ChartFill, ChartInstrument, ChartSignal, ChartTrade } from "./chart-data.ts";
import { dayText } from "./day-text.ts";
import { drawdownsOf } from "./drawdowns-of.ts";
import { type PackedNumbers, packNumbers, unpackNumbers } from "./pack-numbers.ts";

/**
 * Chart data as a page carries them, a third of the size: rows without names, series as whole steps, and each text
 * once, in `words`, for which its place there stands everywhere else.
 */
export interface PackedChartData {
  readonly words: readonly string[];
  readonly currency: string;
  readonly capital: number;
  readonly days: PackedNumbers;
  readonly equity: PackedNumbers;
  readonly exposure: PackedNumbers;
  readonly benchmark: readonly [string, PackedNumbers] | null;
  readonly sentiment: PackedNumbers | null;
  readonly instruments: readonly PackedInstrument[];
  readonly signals: readonly PackedSignal[];
}

type PackedInstrument = readonly [
  symbol: string,
  name: string,
  currency: string,
  closes: readonly [days: PackedNumbers | null, values: PackedNumbers] | null,
  trades: readonly PackedTrade[],
];

type PackedFill = readonly [day: number, price: number, reason: number];
type PackedTrade = readonly [
  id: number,
  side: number,
  ...entry: PackedFill,
  ...exit: PackedFill,
  grown: number,
  sessionsHeld: number,
  signalId: number,
];
type PackedSignal = readonly [
  id: number,
  title: number,
  kind: number,
  status: number,
  stance: number,
  day: number,
  known: number,
  basis: number,
  source: number,
  state: number,
  why: number,
  ...tradeIds: readonly number[],
];

/** Place of a text that is not there. */
const NONE = -1;

/** Packs chart data. Drawdowns are left out: they follow from the equity. */
export function packChartData(data: ChartData): PackedChartData {
  const words = new Map<string, number>();
  const place = (text: string | null): number => {
    if (text === null) return NONE;
    const known = words.get(text) ?? words.size;
    words.set(text, known);
    return known;
  };
  const packed = {
    currency: data.currency,
    capital: data.capital,
    days: packNumbers(data.days),
    equity: packNumbers(data.equity),
    exposure: packNumbers(data.exposure),
    benchmark:
      data.benchmark === null ? null : ([data.benchmark.symbol, packNumbers(data.benchmark.levels)] as const),
    sentiment: data.sentiment === null ? null : packNumbers(data.sentiment.values),
    instruments: data.instruments.map((one) => packInstrument(one, data.days, place)),
    signals: data.signals.map((one) => packSignal(one, place)),
  };
  return { words: [...words.keys()], ...packed };
}

/** Chart data as they were before they were packed. */
export function unpackChartData(packed: PackedChartData): ChartData {
  const { words, currency, capital, benchmark, sentiment } = packed;
  const days = unpackNumbers(packed.days) as number[];
  const equity = unpackNumbers(packed.equity) as number[];
  return {
    currency,
    capital,
    days,
    equity,
    drawdown: drawdownsOf(equity),
    exposure: unpackNumbers(packed.exposure) as number[],
    benchmark: benchmark === null ? null : { symbol: benchmark[0], levels: unpackNumbers(benchmark[1]) },
    sentiment: sentiment === null ? null : { values: unpackNumbers(sentiment) as number[] },
    instruments: packed.instruments.map((one) => unpackInstrument(one, days, words)),
    signals: packed.signals.map((one) => unpackSignal(one, words)),
  };
}

type Place = (text: string | null) => number;

function packInstrument(
  { symbol, name, currency, closes, trades }: ChartInstrument,
  days: readonly number[],
  place: Place,
): PackedInstrument {
  const fill = ({ day, price, reason }: ChartFill): PackedFill => [day, price, place(reason)];
  const packed = trades.map(
    (trade): PackedTrade => [
      place(trade.id),
      place(trade.side),
      ...fill(trade.entry),
      ...fill(trade.exit),
      trade.return,
      trade.sessionsHeld,
      place(trade.signalId),
    ],
  );
  if (closes === null) return [symbol, name, currency, null, packed];
  const isOnSameDays =
    closes.days.length === days.length && closes.days.every((day, index) => day === days[index]);
  const ownDays = isOnSameDays ? null : packNumbers(closes.days);
  return [symbol, name, currency, [ownDays, packNumbers(closes.values)], packed];
}

function unpackInstrument(
  [symbol, name, currency, closes, trades]: PackedInstrument,
  days: readonly number[],
  words: readonly string[],
): ChartInstrument {
  const word = (at: number) => words[at]!;
  return {
    symbol,
    name,
    currency,
    closes:
      closes === null
        ? null
        : {
            days: closes[0] === null ? days : (unpackNumbers(closes[0]) as number[]),
            values: unpackNumbers(closes[1]) as number[],
          },
    trades: trades.map(
      ([id, side, inDay, inPrice, inReason, outDay, outPrice, outReason, grown, sessionsHeld, signalId]) => ({
        id: word(id),
        instrument: symbol,
        side: word(side) as ChartTrade["side"],
        entry: { day: inDay, price: inPrice, reason: word(inReason) },
        exit: { day: outDay, price: outPrice, reason: word(outReason) },
        return: grown,
        sessionsHeld,
        signalId: word(signalId),
      }),
    ),
  };
}

function packSignal(signal: ChartSignal, place: Place): PackedSignal {
  const { day, known } = signal;
  // The day is there already; the minute is the same for most.
  const time = known.startsWith(`${dayText(day)} `) ? known.slice(known.indexOf(" ")) : known;
  return [
    place(signal.id),
    place(signal.title),
    place(signal.kind),
    place(signal.status),
    signal.stance,
    day,
    place(time),
    place(signal.basis),
    place(signal.source),
    place(signal.state),
    place(signal.why),
    ...signal.tradeIds.map(place),
  ];
}

function unpackSignal(row: PackedSignal, words: readonly string[]): ChartSignal {
  const [id, title, kind, status, stance, day, known, basis, source, state, why, ...tradeIds] = row;
  const word = (at: number) => words[at]!;
  const orNull = (at: number) => words[at] ?? null;
  const time = word(known);
  return {
    id: word(id),
    title: word(title),
    kind: word(kind),
    status: word(status),
    stance,
    day,
    known: time.startsWith(" ") ? `${dayText(day)}${time}` : time,
    basis: word(basis),
    source: orNull(source),
    state: word(state) as ChartSignal["state"],
    why: orNull(why),
    tradeIds: tradeIds.map(word),
  };
}
