import { describe, it } from "vitest";
import {
  averageRanks,
  corradoTest,
} from "../../../../src/analysis/event-study/hypothesis-tests/corrado-rank.ts";
import { generalizedRankTests } from "../../../../src/analysis/event-study/hypothesis-tests/generalized-rank.ts";
import { standardDeviation } from "../../../../src/statistics/moments.ts";
import { midRanks } from "../../../../src/statistics/ranks.ts";
import { SeededRandom } from "../../../../src/statistics/seeded-random.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { handMade } from "../golden-events.ts";

interface Row {
  readonly estimation: number[];
  readonly window: number[];
}

/** Values on a coarse grid have ties; some days are missing. */
function randomRows(random: SeededRandom, grid: number, missing: number): Row[] {
  const value = () => {
    if (random.uniform() < missing) return Number.NaN;
    return grid === 0 ? random.normal() : Math.round(random.normal() / grid) * grid;
  };
  return Array.from({ length: 9 }, () => ({
    estimation: Array.from({ length: 14 }, value),
    window: Array.from({ length: 3 }, value),
  }));
}

/** Ranks among the values that are there; NaN where a value is missing. */
function ranksOf(values: readonly number[]): number[] {
  const known = values.filter((value) => !Number.isNaN(value));
  const ranks = midRanks(known);
  let next = 0;
  return values.map((value) => (Number.isNaN(value) ? Number.NaN : ranks[next++]!));
}

const known = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));
const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

function corradoByDefinition(rows: readonly Row[], day: number): number {
  const ranks = rows.map(({ estimation, window }) => {
    const all = [...estimation, ...window];
    return ranksOf(all).map((rank) => rank / (1 + known(all).length));
  });
  const columns = ranks[0]!.map((_, t) => known(ranks.map((row) => row[t]!)));
  const there = columns.filter((column) => column.length > 0);
  const square = meanOf(there.map((column) => (column.length / rows.length) * (meanOf(column) - 0.5) ** 2));
  return (meanOf(columns[rows[0]!.estimation.length + day]!) - 0.5) / Math.sqrt(square);
}

function grankByDefinition(rows: readonly Row[], values: readonly number[]): { t: number; z: number } {
  const deviation = standardDeviation(known(values));
  const used = rows.flatMap((row, i) => (Number.isNaN(values[i]!) ? [] : [{ row, value: values[i]! }]));
  const ranks = used.map(({ row, value }) => {
    const all = [...row.estimation, value / deviation];
    return ranksOf(all).map((rank) => rank / (known(row.estimation).length + 2) - 0.5);
  });
  const columns = ranks[0]!.map((_, t) => known(ranks.map((row) => row[t]!)));
  const there = columns.filter((column) => column.length > 0);
  const days = there.length - 1;
  const square = meanOf(there.map((column) => (column.length / used.length) * meanOf(column) ** 2));
  const event = meanOf(columns.at(-1)!);
  const ratio = event / Math.sqrt(square);
  const variance = used.reduce((sum, { row }) => {
    const m = known(row.estimation).length;
    return sum + m / (12 * (m + 2));
  }, 0);
  return {
    t: ratio * Math.sqrt((days - 1) / (days - ratio ** 2)),
    z: (used.length * event) / Math.sqrt(variance),
  };
}

describe("the rank tests", () => {
  it.each([
    ["no ties, no day missing", 0, 0],
    ["ties", 0.5, 0],
    ["missing days", 0, 0.15],
    ["ties and missing days", 0.5, 0.15],
  ])("give what their definitions give: %s", (_, grid, missing) => {
    const random = new SeededRandom(8);
    for (let round = 0; round < 30; round++) {
      const rows = randomRows(random, grid, missing);
      const ranks = averageRanks(rows.map(({ estimation, window }) => handMade(estimation, window)));
      const residuals = rows.map(({ estimation }) => estimation);
      for (let day = 0; day < 3; day++) {
        const values = rows.map(({ window }) => window[day]!);
        if (known(values).length < 3 || standardDeviation(known(values)) === 0) continue;
        expectRelative(
          corradoTest(ranks, { first: day, last: day }).statistic!,
          corradoByDefinition(rows, day),
          1e-11,
        );
        const tests = generalizedRankTests(residuals, values);
        const expected = grankByDefinition(rows, values);
        expectRelative(tests.t.statistic!, expected.t, 1e-11);
        expectRelative(tests.z.statistic!, expected.z, 1e-11);
      }
    }
  });
});
