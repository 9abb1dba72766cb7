import type { Issue } from "../errors.ts";
import { formatCalendarDay, isWeekend, parseCalendarDay } from "../time/calendar-day.ts";
import { sessionHours } from "../time/exchange.ts";
import { formatMinuteOfDay, localTimeAt, parseInstant } from "../time/zoned-time.ts";
import type { DraftSignal, EvidenceSpan } from "./extract/drafts/draft-signal.ts";
import type {
  PolicySignal,
  Publication,
  SessionHint,
  SignalRelation,
  SignalStatus,
} from "./policy-signal.ts";
import type { FieldComments } from "./signal-yaml.ts";
import { PUBLICATION_ZONE } from "./timing-policy.ts";

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
 *
 * @param drafts of one extraction; ties between them keep what the later one is to the earlier
 * @param titles headlines by article id; without one the strongest quotation is the title
 */
export function signalsFromDrafts(
  drafts: readonly DraftSignal[],
  titles: ReadonlyMap<string, string> = new Map(),
): {
  readonly drafted: readonly DraftedSignal[];
  readonly issues: readonly Issue[];
} {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  const drafted: DraftedSignal[] = [];
  const issues: Issue[] = [];
  for (const draft of drafts) {
    const publication = publicationOf(draft);
    if (publication === undefined) {
      const at = placeOf(draft);
      if (issues.some((issue) => issue.at === at)) continue;
      const fix = `give the day with --published-at ${dayIn(at) ?? "YYYY-MM-DD"}, or in the article's header`;
      issues.push({ what: "no publication date, so nobody can say when its acts were known", at, fix });
    } else {
      const title = titles.get(draft.articleIds[0] ?? "") ?? titleFrom(draft);
      drafted.push({ signal: signalOf(draft, title, publication, byId), comments: commentsOf(draft) });
    }
  }
  return { drafted, issues };
}

/** A day in the name of a file is a hint for whoever gives the day; it is never taken for the day itself. */
function dayIn(place: string): string | undefined {
  return /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(place)?.[0];
}

function signalOf(
  draft: DraftSignal,
  title: string,
  publishedAt: Publication,
  byId: ReadonlyMap<string, DraftSignal>,
): PolicySignal {
  const { targets, source } = draft;
  const sectors = targets.broadMarket ? [...targets.sectors, "broad-market"] : targets.sectors;
  const ties = draft.relatesTo.map((id) => {
    const other = byId.get(id);
    return { id: other === undefined ? id : readableId(other), relation: relationTo(draft, other) };
  });
  return {
    id: readableId(draft),
    title,
    kind: draft.kind,
    status: statusOf(draft),
    phase: draft.phase,
    stance: draft.stance,
    ...(draft.mixed && { mixed: true }),
    actors: [...new Set([...draft.actors.map((actor) => actor.name), ...draft.participants])],
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
    review: { status: "pending", from: `${draft.articleIds.join(", ")} by ${reader(draft)}` },
  };
}

/** Which rules, or which model, read the article: enough to read it so again. */
function reader({ extractor: { name, version, lexiconHash, llm } }: DraftSignal): string {
  return llm === undefined
    ? `${name} ${version} (lexicon ${lexiconHash.slice(0, 8)})`
    : `${name} ${version} (${llm.model}, prompt ${llm.promptHash.slice(0, 8)})`;
}

/** What a draft is to an earlier one that it is tied to; by the phases of the two. */
function relationTo(draft: DraftSignal, earlier: DraftSignal | undefined): SignalRelation {
  if (earlier?.phase === "rumoured" || earlier?.phase === "announced") return "act-of";
  const isEnd = draft.phase === "penalty" || draft.phase === "concluded";
  if (isEnd && earlier?.phase === "opened") return "concludes";
  return draft.phase === "final" && earlier?.phase === "draft" ? "concludes" : "follows";
}

