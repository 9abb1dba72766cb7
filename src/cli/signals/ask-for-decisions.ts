import { InputError } from "../../errors.ts";
import { formatSignal } from "../../signals/format-signal.ts";
import type { PolicySignal } from "../../signals/policy-signal.ts";
import type { DraftDecision } from "../../storage/draft-files.ts";
import { readTextFile } from "../../storage/read-text-file.ts";

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
    note(
      `${formatSignal(draft)}\n\n${evidenceOf(draft.id, text).join("\n")}`,
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
      throw new InputError({ what: "cancelled; nothing was written", fix: "run it again" });
    if (answer !== "later") decisions.set(draft.id, answer as DraftDecision);
  }
  return decisions;
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
