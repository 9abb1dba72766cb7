import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonLines, parseJsonText } from "../../src/decode/json-text.ts";
import { parseYamlText } from "../../src/decode/yaml-text.ts";
import { decodeSignalFile, decodeSignalLines } from "../../src/signals/decode-signal-file.ts";
import { formatSignal, formatSignalFile } from "../../src/signals/format-signal.ts";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import {
  newSignalFileText,
  type SignalFileFormat,
  withSignalAdded,
  withSignalRemoved,
  withSignalReplaced,
} from "../../src/signals/signal-file-text.ts";
import { aSignal, signalOn } from "./a-signal.ts";

async function read(format: SignalFileFormat, text: string): Promise<readonly PolicySignal[]> {
  if (format === "jsonl") {
    const { lines, issues } = parseJsonLines(text, "x");
    const decoded = decodeSignalLines(lines, "x");
    expect([...issues, ...decoded.issues]).toEqual([]);
    return decoded.entries.map((entry) => entry.signal);
  }
  const parsed = format === "json" ? parseJsonText(text, "x") : await parseYamlText(text, "x");
  expect(parsed.issues).toBeUndefined();
  const decoded = decodeSignalFile(parsed.value, "x");
  expect(decoded.issues).toEqual([]);
  return decoded.entries.map((entry) => entry.signal);
}

/** Lines of `next` that are not lines of `text`, taken in order. */
function newLines(text: string, next: string): string[] {
  const old = text.split("\n");
  let index = 0;
  return next.split("\n").filter((line) => {
    if (line === old[index]) {
      index++;
      return false;
    }
    return true;
  });
}

const formats = fc.constantFrom<SignalFileFormat>("json", "jsonl", "yaml");
const words = fc.constantFrom(
  "plain",
  "with: colon",
  'a "quote"',
  "# hash",
  "- dash",
  "two\nlines",
  "2025-01-01",
  "null",
  "中文",
);
const someSignal = fc
  .record({
    day: fc.integer({ min: 10, max: 28 }),
    title: words,
    notes: words,
    sources: fc.array(words, { maxLength: 2 }),
    relatesTo: fc.constantFrom([], [{ id: "a", relation: "follows" as const }]),
  })
  .map(({ day, ...fields }) => signalOn(`2025-01-${day}`, "x", fields));
const someSignals = fc
  .array(someSignal, { maxLength: 5 })
  .map((list) => list.map((signal, index) => ({ ...signal, id: `s${index}` })));

describe("a file of signals as text", () => {
  it("holds the shipped catalogue letter for letter", () => {
    const text = readFileSync(new URL("../../signals/china-policy.json", import.meta.url), "utf8");
    const signals = decodeSignalFile(JSON.parse(text), "x").entries.map((entry) => entry.signal);
    expect(formatSignalFile(signals)).toBe(text);
  });

  it("is read back as the signals that were written, in every format", async () => {
    await fc.assert(
      fc.asyncProperty(formats, someSignals, async (format, signals) => {
        expect(await read(format, await newSignalFileText(format, signals))).toEqual(signals);
      }),
    );
  });

  it("gains a signal and keeps the others, in every format", async () => {
    await fc.assert(
      fc.asyncProperty(formats, someSignals, someSignal, async (format, signals, added) => {
        const text = await newSignalFileText(format, signals);
        const next = await read(format, (await withSignalAdded({ format, text, signals }, added)).text);
        expect(next.filter((signal) => signal.id !== "x")).toEqual(signals);
        expect(next.find((signal) => signal.id === "x")).toEqual(added);
      }),
    );
  });

  it("loses a signal and keeps the others, in every format", async () => {
    await fc.assert(
      fc.asyncProperty(formats, someSignals, fc.nat(4), async (format, signals, index) => {
        fc.pre(index < signals.length);
        const text = await newSignalFileText(format, signals);
        const { text: next } = await withSignalRemoved({ format, text, signals }, index);
        expect(await read(format, next)).toEqual(signals.toSpliced(index, 1));
        // What is left is lines that were there before (but for a comma, or the brackets of an empty list).
        const left = next.split("\n").map((line) => line.replace(/,$/, ""));
        const before = new Set(text.split("\n").map((line) => line.replace(/,$/, "")));
        if (signals.length > 1) expect(left.filter((line) => !before.has(line))).toEqual([]);
      }),
    );
  });

  it("has one signal replaced and keeps the others, in every format", async () => {
    await fc.assert(
      fc.asyncProperty(
        formats,
        someSignals,
        someSignal,
        fc.nat(4),
        async (format, signals, changed, index) => {
          fc.pre(index < signals.length);
          const text = await newSignalFileText(format, signals);
          const next = await read(
            format,
            await withSignalReplaced({ format, text, signals }, index, changed),
          );
          expect(next).toEqual(signals.with(index, changed));
        },
      ),
    );
  });
});