/** Rumours and reports of unnamed people are leaks, whoever prints them; the rest is the authority's own word. */
function statusOf({ phase, modality }: DraftSignal): SignalStatus {
  return phase === "rumoured" || modality === "reported-sources" ? "leak" : "official";
}

function publicationOf({ publishedAt, publishedPrecision }: DraftSignal): Publication | undefined {
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

function readableId(draft: DraftSignal): string {
  const day = draft.eventDate ?? draft.publishedAt?.slice(0, 10) ?? "undated";
  const own = draft.id.toLowerCase().replace(/[^a-z0-9]/g, "");
  return `${draft.kind}-${day}-${own.slice(0, 8)}`;
}

function titleFrom(draft: DraftSignal): string {
  const strongest =
    strongestFirst([...draft.titleEvidence, ...draft.evidence])[0]?.text ??
    `${draft.kind} by ${draft.actors[0]?.name ?? "an unnamed body"}`;
  const text = strongest.replace(/\s+/g, " ").trim();
  return text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH - 3)}...` : text;
}

function strongestFirst(evidence: readonly EvidenceSpan[]): readonly EvidenceSpan[] {
  return evidence.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start);
}

/** What a reviewer reads above the fields: the quotations that each rests on, and how the stance was summed. */
function commentsOf(draft: DraftSignal): FieldComments {
  const inHeadline = draft.titleEvidence.map((one) => `"${one.text}" (headline, weight ${one.weight})`);
  const inText = strongestFirst(draft.evidence).map((one) => `${quote(one)}, weight ${one.weight})`);
  const background = draft.background.map((one) => `background, not counted: "${one.text}"`);
  const { sum, weight } = draft.stanceParts;
  const actors = draft.actors.flatMap(({ name, role, evidence }) =>
    evidence === null ? [] : [`${name}, ${role}: ${quote(evidence)})`],
  );
  const companies = draft.targets.companies.flatMap(({ name, via, evidence }) =>
    evidence !== undefined
      ? [`${name}: ${quote(evidence)})`]
      : via !== undefined
        ? [`${name}: parent of ${via}`]
        : [],
  );
  return {
    kind: [`phase ${draft.phase}, modality ${draft.modality}`, ...kindQuotes(draft)],
    stance: [
      ...inHeadline,
      ...inText,
      `sum of weight x direction ${sum}, sum of weights ${weight}`,
      ...background,
    ],
    ...(actors.length > 0 && { actors }),
    ...(companies.length > 0 && { symbols: companies }),
    occursAt: [dayComment(draft)],
    ...(draft.publishedPrecision === "day" && { publishedAt: ["only the day is known"] }),
    ...(draft.background.length > 0 && {
      summary: draft.background.map((one) => `background: "${one.text}"`),
    }),
    review: [...draft.warnings, "set status to accepted, edited or rejected"],
  };
}

const KIND_QUOTES = 2;

/** The strongest quotations with the cues in them: what the kind was told from. */
function kindQuotes(draft: DraftSignal): string[] {
  return strongestFirst([...draft.titleEvidence, ...draft.evidence])
    .filter((one) => one.cueIds.length > 0)
    .slice(0, KIND_QUOTES)
    .map((one) => `${one.cueIds.join(", ")}: "${one.text.replace(/\s+/g, " ")}"`);
}

function dayComment(draft: DraftSignal): string {
  if (draft.eventDateEvidence !== undefined) return `${quote(draft.eventDateEvidence)})`;
  if (draft.eventDateBasis === "text") return "named in the headline";
  return "not in the article: the day of publication";
}

/** `"text" (article start-end`, for the caller to close. */
function quote({
  text,
  articleId,
  start,
  end,
}: {
  text: string;
  articleId: string;
  start: number;
  end: number;
}): string {
  return `"${text}" (${articleId} ${start}-${end}`;
}

function placeOf(draft: DraftSignal): string {
  return draft.articleIds.join(", ");
}
