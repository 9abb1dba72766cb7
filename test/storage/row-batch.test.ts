import * as arrow from "@uwdata/flechette";
import { describe, expect, it } from "vitest";
import { describeSpace, parameterSpace, type SpaceRequest } from "../../src/search/parameter-space.ts";
import { VARIANT_COLUMNS } from "../../src/search/variant-row.ts";
import { END_OF_STREAM, RowBatch, streamHead } from "../../src/storage/row-batch.ts";
import { param } from "../../src/strategy/param.ts";

const specs = {
  side: param.choice("short", ["long", "short", "flat"]),
  useStop: param.boolean(true),
  hold: param.integer(5, { min: 1, max: 7 }),
  stopLoss: param.fraction(0.05, { min: 0.01, max: 0.4, step: 0.1 }),
};

/** A stream of all points of a space in batches of `length`, each with the point's index as its numbers. */
function streamOf(request: SpaceRequest, length: number) {
  const space = parameterSpace(describeSpace(specs, request));
  const { size } = space.description;
  const parts = [streamHead(arrow, space)];
  for (let from = 0; from < size; from += length) {
    const batch = new RowBatch(arrow, space, Math.min(length, size - from), streamHead(arrow, space));
    const { numbers, status } = batch.columns;
    for (const [place, column] of numbers.entries())
      for (let i = 0; i < column.length; i++) column[i] = place + from + i;
    status.fill(2);
    batch.fillParams(from);
    parts.push(batch.bytes.slice());
  }
  return { space, table: arrow.tableFromIPC(Buffer.concat([...parts, END_OF_STREAM])) };
}

describe("RowBatch", () => {
  it.each<[string, SpaceRequest, number]>([
    ["a grid of texts, truths and numbers", {}, 50],
    ["batches shorter than a list of texts", {}, 2],
    ["texts and truths that are held", { params: { side: "flat", useStop: "false" } }, 13],
    ["a sample", { method: "latin-hypercube", samples: 101 }, 25],
  ])("writes each point's parameters and numbers to their place: %s", (_, request, length) => {
    const { space, table } = streamOf(request, length);
    const { size } = space.description;
    expect(table.numRows).toBe(size);
    for (let index = 0; index < size; index++) {
      const numbers = Object.fromEntries(VARIANT_COLUMNS.map((name, place) => [name, place + index]));
      expect({ ...(table.at(index) as object) }).toEqual({ ...space.at(index), ...numbers, status: 2 });
    }
  });

  it("is as long, and means the same, whatever was in its memory before", () => {
    const space = parameterSpace(describeSpace(specs));
    const fresh = new RowBatch(arrow, space, 64, streamHead(arrow, space));
    const used = new RowBatch(arrow, space, 64, streamHead(arrow, space));
    used.fillParams(64);
    for (const one of [fresh, used]) {
      for (const column of one.columns.numbers) column.fill(Number.NaN);
      one.columns.status.fill(1);
      one.fillParams(0);
    }
    expect(used.bytes).toEqual(fresh.bytes);
  });
});
