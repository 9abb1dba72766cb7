import { describe, expect, it } from "vitest";
import { chartDataOf } from "../../../../src/report/html/charts/chart-data.ts";
import { drawdownsOf } from "../../../../src/report/html/charts/drawdowns-of.ts";
import { packChartData, unpackChartData } from "../../../../src/report/html/charts/pack-chart-data.ts";
import { aResult } from "../../a-result.ts";
import { aChartData } from "./a-chart-data.ts";

const travelled = (data: ReturnType<typeof aChartData>) =>
  unpackChartData(JSON.parse(JSON.stringify(packChartData(data))));

describe("packed chart data", () => {
  it("come out as they went in", () => {
    for (const data of [aChartData(), chartDataOf(aResult({ withCloses: true })), chartDataOf(aResult())]) {
      expect(travelled(data)).toEqual(data);
    }
  });

  it("keep closes that stand on other days than the equity", () => {
    const data = aChartData();
    const [instrument] = data.instruments;
    const closes = { days: data.days.slice(5), values: instrument!.closes!.values.slice(5) };
    expect(travelled({ ...data, instruments: [{ ...instrument!, closes }] }).instruments[0]!.closes).toEqual(
      closes,
    );
  });

  it("take less than half of the space", () => {
    const data = chartDataOf(aResult({ withCloses: true }));
    expect(JSON.stringify(packChartData(data)).length).toBeLessThan(0.5 * JSON.stringify(data).length);
  });
});

describe("drawdownsOf", () => {
  it("measures from the highest level so far", () => {
    expect(drawdownsOf([100, 120, 90, 150, 75])).toEqual([0, 0, -0.25, 0, -0.5]);
  });
});
