import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DraftSignal } from "../../../src/signals/extract/drafts/draft-signal.ts";
import { extractSignals } from "../../../src/signals/extract/extract-signals.ts";
import { parseArticles } from "../../../src/signals/extract/read-article/parse-articles.ts";
import { groupSameActs } from "../../../src/signals/extract/same-acts/group-same-acts.ts";

const FOLDER = new URL("../../../../shared/articles/", import.meta.url);
// Days that come with the article, not in it.
const GIVEN: Readonly<Record<string, string>> = {
  "2023-07-13-premier-tech-executives": "2023-07-13",
  "2025-02-17-potential-jack-ma-meeting": "2025-02-17",
  "2025-02-18-tech-leaders-meeting": "2025-02-18",
};

function read(name: string): { text: string; drafts: DraftSignal[] } {
  const publishedAt = GIVEN[name];
  const bytes = readFileSync(new URL(`${name}.txt`, FOLDER));
  const { articles, issues } = parseArticles(
    bytes,
    `${name}.txt`,
    publishedAt === undefined ? {} : { publishedAt },
  );
  expect(issues).toEqual([]);
  const drafts = extractSignals(articles[0]!);
  for (const draft of drafts) {
    for (const span of draft.evidence)
      expect(bytes.toString("utf8").slice(span.start, span.end)).toBe(span.text);
  }
  return { text: articles[0]!.text, drafts };
}

const actorsOf = (draft: DraftSignal | undefined) =>
  draft?.actors.filter((actor) => actor.role === "governor").map((actor) => actor.name);
const tickersOf = (draft: DraftSignal | undefined) =>
  draft?.targets.companies.flatMap((company) => company.tickers);

