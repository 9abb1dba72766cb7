import type { Issue } from "../errors.ts";
import { formatCalendarDay, isWeekend, parseCalendarDay } from "../time/calendar-day.ts";
import { sessionHours } from "../time/exchange.ts";
import { formatMinuteOfDay, localTimeAt, parseInstant } from "../time/zoned-time.ts";
import type {
  PolicySignal,
  Publication,
  SessionHint,
  SignalPhase,
  SignalRelation,
  SignalStatus,
} from "./policy-signal.ts";
import type { FieldComments } from "./signal-file-text.ts";
import type { SignalKind } from "./signal-kind.ts";
import { PUBLICATION_ZONE } from "./timing-policy.ts";

/** A stretch of an article that a reading rests on. */
export interface DraftEvidence {
  readonly articleId: string;
  /** UTF-16 offsets in the article's original text */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly weight?: number;
}

/** What a draft must say to become a signal; the extractor's drafts say more. */
export interface DraftFacts {
  readonly id: string;
  readonly title?: string;
  readonly articleIds: readonly string[];
  /** ISO 8601: a day, or an instant with its offset; null if the article does not say */
  readonly publishedAt: string | null;
  readonly publishedPrecision: "minute" | "day" | null;
  readonly kind: SignalKind;
  readonly phase: SignalPhase;
  readonly modality: string;
  readonly actors: readonly { readonly name: string }[];
  readonly stance: number;
  readonly stanceParts: { readonly sum: number; readonly weight: number };
  readonly mixed: boolean;
  readonly targets: {
    readonly companies: readonly { readonly tickers: readonly string[] }[];
    readonly sectors: readonly string[];
    readonly broadMarket: boolean;
  };
  readonly scheduled: boolean;
  /** `YYYY-MM-DD`, or null if the article does not say */
  readonly eventDate: string | null;
  readonly eventEnd?: string | null;
  readonly relatesTo: readonly { readonly id: string; readonly relation: SignalRelation }[];
  readonly novelty: number;
  readonly confidence: number;
  readonly evidence: readonly DraftEvidence[];
  readonly source: { readonly name?: string; readonly url?: string; readonly official: boolean };
  readonly extractor: { readonly name: string; readonly version: string };
}

/** A draft as a signal that waits for review, with the evidence for its fields in words. */
export interface DraftedSignal {
  readonly signal: PolicySignal;
  readonly comments: FieldComments;
}

/** Longest title made from a quotation. */
const TITLE_LENGTH = 100;

/**
 * Drafts as pending signals. Ids are made readable, `kind-day-` and the first eight letters of the draft's own, and the
 * ties between the drafts follow them.
 *
 * A draft without a publication date cannot be known at any time, so it becomes no signal: it comes back as an issue.
 * A day of publication without a clock time has basis `unknown`. An act without a day of its own is put on the day of
 * publication, and its notes say so.
 */
export function signalsFromDrafts(drafts: readonly DraftFacts[]): {
  readonly drafted: readonly DraftedSignal[];
  readonly issues: readonly Issue[];
} {
  const ids = new Map(drafts.map((draft) => [draft.id, readableId(draft)]));
  const drafted: DraftedSignal[] = [];
  const issues: Issue[] = [];
  for (const draft of drafts) {
    const publication = publicationOf(draft);
    if (publication === undefined) {
      const fix = "give the day with --published-at, or in the article's header";
      issues.push({
        what: "no publication date, so nobody can say when it was known",
        at: placeOf(draft),
        fix,
      });
    } else {
      drafted.push({ signal: signalOf(draft, publication, ids), comments: commentsOf(draft) });
    }
  }
  return { drafted, issues };
}

