import { describe, expect, it } from "vitest";
import { decodeJob, encodeJob } from "../../src/workers/job-text.ts";
import { shareColumns } from "../../src/workers/shared-columns.ts";
import { aSweepJob } from "./a-sweep-job.ts";

const job = aSweepJob();
const [series] = job.prices;
const prices = [series!, { ...series!, bars: { ...series!.bars, close: series!.bars.close.slice() } }];

describe("columns on their way to another thread", () => {
  it("lie in memory that all threads see, and what series have in common stays one", () => {
    const [one, other] = shareColumns(prices).map(({ bars }) => bars);
    expect(one).toEqual(series!.bars);
    for (const column of Object.values(one!)) expect(column.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(other!.marks).toBe(one!.marks);
    expect(other!.days).toBe(one!.days);
    expect(other!.close).not.toBe(one!.close);
    const [here, there] = structuredClone([one, other]);
    expect(there!.marks).toBe(here!.marks);
  });
});

describe("columns on their way to another machine", () => {
  it("come back bit for bit, and series without a mark share theirs", () => {
    const [one, other] = decodeJob(encodeJob({ ...job, prices })).prices.map(({ bars }) => bars);
    expect(one).toEqual(series!.bars);
    expect(other!.marks).toBe(one!.marks);
  });
});
