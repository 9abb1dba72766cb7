import { didYouMean } from "../decode/did-you-mean.ts";
import { formatCounted } from "../decode/format-count.ts";
import {
  type CalendarDay,
  formatCalendarDay,
  isWeekend,
  MILLISECONDS_PER_DAY,
  parseCalendarDay,
} from "../time/calendar-day.ts";
import { sessionHours } from "../time/exchange.ts";
import { firstSessionFrom, type SessionCalendar } from "../time/session-calendar.ts";
import { formatMinuteOfDay, type MinuteOfDay, parseInstant, parseMinuteOfDay } from "../time/zoned-time.ts";
import type { CatalogueEntry } from "./catalogue.ts";
import type { CheckContext, CheckFinding, CheckSeverity } from "./check-finding.ts";
import type { PolicySignal, SignalPhase } from "./policy-signal.ts";
import { knownAt } from "./timing-policy.ts";

type Report = (severity: CheckSeverity, what: string, fix: string, field?: string) => void;

/** What is wrong with one signal by itself; see {@link checkCatalogue}. */
export function checkSignal({ signal, at }: CatalogueEntry, context: CheckContext): readonly CheckFinding[] {
  const findings: CheckFinding[] = [];
  const report: Report = (severity, what, fix, field) => {
    const place = field === undefined ? at : `${at}${at.endsWith("]") ? "." : " "}${field}`;
    findings.push({ severity, id: signal.id, what, at: place, fix });
  };
  checkPublicationTime(signal, context, report);
  checkOrderOfDates(signal, context, report);
  checkStance(signal, report);
  checkSymbols(signal, context.knownSymbols, report);
  checkEvidence(signal, report);
  checkRevisions(signal, report);
  return findings;
}

/** Does the clock time fit the session hint, the day and what it is said to rest on? */
function checkPublicationTime(signal: PolicySignal, { calendar }: CheckContext, report: Report): void {
  const { date, time, session, basis } = signal.publishedAt;
  const day = parseCalendarDay(date)!;
  const minute = time === null ? undefined : parseMinuteOfDay(time);
  const hours = sessionHours("HKEX", day);
  if (basis === "stamp" && time === null) {
    report(
      "warning",
      "published at a stamped time, but no time is given",
      'state it, or set basis to "wording"',
      "publishedAt.time",
    );
  }
  if (basis === "unknown" && time !== null) {
    report(
      "warning",
      `time ${time} rests on nothing`,
      'set basis to what it rests on, "unsourced" if nobody said so',
      "publishedAt.basis",
    );
  }
  if (minute !== undefined && !fitsHint(session, minute, hours)) {
    const span = `${formatMinuteOfDay(hours.open)}-${formatMinuteOfDay(hours.close)} in Hong Kong`;
    report(
      "warning",
      `time ${time} is not ${session} (${span}); the time counts`,
      "mend one of the two",
      "publishedAt.session",
    );
  }
  const isDuringSession = session === "pre-open" || session === "intraday" || session === "post-close";
  const isTradingDay = tradesOn(calendar, day);
  if (isDuringSession && isTradingDay === false) {
    report(
      "warning",
      `${date} has no session, yet it is called ${session}`,
      'set session to "non-trading"',
      "publishedAt.session",
    );
  }
  if (session === "non-trading" && isTradingDay === true) {
    report(
      "warning",
      `${date} is a session, yet it is called non-trading`,
      "say when on that day",
      "publishedAt.session",
    );
  }
}

function fitsHint(
  hint: PolicySignal["publishedAt"]["session"],
  minute: MinuteOfDay,
  hours: { readonly open: MinuteOfDay; readonly close: MinuteOfDay },
): boolean {
  if (hint === "pre-open") return minute < hours.open;
  if (hint === "intraday") return minute >= hours.open && minute <= hours.close;
  return hint !== "post-close" || minute >= hours.close;
}

/** Whether there is a session on `day`; undefined where neither the calendar nor the weekday can say. */
function tradesOn(calendar: SessionCalendar | undefined, day: CalendarDay): boolean | undefined {
  if (isWeekend(day)) return false;
  if (calendar === undefined || calendar.days.length === 0) return undefined;
  const first = calendar.days[0]!;
  const last = calendar.days.at(-1)!;
  if (day < first || day > last) return undefined;
  return calendar.days[firstSessionFrom(calendar, day)] === day;
}

/** An act in one of these phases has happened, so it cannot have been published before it did. */
const PHASES_AFTER_THE_ACT: readonly (SignalPhase | undefined)[] = [
  "held",
  "opened",
  "penalty",
  "concluded",
  "final",
  "implemented",
];
/** Reports on a leader's tour come a day or two late; more than this is worth a look. */
const LONGEST_USUAL_LAG = 7;

function checkOrderOfDates(signal: PolicySignal, { today }: CheckContext, report: Report): void {
  const occurs = parseCalendarDay(signal.occursAt)!;
  const published = parseCalendarDay(signal.publishedAt.date)!;
  if (signal.occursUntil !== undefined && parseCalendarDay(signal.occursUntil)! < occurs) {
    report(
      "error",
      `ends on ${signal.occursUntil}, before it begins on ${signal.occursAt}`,
      "swap the two days",
      "occursUntil",
    );
  }
  const isSaidToHaveHappened =
    PHASES_AFTER_THE_ACT.includes(signal.phase) ||
    (signal.phase === undefined && signal.status === "official");
  if (published < occurs && isSaidToHaveHappened) {
    const what = `published on ${signal.publishedAt.date}, before the act on ${signal.occursAt}`;
    report("warning", what, 'mend the days, or say phase "announced"', "occursAt");
  }
  if (published - occurs > LONGEST_USUAL_LAG) {
    report(
      "warning",
      `published ${published - occurs} days after the act`,
      "check both days",
      "publishedAt.date",
    );
  }
  if (today !== undefined && published > today) {
    report(
      "error",
      `published on ${signal.publishedAt.date}, after ${formatCalendarDay(today)}`,
      "check the year",
      "publishedAt.date",
    );
  }
}

