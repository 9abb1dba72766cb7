import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { keptSignalsIn } from "../../src/storage/kept-signals.ts";
import { packageRoot } from "../../src/storage/package-root.ts";
import { loadCatalogue } from "../../src/storage/signal-catalogue-files.ts";
import { scratchFolder } from "../scratch-folder.ts";

const shipped = readFileSync(join(packageRoot(), "signals", "china-policy.json"), "utf8");

/** A cache, with what its two calls gave. */
function watched(build = "one build", folder = join(scratchFolder(), "cache")) {
  const kept = keptSignalsIn({ folder, build });
  const read = vi.fn(kept.read);
  const write = vi.fn(kept.write);
  return { folder, read, write, kept: { read, write } };
}

describe("keptSignals", () => {
  it("gives a file that was found sound the second time as it was read the first", async () => {
    const file = join(scratchFolder(), "mine.json");
    writeFileSync(file, shipped);
    const { kept, read, write } = watched();
    const first = await loadCatalogue([file], { kept });
    const second = await loadCatalogue([file], { kept });
    expect(write).toHaveBeenCalledTimes(1);
    expect(read.mock.results.map(({ value }) => value === null)).toEqual([true, false]);
    expect(second).toEqual(first);
    // Fields in the same order, too: what is printed of a signal must not depend on the cache.
    expect(JSON.stringify(second.catalogue.signals)).toBe(JSON.stringify(first.catalogue.signals));
    expect(second.catalogue.sha256).toBe((await loadCatalogue([file])).catalogue.sha256);
  });

  it("checks a file again that changed, and keeps none that has an issue", async () => {
    const file = join(scratchFolder(), "mine.json");
    writeFileSync(file, shipped);
    const { kept, write } = watched();
    await loadCatalogue([file], { kept });
    writeFileSync(file, shipped.replace(/"stance": 0\.\d+/, '"stance": 7'));
    await expect(loadCatalogue([file], { kept })).rejects.toThrow("stance");
    await expect(loadCatalogue([file], { kept })).rejects.toThrow("stance");
    expect(write).toHaveBeenCalledTimes(1);
  });

  it("takes nothing from another build, and nothing that is damaged", async () => {
    const file = join(scratchFolder(), "mine.json");
    writeFileSync(file, shipped);
    const first = watched();
    const { catalogue } = await loadCatalogue([file], { kept: first.kept });
    const other = watched("another build", first.folder);
    await loadCatalogue([file], { kept: other.kept });
    expect(other.read.mock.results[0]?.value).toBeNull();

    for (const name of readdirSync(first.folder)) {
      const path = join(first.folder, name);
      writeFileSync(path, readFileSync(path, "utf8").replace('"stance":0.', '"stance":-0.'));
    }
    const damaged = watched("one build", first.folder);
    expect((await loadCatalogue([file], { kept: damaged.kept })).catalogue).toEqual(catalogue);
    expect(damaged.read.mock.results[0]?.value).toBeNull();
  });

  it("leaves drafts that nobody has reviewed out, kept or not", async () => {
    const file = join(scratchFolder(), "mine.json");
    const value = JSON.parse(shipped);
    value.signals[0].review = { status: "pending" };
    writeFileSync(file, JSON.stringify(value));
    const { kept } = watched();
    const first = await loadCatalogue([file], { kept });
    const second = await loadCatalogue([file], { kept });
    expect(second).toEqual(first);
    expect(second.pending).toEqual([value.signals[0].id]);
    expect(second.catalogue.sha256).toBe((await loadCatalogue([file])).catalogue.sha256);
  });

  it("checks every time where nothing can be written", async () => {
    const file = join(scratchFolder(), "mine.json");
    writeFileSync(file, shipped);
    const blocked = join(scratchFolder(), "a file, no folder");
    writeFileSync(blocked, "");
    const { kept, read } = watched("one build", join(blocked, "cache"));
    await loadCatalogue([file], { kept });
    await loadCatalogue([file], { kept });
    expect(read.mock.results.map(({ value }) => value)).toEqual([null, null]);
  });
});
