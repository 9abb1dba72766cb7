import { keptMarks } from "../src/market/bars.ts";
import type { PriceSeries } from "../src/market/price-series.ts";
import { SeededRandom } from "../src/statistics/seeded-random.ts";
import { type CalendarDay, isWeekend } from "../src/time/calendar-day.ts";

/** How far prices move: deviations of the log return overnight and within a day, and most of the wick beyond them. */
interface Moves {
  readonly overnight: number;
  readonly daily: number;
  readonly wick: number;
}

/** Daily bars of a random walk with gaps, weekdays only, of an index in Hong Kong. */
export function randomWalk(
  symbol: string,
  bars: number,
  seed: number,
  firstDay: CalendarDay,
  { overnight, daily, wick }: Moves,
): PriceSeries {
  const random = new SeededRandom(seed);
  const days = new Int32Array(bars);
  const column = () => new Float64Array(bars);
  const [open, high, low, close] = [column(), column(), column(), column()];
  let last = 100;
  for (let t = 0, day = firstDay; t < bars; t++, day++) {
    while (isWeekend(day)) day++;
    days[t] = day;
    open[t] = last * Math.exp(overnight * random.normal());
    close[t] = open[t]! * Math.exp(daily * random.normal());
    high[t] = Math.max(open[t]!, close[t]!) * (1 + wick * random.uniform());
    low[t] = Math.min(open[t]!, close[t]!) * (1 - wick * random.uniform());
    last = close[t]!;
  }
  return indexSeries(symbol, { days, open, high, low, close });
}

/** A synthetic index in Hong Kong with the given bars, the same volume on each. */
export function indexSeries(
  symbol: string,
  bars: Pick<PriceSeries["bars"], "days" | "open" | "high" | "low" | "close">,
): PriceSeries {
  const { length } = bars.days;
  return {
    instrument: { symbol, name: symbol, type: "index", exchange: "HKEX", currency: "HKD", lot: null },
    bars: { ...bars, volume: new Float64Array(length).fill(1e6), marks: keptMarks(new Uint8Array(length)) },
    source: "bench",
    adjustment: "total-return",
    synthetic: true,
    sha256: "0".repeat(64),
    dividends: [],
    splits: [],
    findings: [],
  };
}
