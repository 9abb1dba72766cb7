import { renderStudyReport } from "../report/terminal/study-report.ts";
import type { TerminalStyle } from "../report/terminal/style.ts";
import type { StudyDocument } from "../result/study-document-schema.ts";

/** The terminal's report of a study, or why there is none. */
export function renderStudyDocument({ study, subject, data }: StudyDocument, style: TerminalStyle): string {
  if ("missing" in study) return `${subject.title}\nThere is no event study: ${study.missing}.\n`;
  const heading = {
    title: subject.title,
    subtitle: `${subject.instruments.join(", ")}; signals of ${data.signals.file}`,
    synthetic: data.synthetic,
  };
  return renderStudyReport(study, heading, style);
}
