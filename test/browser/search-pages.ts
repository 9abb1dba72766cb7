import { renderStudyPage } from "../../src/report/html/render-study-page.ts";
import { renderSweepPage } from "../../src/report/html/render-sweep-page.ts";
import { renderWalkForwardPage } from "../../src/report/html/render-walk-forward-page.ts";
import { studyStrategy } from "../../src/result/study-document.ts";
import { walkForward } from "../../src/search/walk-forward.ts";
import { pageScript } from "../page-script.ts";
import { HOSTILE_TEXTS } from "../report/hostile-text.ts";
import { inputs, params, sweptDocument } from "../report/html/searched-pages.ts";
import { testStrategy } from "../workers/a-sweep-job.ts";

/** The pages of a sweep, a study and a walk-forward of made-up prices, with and without hostile words in them. */
export async function searchPages() {
  const script = await pageScript("tables");
  const swept = sweptDocument();
  const studied = studyStrategy(testStrategy, inputs, { draws: 99 });
  const { document: walked } = walkForward(testStrategy, inputs, { params, folds: 3 });
  const [name, image, quote, , , , , long, turned, control] = HOSTILE_TEXTS;
  const strategy = { name, hypothesis: image, file: long, sha256: "0".repeat(64) };
  const warnings = [image, long, turned, control].map((message) => ({ code: "a", message }));
  const hostileStudy = () => {
    const { study } = studied;
    if ("missing" in study) throw new Error(study.missing);
    const words = [image, quote, long, turned, control];
    const events = study.events.map((event, at) => ({
      ...event,
      signalId: words[at % words.length] as string,
    }));
    const subject = { ...studied.subject, title: name };
    return { ...studied, subject, study: { ...study, events } };
  };
  return {
    swept,
    studied,
    walked,
    pages: {
      sweep: renderSweepPage(swept, { script }),
      study: renderStudyPage(studied, { script }),
      "walk-forward": renderWalkForwardPage(walked, { script }),
      "hostile sweep": renderSweepPage({ ...swept, strategy, warnings }, { script }),
      "hostile study": renderStudyPage(hostileStudy(), { script }),
      "hostile walk-forward": renderWalkForwardPage({ ...walked, strategy, warnings }, { script }),
    },
  };
}
