import { describe, expect, it } from "vitest";
import shipped from "../../signals/china-policy.json" with { type: "json" };
import { checkCatalogue } from "../../src/signals/check-catalogue.ts";
import type { CheckContext } from "../../src/signals/check-finding.ts";
import { decodeSignalFile } from "../../src/signals/decode-signal-file.ts";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import { parseCalendarDay } from "../../src/time/calendar-day.ts";
import { aSignal, signalOn } from "./a-signal.ts";

const day = (text: string) => parseCalendarDay(text) as number;
/** Every weekday of February 2025 but Tuesday the 4th. */
const FEBRUARY = {
  exchange: "HKEX" as const,
  days: Int32Array.from({ length: 28 }, (_, index) => day("2025-02-01") + index).filter(
    (one) => one % 7 !== 2 && one % 7 !== 3 && one !== day("2025-02-04"),
  ),
};

const check = (signals: readonly unknown[], context: CheckContext = {}) =>
  checkCatalogue([decodeSignalFile(signals, "a.json")], context);
const words = (signals: readonly unknown[], context: CheckContext = {}) =>
  check(signals, context).map((finding) => `${finding.severity}: ${finding.what}`);
const published = (fields: Partial<PolicySignal["publishedAt"]>) => ({
  publishedAt: { ...aSignal().publishedAt, ...fields },
});

