import { RESULT_SCHEMA_NAME, type ResultDocument } from "../result/result-schema.ts";
import { STUDY_SCHEMA_NAME } from "../result/study-document-schema.ts";
import { SWEEP_SCHEMA_NAME } from "../search/sweep-schema.ts";
import type { EdictDocument } from "../storage/read-document.ts";
import { writeReport } from "../storage/write-report.ts";
import { terminalStyle } from "./terminal-style.ts";

/** Writes the page of any document: `<base>.html`. */
export async function writeDocumentPage(document: EdictDocument, base: string): Promise<string> {
  const { readPageScript } = await import("../storage/page-script.ts");
  const page = await renderPageOf(document, readPageScript);
  return writeReport(`${base}.html`, page);
}

async function renderPageOf(
  document: EdictDocument,
  scriptOf: (kind: "charts" | "tables") => string,
): Promise<string> {
  switch (document.schema) {
    case RESULT_SCHEMA_NAME: {
      const { renderHtmlReport } = await import("../report/html/render-html-report.ts");
      return renderHtmlReport(document, { script: scriptOf("charts") });
    }
    case SWEEP_SCHEMA_NAME: {
      const { renderSweepPage } = await import("../report/html/render-sweep-page.ts");
      return renderSweepPage(document, { script: scriptOf("tables") });
    }
    case STUDY_SCHEMA_NAME: {
      const { renderStudyPage } = await import("../report/html/render-study-page.ts");
      return renderStudyPage(document, { script: scriptOf("tables") });
    }
    default: {
      const { renderWalkForwardPage } = await import("../report/html/render-walk-forward-page.ts");
      return renderWalkForwardPage(document, { script: scriptOf("tables") });
    }
  }
}

/** The terminal's report of a sweep, a study or a walk-forward. */
export async function renderDocument(document: Exclude<EdictDocument, ResultDocument>): Promise<string> {
  const style = terminalStyle();
  switch (document.schema) {
    case SWEEP_SCHEMA_NAME: {
      const { renderSweepReport } = await import("../report/terminal/sweep-report.ts");
      return renderSweepReport(document, style);
    }
    case STUDY_SCHEMA_NAME: {
      const { renderStudyDocument } = await import("./render-study-document.ts");
      return renderStudyDocument(document, style);
    }
    default: {
      const { renderWalkForwardReport } = await import("../report/terminal/walk-forward-report.ts");
      return renderWalkForwardReport(document, style);
    }
  }
}
