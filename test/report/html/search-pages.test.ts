import { describe, expect, it } from "vitest";
import { renderStudyPage } from "../../../src/report/html/render-study-page.ts";
import { renderSweepPage } from "../../../src/report/html/render-sweep-page.ts";
import { renderWalkForwardPage } from "../../../src/report/html/render-walk-forward-page.ts";
import { studyStrategy } from "../../../src/result/study-document.ts";
import { walkForward } from "../../../src/search/walk-forward.ts";
import { testStrategy } from "../../workers/a-sweep-job.ts";
import { HOSTILE_TEXTS } from "../hostile-text.ts";
import { inputs, params, sweptDocument } from "./searched-pages.ts";

const swept = sweptDocument();
const page = renderSweepPage(swept);
/** The text between tags. */
const textOf = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

describe("renderSweepPage", () => {
  it("opens with the best point, the middle one, and what shifted calendars find", () => {
    const best = swept.best!;
    expect(textOf(page)).toContain(
      `The best of ${swept.counts.points} points made a Sharpe ratio of ${best.metrics.sharpeRatio!.toFixed(2)}, with hold ${best.params.hold}`,
    );
    expect(textOf(page)).toContain(
      `; the point in the middle made ${swept.distribution!.median.toFixed(2)}. On 9 shifted calendars the same search finds a best of`,
    );
  });

  it("draws the map with words for each cell, frames the best, and gives the same in figures", () => {
    const map = swept.heatMap!;
    const [first] = map.mean[0]!;
    expect(page).toContain(
      `<title>${map.x.name} ${map.x.labels[0]}, ${map.y!.name} ${map.y!.labels[0]}: ${first!.toFixed(2)}</title>`,
    );
    const cells = map.mean.flat().length;
    const [wide] = /<figure id="map-chart">[\s\S]*?<\/svg>/.exec(page)!;
    expect(wide.match(/<title>/g)).toHaveLength(cells);
    expect(textOf(page)).toContain("The map in figures");
  });

  it("tells plateau, in sample against out of sample, every test, and the best points", () => {
    const text = textOf(page);
    for (const words of [
      /The best point (stands on a plateau|is an island)/,
      "Overfitting (PBO)",
      "Slope",
      "Deflated Sharpe ratio",
      "Superior predictive ability",
    ])
      expect(text).toMatch(words);
    expect(page.match(/<tr>/g)!.length).toBeGreaterThan(swept.top.length);
  });

  it("says so where nothing can be called the best, and where nothing was tested", () => {
    const bare = {
      ...swept,
      best: null,
      top: [],
      distribution: null,
      plateau: null,
      heatMap: null,
      evidence: null,
    };
    expect(textOf(renderSweepPage(bare))).toContain(
      `None of ${swept.counts.points} points can be called the best.`,
    );
    expect(textOf(renderSweepPage({ ...swept, evidence: null }))).toContain(
      "What the same search finds by chance was not tested.",
    );
  });

  it("is the same for the same sweep", () => {
    expect(renderSweepPage(swept)).toBe(page);
  });
});

describe("renderWalkForwardPage", () => {
  it("sets in sample beside out of sample, fold by fold", () => {
    const { document } = walkForward(testStrategy, inputs, { params, folds: 3 });
    const text = textOf(renderWalkForwardPage(document));
    const { from } = document.folds[0]!.test;
    expect(text).toContain(
      `edict walk-forward ${from} to ${document.folds.at(-1)!.test.to ?? "the end of the prices"}`,
    );
    for (const [index, fold] of document.folds.entries()) {
      expect(text).toContain(`${index + 1}: ${fold.test.from} to ${fold.test.to ?? "end"}`);
      if (fold.outOfSample.sharpeRatio !== null)
        expect(text).toContain(fold.outOfSample.sharpeRatio.toFixed(2));
    }
    const trades = document.folds.reduce((sum, fold) => sum + (fold.outOfSample.tradeCount ?? 0), 0);
    expect(text).toContain(`${trades} trade`);
    expect(text.includes("one more or fewer turns the answer")).toBe(trades < 8);
  });
});

describe("renderStudyPage", () => {
  const study = studyStrategy(testStrategy, inputs, { draws: 99 });
  const html = renderStudyPage(study);

  it("opens with what the study found, and tells every test and every event", () => {
    if ("missing" in study.study) throw new Error(study.study.missing);
    const { ranges, events } = study.study;
    expect(textOf(html)).toContain("the mean abnormal return against");
    for (const test of ranges[0]!.tests)
      expect(textOf(html)).toContain(test.convention.replace(/'/g, "&#39;"));
    expect(/<table id="events-table"[\s\S]*?<\/table>/.exec(html)![0].match(/<tr /g)).toHaveLength(
      events.length,
    );
  });

  it("draws abnormal returns by kind: all events, and each kind", () => {
    if ("missing" in study.study) throw new Error(study.study.missing);
    const kinds = study.study.groups.filter(({ by }) => by === "kind");
    const [figure] = /<figure id="groups-chart">[\s\S]*?<\/figure>/.exec(html)!;
    for (const { key, events } of kinds) expect(figure).toContain(`${key} (${events})`);
    expect(figure).toContain("all events (");
  });

  it("says why there is no study", () => {
    expect(textOf(renderStudyPage({ ...study, study: { missing: "no signal is selected" } }))).toContain(
      "There is no event study: no signal is selected.",
    );
  });
});

describe("hostile names", () => {
  it("are words on the page of a sweep, a walk-forward and a study", () => {
    const [script, image] = HOSTILE_TEXTS;
    const strategy = { name: script, hypothesis: image, file: script, sha256: "0".repeat(64) };
    const { document: walked } = walkForward(testStrategy, inputs, { params, folds: 2 });
    const named = { ...testStrategy, name: script, hypothesis: image };
    const pages = [
      renderSweepPage({ ...swept, strategy, warnings: [{ code: "a", message: image }] }),
      renderWalkForwardPage({ ...walked, strategy }),
      renderStudyPage(studyStrategy(named, inputs, { draws: 9 })),
    ];
    for (const one of pages) {
      expect(one).not.toMatch(/<script|<img/);
      expect(one).toContain("&lt;script&gt;window.pwned");
    }
  });
});
