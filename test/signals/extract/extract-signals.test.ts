import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
  type DraftSignal,
  DraftSignalSchema,
  draftSignalJsonSchema,
} from "../../../src/signals/extract/drafts/draft-signal.ts";
import { STANCE_GAIN, STANCE_PRIOR } from "../../../src/signals/extract/drafts/stance.ts";
import { extractSignals } from "../../../src/signals/extract/extract-signals.ts";
import type { Article } from "../../../src/signals/extract/read-article/article.ts";
import { makeArticle } from "../../../src/signals/extract/read-article/make-article.ts";
import { processorTime } from "../../processor-time.ts";
import { readPieces } from "./score-extraction.ts";

const PIECES = readPieces("english-tune", "chinese-tune", "same-act", "blind", "blind2");
const ARTICLES = PIECES.map((piece) => makeArticle({ ...piece, fileName: `${piece.id}.json` }));

function signals(
  text: string,
  publishedAt: string | undefined = "2024-01-10",
  title?: string,
): DraftSignal[] {
  return extractSignals(makeArticle({ id: "a", fileName: "a.txt", text, publishedAt, title }));
}

function one(text: string, publishedAt?: string, title?: string): DraftSignal {
  const found = signals(text, publishedAt, title);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** What must hold of every draft of every article. */
function checkInvariants(article: Article, drafts: readonly DraftSignal[]): void {
  for (const draft of drafts) {
    expect(v.safeParse(DraftSignalSchema, draft).issues).toBeUndefined();
    for (const span of [...draft.evidence, ...draft.actors.flatMap((actor) => actor.evidence ?? [])]) {
      expect(article.text.slice(span.start, span.end)).toBe(span.text);
    }
    for (const span of draft.titleEvidence)
      expect(article.title!.slice(span.start, span.end)).toBe(span.text);
    expect(draft.evidence.length).toBeGreaterThan(0);
    expect(recomputed(draft)).toBe(draft.stance);
    const known = draft.knownAt?.slice(0, 10);
    if (!draft.scheduled && draft.eventDate !== null && known !== undefined)
      expect(draft.eventDate <= known).toBe(true);
    if (draft.publishedAt !== null)
      expect(Date.parse(draft.knownAt!)).toBeGreaterThanOrEqual(Date.parse(draft.publishedAt));
    expect(draft.tradable).toBe(draft.publishedAt !== null);
    if (draft.warnings.includes("W_UNNAMED_ACTOR")) expect(draft.confidence).toBeLessThanOrEqual(0.5);
  }
}

/** The stance by hand, from the printed cues alone. */
function recomputed({ stanceParts }: DraftSignal): number {
  const sum = stanceParts.cues.reduce((total, cue) => total + cue.w * cue.x, 0);
  const weight = stanceParts.cues.reduce((total, cue) => total + cue.w, 0);
  expect(sum).toBeCloseTo(stanceParts.sum, 5);
  expect(weight).toBeCloseTo(stanceParts.weight, 5);
  for (const { factors, w } of stanceParts.cues) {
    const product = factors.position * factors.time * factors.source * factors.actor * factors.modality;
    expect(w).toBeCloseTo(product, 3);
  }
  const raw = (STANCE_GAIN * stanceParts.sum) / (stanceParts.weight + STANCE_PRIOR);
  return Math.abs(raw) < 0.04 ? 0 : Math.round(Math.max(-1, Math.min(1, raw)) * 100) / 100 + 0;
}

describe("invariants", () => {
  it("hold for every piece of the development set", () => {
    for (const article of ARTICLES) checkInvariants(article, extractSignals(article));
  });

  it("hold for texts stitched together from sentences of the set, with noise between them", () => {
    const sentences = PIECES.filter((piece) => /[a-z]{4}/.test(piece.text)).flatMap((piece) =>
      piece.text.split(/(?<=\.) /),
    );
    const noise = fc.constantFrom(
      "\u202e",
      "\n\n",
      "\n",
      " ",
      "[x](#)",
      "\\",
      "“",
      "Advertisements\n",
      "\u200b",
    );
    const part = fc.oneof(fc.constantFrom(...sentences), noise);
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 25 }),
        fc.constantFrom("2024-06-12", "2022-03-16T09:00:00+08:00", undefined),
        (parts, publishedAt) => {
          const article = makeArticle({ id: "a", fileName: "a.txt", text: parts.join(" "), publishedAt });
          checkInvariants(article, extractSignals(article));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("give the same bytes again, and fit the published JSON Schema", () => {
    for (const article of ARTICLES.slice(0, 20)) {
      expect(JSON.stringify(extractSignals(article))).toBe(JSON.stringify(extractSignals(article)));
    }
    expect(draftSignalJsonSchema()).toMatchObject({
      type: "object",
      required: expect.arrayContaining(["stanceParts", "evidence"]),
    });
  });
});

describe("scope", () => {
  const cut = "The People's Bank of China";

  it("turns what will not be done, and weakens what was not done", () => {
    expect(one(`${cut} said on Monday it will not cut the reserve requirement ratio.`).stance).toBeLessThan(
      -0.2,
    );
    expect(
      one("China's finance ministry did not announce any new subsidies on Monday.").stance,
    ).toBeGreaterThan(-0.3);
  });

  it("cancels what is done without", () => {
    const fined = one(
      "China's market regulator closed its probe of Meituan on Monday without imposing a fine.",
    );
    expect(fined.stance).toBeGreaterThan(0.3);
  });

  it("turns round a report that an authority denies, and keeps what it adds", () => {
    const denied = one(
      "China's securities regulator denied reports that it will ban listings in New York, adding that it supports overseas listings.",
    );
    expect(denied.kind).toBe("official-clarification");
    expect(denied.modality).toBe("denied");
    expect(denied.stance).toBeGreaterThan(0.3);
  });

  it("takes a lifted ban for relief and a halted support for a burden", () => {
    expect(
      one("The Ministry of Commerce lifted its ban on imports of Australian barley on Monday.").stance,
    ).toBeGreaterThan(0.3);
    expect(
      one("The Ministry of Finance scrapped subsidies for electric cars on Monday.").stance,
    ).toBeLessThan(-0.2);
    expect(
      one("The National Press and Publication Administration stopped approving new games on Monday.").stance,
    ).toBeLessThan(-0.3);
  });

  it("opens no gate for hopes, forecasts and what analysts say", () => {
    expect(
      signals("Shares rose on hopes that Beijing will cut interest rates and ease property curbs."),
    ).toEqual([]);
    expect(
      signals(
        "Economists expect the People's Bank of China to cut the reserve requirement ratio next month.",
      ),
    ).toEqual([]);
    expect(signals("China should ease its curbs on developers, analysts at UBS said in a note.")).toEqual([]);
  });
});

describe("time", () => {
  it("leaves history in the background", () => {
    const text =
      "The State Administration for Market Regulation fined Meituan on Monday. In 2020 Beijing halted the listing of Ant Group. Three years ago regulators cracked down on tutoring.";
    const signal = one(text);
    expect(signal.targets.companies.map((company) => company.name)).toEqual(["Meituan"]);
    expect(signal.background.map((item) => item.text)).toEqual([
      "In 2020 Beijing halted the listing of Ant Group.",
      "Three years ago regulators cracked down on tutoring.",
    ]);
    expect(
      signals(
        "Three years after Beijing banned for-profit tutoring, New Oriental sells fruit on livestreams.",
      ),
    ).toEqual([]);
  });

  it("dates the act, not the report, and never after publication", () => {
    expect(
      one(
        "President Xi Jinping visited a chipmaker in Shanghai on Tuesday, state media reported on Wednesday.",
        "2024-01-10",
      ).eventDate,
    ).toBe("2024-01-09");
    const announced = one(
      `China's central bank said on Tuesday it would cut the reserve requirement ratio from February 5.`,
      "2024-01-24",
    );
    expect(announced.eventDate).toBe("2024-01-23");
    expect(announced.effectiveDate).toBe("2024-02-05");
  });

  it("dates a scheduled act ahead, with its end", () => {
    const visit = one(
      "Xi Jinping is scheduled to visit chipmakers in Shanghai on Tuesday during a three-day trip.",
      "2023-11-27",
    );
    expect(visit).toMatchObject({
      scheduled: true,
      eventDate: "2023-11-28",
      eventEnd: "2023-11-30",
      phase: "announced",
      kind: "leadership-visit",
    });
  });

  it("knows a dated article at the end of its day, a stamped one at its minute, an undated one never", () => {
    const text = "The State Council issued guidelines to support private companies.";
    expect(one(text, "2024-01-10").knownAt).toBe("2024-01-10T23:59:59+08:00");
    expect(one(text, "2024-01-10T01:30:00Z").knownAt).toBe("2024-01-10T09:30:00+08:00");
    const undated = extractSignals(
      makeArticle({ id: "a", fileName: "a", text, title: "State Council backs private firms" }),
    )[0]!;
    expect(undated).toMatchObject({ publishedAt: null, knownAt: null, tradable: false, eventDate: null });
    expect(undated.warnings).toContain("W_NO_PUBDATE");
  });
});

describe("who acts", () => {
  it("resolves titles and regulators by date", () => {
    const text = "The premier met entrepreneurs in Beijing and promised to support the private sector.";
    expect(one(`${text} China listened.`, "2023-03-10").actors[0]?.name).toBe("Li Keqiang");
    expect(one(`${text} China listened.`, "2023-03-11").actors[0]?.name).toBe("Li Qiang");
    const bank = "China's banking regulator told lenders to extend loans to developers.";
    expect(one(bank, "2022-11-11").actors[0]?.name).toBe("CBIRC");
    expect(one(bank, "2024-11-11").actors[0]?.name).toBe("NFRA");
  });

  it("gives nothing for foreign governments, companies and prices", () => {
    expect(signals("The US Commerce Department added 30 Chinese companies to its entity list.")).toEqual([]);
    expect(
      signals(
        "The European Commission imposed duties on Chinese electric cars. The commission said talks go on.",
      ),
    ).toEqual([]);
    expect(
      signals("India's finance ministry banned Chinese apps and tightened rules for investors from China."),
    ).toEqual([]);
    expect(
      signals("Tencent said it would cut costs and increase support for game developers in China."),
    ).toEqual([]);
    expect(signals("Alibaba shares fell 5 percent in Hong Kong and the Hang Seng index dropped.")).toEqual(
      [],
    );
    expect(signals("美国商务部宣布限制对华芯片出口。")).toEqual([]);
    expect(signals("比亚迪公司公告称，公司将提高研发投入，扩大产能。")).toEqual([]);
  });

  it("puts bodies that act together together, and adds the body a person speaks for", () => {
    const joint = one(
      "The Ministry of Finance and the State Taxation Administration cut the stamp duty by half on Monday.",
    );
    expect(joint.actors.map((actor) => actor.name)).toEqual([
      "Ministry of Finance",
      "State Taxation Administration",
    ]);
    const person = one(
      "Central bank governor Pan Gongsheng announced a cut to the reserve requirement ratio on Monday. China's lenders cheered.",
      "2024-01-24",
    );
    expect(person.actors.map((actor) => actor.name)).toContain("PBoC");
  });

  it("lists only lines that traded then, and the listed parent of an unlisted target at half weight", () => {
    expect(
      one("The Cyberspace Administration of China fined Didi 8 billion yuan on Thursday.", "2022-07-21")
        .targets.companies[0],
    ).toMatchObject({
      name: "Didi",
      tickers: ["DIDIY"],
    });
    expect(
      one(
        "The central bank summoned Ant Group on Monday and told China's largest fintech to overhaul its business.",
        "2021-04-12",
      ).targets.companies,
    ).toEqual([
      {
        name: "Ant Group",
        tickers: [],
        listed: false,
        weight: 1,
        evidence: { articleId: "a", start: 26, end: 35, text: "Ant Group" },
      },
      { name: "Alibaba", tickers: ["BABA", "9988.HK"], listed: true, weight: 0.5, via: "Ant Group" },
    ]);
  });

  it("does not make a target of a company that only comments or only falls", () => {
    const text =
      "China's press regulator published draft rules on Friday that would ban daily rewards in online games. Tencent shares fell 12 percent. NetEase declined to comment.";
    expect(one(text, "2023-12-22").targets.companies).toEqual([]);
  });
});

describe("Chinese", () => {
  it("reads relief, burden, denial and rates left alone", () => {
    expect(one("中国人民银行决定下调存款准备金率0.5个百分点。")).toMatchObject({
      kind: "monetary-easing",
      lang: "zh",
    });
    expect(one("市场监管总局对美团处以34.42亿元罚款。", "2021-10-08")).toMatchObject({
      kind: "enforcement-closed",
      phase: "penalty",
    });
    expect(one("网传证监会将暂停新股发行,证监会回应称该消息不属实。").stance).toBeGreaterThan(0.15);
    expect(one("中国人民银行公布,1年期LPR与上月持平。")).toMatchObject({
      kind: "monetary-policy",
      stance: 0,
    });
  });
});

describe("load", () => {
  it("takes ten megabytes in one article without hanging", () => {
    const sentence =
      "The State Council issued rules to support private companies and tightened oversight of lenders. ";
    const article = makeArticle({
      id: "big",
      fileName: "big.txt",
      text: sentence.repeat(100_000),
      publishedAt: "2024-01-10",
    });
    const spent = processorTime();
    const drafts = extractSignals(article);
    expect(drafts).toHaveLength(1);
    expect(spent()).toBeLessThan(60_000);
  }, 300_000);

  it("takes a million letters without a blank or a mark", () => {
    const spent = processorTime();
    expect(signals("a".repeat(1_000_000))).toEqual([]);
    expect(signals("央行降准".repeat(250_000)).length).toBeLessThanOrEqual(1);
    expect(spent()).toBeLessThan(30_000);
  }, 300_000);
});
