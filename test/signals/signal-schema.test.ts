import { describe, expect, it } from "vitest";
import { parseJsonLines } from "../../src/decode/json-text.ts";
import { decodeSignal, decodeSignalFile, decodeSignalLines } from "../../src/signals/decode-signal-file.ts";
import { processorTime } from "../processor-time.ts";
import { aSignal } from "./a-signal.ts";

const FILE = "signals/2026.json";
const fileOf = (...signals: unknown[]) => ({ schema: "edict/signals@1", signals });
const issuesOf = (fields: object) =>
  decodeSignalFile(fileOf(aSignal(), { ...aSignal(), ...fields }), FILE).issues;

describe("a signal in a file", () => {
  it("is read back as it was written", () => {
    const full = aSignal({
      phase: "held",
      mixed: true,
      occursUntil: "2025-02-18",
      confidence: 0.5,
      novelty: 0,
      relatesTo: [{ id: "xi-symposium-leak-2025", relation: "act-of" }],
      review: { status: "edited", by: "ann", at: "2025-05-01T00:00:00Z", from: "article.txt" },
      revisions: [
        { until: "2025-03-01T00:00:00Z", by: "bob", why: "typo", was: { title: "Xi" }, absent: ["phase"] },
      ],
    });
    expect(decodeSignal(full, { file: FILE })).toEqual({ value: full });
  });

  it("may leave out empty lists and the cautious defaults", () => {
    const { id, title, kind, status, stance, occursAt } = aSignal();
    const publishedAt = { date: "2025-02-17", basis: "unknown" };
    const decoded = decodeSignal({ id, title, kind, status, stance, occursAt, publishedAt }, { file: FILE });
    expect(decoded.value).toMatchObject({
      actors: [],
      symbols: [],
      sources: [],
      scheduled: false,
      family: null,
      familyComplete: false,
      verified: false,
      publishedAt: { date: "2025-02-17", time: null, session: "unknown", basis: "unknown" },
    });
  });

  it.each([
    [
      { publishedAt: { ...aSignal().publishedAt, date: "2026-02-30" } },
      '"2026-02-30" is not a calendar day',
      ".publishedAt.date",
    ],
    [
      { publishedAt: { ...aSignal().publishedAt, time: "25:00" } },
      '"25:00" is not a clock time',
      ".publishedAt.time",
    ],
    [{ publishedAt: "2026-02-27" }, '"2026-02-27" is not an object', ".publishedAt"],
    [{ kind: "leadership-meting" }, '"leadership-meting" is not one of the values allowed here', ".kind"],
    [{ stance: 2 }, "2 is too large", ".stance"],
    [{ id: "Xi 2025" }, '"Xi 2025" is not an id', ".id"],
    [{ title: " " }, "the text is blank", ".title"],
    [{ tilte: "x" }, 'unknown field "tilte"', ".tilte"],
    [
      { relatesTo: [{ id: "a", relation: "leak" }] },
      '"leak" is not one of the values allowed here',
      ".relatesTo[0].relation",
    ],
    [{ review: { status: "accepted", at: "yesterday" } }, '"yesterday" is not an instant', ".review.at"],
  ])("is refused for %j, with its place", (fields, what, path) => {
    expect(issuesOf(fields)).toEqual([{ what, at: `${FILE} [1]${path}`, fix: expect.any(String) }]);
  });

  it("says which kind was meant", () => {
    expect(issuesOf({ kind: "leadership-meting" })[0]?.fix).toBe('did you mean "leadership-meeting"?');
    expect(issuesOf({ tilte: "x" })[0]?.fix).toBe('did you mean "title"?');
  });
});

describe("decodeSignalFile", () => {
  it("keeps the sound signals and collects every issue of the others", () => {
    const decoded = decodeSignalFile(fileOf({ ...aSignal(), stance: "x", kind: "y" }, aSignal(), 7), FILE);
    expect(decoded.entries.map((entry) => entry.at)).toEqual([`${FILE} [1]`]);
    expect(decoded.issues.map((issue) => issue.at)).toEqual([
      `${FILE} [0].kind`,
      `${FILE} [0].stance`,
      `${FILE} [2]`,
    ]);
  });

  it("reads a list without an envelope, and refuses other envelopes", () => {
    expect(decodeSignalFile([aSignal()], FILE).entries).toHaveLength(1);
    expect(decodeSignalFile({ schema: "edict/signals@2", signals: [] }, FILE).issues[0]?.at).toBe(
      `${FILE} schema`,
    );
    expect(decodeSignalFile({ events: [] }, FILE).issues.length).toBeGreaterThan(0);
  });

  it("places the signals of a JSONL file by line", () => {
    const text = `${JSON.stringify(aSignal())}\n\n${JSON.stringify({ ...aSignal(), stance: 3 })}\n`;
    const decoded = decodeSignalLines(parseJsonLines(text, "a.jsonl").lines, "a.jsonl");
    expect(decoded.entries.map((entry) => entry.at)).toEqual(["a.jsonl:1"]);
    expect(decoded.issues.map((issue) => issue.at)).toEqual(["a.jsonl:3 stance"]);
  });

  it("reads 100,000 signals in a few seconds", () => {
    const many = Array.from({ length: 100_000 }, (_, index) => aSignal({ id: `s${index}` }));
    const spent = processorTime();
    expect(decodeSignalFile(many, FILE).entries).toHaveLength(100_000);
    expect(spent()).toBeLessThan(8000);
  });
});
