import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { metricCatalogue } from "../../../src/analysis/metrics/metric-catalogue.ts";

describe("metric catalogue", () => {
  it("holds each metric once, under a key and an id of its own", () => {
    expect(new Set(metricCatalogue.map(({ key }) => key)).size).toBe(metricCatalogue.length);
    expect(new Set(metricCatalogue.map(({ id }) => id)).size).toBe(metricCatalogue.length);
  });

  it("says of each what it is and where it comes from", () => {
    for (const { key, id, name, formula, source } of metricCatalogue) {
      expect(key).toMatch(/^[a-z][A-Za-z]+$/);
      expect(id).toMatch(/^[a-z0-9.-]+$/);
      expect(
        [name, formula, source].every((text) => text.length > 2),
        key,
      ).toBe(true);
    }
  });

  it("holds every metric that has a file", () => {
    const files = readdirSync(new URL("../../../src/analysis/metrics/", import.meta.url));
    const defining = files.filter((file) =>
      /^export const \w*[dD]efinition\b/m.test(
        readFileSync(new URL(`../../../src/analysis/metrics/${file}`, import.meta.url), "utf8"),
      ),
    );
    const catalogue = readFileSync(
      new URL("../../../src/analysis/metrics/metric-catalogue.ts", import.meta.url),
      "utf8",
    );
    expect(defining.length).toBeGreaterThan(30);
    for (const file of defining) expect(catalogue, file).toContain(`"./${file}"`);
  });
});
