import type { ResultDocument } from "../../result/result-schema.ts";
import { STUDY_SCHEMA_NAME } from "../../result/study-document-schema.ts";
import { SWEEP_SCHEMA_NAME } from "../../search/sweep-schema.ts";
import type { EdictDocument } from "../../storage/read-document.ts";
import { terminalStyle } from "../terminal-style.ts";

/** The terminal's report of a sweep, a study or a walk-forward. */
export async function renderDocument(document: Exclude<EdictDocument, ResultDocument>): Promise<string> {
  const style = terminalStyle();
  switch (document.schema) {
    case SWEEP_SCHEMA_NAME: {
      const { renderSweepReport } = await import("../../report/terminal/sweep-report.ts");
      return renderSweepReport(document, style);
    }
    case STUDY_SCHEMA_NAME: {
      const { renderStudyDocument } = await import("../render-study-document.ts");
      return renderStudyDocument(document, style);
    }
    default: {
      const { renderWalkForwardReport } = await import("../../report/terminal/walk-forward-report.ts");
      return renderWalkForwardReport(document, style);
    }
  }
}
