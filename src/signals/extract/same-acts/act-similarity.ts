import { type CalendarDay, parseCalendarDay } from "../../../time/calendar-day.ts";
import type { SignalKind } from "../../signal-kind.ts";
import type { DraftSignal } from "../drafts/draft-signal.ts";
import { kindFamily } from "../kinds/kind-family.ts";

/** How far a signal is from the act itself; signals of different stages are never one signal. */
export type ActStage = "rumour" | "diary" | "draft" | "opened" | "act";

/** `rumour` before it is official, `diary` when only the date is public, `draft` of a rule, `opened` case, else the act. */
export function stageOf(draft: DraftSignal): ActStage {
  if (draft.scheduled) return "diary";
  if (draft.phase === "rumoured") return "rumour";
  if (draft.phase === "draft") return "draft";
  return draft.phase === "opened" ? "opened" : "act";
}

// Families that two writers give the same act: a fine is enforcement to one and regulation to the other.
const KIN: readonly (readonly string[])[] = [
  ["regulation", "enforcement", "policy-document", "official-commentary"],
  [
    "monetary-policy",
    "fiscal-support",
    "market-intervention",
    "policy-document",
    "regulation",
    "official-commentary",
  ],
  ["top-policy-meeting", "policy-document", "official-commentary"],
  ["leadership-meeting", "leadership-visit", "official-commentary"],
  ["external", "regulation"],
];

/** Whether two kinds may name the same act. */
export function areKindsAkin(a: SignalKind, b: SignalKind): boolean {
  const first = kindFamily(a);
  const second = kindFamily(b);
  return first === second || KIN.some((families) => families.includes(first) && families.includes(second));
}

const GOVERNING = new Set(["governor", "joint", "organisation", "chair"]);

/** Whether some acting body or person is common to both; a draft that names nobody fits everybody. */
export function shareActors(a: DraftSignal, b: DraftSignal): boolean {
  const first = governing(a);
  const second = governing(b);
  if (first.length === 0 || second.length === 0) return true;
  const all = new Set([...b.actors.map((actor) => actor.id)]);
  return first.some((id) => all.has(id)) || second.some((id) => a.actors.some((actor) => actor.id === id));
}

function governing(draft: DraftSignal): string[] {
  return draft.actors.filter((actor) => GOVERNING.has(actor.role)).map((actor) => actor.id);
}

/** Whether the targets meet: a common company, or, where one side names none, a common sector or the broad market. */
export function shareTargets(a: DraftSignal, b: DraftSignal): boolean {
  const first = companiesOf(a);
  const second = companiesOf(b);
  if (first.length > 0 && second.length > 0) return first.some((name) => second.includes(name));
  const { sectors, broadMarket } = a.targets;
  if (broadMarket && b.targets.broadMarket) return true;
  if (sectors.length === 0 || b.targets.sectors.length === 0) return true;
  return sectors.some((sector) => b.targets.sectors.includes(sector));
}

/** Whether a company that one act is about is one that the other is about; a parent does not count. */
export function shareCompanies(a: DraftSignal, b: DraftSignal): boolean {
  const second = companiesOf(b);
  return companiesOf(a).some((name) => second.includes(name));
}

function companiesOf(draft: DraftSignal): string[] {
  return draft.targets.companies.filter((company) => company.weight === 1).map((company) => company.name);
}

const SIGN_FROM = 0.15;

/** Whether the stances point clearly against each other. */
export function areOpposed(a: DraftSignal, b: DraftSignal): boolean {
  return Math.abs(a.stance) >= SIGN_FROM && Math.abs(b.stance) >= SIGN_FROM && a.stance * b.stance < 0;
}

/** First and last day of the act; `undefined` without a date. */
export function daysOf(
  draft: DraftSignal,
): { readonly first: CalendarDay; readonly last: CalendarDay } | undefined {
  if (draft.eventDate === null) return undefined;
  const first = parseCalendarDay(draft.eventDate)!;
  return { first, last: draft.eventEnd === undefined ? first : parseCalendarDay(draft.eventEnd)! };
}

/** Days between two acts; 0 where their ranges meet. */
export function daysApart(a: DraftSignal, b: DraftSignal): number {
  const first = daysOf(a);
  const second = daysOf(b);
  if (first === undefined || second === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, first.first - second.last, second.first - first.last);
}
