import { RESULT_SCHEMA_NAME } from "../result/result-schema.ts";
import { STUDY_SCHEMA_NAME } from "../result/study-document-schema.ts";
import { SWEEP_SCHEMA_NAME } from "../search/sweep-schema.ts";
import type { EdictDocument } from "../storage/read-document.ts";
import { writeReport } from "../storage/write-report.ts";

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
