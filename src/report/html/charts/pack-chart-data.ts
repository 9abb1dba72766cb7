import type { ChartData, ChartFill, ChartInstrument, ChartSignal, ChartTrade } from "./chart-data.ts";

/** Chart data as a page carries them: half the size, by rows without names and by days as steps. */
export type PackedChartData = readonly [
  currency: string,
  capital: number,
  daySteps: readonly number[],
  equity: readonly number[],
  exposure: readonly number[],
  benchmark: readonly [string, readonly (number | null)[]] | null,
  sentiment: readonly number[] | null,
  instruments: readonly PackedInstrument[],
  signals: readonly (readonly unknown[])[],
];

type PackedInstrument = readonly [
  symbol: string,
  name: string,
  currency: string,
  closes: readonly [daySteps: readonly number[] | null, values: readonly number[]] | null,
  trades: readonly (readonly unknown[])[],
];

/** Packs chart data. Drawdowns are left out: they follow from the equity. */
export function packChartData(data: ChartData): PackedChartData {
  const { currency, capital, days, equity, exposure, benchmark, sentiment, instruments, signals } = data;
  return [
    currency,
    capital,
    stepsOf(days),
    equity,
    exposure,
    benchmark === null ? null : [benchmark.symbol, benchmark.levels],
    sentiment?.values ?? null,
    instruments.map((one) => packInstrument(one, days)),
    signals.map((one) => [
      one.id,
      one.title,
      one.kind,
      one.status,
      one.stance,
      one.day,
      one.known,
      one.basis,
      one.source,
      one.state,
      one.why,
      one.tradeIds,
    ]),
  ];
}

/** Chart data as they were before they were packed. */
export function unpackChartData(packed: PackedChartData): ChartData {
  const [currency, capital, daySteps, equity, exposure, benchmark, sentiment, instruments, signals] = packed;
  const days = daysOf(daySteps);
  return {
    currency,
    capital,
    days,
    equity,
    drawdown: drawdownsOf(equity),
    exposure,
    benchmark: benchmark === null ? null : { symbol: benchmark[0], levels: benchmark[1] },
    sentiment: sentiment === null ? null : { values: sentiment },
    instruments: instruments.map((one) => unpackInstrument(one, days)),
    signals: signals.map((one) => unpackSignal(one)),
  };
}

/** Falls from the running peak, to six decimals. */
export function drawdownsOf(levels: readonly number[]): number[] {
  let peak = Number.NEGATIVE_INFINITY;
  return levels.map((level) => {
    peak = Math.max(peak, level);
    return Number((level / peak - 1).toFixed(6));
  });
}

function packInstrument(one: ChartInstrument, days: readonly number[]): PackedInstrument {
  const { symbol, name, currency, closes, trades } = one;
  const fill = ({ day, price, reason }: ChartFill) => [day, price, reason];
  const packed = trades.map((trade) => [
    trade.id,
    trade.side,
    ...fill(trade.entry),
    ...fill(trade.exit),
    trade.return,
    trade.sessionsHeld,
    trade.signalId,
  ]);
  const isOnSameDays =
    closes !== null && closes.days.length === days.length && closes.days.every((day, i) => day === days[i]);
  const steps = closes === null || isOnSameDays ? null : stepsOf(closes.days);
  return [symbol, name, currency, closes === null ? null : [steps, closes.values], packed];
}

function unpackInstrument(packed: PackedInstrument, days: readonly number[]): ChartInstrument {
  const [symbol, name, currency, closes, trades] = packed;
  return {
    symbol,
    name,
    currency,
    closes:
      closes === null ? null : { days: closes[0] === null ? days : daysOf(closes[0]), values: closes[1] },
    trades: trades.map((row): ChartTrade => {
      const [id, side, inDay, inPrice, inReason, outDay, outPrice, outReason, grown, sessionsHeld, signalId] =
        row as [
          string,
          "long" | "short",
          number,
          number,
          string,
          number,
          number,
          string,
          number,
          number,
          string,
        ];
      return {
        id,
        instrument: symbol,
        side,
        entry: { day: inDay, price: inPrice, reason: inReason },
        exit: { day: outDay, price: outPrice, reason: outReason },
        return: grown,
        sessionsHeld,
        signalId,
      };
    }),
  };
}

function unpackSignal(row: readonly unknown[]): ChartSignal {
  const [id, title, kind, status, stance, day, known, basis, source, state, why, tradeIds] = row as [
    string,
    string,
    string,
    string,
    number,
    number,
    string,
    string,
    string | null,
    ChartSignal["state"],
    string | null,
    string[],
  ];
  return { id, title, kind, status, stance, day, known, basis, source, state, why, tradeIds };
}

function stepsOf(days: readonly number[]): number[] {
  return days.map((day, index) => (index === 0 ? day : day - (days[index - 1] as number)));
}

function daysOf(steps: readonly number[]): number[] {
  let day = 0;
  return steps.map((step) => {
    day += step;
    return day;
  });
}
