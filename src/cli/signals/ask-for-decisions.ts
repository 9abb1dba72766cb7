import stringWidth from "fast-string-width";
import { formatCounted } from "../../decode/format-count.ts";
import { InputError } from "../../errors.ts";
import { formatSignal } from "../../signals/format-signal.ts";
import type { PolicySignal } from "../../signals/policy-signal.ts";
import type { DraftDecision } from "../../storage/draft-files.ts";
import { readTextFile } from "../../storage/read-text-file.ts";

/** The frame of the note, the question, its three answers and the line of keys. */
const ROWS_OF_QUESTION = 12;
const COLUMNS_OF_FRAME = 8;

/**
 * Asks about each draft on the terminal, with its evidence. Whoever wants to change a field does so in the file, where
 * `review.status: edited` is the decision.
 */
export async function askForDecisions(
  file: string,
  drafts: readonly PolicySignal[],
): Promise<ReadonlyMap<string, DraftDecision>> {
  const { isCancel, note, select } = await import("@clack/prompts");
  const text = readTextFile(file);
  const decisions = new Map<string, DraftDecision>();
  for (const [index, draft] of drafts.entries()) {
    const lines = [...fieldsOf(draft), "", ...evidenceOf(draft.id, text)];
    const { rows = 24, columns = 80 } = process.stdout;
    note(
      linesThatFit(lines, rows - ROWS_OF_QUESTION, columns - COLUMNS_OF_FRAME, file).join("\n"),
      `${index + 1} of ${drafts.length}`,
    );
    const answer = await select({
      message: draft.title,
      options: [
        { value: "accepted", label: "accept" },
        { value: "rejected", label: "reject" },
        { value: "later", label: "decide later, or edit it in the file" },
      ],
    });
    if (isCancel(answer))
      throw new InputError({ what: "cancelled; nothing was written", at: file, fix: "run it again" });
    if (answer !== "later") decisions.set(draft.id, answer as DraftDecision);
  }
  return decisions;
}

/** The fields, a line each; the title is the question itself, and the id is made from the day and the kind. */
function fieldsOf(draft: PolicySignal): readonly string[] {
  const lines = formatSignal(draft).split("\n").slice(1, -1);
  return lines.map((line) => line.slice(2)).filter((line) => !/^"(id|title)":/.test(line));
}

/**
 * The first lines that fit, so that the question and what it is about stand on one screen: the fields come first, then
 * the evidence with the heaviest first. What is left out is counted, with where to read it.
 */
export function linesThatFit(
  lines: readonly string[],
  rows: number,
  columns: number,
  file: string,
): readonly string[] {
  const heights = lines.map((line) => Math.max(1, Math.ceil(stringWidth(line) / columns)));
  if (heights.reduce((sum, height) => sum + height, 0) <= rows) return lines;
  // One row says how much is left out.
  let used = 1;
  let end = 0;
  while (used + heights[end]! <= rows) used += heights[end++]!;
  return [...lines.slice(0, end), `... ${formatCounted(lines.length - end, "more line")} in ${file}`];
}

/** The comments of one draft in the text of its file: from its id to the next item. */
function evidenceOf(id: string, text: string): readonly string[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.trim() === `- id: ${id}`);
  const next = lines.findIndex((line, index) => index > start && /^\s*- id: /.test(line));
  return lines
    .slice(start, next < 0 ? undefined : next)
    .map((line) => line.trim())
    .filter((line) => line.startsWith("#"));
}
