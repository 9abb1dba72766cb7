import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSessionCalendar } from "../../src/storage/session-calendar-file.ts";
import { formatCalendarDay } from "../../src/time/calendar-day.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-sessions-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("readSessionCalendar", () => {
  it("takes the days that have a close", async () => {
    const file = join(folder, "a.csv");
    await writeFile(file, "Date,Open,Close\n2025-01-02,1,2\n2025-01-03,,\n2025-01-06,1,2\n");
    const { exchange, days } = await readSessionCalendar(file, "HKEX");
    expect(exchange).toBe("HKEX");
    expect([...days].map(formatCalendarDay)).toEqual(["2025-01-02", "2025-01-06"]);
  });

  it("refuses a file that is not there, or has no close", async () => {
    await expect(readSessionCalendar(join(folder, "none.csv"), "HKEX")).rejects.toThrow(
      "the file cannot be read",
    );
    const file = join(folder, "b.csv");
    await writeFile(file, "Date,Open,Close\n2025-01-02,1,\n");
    await expect(readSessionCalendar(file, "HKEX")).rejects.toThrow();
  });
});
