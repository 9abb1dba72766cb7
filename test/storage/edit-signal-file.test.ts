import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { formatSignalFile } from "../../src/signals/format-signal.ts";
import { addSignals, changeSignal } from "../../src/storage/edit-signal-file.ts";
import { loadCatalogue } from "../../src/storage/signal-catalogue-files.ts";
import { signalOn } from "../signals/a-signal.ts";

let folder: string;
const at = (name: string) => join(folder, name);
const idsIn = async (name: string) =>
  (await loadCatalogue([at(name)])).catalogue.signals.map((signal) => signal.id);
const note = { by: "ann", at: "2025-03-01T00:00:00Z", why: "second reading" };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-edit-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("addSignals", () => {
  it.each(["new.json", "new.jsonl", "new.yaml", "deep/er/new.json"])(
    "makes %s where there is none",
    async (name) => {
      await addSignals(at(name), [signalOn("2025-01-02", "b"), signalOn("2025-01-01", "a")]);
      expect(await idsIn(name)).toEqual(["a", "b"]);
    },
  );

  it("keeps a JSON file in its order and leaves nothing else behind", async () => {
    const [a, b, c] = [signalOn("2025-01-01", "a"), signalOn("2025-01-02", "b"), signalOn("2025-01-03", "c")];
    await addSignals(at("x.json"), [c, a]);
    await addSignals(at("x.json"), [b]);
    expect(await readFile(at("x.json"), "utf8")).toBe(formatSignalFile([a, b, c]));
    expect(await readdir(folder)).toEqual(["x.json"]);
  });

  it("refuses an id that is taken, in the file or among the new ones, and writes nothing", async () => {
    await addSignals(at("x.json"), [signalOn("2025-01-01", "a")]);
    const before = await readFile(at("x.json"), "utf8");
    await expect(addSignals(at("x.json"), [signalOn("2025-01-05", "a")])).rejects.toThrow(
      'the id "a" is taken',
    );
    const twice = [signalOn("2025-01-05", "b"), signalOn("2025-01-06", "b")];
    await expect(addSignals(at("x.json"), twice)).rejects.toThrow('the id "b" is taken');
    expect(await readFile(at("x.json"), "utf8")).toBe(before);
  });

  it("refuses to edit a file that is not sound, and files of other kinds", async () => {
    await writeFile(at("x.json"), '[{"id": 1}]');
    await expect(addSignals(at("x.json"), [signalOn("2025-01-01", "a")])).rejects.toThrow(InputError);
    await expect(addSignals(at("x.txt"), [signalOn("2025-01-01", "a")])).rejects.toThrow(
      "signals are kept in",
    );
    expect(await readFile(at("x.json"), "utf8")).toBe('[{"id": 1}]');
  });

  it("loses nothing when many write at once", async () => {
    const days = Array.from({ length: 12 }, (_, index) => `2025-01-${index + 10}`);
    await Promise.all(days.map((day) => addSignals(at("x.json"), [signalOn(day, `s-${day}`)])));
    expect(await idsIn("x.json")).toEqual(days.map((day) => `s-${day}`));
  });

  it("follows a link to the file behind it", async () => {
    await addSignals(at("real.json"), [signalOn("2025-01-01", "a")]);
    await symlink(at("real.json"), at("link.json"));
    await addSignals(at("link.json"), [signalOn("2025-01-02", "b")]);
    expect(await idsIn("real.json")).toEqual(["a", "b"]);
  });
});

describe("changeSignal", () => {
  it("changes one signal and keeps what it said", async () => {
    await addSignals(at("x.json"), [signalOn("2025-01-01", "a"), signalOn("2025-01-02", "b")]);
    const { is: changed } = await changeSignal(at("x.json"), "b", () => ({ stance: 0.25 }), note);
    const { catalogue } = await loadCatalogue([at("x.json")]);
    expect(catalogue.byId.get("b")).toEqual(changed);
    expect(changed.revisions?.[0]).toMatchObject({ until: note.at, was: { stance: 1 } });
  });

  it("refuses an id that is not there", async () => {
    await addSignals(at("x.json"), [signalOn("2025-01-01", "a")]);
    await expect(changeSignal(at("x.json"), "z", () => ({ stance: 0 }), note)).rejects.toThrow(
      'there is no signal "z"',
    );
  });

  it("names the nearest id, and refuses one that stands twice", async () => {
    await addSignals(at("x.json"), [signalOn("2025-01-01", "politburo-2025")]);
    await expect(changeSignal(at("x.json"), "politbro-2025", () => ({ stance: 0 }), note)).rejects.toThrow(
      'did you mean "politburo-2025"?',
    );
    await writeFile(at("x.jsonl"), `${JSON.stringify(signalOn("2025-01-01", "a"))}\n`.repeat(2));
    await expect(changeSignal(at("x.jsonl"), "a", () => ({ stance: 0 }), note)).rejects.toThrow(
      "stands more than once",
    );
  });

  it("makes neither a file nor a folder where there is none", async () => {
    await expect(changeSignal(at("deep/x.json"), "a", () => ({ stance: 0 }), note)).rejects.toThrow(
      "there is no such file",
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it("does not write where nothing changes, however the file is laid out", async () => {
    const text = `[\n\n${JSON.stringify(signalOn("2025-01-01", "a"))}   ]`;
    await writeFile(at("x.json"), text);
    const { was, is } = await changeSignal(at("x.json"), "a", (signal) => ({ stance: signal.stance }), note);
    expect(is).toBe(was);
    expect(await readFile(at("x.json"), "utf8")).toBe(text);
  });

  it("refuses a revision before the last one, as of a clock that was set back", async () => {
    await addSignals(at("x.json"), [signalOn("2025-01-01", "a")]);
    await changeSignal(at("x.json"), "a", () => ({ stance: 0.5 }), note);
    const before = await readFile(at("x.json"), "utf8");
    const earlier = { ...note, at: "2025-02-28T23:59:59Z" };
    await expect(changeSignal(at("x.json"), "a", () => ({ stance: 0 }), earlier)).rejects.toThrow(
      "later than now",
    );
    expect(await readFile(at("x.json"), "utf8")).toBe(before);
  });
});
