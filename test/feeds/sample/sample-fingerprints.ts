import { SAMPLE_SEED, SampleMarket } from "../../../src/feeds/sample/sample-market.ts";
import { columnsSha256 } from "../../../src/feeds/store/series-file.ts";
import { formatCalendarDay } from "../../../src/time/calendar-day.ts";

/** What the sample market is, in a few lines: a hash of every column of every symbol, and its two ends. */
export function sampleFingerprints(): object {
  const market = new SampleMarket();
  const symbols = SampleMarket.symbols().map((symbol) => {
    const series = market.series(symbol);
    if (series === undefined) throw new Error(`no ${symbol}`);
    const { columns, columnsGiven, dividends } = series;
    const end = (row: number) => ({
      day: formatCalendarDay(columns.days.at(row) ?? 0),
      close: columns.close.at(row),
    });
    const sha256 = columnsSha256(columns, columnsGiven);
    return {
      symbol,
      sessions: columns.days.length,
      first: end(0),
      last: end(-1),
      dividends: dividends.length,
      sha256,
    };
  });
  return { seed: SAMPLE_SEED, symbols };
}
