import { describe, expect, it } from "vitest";
import { checkCatalogue } from "../../src/signals/check-catalogue.ts";
import { decodeSignal } from "../../src/signals/decode-signal-file.ts";
import type { DraftSignal } from "../../src/signals/extract/drafts/draft-signal.ts";
import { signalsFromDrafts } from "../../src/signals/signal-from-draft.ts";

const span = (start: number, text: string, weight: number) => ({
  articleId: "2025-02-17.txt",
  start,
  end: start + text.length,
  text,
  weight,
  cueIds: ["cue"],
});
const company = (...tickers: string[]) => ({ name: "Alibaba", tickers, listed: true, weight: 1 });

const aDraft = (fields: Partial<DraftSignal> = {}): DraftSignal => ({
  schemaVersion: 1,
  id: "1a2b3c4d5e6f",
  articleIds: ["2025-02-17.txt"],
  publishedAt: "2025-02-17T12:51:00+08:00",
  publishedPrecision: "minute",
  knownAt: "2025-02-17T12:51:00+08:00",
  tradable: true,
  lang: "en",
  kind: "leadership-meeting",
  phase: "held",
  modality: "done",
  actors: [{ id: "xi", name: "Xi Jinping", role: "governor", evidence: span(0, "Xi", 1) }],
  participants: ["Jack Ma"],
  stance: 0.62,
  stanceParts: { sum: 1.9, weight: 3.2, cues: [] },
  mixed: false,
  targets: {
    companies: [company("9988.HK", "BABA"), company("BABA")],
    sectors: ["internet-platforms"],
    indices: [],
    broadMarket: true,
  },
  scheduled: false,
  eventDate: "2025-02-17",
  eventDatePrecision: "day",
  relatesTo: [],
  novelty: 1,
  confidence: 0.8,
  evidence: [span(20, "promised equal market access", 1.3), span(0, "Xi chairs\na symposium", 1.6)],
  titleEvidence: [],
  background: [],
  source: { name: "Reuters", url: "https://example.org/a", official: false },
  extractor: { name: "edict-rules", version: "1", lexiconHash: "abcdef0123", gazetteerHash: "0" },
  review: { status: "pending" },
  warnings: [],
  ...fields,
});

const signalOf = (fields: Partial<DraftSignal>) => signalsFromDrafts([aDraft(fields)]).drafted[0]!.signal;

describe("signalsFromDrafts", () => {
  it("makes a pending signal that the schema accepts and the check has nothing against", () => {
    const signal = signalOf({});
    expect(decodeSignal(signal, { file: "x" })).toEqual({ value: signal });
    expect(checkCatalogue([{ file: "x", entries: [{ signal, at: "x [0]" }], issues: [] }])).toEqual([
      expect.objectContaining({ severity: "note", what: "the day is not confirmed against a source" }),
    ]);
    expect(signal).toMatchObject({
      id: "leadership-meeting-2025-02-17-1a2b3c4d",
      title: "Xi chairs a symposium",
      status: "official",
      targets: ["internet-platforms", "broad-market"],
      symbols: ["9988.HK", "BABA"],
      sources: ["https://example.org/a"],
      actors: ["Xi Jinping", "Jack Ma"],
      review: { status: "pending", from: "2025-02-17.txt by edict-rules 1 (lexicon abcdef01)" },
    });
  });

  it.each([
    [
      "2025-02-17T04:51:00Z",
      "minute",
      { date: "2025-02-17", time: "12:51", session: "intraday", basis: "stamp" },
    ],
    [
      "2025-02-17T20:00:00Z",
      "minute",
      { date: "2025-02-18", time: "04:00", session: "pre-open", basis: "stamp" },
    ],
    [
      "2025-02-17T16:01:00+08:00",
      "minute",
      { date: "2025-02-17", time: "16:01", session: "post-close", basis: "stamp" },
    ],
    [
      "2025-02-15T12:00:00+08:00",
      "minute",
      { date: "2025-02-15", time: "12:00", session: "non-trading", basis: "stamp" },
    ],
    ["2025-02-17", "day", { date: "2025-02-17", time: null, session: "unknown", basis: "unknown" }],
    ["2025-02-17T23:30:00Z", "day", { date: "2025-02-18", time: null, session: "unknown", basis: "unknown" }],
  ] as const)("published at %s by the %s is %j", (publishedAt, publishedPrecision, expected) => {
    expect(signalOf({ publishedAt, publishedPrecision }).publishedAt).toEqual(expected);
  });

  it("gives no signal without a publication date, and says so", () => {
    const { drafted, issues } = signalsFromDrafts([aDraft({ publishedAt: null, publishedPrecision: null })]);
    expect(drafted).toEqual([]);
    expect(issues).toMatchObject([{ at: "2025-02-17.txt", fix: expect.stringContaining("--published-at") }]);
  });

  it("takes rumours and unnamed sources for leaks", () => {
    expect(signalOf({ phase: "rumoured" }).status).toBe("leak");
    expect(signalOf({ modality: "reported-sources" }).status).toBe("leak");
  });

  it("puts an act without a day on the day of publication, and says so", () => {
    const signal = signalOf({ eventDate: null });
    expect(signal.occursAt).toBe("2025-02-17");
    expect(signal.notes).toContain("does not say the day");
  });

  it.each([
    ["rumoured", "held", "act-of"],
    ["announced", "held", "act-of"],
    ["opened", "penalty", "concludes"],
    ["draft", "final", "concludes"],
    ["held", "held", "follows"],
  ] as const)("ties an act %s to the earlier one %s as %s, by their new ids", (before, after, relation) => {
    const { drafted } = signalsFromDrafts([
      aDraft({ id: "aaaaaaaaaa", phase: before }),
      aDraft({ id: "bbbbbbbbbb", phase: after, relatesTo: ["aaaaaaaaaa"] }),
    ]);
    expect(drafted[1]?.signal.relatesTo).toEqual([{ id: drafted[0]?.signal.id, relation }]);
  });

  it("takes the headline for the title where there is one", () => {
    const { drafted } = signalsFromDrafts([aDraft()], new Map([["2025-02-17.txt", "Xi meets founders"]]));
    expect(drafted[0]?.signal.title).toBe("Xi meets founders");
  });

  it("quotes the evidence, the strongest first, and how the stance was summed", () => {
    expect(signalsFromDrafts([aDraft()]).drafted[0]?.comments["stance"]).toEqual([
      '"Xi chairs\na symposium" (2025-02-17.txt 0-21, weight 1.6)',
      '"promised equal market access" (2025-02-17.txt 20-48, weight 1.3)',
      "sum of weight x direction 1.9, sum of weights 3.2",
    ]);
  });
});
