import { InputError } from "../../errors.ts";
import { formatSignalFile } from "../../signals/format-signal.ts";
import {
  type AcceptedDrafts,
  acceptDrafts,
  type DraftDecision,
  readDrafts,
} from "../../storage/draft-files.ts";
import { printText } from "../print-text.ts";
import { authorName } from "./account-name.ts";
import { askForDecisions } from "./ask-for-decisions.ts";

/** Flags of `edict signals accept`. */
export interface AcceptFlags {
  readonly into: string;
  readonly accept?: readonly string[];
  readonly reject?: readonly string[];
  readonly all?: boolean;
  readonly by?: string;
  readonly json?: boolean;
}

/**
 * Moves reviewed drafts into a catalogue. Decisions come from the flags, then from the file; on a terminal each draft
 * that neither decides is asked about.
 */
export async function acceptSignals(file: string, flags: AcceptFlags): Promise<void> {
  const by = authorName(flags.by);
  const decisions = decisionsFrom(flags);
  const drafts = await readDrafts(file);
  const open = drafts.filter((draft) => draft.review?.status === "pending" && !decisions.has(draft.id));
  if (flags.all === true) for (const draft of open) decisions.set(draft.id, "accepted");
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true && flags.json !== true;
  const hasFlags = flags.all === true || flags.accept !== undefined || flags.reject !== undefined;
  if (isTerminal && !hasFlags) {
    for (const [id, decision] of await askForDecisions(file, open)) decisions.set(id, decision);
  }
  const result = await acceptDrafts(file, { into: flags.into, by, at: new Date().toISOString(), decisions });
  printText(flags.json === true ? formatSignalFile(result.accepted) : inWords(file, flags.into, result));
}

function decisionsFrom(flags: AcceptFlags): Map<string, DraftDecision> {
  const accepted = flags.accept ?? [];
  const rejected = flags.reject ?? [];
  const both = accepted.filter((id) => rejected.includes(id));
  if (both.length > 0) {
    throw new InputError(
      both.map((id) => ({
        what: `"${id}" is both accepted and rejected`,
        at: "--accept --reject",
        fix: "give it once",
      })),
    );
  }
  return new Map<string, DraftDecision>([
    ...accepted.map((id) => [id, "accepted"] as const),
    ...rejected.map((id) => [id, "rejected"] as const),
  ]);
}

function inWords(
  file: string,
  into: string,
  { accepted, rejected, pending, findings }: AcceptedDrafts,
): string {
  const lines = [
    ...accepted.map((signal) => `${signal.review?.status} ${signal.id}`),
    `${accepted.length} moved into ${into}; ${rejected.length} rejected and ${pending.length} undecided stay in ${file}`,
    ...(accepted.length === 0 ? [] : [`Try them: edict run <strategy> --signals ${into}`]),
    ...(pending.length === 0
      ? []
      : [
          `To decide on those: set review.status in ${file} to accepted, edited or rejected, or give --accept <id>, --reject <id> or --all; on a terminal, edict asks about each.`,
        ]),
    ...findings.map(({ severity, id, what, fix }) => `${severity}: ${id}: ${what}\n  fix  ${fix}`),
  ];
  return `${lines.join("\n")}\n`;
}
