import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import type { DraftedSignal } from "../../src/signals/signal-from-draft.ts";
import { acceptDrafts, readDrafts, writeDrafts } from "../../src/storage/draft-files.ts";
import { addSignals } from "../../src/storage/edit-signal-file.ts";
import { loadCatalogue } from "../../src/storage/signal-catalogue-files.ts";
import { aSignal, signalOn } from "../signals/a-signal.ts";

let folder: string;
let drafts: string;
let into: string;
const stamp = { by: "ann", at: "2025-03-01T00:00:00Z" };
const draft = (date: string, id: string, fields = {}): DraftedSignal => ({
  signal: signalOn(date, id, { review: { status: "pending", from: "a.txt" }, ...fields }),
  comments: { stance: ['"promised equal access" (a.txt 10-31)'] },
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-drafts-"));
  drafts = join(folder, "signals.draft.yaml");
  into = join(folder, "own.json");
});
afterEach(() => rm(folder, { recursive: true }));

describe("writeDrafts", () => {
  it("writes drafts with their evidence above the fields, and reads them back", async () => {
    const list = [draft("2025-01-02", "a"), draft("2025-01-03", "b")];
    expect(await writeDrafts(drafts, list)).toEqual({ added: ["a", "b"], known: [] });
    expect(await readDrafts(drafts)).toEqual(list.map((one) => one.signal));
    expect(await readFile(drafts, "utf8")).toContain(
      '    # "promised equal access" (a.txt 10-31)\n    stance: 1\n',
    );
  });

  it("asks for no decision twice: a known draft is left as the reviewer has it", async () => {
    await writeDrafts(drafts, [draft("2025-01-02", "a")]);
    const edited = (await readFile(drafts, "utf8")).replace("stance: 1\n", "stance: 0.4 # my reading\n");
    await writeFile(drafts, edited);
    expect(await writeDrafts(drafts, [draft("2025-01-02", "a"), draft("2025-01-03", "b")])).toEqual({
      added: ["b"],
      known: ["a"],
    });
    expect((await readFile(drafts, "utf8")).startsWith(edited)).toBe(true);
  });

  it("wants a name by which folders know drafts from catalogues", async () => {
    await expect(writeDrafts(join(folder, "x.yaml"), [])).rejects.toThrow(
      "a draft file is called *.draft.yaml",
    );
  });
});

