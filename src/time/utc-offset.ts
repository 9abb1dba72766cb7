import { Temporal } from "temporal-polyfill";
import { SETTLED_UNTIL, SETTLED_ZONES } from "./settled-zones.ts";

/** A stretch of time over which a zone keeps one offset, milliseconds since 1970. */
interface OffsetPeriod {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

// Temporal takes 30 microseconds a conversion. A backtest asks for thousands, nearly all of them in the same few
// stretches between changes of the clock, so each stretch is asked for once.
const periodsByZone = new Map<string, OffsetPeriod[]>();

/**
 * What a zone's clocks are ahead of UTC at an instant, in milliseconds.
 *
 * @param instant milliseconds since 1970
 * @example utcOffsetAt(0, "Asia/Hong_Kong") // => 28800000
 */
export function utcOffsetAt(instant: number, zone: string): number {
  const periods = periodsOf(zone);
  for (const period of periods) if (instant >= period.from && instant < period.until) return period.offset;
  const found = findPeriod(instant, zone);
  periods.push(found);
  return found.offset;
}

function periodsOf(zone: string): OffsetPeriod[] {
  let periods = periodsByZone.get(zone);
  if (periods === undefined) {
    const settled = SETTLED_ZONES[zone];
    periods =
      settled === undefined
        ? []
        : [{ from: settled.from, until: SETTLED_UNTIL, offset: settled.hours * 3_600_000 }];
    periodsByZone.set(zone, periods);
  }
  return periods;
}

/** The stretch that holds an instant, from the start of its year on: looking back further costs more than it saves. */
function findPeriod(instant: number, zone: string): OffsetPeriod {
  const year = new Date(instant).getUTCFullYear();
  let start = Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, 0, 1)).toZonedDateTimeISO(zone);
  for (;;) {
    const next = start.getTimeZoneTransition("next");
    const until = next?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    if (next === null || next === undefined || instant < until) {
      return { from: start.epochMilliseconds, until, offset: start.offsetNanoseconds / 1e6 };
    }
    start = next;
  }
}
