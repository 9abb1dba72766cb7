import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DraftSignal } from "../../../../src/signals/extract/drafts/draft-signal.ts";
import { extractSignals } from "../../../../src/signals/extract/extract-signals.ts";
import { makeArticle } from "../../../../src/signals/extract/read-article/make-article.ts";
import {
  type ActGroup,
  groupSameActs,
  signalsOfActs,
} from "../../../../src/signals/extract/same-acts/group-same-acts.ts";
import { readPieces } from "../score-extraction.ts";

function draftOf(id: string, text: string, publishedAt: string): DraftSignal {
  const found = extractSignals(makeArticle({ id, fileName: id, text, publishedAt }));
  expect(found).toHaveLength(1);
  return found[0]!;
}

const CUT = "The People's Bank of China cut the reserve requirement ratio by 25 basis points on Friday.";
const first = draftOf("first", CUT, "2022-04-15T18:00:00+08:00");

describe("groupSameActs", () => {
  it("makes one signal of two reports, known at the earlier, with less novelty in the later", () => {
    const later = draftOf(
      "later",
      "China's central bank lowered the reserve ratio on Friday to help lenders.",
      "2022-04-16T09:00:00+08:00",
    );
    const groups = groupSameActs([later, first]);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ id: first.id, articleIds: ["first", "later"] });
    expect(groups[0]!.signal.knownAt).toBe("2022-04-15T18:00:00+08:00");
    expect(groups[0]!.revisions.map((one) => [one.articleId, one.novelty])).toEqual([
      ["first", 1],
      ["later", 0.75],
    ]);
    expect(signalsOfActs(groups)[0]!.articleIds).toEqual(["first", "later"]);
  });

  it("weights the stance of a revision by confidence, over what was known then", () => {
    const other: DraftSignal = {
      ...first,
      id: "x",
      articleIds: ["x"],
      knownAt: "2022-04-15T20:00:00+08:00",
      stance: 0.2,
      confidence: 0.5,
    };
    const base: DraftSignal = { ...first, stance: 0.8, confidence: 1 };
    const [group] = groupSameActs([base, other]);
    // (1 * 0.8 + 0.5 * 0.2) / 1.5 = 0.6
    expect(group!.revisions.map((one) => one.stance)).toEqual([0.8, 0.6]);
    expect(group!.signal.stance).toBe(0.8);
  });

  it("gives no novelty after three days", () => {
    const old = { ...first, id: "y", articleIds: ["y"], knownAt: "2022-04-19T00:00:00+08:00" };
    expect(groupSameActs([first, old])[0]!.revisions[1]!.novelty).toBe(0);
  });

  it("keeps acts of other days, bodies, companies and directions apart", () => {
    const fine = (company: string, day: string) =>
      draftOf(
        `${company}-${day}`,
        `The State Administration for Market Regulation fined ${company} on Monday.`,
        day,
      );
    const groups = groupSameActs([
      fine("Tencent", "2024-01-08"),
      fine("Meituan", "2024-01-08"),
      fine("Tencent", "2024-02-05"),
      first,
    ]);
    expect(groups).toHaveLength(4);
  });

  it("puts a reprint without a date of its own to the first print, by its words", () => {
    const text =
      "The Ministry of Finance will extend subsidies for buyers of new energy vehicles and cut purchase taxes for small firms.";
    const print = draftOf("print", text, "2023-06-01");
    const reprint = draftOf("reprint", `${text.toUpperCase().slice(0, 0)}${text} `, "2023-06-09");
    const texts = new Map([
      ["print", text],
      ["reprint", text],
    ]);
    expect(groupSameActs([print, reprint])).toHaveLength(2);
    expect(groupSameActs([print, reprint], { texts })).toHaveLength(1);
  });

  it("ties the leak to the act, the draft to the rule and the case to its end, as signals of their own", () => {
    const drafts = [
      draftOf(
        "leak",
        "China's securities regulator is considering easing its rules on short selling, people familiar with the matter said.",
        "2024-03-01",
      ),
      draftOf(
        "act",
        "China's securities regulator eased its rules on short selling on Friday.",
        "2024-03-08",
      ),
      draftOf(
        "opened",
        "China's market regulator opened an antitrust investigation into Meituan on Monday.",
        "2021-04-26",
      ),
      draftOf("closed", "China's market regulator fined Meituan 3.4 billion yuan on Friday.", "2021-10-08"),
    ];
    const groups = new Map(groupSameActs(drafts).map((group) => [group.articleIds[0], group.signal]));
    expect(groups.size).toBe(4);
    expect(groups.get("act")!.relatesTo).toEqual([drafts[0]!.id]);
    expect(groups.get("closed")!.relatesTo).toEqual([drafts[2]!.id]);
    expect(groups.get("leak")!.relatesTo).toEqual([]);
  });

  it("puts the same act in two languages together", () => {
    const chinese = draftOf(
      "zh",
      "中国人民银行决定于2022年4月25日下调金融机构存款准备金率0.25个百分点。",
      "2022-04-15T18:10:00+08:00",
    );
    expect(groupSameActs([first, chinese])).toHaveLength(1);
  });
});

describe("what was known earlier", () => {
  const drafts = readPieces("english-tune", "chinese-tune", "same-act", "blind", "blind2").flatMap((piece) =>
    extractSignals(makeArticle({ ...piece, fileName: piece.id })),
  );

  function knownBefore(groups: readonly ActGroup[], instant: number): unknown {
    return groups
      .map((group) => ({
        ...group,
        articleIds: [],
        revisions: group.revisions.filter((one) => Date.parse(one.knownAt!) < instant),
      }))
      .filter((group) => group.revisions.length > 0);
  }

  it("is never changed by a later article", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(drafts, { minLength: 8 }), fc.nat(), (some, at) => {
        const cut = Date.parse(some[at % some.length]!.knownAt!);
        const earlier = some.filter((draft) => Date.parse(draft.knownAt!) < cut);
        expect(knownBefore(groupSameActs(some), cut)).toEqual(knownBefore(groupSameActs(earlier), cut));
      }),
      { numRuns: 100 },
    );
  });

  it("does not depend on the order in which the drafts come", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(drafts, { minLength: drafts.length }), (shuffled) => {
        expect(groupSameActs(shuffled)).toEqual(groupSameActs(drafts));
      }),
      { numRuns: 20 },
    );
  });
});
