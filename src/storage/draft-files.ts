import { existsSync } from "node:fs";
import { InputError, type Issue } from "../errors.ts";
import { canonicalJson } from "../signals/catalogue.ts";
import { checkCatalogue } from "../signals/check-catalogue.ts";
import type { CheckFinding } from "../signals/check-finding.ts";
import type { DecodedSignalFile } from "../signals/decode-signal-file.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { withSignalAdded, withSignalRemoved, withSignalReplaced } from "../signals/signal-file-text.ts";
import type { DraftedSignal } from "../signals/signal-from-draft.ts";
import { addSignals, editFile } from "./edit-signal-file.ts";
import { DRAFT_SUFFIX, readSignalFiles } from "./signal-catalogue-files.ts";

/** What a reviewer decides on a draft. */
export const DRAFT_DECISIONS = ["accepted", "edited", "rejected"] as const;
export type DraftDecision = (typeof DRAFT_DECISIONS)[number];

export interface WrittenDrafts {
  readonly added: readonly string[];
  /** already in the file, whatever became of them: a decision is not asked for twice */
  readonly known: readonly string[];
}

/**
 * Adds drafts to a draft file (`*.draft.yaml`), which is made if there is none, with the evidence as comments above the
 * fields that rest on it. A draft is a signal whose review is pending; a person decides by setting `review.status`.
 *
 * @throws InputError if the file is not named like a draft file, or is not sound
 */
export async function writeDrafts(file: string, drafts: readonly DraftedSignal[]): Promise<WrittenDrafts> {
  assertDraftName(file);
  const added: string[] = [];
  const known: string[] = [];
  await editFile(file, async (current) => {
    let next = current;
    for (const { signal, comments } of drafts) {
      const isKnown = next.signals.some((one) => one.id === signal.id);
      (isKnown ? known : added).push(signal.id);
      if (!isKnown) next = await withSignalAdded(next, signal, comments);
    }
    return next;
  });
  return { added, known };
}

/**
 * Reads the drafts of a file, in its order, decided or not.
 *
 * @throws InputError if there is no such file, or it is not sound
 */
export async function readDrafts(file: string): Promise<readonly PolicySignal[]> {
  assertDraftName(file);
  const { files } = await readSignalFiles([file], { drafts: true });
  const issues = files.flatMap((one) => one.issues);
  if (issues.length > 0) throw new InputError(issues);
  return files.flatMap((one) => one.entries.map((entry) => entry.signal));
}

export interface AcceptOptions {
  /** catalogue file that the accepted drafts go to; made if there is none */
  readonly into: string;
  /** the reviewer's name */
  readonly by: string;
  /** ISO instant of the decision */
  readonly at: string;
  /** decisions by id; those of the file's own `review.status` hold for the others */
  readonly decisions?: ReadonlyMap<string, DraftDecision>;
}

export interface AcceptedDrafts {
  /** as they stand in the catalogue: with who, when, and from what */
  readonly accepted: readonly PolicySignal[];
  /** ids of drafts that stay in the draft file as rejected, so that they do not come back */
  readonly rejected: readonly string[];
  /** ids of drafts that nobody has decided on */
  readonly pending: readonly string[];
  /** what a check of the catalogue says of the accepted ones; no errors among them */
  readonly findings: readonly CheckFinding[];
}

/**
 * Moves accepted and edited drafts into a catalogue, stamped with who, when and from what; marks the rejected ones.
 *
 * The catalogue is written first: if the machine stops between the two files, a draft is in both, and the next call
 * takes it out of the draft file.
 *
 * @throws InputError, with nothing written, for a decision on a draft that is not there, an id that is taken, or an
 *   accepted draft with an error (see `checkCatalogue`)
 */
export async function acceptDrafts(file: string, options: AcceptOptions): Promise<AcceptedDrafts> {
  const drafts = await readDrafts(file);
  const decisions = options.decisions ?? new Map<string, DraftDecision>();
  refuseUnknown(file, drafts, decisions);
  const decided = drafts.map((draft) => decide(draft, decisions.get(draft.id), file, options));
  const chosen = decided.filter((draft) => ["accepted", "edited"].includes(draft.review?.status ?? ""));
  const target = existsSync(options.into)
    ? (await readSignalFiles([options.into], { drafts: true })).files
    : [];
  const left = new Set(drafts.map((draft) => draft.id));
  for (const { id } of [...chosen, ...target.flatMap((one) => one.entries.map((entry) => entry.signal))])
    left.delete(id);
  const cut = chosen.map((draft) => withoutTiesTo(left, draft, file));
  const there = new Map(target.flatMap((one) => one.entries.map(({ signal }) => [signal.id, signal])));
  const isThere = (signal: PolicySignal) => saysTheSame(there.get(signal.id), signal);
  const added = cut.map((one) => one.signal).filter((signal) => !isThere(signal));
  const findings = [...checkAgainst(target, added), ...cut.flatMap((one) => one.findings)];
  if (added.length > 0) await addSignals(options.into, added);
  await settleDrafts(file, decided);
  const accepted = cut.map(({ signal }) => (isThere(signal) ? (there.get(signal.id) ?? signal) : signal));
  const idsWith = (status: string) =>
    decided.filter((draft) => draft.review?.status === status).map((draft) => draft.id);
  return { accepted, rejected: idsWith("rejected"), pending: idsWith("pending"), findings };
}