function signalOf(
  draft: DraftFacts,
  publishedAt: Publication,
  ids: ReadonlyMap<string, string>,
): PolicySignal {
  const { targets, source, extractor } = draft;
  const sectors = targets.broadMarket ? [...targets.sectors, "broad-market"] : targets.sectors;
  const ties = draft.relatesTo.map((tie) => ({ ...tie, id: ids.get(tie.id) ?? tie.id }));
  return {
    id: ids.get(draft.id) as string,
    title: draft.title ?? titleFrom(draft),
    kind: draft.kind,
    status: statusOf(draft),
    phase: draft.phase,
    stance: draft.stance,
    ...(draft.mixed && { mixed: true }),
    actors: draft.actors.map((actor) => actor.name),
    targets: [...new Set(sectors)],
    symbols: [...new Set(targets.companies.flatMap((company) => company.tickers))],
    occursAt: draft.eventDate ?? publishedAt.date,
    ...(draft.eventEnd && draft.eventEnd !== draft.eventDate && { occursUntil: draft.eventEnd }),
    publishedAt,
    scheduled: draft.scheduled,
    family: null,
    familyComplete: false,
    confidence: draft.confidence,
    novelty: draft.novelty,
    ...(ties.length > 0 && { relatesTo: ties }),
    sources: [source.url ?? source.name ?? draft.articleIds.join(", ")],
    verified: false,
    ...(draft.eventDate === null && {
      notes: "The article does not say the day of the act: it stands on the day of publication.",
    }),
    review: {
      status: "pending",
      from: `${draft.articleIds.join(", ")} by ${extractor.name} ${extractor.version}`,
    },
  };
}

/** Rumours and reports of unnamed people are leaks, whoever prints them; the rest is the authority's own word. */
function statusOf({ phase, modality }: DraftFacts): SignalStatus {
  return phase === "rumoured" || modality === "reported-sources" ? "leak" : "official";
}

function publicationOf({ publishedAt, publishedPrecision }: DraftFacts): Publication | undefined {
  if (publishedAt === null) return undefined;
  const instant = parseInstant(publishedAt);
  if (instant === undefined || publishedPrecision === "day") {
    const date =
      instant === undefined
        ? publishedAt.slice(0, 10)
        : formatCalendarDay(localTimeAt(instant, PUBLICATION_ZONE).day);
    if (parseCalendarDay(date) === undefined) return undefined;
    return { date, time: null, session: "unknown", basis: "unknown" };
  }
  const { day, minute } = localTimeAt(instant, PUBLICATION_ZONE);
  return {
    date: formatCalendarDay(day),
    time: formatMinuteOfDay(minute),
    session: sessionAt(day, minute),
    basis: "stamp",
  };
}

/** By the regular hours of Hong Kong; a holiday on a weekday is not known without prices, and the time counts anyway. */
function sessionAt(day: number, minute: number): SessionHint {
  if (isWeekend(day)) return "non-trading";
  const { open, close } = sessionHours("HKEX", day);
  if (minute < open) return "pre-open";
  return minute <= close ? "intraday" : "post-close";
}

function readableId(draft: DraftFacts): string {
  const day = draft.eventDate ?? draft.publishedAt?.slice(0, 10) ?? "undated";
  const own = draft.id.toLowerCase().replace(/[^a-z0-9]/g, "");
  return `${draft.kind}-${day}-${own.slice(0, 8)}`;
}

function titleFrom(draft: DraftFacts): string {
  const strongest =
    strongestFirst(draft.evidence)[0]?.text ??
    `${draft.kind} by ${draft.actors[0]?.name ?? "an unnamed body"}`;
  const text = strongest.replace(/\s+/g, " ").trim();
  return text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH - 3)}...` : text;
}

function strongestFirst(evidence: readonly DraftEvidence[]): readonly DraftEvidence[] {
  return evidence.toSorted((a, b) => Math.abs(b.weight ?? 0) - Math.abs(a.weight ?? 0) || a.start - b.start);
}

/** What a reviewer reads above the fields: the quotations that the reading rests on, and how the stance was summed. */
function commentsOf(draft: DraftFacts): FieldComments {
  const quotations = strongestFirst(draft.evidence).map(
    ({ text, articleId, start, end, weight }) =>
      `"${text}" (${articleId} ${start}-${end}${weight === undefined ? "" : `, weight ${weight}`})`,
  );
  const { sum, weight } = draft.stanceParts;
  return {
    kind: [`phase ${draft.phase}, modality ${draft.modality}`],
    stance: [...quotations, `sum of weight x direction ${sum}, sum of weights ${weight}`],
    ...(draft.eventDate === null && { occursAt: ["not in the article: the day of publication"] }),
    ...(draft.publishedPrecision === "day" && { publishedAt: ["only the day is known"] }),
    review: ["set status to accepted, edited or rejected"],
  };
}

function placeOf(draft: DraftFacts): string {
  return draft.articleIds.join(", ");
}
