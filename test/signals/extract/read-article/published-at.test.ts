import { describe, expect, it } from "vitest";
import { parsePublishedAt } from "../../../../src/signals/extract/read-article/published-at.ts";

const read = (text: string) => parsePublishedAt(text, "Asia/Shanghai")?.text;

describe("parsePublishedAt", () => {
  it("reads days in the forms that people and feeds write", () => {
    expect(read("2024-09-24")).toBe("2024-09-24");
    expect(read("September 24, 2024")).toBe("2024-09-24");
    expect(read("24 Sep 2024")).toBe("2024-09-24");
    expect(read("2024年9月24日")).toBe("2024-09-24");
  });

  it("reads instants, and states them in the zone asked for", () => {
    expect(read("2024-09-24T01:30:00Z")).toBe("2024-09-24T09:30:00+08:00");
    expect(read("Tue, 24 Sep 2024 01:30:00 GMT")).toBe("2024-09-24T09:30:00+08:00");
    expect(read("Mon, 23 Sep 2024 21:30:00 -0400")).toBe("2024-09-24T09:30:00+08:00");
  });

  it("takes a clock without an offset for the clock of the zone", () => {
    expect(read("2024-09-24 09:30")).toBe("2024-09-24T09:30:00+08:00");
    expect(parsePublishedAt("2024-01-05 09:30", "America/New_York")?.text).toBe("2024-01-05T09:30:00-05:00");
  });

  it("guesses nothing", () => {
    for (const text of [
      "03-04-2021",
      "2024-02-30",
      "yesterday",
      "11 HOURS AGO",
      "2024-09-24 25:00",
      "",
      "x".repeat(500),
    ]) {
      expect(read(text), text).toBeUndefined();
    }
  });
});