describe("acceptDrafts", () => {
  it("goes on where a call was killed between the two files: what the catalogue holds leaves the drafts", async () => {
    const all = { decisions: new Map(["a", "b"].map((id) => [id, "accepted"] as const)) };
    await writeDrafts(drafts, [draft("2025-01-02", "a"), draft("2025-01-03", "b")]);
    const before = await readFile(drafts, "utf8");
    const first = await acceptDrafts(drafts, { into, ...stamp, ...all });
    const catalogue = await readFile(into, "utf8");
    await writeFile(drafts, before);

    const later = { by: "bob", at: "2025-03-02T00:00:00Z" };
    const { accepted } = await acceptDrafts(drafts, { into, ...later, ...all });
    expect(accepted).toEqual(first.accepted);
    expect(await readFile(into, "utf8")).toBe(catalogue);
    expect(await readDrafts(drafts)).toEqual([]);
  });

  it("takes nothing for accepted of which the catalogue says something else", async () => {
    await writeDrafts(drafts, [draft("2025-01-02", "a")]);
    await addSignals(into, [signalOn("2025-01-02", "a", { stance: 0.3 })]);
    const all = { decisions: new Map([["a", "accepted"] as const]) };
    await expect(acceptDrafts(drafts, { into, ...stamp, ...all })).rejects.toThrow(InputError);
    expect((await readDrafts(drafts)).map((one) => one.id)).toEqual(["a"]);
  });

  it("moves what the file says is accepted or edited, with who, when and from what, and keeps the rest", async () => {
    await writeDrafts(drafts, [
      draft("2025-01-02", "a"),
      draft("2025-01-03", "b"),
      draft("2025-01-04", "c"),
      draft("2025-01-05", "d"),
    ]);
    let text = await readFile(drafts, "utf8");
    for (const status of ["accepted", "edited", "rejected"])
      text = text.replace("status: pending", `status: ${status}`);
    await writeFile(drafts, text);

    const result = await acceptDrafts(drafts, { into, ...stamp });
    expect(result.accepted.map((signal) => [signal.id, signal.review])).toEqual([
      ["a", { status: "accepted", from: "a.txt", ...stamp }],
      ["b", { status: "edited", from: "a.txt", ...stamp }],
    ]);
    expect(result).toMatchObject({ rejected: ["c"], pending: ["d"] });
    expect((await loadCatalogue([into])).catalogue.signals).toEqual(result.accepted);
    expect((await readDrafts(drafts)).map((signal) => signal.id)).toEqual(["c", "d"]);
  });

  it("takes decisions by id, and marks a rejection so that it does not come back", async () => {
    await writeDrafts(drafts, [draft("2025-01-02", "a"), draft("2025-01-03", "b")]);
    const decisions = new Map([
      ["a", "accepted" as const],
      ["b", "rejected" as const],
    ]);
    await acceptDrafts(drafts, { into, ...stamp, decisions });
    expect(await readDrafts(drafts)).toMatchObject([{ id: "b", review: { status: "rejected", by: "ann" } }]);
    expect(await writeDrafts(drafts, [draft("2025-01-03", "b")])).toEqual({ added: [], known: ["b"] });
  });

  it("leaves an empty draft file that takes new drafts", async () => {
    await writeDrafts(drafts, [draft("2025-01-02", "a")]);
    await acceptDrafts(drafts, { into, ...stamp, decisions: new Map([["a", "accepted"]]) });
    expect(await readDrafts(drafts)).toEqual([]);
    await writeDrafts(drafts, [draft("2025-01-03", "b")]);
    expect(await readDrafts(drafts)).toHaveLength(1);
  });

  it("leaves a tie behind with the draft that it points to, and says so", async () => {
    const tied = draft("2025-01-03", "act", { relatesTo: [{ id: "leak", relation: "act-of" }] });
    await writeDrafts(drafts, [draft("2025-01-02", "leak", { status: "leak" }), tied]);
    const { accepted, findings } = await acceptDrafts(drafts, {
      into,
      ...stamp,
      decisions: new Map([["act", "accepted"]]),
    });
    expect(accepted[0]).not.toHaveProperty("relatesTo");
    expect(findings.map((finding) => finding.what)).toEqual([
      "its tie (act-of) to leak was left out, since that draft is not accepted",
    ]);
  });

  it("warns of an act that the catalogue already tells", async () => {
    await addSignals(into, [aSignal()]);
    await writeDrafts(drafts, [draft("2025-02-18", "again")]);
    const { findings } = await acceptDrafts(drafts, {
      into,
      ...stamp,
      decisions: new Map([["again", "accepted"]]),
    });
    expect(findings.map((finding) => finding.what)).toEqual([
      expect.stringContaining("may be the same act as xi-entrepreneur-symposium-2025"),
    ]);
  });

  it.each([
    [
      "a decision on a draft that is not there",
      draft("2025-01-02", "a"),
      new Map([["z", "accepted" as const]]),
      'no draft "z"',
    ],
    [
      "an id that the catalogue has",
      draft("2025-01-02", aSignal().id),
      new Map([[aSignal().id, "accepted" as const]]),
      "the id stands already",
    ],
    [
      "a tie that leads nowhere",
      draft("2025-01-02", "a", { relatesTo: [{ id: "zzz", relation: "follows" }] }),
      new Map([["a", "accepted" as const]]),
      'tied to "zzz"',
    ],
  ])("refuses %s and writes nothing", async (_, one, decisions, message) => {
    await addSignals(into, [aSignal()]);
    await writeDrafts(drafts, [one]);
    const before = [await readFile(drafts, "utf8"), await readFile(into, "utf8")];
    const attempt = acceptDrafts(drafts, { into, ...stamp, decisions });
    await expect(attempt).rejects.toThrow(InputError);
    await expect(attempt).rejects.toThrow(message);
    expect([await readFile(drafts, "utf8"), await readFile(into, "utf8")]).toEqual(before);
  });
});
