import type { Issue } from "../../errors.ts";
import type { TimingPolicy } from "../../signals/timing-policy.ts";
import type { RelativeSessions } from "../event-study/relative-sessions.ts";

/** How normal returns are told from abnormal ones. */
export const STUDY_MODELS = ["market", "market-adjusted", "mean-adjusted"] as const;
export type StudyModel = (typeof STUDY_MODELS)[number];

/**
 * What is done with an instrument whose benchmark closes at another time of day (New York beside Hong Kong).
 *
 * refuse         its signals make no event, and the reason is given
 * aligned        each of its sessions is paired with what the benchmark did between its last close before the session's
 *                close and its last one before the close of the session before
 * mean-adjusted  compared with its own mean
 */
export const OTHER_CLOCKS = ["refuse", "aligned", "mean-adjusted"] as const;
export type OtherClock = (typeof OTHER_CLOCKS)[number];

/** Everything that a study of signals may be told. */
export interface StudySettings {
  readonly model: StudyModel;
  readonly otherClock: OtherClock;
  /** on which the normal return is estimated; ends before the window begins */
  readonly estimation: RelativeSessions;
  /** complete estimation sessions that an event must have */
  readonly minimumObservations: number;
  /** the sessions that are shown */
  readonly window: RelativeSessions;
  /** the sessions that are cumulated; the first is the headline */
  readonly ranges: readonly RelativeSessions[];
  /** leave out of an event's estimation the sessions in the windows of other signals on the same instrument */
  readonly cutsOtherSignals: boolean;
  /** test each session of the window, too; averages are given in any case */
  readonly testsDays: boolean;
  readonly timing: TimingPolicy;
  /** calendar shifts of the headline test */
  readonly draws: number;
  readonly seed: number;
}

/** The settings of a study that is not told otherwise. */
export const DEFAULT_STUDY: StudySettings = {
  model: "market",
  otherClock: "refuse",
  estimation: { first: -130, last: -11 },
  minimumObservations: 60,
  window: { first: -10, last: 10 },
  ranges: [
    { first: 0, last: 9 },
    { first: -5, last: -1 },
    { first: 0, last: 0 },
    { first: 0, last: 1 },
  ],
  cutsOtherSignals: false,
  testsDays: true,
  timing: "safe",
  draws: 10_000,
  seed: 1,
};

/** What is wrong with settings, at which of them; null if nothing is. */
export function refusedSettings({
  estimation,
  window,
  ranges,
  minimumObservations,
  draws,
}: StudySettings): Issue | null {
  const whole = [estimation, window, ...ranges].flatMap(({ first, last }) => [first, last]);
  if (!whole.every(Number.isInteger))
    return { what: "sessions are whole numbers", at: "windows", fix: "give whole numbers" };
  for (const [name, at, { first, last }] of [
    ["the estimation window", "estimation", estimation],
    ["the event window", "window", window],
  ] as const) {
    if (first > last)
      return { what: `${name} ${first}:${last} ends before it begins`, at, fix: `write ${last}:${first}` };
  }
  if (estimation.last >= window.first) {
    return {
      what: `the estimation window ends at ${estimation.last}, the event window begins at ${window.first}`,
      at: "estimation",
      fix: `end it before the event window begins, at ${window.first - 1} or earlier`,
    };
  }
  if (ranges.length === 0)
    return { what: "a study cumulates over at least one range", at: "range", fix: "give one, e.g. 0:9" };
  const outside = ranges.find(
    ({ first, last }) => first > last || first < window.first || last > window.last,
  );
  if (outside !== undefined) {
    return {
      what: `a range lies inside the event window ${window.first}:${window.last}, its first session before its last; ${outside.first}:${outside.last} does not`,
      at: "range",
      fix: "move the range or widen the window",
    };
  }
  if (!(minimumObservations >= 3)) {
    return {
      what: `an estimation on ${minimumObservations} sessions; a model needs 3`,
      at: "estimation",
      fix: "make the estimation window longer",
    };
  }
  if (!(Number.isInteger(draws) && draws >= 1))
    return { what: `${draws} draws; their number is whole and at least 1`, at: "draws", fix: "e.g. 10000" };
  return null;
}