const SUPPORTIVE_KINDS: readonly string[] = [
  "monetary-easing",
  "regulation-easing",
  "external-relief",
  "fiscal-support",
];
const RESTRICTIVE_KINDS: readonly string[] = [
  "monetary-tightening",
  "regulation-tightening",
  "enforcement-opened",
  "external-restriction",
  "trade-retaliation",
];

/** Does the sign of the stance contradict the kind? The range is the schema's business. */
function checkStance(signal: PolicySignal, report: Report): void {
  const contradicts =
    (signal.stance < 0 && SUPPORTIVE_KINDS.includes(signal.kind)) ||
    (signal.stance > 0 && RESTRICTIVE_KINDS.includes(signal.kind));
  if (contradicts) {
    report(
      "warning",
      `stance ${signal.stance} contradicts kind ${signal.kind}`,
      "mend one of the two",
      "stance",
    );
  }
}

const TICKER_SHAPES = [
  /^\d{4,5}\.HK$/,
  /^\d{6}\.(?:SS|SH|SZ)$/,
  /^\d{4}\.T$/,
  /^[A-Z][A-Z0-9]{0,5}(?:[.-][A-Z])?$/,
  /^\^[A-Z0-9]+$/,
  /^[A-Z0-9]+\.(?:HK|L)$/,
];

/** Whether a text is written as Yahoo writes a ticker: 0700.HK with four digits or more, BABA, 600519.SS. */
export function isTickerShaped(symbol: string): boolean {
  const padded = paddedHongKong(symbol);
  return padded === undefined ? TICKER_SHAPES.some((shape) => shape.test(symbol)) : symbol === padded;
}

function paddedHongKong(symbol: string): string | undefined {
  const short = /^0*(\d{1,5})\.hk$/i.exec(symbol)?.[1];
  return short === undefined ? undefined : `${short.padStart(4, "0")}.HK`;
}

function checkSymbols(signal: PolicySignal, known: ReadonlySet<string> | undefined, report: Report): void {
  signal.symbols.forEach((symbol, index) => {
    const field = `symbols[${index}]`;
    if (!isTickerShaped(symbol)) {
      report(
        "warning",
        `"${symbol}" does not look like a ticker`,
        `write it like ${paddedHongKong(symbol) ?? "0700.HK or BABA"}`,
        field,
      );
    } else if (known !== undefined && !known.has(symbol)) {
      report("warning", `no ticker "${symbol}" is known`, didYouMean(symbol, known, "check it"), field);
    }
    if (signal.symbols.indexOf(symbol) < index) {
      report("warning", `"${symbol}" stands twice`, "keep one", field);
    }
  });
}

/** Words in the notes that say why a date was public in advance. */
const SAYS_WHY_SCHEDULED =
  /schedul|known in advance|by convention|anniversary|announced (?:on|beforehand|in advance|the day before|a day before)/i;

function checkEvidence(signal: PolicySignal, report: Report): void {
  if (signal.sources.length === 0) {
    report("warning", "no source", "add where it can be read", "sources");
  }
  if (!signal.verified) {
    report(
      "note",
      "the day is not confirmed against a source",
      "confirm it, then set verified to true",
      "verified",
    );
  }
  if (signal.actors.length === 0) {
    report("warning", "no actor", "name who acted", "actors");
  }
  if (signal.family === null && signal.familyComplete) {
    report(
      "error",
      "belongs to a complete family without a name",
      "name the family, or set familyComplete to false",
      "family",
    );
  }
  const isTied = signal.relatesTo?.some((tie) => tie.relation === "act-of") ?? false;
  if (signal.scheduled && !isTied && !SAYS_WHY_SCHEDULED.test(signal.notes ?? "")) {
    const fix =
      "say in notes where the date was public, tie it to the announcement, or set scheduled to false";
    report("note", "scheduled, so rules may enter before it, but nothing says why", fix, "scheduled");
  }
}

/** Changes of these after the event can carry hindsight into a backtest. */
const JUDGED_FIELDS = ["stance", "kind", "targets", "symbols", "scheduled", "publishedAt"] as const;

function checkRevisions(signal: PolicySignal, report: Report): void {
  const revisions = signal.revisions ?? [];
  const known = knownAt(signal, "safe");
  revisions.forEach((revision, index) => {
    const field = `revisions[${index}]`;
    const until = parseInstant(revision.until)!;
    const previous = revisions[index - 1];
    if (previous !== undefined && until < parseInstant(previous.until)!) {
      report(
        "error",
        `until ${revision.until} is earlier than the revision before it`,
        "put the oldest first",
        field,
      );
    }
    const judged = JUDGED_FIELDS.filter((name) => revision.was[name] !== undefined);
    if (judged.length > 0 && until > known) {
      const days = Math.floor((until - known) / MILLISECONDS_PER_DAY);
      const what = `hindsight: ${judged.join(", ")} changed ${formatCounted(days, "day")} after it was known (${revision.why})`;
      report(
        "warning",
        what,
        "replay it as it was with --as-of, or state why the change needs no later fact",
        field,
      );
    }
  });
}