/** Whether a catalogue holds a draft already, whoever accepted it and when. */
function saysTheSame(kept: PolicySignal | undefined, draft: PolicySignal): boolean {
  if (kept === undefined) return false;
  const [a, b] = [kept, draft].map(({ review, ...facts }) => canonicalJson(facts));
  return a === b;
}

/** Takes what was decided on out of the draft file, and marks what was rejected. */
async function settleDrafts(file: string, decided: readonly PolicySignal[]): Promise<void> {
  await editFile(file, async (current) => {
    let next = current;
    for (const draft of decided) {
      const index = next.signals.findIndex((one) => one.id === draft.id);
      const before = next.signals[index];
      const status = draft.review?.status;
      if (before === undefined) continue;
      if (status === "accepted" || status === "edited") next = await withSignalRemoved(next, index);
      if (status === "rejected" && draft !== before && before.review?.status !== "rejected") {
        const text = await withSignalReplaced(next, index, draft);
        next = { ...next, text, signals: next.signals.with(index, draft) };
      }
    }
    return next;
  });
}

function decide(
  draft: PolicySignal,
  decision: DraftDecision | undefined,
  file: string,
  options: AcceptOptions,
): PolicySignal {
  const status = decision ?? draft.review?.status ?? "pending";
  const isNew = decision !== undefined || status === "accepted" || status === "edited";
  if (!isNew) return { ...draft, review: { ...draft.review, status } };
  const { by, at } = options;
  return { ...draft, review: { from: file, ...draft.review, status, by, at } };
}

/** An accepted draft may be tied to one that stays behind: the tie stays behind with it, and a note says so. */
function withoutTiesTo(
  left: ReadonlySet<string>,
  signal: PolicySignal,
  file: string,
): { readonly signal: PolicySignal; readonly findings: readonly CheckFinding[] } {
  const { relatesTo = [], ...facts } = signal;
  const lost = relatesTo.filter((tie) => left.has(tie.id));
  if (lost.length === 0) return { signal, findings: [] };
  const kept = relatesTo.filter((tie) => !left.has(tie.id));
  const findings = lost.map(({ id, relation }): CheckFinding => {
    const what = `its tie (${relation}) to ${id} was left out, since that draft is not accepted`;
    return { severity: "note", id: signal.id, what, at: file, fix: "accept that draft, then tie the two" };
  });
  return { signal: kept.length > 0 ? { ...facts, relatesTo: kept } : facts, findings };
}

/** What a check says of the new signals, seen together with the catalogue that they join; errors are thrown. */
function checkAgainst(
  target: readonly DecodedSignalFile[],
  accepted: readonly PolicySignal[],
): readonly CheckFinding[] {
  const entries = accepted.map((signal) => ({ signal, at: `draft ${signal.id}` }));
  const ids = new Set(accepted.map((signal) => signal.id));
  const all = checkCatalogue([...target, { file: "drafts", entries, issues: [] }]);
  const findings = all.filter((finding) => finding.id === null || ids.has(finding.id));
  const errors = findings.filter((finding) => finding.severity === "error");
  if (errors.length > 0) throw new InputError(errors.map(({ what, at, fix }): Issue => ({ what, at, fix })));
  return findings;
}

function refuseUnknown(
  file: string,
  drafts: readonly PolicySignal[],
  decisions: ReadonlyMap<string, DraftDecision>,
): void {
  const ids = new Set(drafts.map((draft) => draft.id));
  const unknown = [...decisions.keys()].filter((id) => !ids.has(id));
  if (unknown.length === 0) return;
  throw new InputError(
    unknown.map((id) => ({
      what: `there is no draft "${id}"`,
      at: file,
      fix: "name an id that stands in the file",
    })),
  );
}

function assertDraftName(file: string): void {
  if (file.endsWith(DRAFT_SUFFIX)) return;
  throw new InputError({
    what: `a draft file is called *${DRAFT_SUFFIX}`,
    at: file,
    fix: `e.g. signals${DRAFT_SUFFIX}`,
  });
}
