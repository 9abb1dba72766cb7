import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatCalendarDay } from "../src/time/calendar-day.ts";
import { benchSeries, benchSignals } from "./sweep-case.ts";

// An index: costs are proportional, as they are in the numbers that others publish.
const SYMBOL = "^BENCH";

const STRATEGY = `import { defineStrategy, param } from "edict";
export default defineStrategy({
  name: "hold, stop and lag",
  hypothesis: "none",
  params: {
    hold: param.integer(9, { min: 1, max: 60 }),
    stopLoss: param.fraction(0.08, { min: 0.02, max: 0.3 }),
    lag: param.integer(0, { min: 0, max: 19 }),
  },
  rules: ({ hold, stopLoss, lag }) => [
    {
      on: { kinds: ["leadership-meeting"] },
      legs: [{ instrument: "${SYMBOL}", side: "long" }],
      entry: { at: "open", delaySessions: lag },
      exit: { afterSessions: hold, stopLoss },
      overlap: "extend",
    },
  ],
});
`;

/**
 * Writes 5,000 bars, 60 signals and a strategy of hold x stop x lag into a folder.
 *
 * @returns arguments of `edict sweep` for them
 */
export function writeSweepFiles(folder: string): string[] {
  const [prices, signals, strategy] = ["bench.csv", "signals.json", "strategy.ts"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const series = benchSeries(5_000);
  const { days, open, high, low, close } = series.bars;
  const rows = Array.from(days, (day, i) =>
    [formatCalendarDay(day), open[i], high[i], low[i], close[i], 1_000_000].join(","),
  );
  writeFileSync(prices, `Date,Open,High,Low,Close,Volume\n${rows.join("\n")}\n`);
  const written = benchSignals(series, 60).signals.map(({ id, kind, stance, occursAt, publishedAt }) => ({
    id,
    kind,
    title: "bench",
    actors: ["bench"],
    stance,
    targets: ["broad-market"],
    symbols: [],
    status: "official",
    scheduled: false,
    occursAt,
    publishedAt: { ...publishedAt, basis: "unsourced" },
    sources: ["https://example.org/"],
    summary: "bench",
    verified: true,
    notes: "",
  }));
  writeFileSync(signals, JSON.stringify({ schema: "edict/signals@1", signals: written }));
  writeFileSync(strategy, STRATEGY);
  return [strategy, "--file", `${SYMBOL}=${prices}`, "--signals", signals];
}
