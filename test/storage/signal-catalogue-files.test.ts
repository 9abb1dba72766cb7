import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { newSignalFileText } from "../../src/signals/signal-file-text.ts";
import { loadCatalogue, readSignalFiles } from "../../src/storage/signal-catalogue-files.ts";
import { aSignal, signalOn } from "../signals/a-signal.ts";

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-signals-"));
  await mkdir(at("mixed"));
  await writeFile(at("mixed/a.json"), await newSignalFileText("json", [signalOn("2025-01-01", "a")]));
  await writeFile(at("mixed/b.jsonl"), await newSignalFileText("jsonl", [signalOn("2025-01-02", "b")]));
  await writeFile(at("mixed/c.yml"), await newSignalFileText("yaml", [signalOn("2025-01-03", "c")]));
  await writeFile(at("mixed/README.md"), "# words");
  const pending = signalOn("2025-01-04", "d", { review: { status: "pending" } });
  const rejected = signalOn("2025-01-05", "e", { review: { status: "rejected" } });
  await writeFile(at("mixed/new.draft.yaml"), await newSignalFileText("yaml", [pending, rejected]));
  await mkdir(at("bad"));
  await writeFile(
    at("bad/a.json"),
    JSON.stringify([
      { ...aSignal(), stance: 3 },
      { ...aSignal(), kind: "politbro" },
    ]),
  );
  await writeFile(at("bad/b.yaml"), "- id: [\n");
  await writeFile(at("bad/c.jsonl"), '{"id": "x",}\n');
  await mkdir(at("twice"));
  await writeFile(at("twice/a.json"), JSON.stringify([aSignal()]));
  await writeFile(at("twice/b.json"), JSON.stringify([aSignal()]));
  await writeFile(at("latin1.json"), Buffer.from([0x5b, 0x22, 0xe9, 0x22, 0x5d]));
  await writeFile(at("empty.json"), '{"schema": "edict/signals@1", "signals": []}');
  await writeFile(at("drafts.json"), JSON.stringify([aSignal({ review: { status: "pending" } })]));
  await mkdir(at("nothing"));
});
afterAll(() => rm(folder, { recursive: true }));

const failureOf = async (...paths: string[]) => {
  const error = await loadCatalogue(paths).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).issues;
};

describe("loadCatalogue", () => {
  it("reads the shipped catalogue where nothing is named, and calls it by its path in the package", async () => {
    const { catalogue, inputs } = await loadCatalogue();
    expect(catalogue.signals).toHaveLength(200);
    expect(inputs).toEqual([
      { file: "signals/china-policy.json", sha256: expect.stringMatching(/^[0-9a-f]{64}$/), count: 200 },
    ]);
    expect(catalogue.places.get("cewc-2020")).toMatch(/^signals\/china-policy\.json \[\d+\]$/);
  });

  it("reads every format of a folder, and hashes the same whatever the order of the files", async () => {
    const one = await loadCatalogue([at("mixed")]);
    expect(one.catalogue.signals.map((signal) => signal.id)).toEqual(["a", "b", "c"]);
    const other = await loadCatalogue([at("mixed/c.yml"), at("mixed/a.json"), at("mixed/b.jsonl")]);
    expect(other.catalogue.sha256).toBe(one.catalogue.sha256);
  });

  it("takes drafts in only when asked, marked, and rejected ones never", async () => {
    const { catalogue, pending } = await loadCatalogue([at("mixed")], { drafts: true });
    expect(catalogue.signals.map((signal) => signal.id)).toEqual(["a", "b", "c", "d"]);
    expect(pending).toEqual(["d"]);
    expect((await loadCatalogue([at("mixed")])).pending).toEqual([]);
  });

  it("names every issue of every file in one throw", async () => {
    const issues = await failureOf(at("bad"));
    expect(issues.map((issue) => issue.at?.slice(folder.length + 1))).toEqual([
      "bad/a.json [0].stance",
      "bad/a.json [1].kind",
      expect.stringMatching(/^bad\/b\.yaml:\d+:\d+$/),
      "bad/c.jsonl:1:12",
    ]);
  });

  it("names both places of an id that stands in two files", async () => {
    const issues = await failureOf(at("twice"));
    expect(issues[0]?.at).toBe(`${at("twice/b.json")} [0] and ${at("twice/a.json")} [0]`);
  });

  it.each([
    ["mixd", "there is no such file or folder", 'mixed"?'],
    ["mixed/README.md", '"README.md" is not a catalogue file', ".json"],
    ["nothing", "the folder holds no catalogue file", ".json"],
    ["latin1.json", "the file is not UTF-8 text", "UTF-8"],
    ["empty.json", "the catalogue is empty", "edict signals add"],
    ["drafts.json", "of 1 signal none is reviewed", "--drafts"],
  ])("refuses %s", async (name, what, fix) => {
    const issues = await failureOf(at(name));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ what, at: at(name) });
    expect(issues[0]?.fix).toContain(fix);
  });
});

describe("readSignalFiles", () => {
  it("returns the issues instead of throwing them", async () => {
    const { files } = await readSignalFiles([at("bad")]);
    expect(files.map((file) => file.issues.length)).toEqual([2, 1, 1]);
  });
});