// The articles are licensed to the workplace and no part of the repository.
describe.skipIf(!existsSync(FOLDER))("the five articles (skipped where ../shared/articles is absent)", () => {
  it("2023-07-13: the premier's meeting, the AI rules and the planner's praise; the Ant fine is background", () => {
    const { drafts } = read("2023-07-13-premier-tech-executives");
    const [meeting, rules, praise] = drafts;
    expect(drafts.map((draft) => draft.kind)).toEqual([
      "leadership-meeting",
      "regulation-easing",
      "official-commentary",
    ]);
    expect(drafts.map(actorsOf)).toEqual([["Li Qiang"], ["CAC"], ["NDRC"]]);
    expect(drafts.map((draft) => draft.eventDate)).toEqual(["2023-07-12", "2023-07-13", "2023-07-12"]);
    expect(meeting).toMatchObject({ phase: "held", scheduled: false });
    expect(meeting!.stance).toBeGreaterThan(0.4);
    expect(tickersOf(meeting)).toEqual(expect.arrayContaining(["3690.HK", "9988.HK"]));
    expect(meeting!.targets.companies.find((company) => company.name === "ByteDance")).toMatchObject({
      listed: false,
    });
    expect(rules!.effectiveDate).toBe("2023-08-15");
    expect(rules!.stance).toBeGreaterThan(0.15);
    expect(rules!.stance).toBeLessThan(meeting!.stance);
    expect(tickersOf(praise)).toEqual(["0700.HK", "3690.HK"]);
    expect(meeting!.background.map((item) => item.text).join(" | ")).toMatch(
      /hit with a nearly.*fine.*last week.*called off Ant's.*2020/s,
    );
  });

  it("2023-11-27: the visit is scheduled for the next day and three days, the work conference for December", () => {
    const { drafts } = read("2023-11-27-shanghai-visit");
    expect(drafts[0]).toMatchObject({
      kind: "leadership-visit",
      phase: "announced",
      modality: "reported-sources",
      scheduled: true,
      eventDate: "2023-11-28",
      eventEnd: "2023-11-30",
    });
    expect(actorsOf(drafts[0])).toEqual(["Xi Jinping"]);
    expect(drafts[0]!.stance).toBeGreaterThan(0.3);
    expect(tickersOf(drafts[0])).toEqual(
      expect.arrayContaining(["0981.HK", "688981.SS", "1347.HK", "603501.SS"]),
    );
    expect(drafts[0]!.targets.sectors).toEqual(
      expect.arrayContaining(["semiconductors", "technology", "futures-exchange"]),
    );
    expect(drafts[1]).toMatchObject({
      kind: "work-conference",
      scheduled: true,
      eventDatePrecision: "month",
    });
    expect(drafts[1]!.eventDate).toMatch(/^2023-12/);
    expect(Math.abs(drafts[1]!.stance)).toBeLessThan(0.2);
    expect(drafts[0]!.background.map((item) => item.date)).toContain("2022");
  });

  it("2025-02-17: a rumour without a day of publication, too", () => {
    const bytes = readFileSync(new URL("2025-02-17-potential-jack-ma-meeting.txt", FOLDER));
    const drafts = extractSignals(parseArticles(bytes, "undated.txt", {}).articles[0]!);
    expect(drafts.map(({ modality, phase, tradable }) => ({ modality, phase, tradable }))).toEqual([
      { modality: "reported-sources", phase: "rumoured", tradable: false },
    ]);
    expect(drafts[0]!.confidence).toBeLessThanOrEqual(0.5);
  });

  it("2025-02-17: a rumoured meeting this week, of confidence at most 0.5, and nothing from the page around it", () => {
    const { drafts, text } = read("2025-02-17-potential-jack-ma-meeting");
    expect(drafts).toHaveLength(1);
    const [meeting] = drafts;
    expect(meeting).toMatchObject({
      kind: "leadership-meeting",
      modality: "reported-sources",
      scheduled: true,
      eventDate: "2025-02-17",
      eventEnd: "2025-02-23",
      eventDatePrecision: "week",
      participants: ["Jack Ma"],
    });
    expect(meeting!.confidence).toBeLessThanOrEqual(0.5);
    expect(meeting!.stance).toBeGreaterThan(0.15);
    expect(tickersOf(meeting)).toContain("9988.HK");
    expect(meeting!.targets.indices).toEqual(["HSCEI", "HSTECH"]);
    expect(meeting!.background.map((item) => item.text).join()).toContain("halted Ant Group");
    const furniture = text.indexOf("Related topics:");
    for (const span of meeting!.evidence) expect(span.end).toBeLessThan(furniture);
  });

  it("2025-02-18: the meeting held the day before, with those who sat there", () => {
    const { drafts } = read("2025-02-18-tech-leaders-meeting");
    expect(drafts).toHaveLength(1);
    const [meeting] = drafts;
    expect(meeting).toMatchObject({
      kind: "leadership-meeting",
      phase: "held",
      modality: "done",
      scheduled: false,
      eventDate: "2025-02-17",
    });
    expect(meeting!.participants).toEqual(["Jack Ma", "Pony Ma", "Wang Chuanfu", "Ren Zhengfei"]);
    expect(meeting!.stance).toBeGreaterThan(0.4);
    expect(tickersOf(meeting)).toEqual(
      expect.arrayContaining(["0700.HK", "1211.HK", "002594.SZ", "9988.HK", "BABA"]),
    );
    expect(meeting!.targets.indices).toEqual(["HSI", "HSTECH"]);
  });

  it("2025-03-02: an analysis piece brings no fresh signal", () => {
    expect(read("2025-03-02-support-but-concerns").drafts).toEqual([]);
  });

  it("are a rumoured and a held meeting in one chain", () => {
    const drafts = ["2025-02-18-tech-leaders-meeting", "2025-02-17-potential-jack-ma-meeting"].flatMap(
      (name) => read(name).drafts,
    );
    const groups = groupSameActs(drafts);
    expect(groups.map((group) => group.signal.phase)).toEqual(["announced", "held"]);
    expect(groups[1]!.signal.relatesTo).toEqual([groups[0]!.id]);
  });
});
