import type { RelativeSessions } from "../analysis/event-study/relative-sessions.ts";
import {
  DEFAULT_STUDY,
  type OtherClock,
  type StudyModel,
  type StudySettings,
} from "../analysis/signal-study/study-settings.ts";
import { InputError } from "../errors.ts";

/** What a user may set for an event study; the rest is as {@link DEFAULT_STUDY} has it. */
export interface StudyOptions {
  /** market, where there is a benchmark */
  readonly model?: StudyModel;
  /** what is done with an instrument whose benchmark closes at another time of day; default refuse: an error */
  readonly otherClock?: OtherClock;
  readonly estimation?: RelativeSessions;
  readonly window?: RelativeSessions;
  /** the headline range; default as long as the strategy holds, or 10 sessions */
  readonly range?: RelativeSessions;
  readonly minimumObservations?: number;
  readonly cutOtherSignals?: boolean;
  readonly draws?: number;
}

/** The settings that options name; windows and ranges that belong together are made to fit one another. */
export function studySettings(options: StudyOptions): Partial<StudySettings> {
  const { model, otherClock, estimation, window, range, minimumObservations, cutOtherSignals, draws } =
    options;
  const others = DEFAULT_STUDY.ranges.slice(1);
  return {
    ...(model !== undefined && { model }),
    ...(otherClock !== undefined && { otherClock }),
    ...(estimation !== undefined && { estimation, minimumObservations: fewestObservations(estimation) }),
    ...(minimumObservations !== undefined && { minimumObservations }),
    ...(cutOtherSignals !== undefined && { cutsOtherSignals: cutOtherSignals }),
    ...(draws !== undefined && { draws }),
    ...(window !== undefined || range !== undefined ? windowAndRanges(window, range, others) : {}),
  };
}

/** Half of a window that was asked for, and no more than the usual minimum: a window of 50 sessions never holds 60. */
function fewestObservations({ first, last }: RelativeSessions): number {
  return Math.min(DEFAULT_STUDY.minimumObservations, Math.ceil((last - first + 1) / 2));
}

function windowAndRanges(
  asked: RelativeSessions | undefined,
  range: RelativeSessions | undefined,
  others: readonly RelativeSessions[],
): Pick<StudySettings, "window" | "ranges"> {
  const [defaultRange] = DEFAULT_STUDY.ranges as [RelativeSessions];
  const window = asked ?? {
    first: Math.min(DEFAULT_STUDY.window.first, range?.first ?? 0),
    last: Math.max(DEFAULT_STUDY.window.last, range?.last ?? 0),
  };
  // Refused with the other settings, by its name.
  if (window.first > window.last) return { window, ranges: [range ?? window] };
  const headline = range ?? {
    first: Math.max(window.first, 0),
    last: Math.min(window.last, defaultRange.last),
  };
  if (range === undefined && headline.first > headline.last) {
    throw new InputError({
      what: `the event window ${window.first}:${window.last} holds no session from day 0 on`,
      at: "--window",
      fix: `give the sessions to cumulate, too, e.g. --range ${window.first}:${window.last}`,
    });
  }
  const fitting = others.filter(
    ({ first, last }) =>
      first >= window.first && last <= window.last && !(first === headline.first && last === headline.last),
  );
  return { window, ranges: [headline, ...fitting] };
}