describe("a JSON file in order of publication", () => {
  const [early, late] = [signalOn("2025-01-10", "early"), signalOn("2025-01-20", "late")];
  const text = formatSignalFile([early, late]);
  const file = { format: "json", text, signals: [early, late] } as const;

  it("takes a signal in its place and changes no other line", async () => {
    const { text: next } = await withSignalAdded(file, signalOn("2025-01-15", "middle"));
    expect((await read("json", next)).map((signal) => signal.id)).toEqual(["early", "middle", "late"]);
    const added = formatSignal(signalOn("2025-01-15", "middle"), 4).split("\n");
    expect(newLines(text, next)).toHaveLength(added.length);
    expect(next).toBe(formatSignalFile([early, signalOn("2025-01-15", "middle"), late]));
  });

  it("takes the last signal at the end", async () => {
    const last = signalOn("2025-01-25", "last");
    expect((await withSignalAdded(file, last)).text).toBe(formatSignalFile([early, late, last]));
  });

  it("changes only the lines of a field that changes", async () => {
    const next = await withSignalReplaced(file, 1, { ...late, stance: 0.25 });
    expect(newLines(text, next)[0]?.trim()).toBe('"stance": 0.25,');
    expect(next).toBe(text.replace(/"stance": 1,(?![\s\S]*"stance")/, '"stance": 0.25,'));
  });
});

describe("other layouts", () => {
  it("are kept: a file on one line, a bare list, an empty list", async () => {
    const one = aSignal();
    const oneLine = JSON.stringify([one]);
    const { text: added } = await withSignalAdded(
      { format: "json", text: oneLine, signals: [one] },
      signalOn("2025-03-01", "b"),
    );
    expect(added).not.toContain("\n");
    expect(await read("json", added)).toHaveLength(2);
    const empty = '{\n  "schema": "edict/signals@1",\n  "signals": []\n}\n';
    const { text: filled } = await withSignalAdded({ format: "json", text: empty, signals: [] }, one);
    expect(filled).toBe(formatSignalFile([one]));
  });

  it("keep the comments and the other items of a YAML file", async () => {
    const text = [
      "# our own signals",
      "schema: edict/signals@1",
      "signals:",
      "  # the first",
      "  -",
      "    id: a # an id",
      ...(await newSignalFileText("yaml", [signalOn("2025-01-10", "a")])).split("\n").slice(3),
    ].join("\n");
    const signals = await read("yaml", text);
    const { text: added } = await withSignalAdded(
      { format: "yaml", text, signals },
      signalOn("2025-01-11", "b"),
    );
    expect(added.startsWith(text)).toBe(true);
    expect((await read("yaml", added)).map((signal) => signal.id)).toEqual(["a", "b"]);
    const replaced = await withSignalReplaced(
      { format: "yaml", text: added, signals },
      0,
      signalOn("2025-01-12", "a"),
    );
    expect(replaced).toContain("# our own signals");
    expect((await read("yaml", replaced)).map((signal) => signal.occursAt)).toEqual([
      "2025-01-12",
      "2025-01-11",
    ]);
  });

  it("hold evidence as comments above the fields of a YAML item, whatever is quoted", async () => {
    const text = "schema: edict/signals@1\nsignals: []\n";
    const quotes = { stance: ['"a quote: with # and\nline breaks"', "0.7 x 1.6"], kind: ['"symposium"'] };
    const first = await withSignalAdded(
      { format: "yaml", text, signals: [] },
      signalOn("2025-01-01", "a"),
      quotes,
    );
    const second = await withSignalAdded(first, signalOn("2025-01-02", "b"), quotes);
    expect(second.text.split("\n").filter((line) => line.trim().startsWith("#"))).toHaveLength(6);
    expect(second.text).toContain(
      '    # "a quote: with # and line breaks"\n    # 0.7 x 1.6\n    stance: 1\n',
    );
    expect(await read("yaml", second.text)).toEqual([
      signalOn("2025-01-01", "a"),
      signalOn("2025-01-02", "b"),
    ]);
  });

  it("keep the comments within an item of a YAML file that is replaced", async () => {
    const text = [
      "schema: edict/signals@1",
      "signals:",
      "  # above a",
      "  - # half-read - by one",
      "    id: a # the id",
      "    # a guess",
      "    phase: held # so it was",
      ...(await newSignalFileText("yaml", [signalOn("2025-01-10", "a")])).split("\n").slice(3, -1),
      "    # below a",
      "  # above b",
      ...(await newSignalFileText("yaml", [signalOn("2025-01-11", "b")])).split("\n").slice(2),
    ].join("\n");
    const signals = await read("yaml", text);
    const comments = (from: string) => from.split("\n").flatMap((line) => /# (.*)/.exec(line)?.[1] ?? []);
    const replaced = await withSignalReplaced(
      { format: "yaml", text, signals },
      0,
      signalOn("2025-01-12", "a"),
    );
    expect(comments(replaced).sort()).toEqual(comments(text).sort());
    expect(replaced).toContain("    # so it was\n    id: a\n");
    expect(await read("yaml", replaced)).toEqual([signalOn("2025-01-12", "a"), signals[1]]);
  });

  it("give a first item to an empty YAML list", async () => {
    const text = "schema: edict/signals@1 # v1\nsignals: []\n";
    const { text: filled } = await withSignalAdded({ format: "yaml", text, signals: [] }, aSignal());
    expect(filled).toContain("# v1");
    expect(await read("yaml", filled)).toEqual([aSignal()]);
  });
});