describe("checkCatalogue", () => {
  it("finds nothing wrong with a sound signal", () => {
    expect(check([aSignal()], { calendar: FEBRUARY, clusterSessions: 5, today: day("2025-02-17") })).toEqual(
      [],
    );
  });

  it("finds in one pass what cannot be decoded and what is wrong besides, errors first", () => {
    const found = check([aSignal({ sources: [] }), { ...aSignal({ id: "b" }), stance: 3, kind: "politbro" }]);
    expect(found.map((finding) => [finding.severity, finding.id, finding.at])).toEqual([
      ["error", null, "a.json [1].kind"],
      ["error", null, "a.json [1].stance"],
      ["warning", "xi-entrepreneur-symposium-2025", "a.json [0].sources"],
    ]);
    expect(found[0]?.fix).toBe('did you mean "politburo"?');
  });

  it.each<[string, Partial<PolicySignal>, string]>([
    [
      "a stamp after the close that is called intraday",
      published({ time: "16:26", basis: "stamp" }),
      "warning: time 16:26 is not intraday (09:30-16:00 in Hong Kong); the time counts",
    ],
    [
      "a time at the open that is called pre-open",
      published({ time: "09:30", session: "pre-open" }),
      "warning: time 09:30 is not pre-open (09:30-16:00 in Hong Kong); the time counts",
    ],
    [
      "a stamp without a time",
      published({ time: null, basis: "stamp" }),
      "warning: published at a stamped time, but no time is given",
    ],
    ["a time that rests on nothing", published({ basis: "unknown" }), "warning: time 12:30 rests on nothing"],
    [
      "a session on a Saturday",
      published({ date: "2025-02-22", time: null }),
      "warning: 2025-02-22 has no session, yet it is called intraday",
    ],
    [
      "an end before the beginning",
      { occursUntil: "2025-02-16" },
      "error: ends on 2025-02-16, before it begins on 2025-02-17",
    ],
    [
      "an act published before it happened",
      { occursAt: "2025-02-18" },
      "warning: published on 2025-02-17, before the act on 2025-02-18",
    ],
    ["a very late publication", { occursAt: "2025-01-17" }, "warning: published 31 days after the act"],
    [
      "a stance against its kind",
      { kind: "monetary-easing", stance: -0.5 },
      "warning: stance -0.5 contradicts kind monetary-easing",
    ],
    ["a ticker without its zeros", { symbols: ["700.HK"] }, 'warning: "700.HK" does not look like a ticker'],
    ["a word that is no ticker", { symbols: ["Tencent"] }, 'warning: "Tencent" does not look like a ticker'],
    ["a ticker twice", { symbols: ["BABA", "BABA"] }, 'warning: "BABA" stands twice'],
    ["no source", { sources: [] }, "warning: no source"],
    ["no actor", { actors: [] }, "warning: no actor"],
    ["an unconfirmed day", { verified: false }, "note: the day is not confirmed against a source"],
    [
      "a complete family without a name",
      { family: null },
      "error: belongs to a complete family without a name",
    ],
    [
      "scheduled without a reason",
      { scheduled: true },
      "note: scheduled, so rules may enter before it, but nothing says why",
    ],
  ])("reports %s", (_, fields, finding) => {
    expect(words([aSignal(fields)])).toEqual([finding]);
  });

  it("takes an announcement, a reason or a tie for what it is", () => {
    expect(words([aSignal({ occursAt: "2025-02-18", phase: "announced" })])).toEqual([]);
    expect(words([aSignal({ scheduled: true, notes: "dates announced on 2025-01-29" })])).toEqual([]);
  });

  it("asks the calendar which days are sessions, where it reaches", () => {
    const tuesday = published({ date: "2025-02-04", time: null });
    expect(words([aSignal({ ...tuesday, occursAt: "2025-02-04" })], { calendar: FEBRUARY })).toEqual([
      "warning: 2025-02-04 has no session, yet it is called intraday",
    ]);
    const monday = published({ time: null, session: "non-trading" });
    expect(words([aSignal(monday)], { calendar: FEBRUARY })).toEqual([
      "warning: 2025-02-17 is a session, yet it is called non-trading",
    ]);
    expect(
      words([aSignal({ ...published({ date: "2025-03-04" }), occursAt: "2025-03-04" })], {
        calendar: FEBRUARY,
      }),
    ).toEqual([]);
  });

  it("reports tickers that nobody knows, with the nearest one", () => {
    const found = check([aSignal({ symbols: ["9998.HK"] })], {
      knownSymbols: new Set(["9988.HK", "0700.HK"]),
    });
    expect(found).toEqual([
      {
        severity: "warning",
        id: "xi-entrepreneur-symposium-2025",
        what: 'no ticker "9998.HK" is known',
        at: "a.json [0].symbols[0]",
        fix: 'did you mean "9988.HK"?',
      },
    ]);
  });

  it("reports a publication after today", () => {
    expect(words([aSignal()], { today: day("2025-02-16") })).toEqual([
      "error: published on 2025-02-17, after 2025-02-16",
    ]);
  });

  it("reports hindsight: a judgment changed after the event", () => {
    const was = { until: "2025-03-01T00:00:00Z", by: "ann", why: "the rally", was: { stance: 0.4 } };
    expect(words([aSignal({ revisions: [was] })])).toEqual([
      "warning: hindsight: stance changed 11 days after it was known (the rally)",
    ]);
    const typo = { ...was, was: { title: "Xi" } };
    expect(words([aSignal({ revisions: [typo] })])).toEqual([]);
    const older = { ...typo, until: "2025-02-20T00:00:00Z" };
    expect(words([aSignal({ revisions: [typo, older] })])).toEqual([
      "error: until 2025-02-20T00:00:00Z is earlier than the revision before it",
    ]);
  });

  it("reports an id that stands twice, in whichever files", () => {
    const files = [decodeSignalFile([aSignal()], "a.json"), decodeSignalFile([aSignal()], "b.json")];
    expect(checkCatalogue(files)).toMatchObject([
      { severity: "error", at: "b.json [0]", what: "the id stands already at a.json [0]" },
    ]);
  });

  it("reports the same act told twice, unless a tie says how the two differ", () => {
    const one = aSignal();
    const again = aSignal({
      id: "symposium-again",
      title: "Xi meets founders",
      occursAt: "2025-02-18",
      ...published({ date: "2025-02-18" }),
    });
    expect(words([one, again])).toEqual([
      "warning: may be the same act as xi-entrepreneur-symposium-2025 at a.json [0]",
    ]);
    const third = { ...again, id: "symposium-once-more" };
    expect(words([one, again, third])).toEqual([
      "warning: may be the same act as xi-entrepreneur-symposium-2025 at a.json [0]",
      "warning: may be the same act as xi-entrepreneur-symposium-2025 at a.json [0], and as 1 more",
    ]);
    expect(words([one, { ...again, relatesTo: [{ id: one.id, relation: "follows" }] }])).toEqual([]);
    expect(words([one, { ...again, status: "leak", phase: "rumoured" }])).toEqual([]);
    const later = { ...again, occursAt: "2025-02-19", ...published({ date: "2025-02-19" }) };
    expect(words([one, later])).toEqual([]);
  });

  it("reports ties that lead nowhere, to itself, or back in time", () => {
    const tie = (id: string, relation: string) => ({ relatesTo: [{ id, relation }] });
    const leak = signalOn("2025-02-14", "leak", { status: "leak", phase: "rumoured" });
    expect(check([{ ...aSignal(), ...tie("leek", "act-of") }, leak])[0]).toMatchObject({
      what: 'tied to "leek", which is not in the catalogue',
      at: "a.json [0].relatesTo[0]",
      fix: 'did you mean "leak"?',
    });
    expect(words([{ ...leak, ...tie("leak", "follows") }])).toEqual(["error: tied to itself"]);
    expect(words([{ ...aSignal(), ...tie("leak", "leak-of") }, leak])).toEqual([
      "error: leak-of: leak (2025-02-14) comes before xi-entrepreneur-symposium-2025 (2025-02-17 12:30)",
    ]);
    expect(words([{ ...aSignal(), ...tie("leak", "act-of") }, leak])).toEqual([]);
  });

  it("reports a family that is complete in one place and not in another", () => {
    const other = signalOn("2025-02-05", "other", { familyComplete: false });
    expect(words([aSignal(), other])).toEqual([
      "error: family L1 is marked incomplete here, but not at a.json [0]",
    ]);
  });

  it("reports clusters of signals no further apart than asked", () => {
    const signals = [
      signalOn("2025-02-10", "a"),
      signalOn("2025-02-12", "b", { stance: -1 }),
      signalOn("2025-02-20", "c"),
    ];
    const clusters = (clusterSessions: number) => words(signals, { calendar: FEBRUARY, clusterSessions });
    expect(clusters(1)).toEqual([]);
    expect(clusters(2)).toEqual(["note: 2 signals from 2025-02-11 to 2025-02-13 cannot be told apart: a, b"]);
    expect(clusters(6)).toEqual([
      "note: 3 signals from 2025-02-11 to 2025-02-21 cannot be told apart: a, b, c",
    ]);
  });

  it("finds no error in the shipped catalogue, and the two clock times that contradict their hints", () => {
    const found = checkCatalogue([decodeSignalFile(shipped, "signals/china-policy.json")]);
    expect(found.filter((finding) => finding.severity === "error")).toEqual([]);
    const warnings = found.filter(
      (finding) => finding.severity === "warning" && finding.what !== "no source",
    );
    expect(warnings.map((finding) => finding.id)).toEqual([
      "lpr-1y-cut-2021-12",
      "xi-shanghai-ai-incubator-2025",
    ]);
    expect(found.filter((finding) => finding.what === "no source")).toHaveLength(13);
  });
});
