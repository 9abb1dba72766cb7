import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCE = resolve(import.meta.dirname, "../src");

/**
 * The pipeline. A folder imports itself and folders further up this list, never one below or beside it.
 * ARCHITECTURE.md says what each is for.
 */
const RANKS: readonly (readonly string[])[] = [
  ["errors.ts"],
  ["time", "decode", "statistics"],
  ["signals", "market"],
  ["strategy"],
  ["engine"],
  ["analysis"],
  ["result", "evidence"],
  ["search"],
  ["report"],
  ["storage", "page"],
  ["feeds"],
  ["workers"],
  ["serve"],
  ["cli", "index.ts", "evidence.ts", "frames.ts"],
];

/** The folders of signals/extract, a pipeline inside the pipeline, in the same order. */
const EXTRACT = "signals/extract/";
const EXTRACT_RANKS: readonly (readonly string[])[] = [
  ["text"],
  ["read-article", "lexicon", "dates"],
  ["mentions", "cues"],
  ["sentences"],
  ["weighing"],
  ["acts"],
  ["kinds", "drafts"],
  ["same-acts", "model"],
  ["extract-signals.ts"],
];

/** Below this folder nothing touches the disk, the network, the clock, the process or unseeded chance. */
const FIRST_RANK_WITH_EFFECTS = RANKS.findIndex((folders) => folders.includes("storage"));

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => path.split(sep).join("/"))
  .sort();
const sourceOf = (file: string) => readFileSync(join(SOURCE, file), "utf8");
const roomOf = (file: string) => file.split("/")[0] as string;
const rankIn = (ranks: typeof RANKS, file: string) =>
  ranks.findIndex((folders) => folders.includes(roomOf(file)));
const rankOf = (file: string) => rankIn(RANKS, file);

function importsOf(file: string): string[] {
  const specifiers = [...sourceOf(file).matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)].map(
    (match) => match[1] as string,
  );
  const targets = specifiers.map((specifier) => relative(SOURCE, resolve(SOURCE, dirname(file), specifier)));
  return targets.map((path) => path.split(sep).join("/"));
}

/** Code without comments and texts, so that prose about the clock is not taken for the clock. */
function codeOf(file: string): string {
  return sourceOf(file)
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|[^:"'`])\/\/.*$/gm, "$1");
}

describe("the tree is the pipeline", () => {
  it("gives every file a room that has a rank", () => {
    expect(files.filter((file) => rankOf(file) < 0)).toEqual([]);
  });

  it("is drawn in ARCHITECTURE.md: every folder, but for the groups of commands, stands in its table", () => {
    const drawing = readFileSync(join(SOURCE, "../ARCHITECTURE.md"), "utf8");
    const folders = new Set(files.flatMap((file) => dirname(file).split("/")));
    const groups = new Set(files.filter((file) => file.startsWith("cli/")).map((file) => file.split("/")[1]));
    const missing = [...folders].filter(
      (folder) => folder !== "." && !groups.has(folder) && !drawing.includes(`\`${folder}/\``),
    );
    expect(missing).toEqual([]);
  });

  it("lets a folder import only itself and lower ranks", () => {
    const breaches = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => roomOf(target) !== roomOf(file) && rankOf(target) >= rankOf(file))
        .map((target) => `${file} imports ${target}`),
    );
    expect(breaches).toEqual([]);
  });

  it("holds the folders of the extraction to the same rule", () => {
    const inside = files.filter((file) => file.startsWith(EXTRACT)).map((file) => file.slice(EXTRACT.length));
    expect(inside.filter((file) => rankIn(EXTRACT_RANKS, file) < 0)).toEqual([]);
    const breaches = inside.flatMap((file) =>
      importsOf(EXTRACT + file)
        .filter((target) => target.startsWith(EXTRACT))
        .map((target) => target.slice(EXTRACT.length))
        .filter(
          (target) =>
            roomOf(target) !== roomOf(file) && rankIn(EXTRACT_RANKS, target) >= rankIn(EXTRACT_RANKS, file),
        )
        .map((target) => `${file} imports ${target}`),
    );
    expect(breaches).toEqual([]);
  });

  it("has no cycle of imports, those of types and those on demand included", () => {
    const graph = new Map(files.map((file) => [file, importsOf(file)]));
    expect(findCycle(graph)).toBeNull();
  });

  it("keeps the disk, the network, the clock, the process and chance out of the pure ranks", () => {
    const banned =
      /node:(fs|http|https|net|child_process|worker_threads|os|process|timers)|\bprocess\.|\bDate\.now\b|new Date\(\)|\bMath\.random\b|\bfetch\(|\bsetTimeout\b|Temporal\.Now/;
    const breaches = files
      .filter((file) => rankOf(file) < FIRST_RANK_WITH_EFFECTS)
      .filter((file) => banned.test(codeOf(file)));
    expect(breaches).toEqual([]);
  });

  it("makes folders in one place: Node's own recursion hangs under /proc", () => {
    expect(files.filter((file) => /mkdir(?!:)/.test(codeOf(file)))).toEqual(["storage/make-folder.ts"]);
  });

  it("keeps files short, or says at the top why one is long", () => {
    const long = files.filter((file) => {
      const source = sourceOf(file);
      return source.split("\n").length > 301 && !source.slice(0, 400).includes("This file is long");
    });
    expect(long).toEqual([]);
  });

  it("names no folder or file after a role", () => {
    const roles = /(^|\/)(utils?|helpers?|common|misc|types|interfaces|shared|lib)(\.ts|\/)|manager/i;
    expect(files.filter((file) => roles.test(file))).toEqual([]);
  });

  it("ignores neither types nor tests", () => {
    const escapes = /@ts-ignore|@ts-nocheck|\bas any\b|\b(it|test|describe)\.(only|todo)\b/;
    expect(files.filter((file) => escapes.test(codeOf(file)))).toEqual([]);
  });
});

function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle !== null) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
