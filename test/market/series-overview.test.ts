import { expect, it } from "vitest";
import { buildPriceSeries } from "../../src/market/build-series.ts";
import { overviewOf } from "../../src/market/series-overview.ts";
import { bar, makeRaw, type Row, STOCK } from "./make-raw-series.ts";

it("overviewOf tells span, source and how much was found", () => {
  const rows: Row[] = [
    ["2024-01-05", bar(100)],
    ["2024-01-06", bar(100)],
    ["2024-01-08", bar(150)],
  ];
  const series = buildPriceSeries(makeRaw(rows, { basis: "fully-adjusted" }), STOCK, {
    adjustment: "total-return",
  });
  expect(overviewOf(series)).toEqual({
    symbol: "1234.HK",
    from: "2024-01-05",
    to: "2024-01-08",
    sessions: 2,
    source: "test",
    adjustment: "total-return",
    synthetic: false,
    actedOn: 1, // the Saturday
    kept: 1, // the jump
  });
});
