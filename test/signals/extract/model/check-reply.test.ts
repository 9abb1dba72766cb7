import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { DraftSignalSchema } from "../../../../src/signals/extract/drafts/draft-signal.ts";
import { checkModelReply, type ModelProvenance } from "../../../../src/signals/extract/model/check-reply.ts";
import { articleOf, replyOf, TEXT } from "./a-reply.ts";

const PROVENANCE: ModelProvenance = {
  endpoint: "127.0.0.1",
  model: "test",
  systemFingerprint: null,
  promptHash: "p",
  isCacheHit: false,
  modelCutoff: null,
  lookAheadRisk: true,
};

const check = (reply: unknown, article = articleOf()) =>
  checkModelReply(JSON.stringify(reply), article, PROVENANCE);
const problem = (reply: unknown, article = articleOf()) => check(reply, article).problems?.join(" | ");

describe("checkModelReply", () => {
  it("makes drafts of a sound reply, with spans, a stance that can be recomputed, and where it came from", () => {
    const draft = check(replyOf()).drafts![0]!;
    expect(v.safeParse(DraftSignalSchema, draft).issues).toBeUndefined();
    for (const span of draft.evidence) expect(TEXT.slice(span.start, span.end)).toBe(span.text);
    // (1 * -0.7 + 0.5 * 0.3) = -0.55 over 1.5 + 0.8: 1.3 * -0.55 / 2.3 = -0.31.
    expect(draft.stanceParts).toMatchObject({ sum: -0.55, weight: 1.5 });
    expect(draft.stance).toBe(-0.31);
    expect(draft.actors[0]).toMatchObject({ id: "samr", role: "governor" });
    expect(draft.targets.companies).toEqual([
      { name: "Meituan", tickers: ["3690.HK"], listed: true, weight: 1 },
    ]);
    expect(draft.extractor).toMatchObject({ name: "edict-model", llm: PROVENANCE });
    expect(draft.warnings).toContain("W_MODEL_LOOK_AHEAD");
    expect(draft.background).toEqual([{ text: "In 2020 regulators opened the probe." }]);
  });

  it("accepts that there is no act", () => {
    expect(check({ signals: [], background: [] }).drafts).toEqual([]);
  });

  it("caps the confidence of what sources tell or nobody is named for", () => {
    expect(check(replyOf({ modality: "reported-sources" })).drafts![0]!.confidence).toBe(0.5);
    expect(check(replyOf({ actors: [] })).drafts![0]).toMatchObject({
      confidence: 0.5,
      warnings: expect.arrayContaining(["W_UNNAMED_ACTOR"]),
    });
  });

  it("refuses what is not JSON of the schema", () => {
    expect(checkModelReply("Sure! Here is the JSON:", articleOf(), PROVENANCE).problems?.[0]).toMatch(
      /^the answer is not JSON/,
    );
    expect(problem({ signals: [] })).toContain("background");
    expect(problem(replyOf({ kind: "rate-cut" as never }))).toContain("signals.0.kind");
    expect(problem({ ...replyOf(), note: "hi" })).toContain("note");
    expect(problem(replyOf({ confidence: 2 }))).toContain("confidence");
  });

  it("refuses an invented quote, in evidence and in background", () => {
    expect(problem(replyOf({ evidence: [{ quote: "fined Tencent", direction: -1, weight: 1 }] }))).toBe(
      'signal 1: the quote is not in the article: "fined Tencent"',
    );
    expect(problem(replyOf({ evidence: [] }))).toBe("signal 1: no evidence is quoted");
    expect(problem(replyOf({}, ["never said"]))).toBe('background is not in the article: "never said"');
  });

  it("refuses a ticker that the gazetteer does not know or that did not trade then", () => {
    expect(problem(replyOf({ tickers: ["9999999.XX"] }))).toContain("not in the gazetteer");
    expect(problem(replyOf({ tickers: ["DIDIY"] }))).toContain("did not trade then");
  });

  it("refuses a day that is none, and an act after publication that is not scheduled", () => {
    expect(problem(replyOf({ eventDate: "2021-02-30" }))).toContain('eventDate "2021-02-30" is no day');
    expect(problem(replyOf({ eventDate: "2021-10-09" }))).toContain(
      "lies after publication and is not scheduled",
    );
    expect(check(replyOf({ eventDate: "2021-10-12", scheduled: true })).drafts![0]).toMatchObject({
      scheduled: true,
      eventDate: "2021-10-12",
    });
  });
});
