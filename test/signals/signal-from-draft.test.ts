import { describe, expect, it } from "vitest";
import { checkCatalogue } from "../../src/signals/check-catalogue.ts";
import { decodeSignal } from "../../src/signals/decode-signal-file.ts";
import { type DraftFacts, signalsFromDrafts } from "../../src/signals/signal-from-draft.ts";

const aDraft = (fields: Partial<DraftFacts> = {}): DraftFacts => ({
  id: "1A2B3C4D5E6F",
  articleIds: ["2025-02-17.txt"],
  publishedAt: "2025-02-17T12:51:00+08:00",
  publishedPrecision: "minute",
  kind: "leadership-meeting",
  phase: "held",
  modality: "done",
  actors: [{ name: "Xi Jinping" }],
  stance: 0.62,
  stanceParts: { sum: 1.9, weight: 3.2 },
  mixed: false,
  targets: {
    companies: [{ tickers: ["9988.HK", "BABA"] }, { tickers: ["BABA"] }],
    sectors: ["internet-platforms"],
    broadMarket: true,
  },
  scheduled: false,
  eventDate: "2025-02-17",
  relatesTo: [],
  novelty: 1,
  confidence: 0.8,
  evidence: [
    { articleId: "2025-02-17.txt", start: 10, end: 40, text: "promised equal market access", weight: 1.3 },
    { articleId: "2025-02-17.txt", start: 0, end: 9, text: "Xi chairs\na symposium", weight: 1.6 },
  ],
  source: { name: "Reuters", url: "https://example.org/a", official: false },
  extractor: { name: "rules", version: "1" },
  ...fields,
});

const signalOf = (fields: Partial<DraftFacts>) => signalsFromDrafts([aDraft(fields)]).drafted[0]!.signal;

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
      review: { status: "pending", from: "2025-02-17.txt by rules 1" },
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

  it("ties signals by their new ids", () => {
    const { drafted } = signalsFromDrafts([
      aDraft({ id: "aaaaaaaaaa", phase: "rumoured" }),
      aDraft({ id: "bbbbbbbbbb", relatesTo: [{ id: "aaaaaaaaaa", relation: "act-of" }] }),
    ]);
    expect(drafted[1]?.signal.relatesTo).toEqual([{ id: drafted[0]?.signal.id, relation: "act-of" }]);
  });

  it("quotes the evidence, the strongest first, and how the stance was summed", () => {
    expect(signalsFromDrafts([aDraft()]).drafted[0]?.comments["stance"]).toEqual([
      '"Xi chairs\na symposium" (2025-02-17.txt 0-9, weight 1.6)',
      '"promised equal market access" (2025-02-17.txt 10-40, weight 1.3)',
      "sum of weight x direction 1.9, sum of weights 3.2",
    ]);
  });
});
