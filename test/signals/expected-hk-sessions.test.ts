import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import shipped from "../../signals/china-policy.json" with { type: "json" };
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import { decodeSignalFile } from "../../src/signals/decode-signal-file.ts";
import { knownAt, TIMING_POLICIES } from "../../src/signals/timing-policy.ts";
import { formatCalendarDay, parseCalendarDay } from "../../src/time/calendar-day.ts";
import { dayZero, type SessionCalendar } from "../../src/time/session-calendar.ts";

const SHARED = new URL("../../../shared/", import.meta.url);
const EXPECTED = new URL("signals/expected-hk-sessions.json", SHARED);
const PRICES = ["^HSI.long.csv", "0700.HK.csv", "HSTECH.sina.csv"].map(
  (name) => new URL(`prices/raw/${encodeURIComponent(name)}`, SHARED),
);
const isHere = [EXPECTED, ...PRICES].every((file) => existsSync(file));

/**
 * Where the mapping differs on purpose. The item is stamped 16:26, after Hong Kong's close at 16:00, and says
 * "intraday" besides. The file took the hint; a stamp is the better word, and acting on the later of the two can be
 * late but never early: day 0 is the next session.
 */
const DIFFERENCES = {
  "xi-shanghai-ai-incubator-2025": { safe: "2025-04-30", best: "2025-04-30" },
};

/** Hong Kong's sessions: every day on which one of three price files has an open and a close. */
function hongKongSessions(): SessionCalendar {
  const days = PRICES.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((row) => /^\d{4}-\d{2}-\d{2},[\d.]+,[\d.]+/.test(row))
      .map((row) => parseCalendarDay(row.slice(0, 10)) as number),
  );
  return { exchange: "HKEX", days: Int32Array.from(new Set(days)).sort() };
}

describe.skipIf(!isHere)(
  "day 0 in Hong Kong, against an independent reading (skipped where ../shared is absent)",
  () => {
    const catalogue = buildCatalogue(decodeSignalFile(shipped, "signals/china-policy.json").entries);
    const expected: Record<string, Record<string, string>> = isHere
      ? JSON.parse(readFileSync(EXPECTED, "utf8"))
      : {};

    it.each(TIMING_POLICIES)(
      "agrees for all 200 signals under %s but for the differences listed",
      (policy) => {
        const calendar = hongKongSessions();
        const ours = catalogue.signals.map((signal) => {
          const index = dayZero(calendar, knownAt(signal, policy));
          return [signal.id, formatCalendarDay(calendar.days[index] as number)];
        });
        const theirs = catalogue.signals.map(({ id }) => [
          id,
          (DIFFERENCES as Record<string, Record<string, string>>)[id]?.[policy] ?? expected[id]?.[policy],
        ]);
        expect(ours).toHaveLength(200);
        expect(ours).toEqual(theirs);
      },
    );

    it("differs where it says that it differs", () => {
      expect(expected["xi-shanghai-ai-incubator-2025"]).toEqual({ safe: "2025-04-29", best: "2025-04-29" });
    });
  },
);
