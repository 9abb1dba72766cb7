import { InputError } from "../../errors.ts";
import type { Publication } from "../../signals/policy-signal.ts";
import { parseCalendarDay } from "../../time/calendar-day.ts";

/** Flags that state what a signal says, as `edict signals add` and `edict signals revise` take them. */
export interface SignalFieldFlags {
  readonly title?: string;
  readonly kind?: string;
  readonly status?: string;
  readonly phase?: string;
  readonly stance?: number;
  readonly published?: string;
  readonly session?: string;
  readonly basis?: string;
  readonly occurs?: string;
  readonly actor?: readonly string[];
  readonly target?: readonly string[];
  readonly symbol?: readonly string[];
  readonly source?: readonly string[];
  readonly scheduled?: boolean;
  readonly notes?: string;
}

/** The fields of a signal that the flags state, not yet decoded; without the publication, and those left out. */
export function fieldsFromFlags(flags: SignalFieldFlags): Readonly<Record<string, unknown>> {
  const fields = {
    title: flags.title,
    kind: flags.kind,
    status: flags.status,
    phase: flags.phase,
    stance: flags.stance,
    actors: flags.actor,
    targets: flags.target,
    symbols: flags.symbol,
    occursAt: flags.occurs,
    scheduled: flags.scheduled,
    sources: flags.source,
    notes: flags.notes,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/**
 * The publication that the flags state, not yet decoded. A clock time without a basis is what it is: unsourced.
 *
 * @param published "2025-02-17" or "2025-02-17 12:30"
 * @throws InputError if it is neither
 */
export function publicationFromFlags(
  published: string,
  { session, basis }: Pick<SignalFieldFlags, "session" | "basis">,
): Readonly<Record<keyof Publication, string | null>> {
  const [date = "", time = null, ...rest] = published.trim().split(/[ T]+/);
  if (rest.length > 0 || parseCalendarDay(date) === undefined) {
    throw new InputError({
      what: `"${published}" is not a day, or a day and a clock time`,
      at: "--published",
      fix: 'write e.g. 2025-02-17, or "2025-02-17 12:30"',
    });
  }
  const isSilent = time === null && session === undefined;
  return {
    date,
    time,
    session: session ?? "unknown",
    basis: basis ?? (isSilent ? "unknown" : "unsourced"),
  };
}
