import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LiveRunOptions } from "../../src/serve/live-run.ts";
import { calendarDay, formatCalendarDay, isWeekend } from "../../src/time/calendar-day.ts";

const STRATEGY = `import { defineStrategy, param } from "edict";

export default defineStrategy({
  name: "A test of the live page",
  hypothesis: "Meetings lift the test fund.",
  params: { hold: param.integer(4, { min: 1, max: 20 }), first: param.boolean(true) },
  rules: ({ hold }) => [
    {
      on: { kinds: ["leadership-meeting"] },
      legs: [{ instrument: "TEST.HK", side: "long", weight: 1 }],
      entry: { at: "open" },
      exit: { afterSessions: hold },
    },
  ],
});
`;

const FIRST = calendarDay(2025, 1, 6) as number;

/** Daily prices of TEST.HK that rise by a hundredth a session. */
function pricesText(sessions: number): string {
  const rows = ["Date,Open,High,Low,Close,Volume"];
  for (let day = FIRST, session = 0; session < sessions; day++) {
    if (isWeekend(day)) continue;
    const price = 100 + session + 3 * Math.sin(session);
    rows.push(`${formatCalendarDay(day)},${price},${price + 1},${price - 1},${price + 0.5},1000`);
    session++;
  }
  return `${rows.join("\n")}\n`;
}

/** A catalogue of meetings three weeks apart. */
function signalsText(count: number): string {
  const signals = Array.from({ length: count }, (_, index) => {
    const date = formatCalendarDay(FIRST + 8 + 21 * index);
    return {
      id: `act-${index + 1}`,
      title: `Meeting ${index + 1}`,
      kind: "leadership-meeting",
      status: "official",
      stance: 0.8,
      actors: ["Xi Jinping"],
      targets: ["broad-market"],
      symbols: [],
      occursAt: date,
      publishedAt: { date, time: "16:30", session: "post-close", basis: "stamp" },
      scheduled: false,
      family: null,
      familyComplete: false,
      sources: [],
      verified: true,
    };
  });
  return JSON.stringify(signals);
}

/** A strategy, a catalogue and prices in a folder, for a live run that a test may change by saving files. */
export function liveFolder(folder: string) {
  const paths = {
    strategy: join(folder, "strategy.ts"),
    signals: join(folder, "signals.json"),
    prices: join(folder, "TEST.HK.csv"),
  };
  writeFileSync(paths.strategy, STRATEGY);
  writeFileSync(paths.signals, signalsText(2));
  writeFileSync(paths.prices, pricesText(90));
  const options: LiveRunOptions = {
    strategyFile: paths.strategy,
    signals: [paths.signals],
    prices: { source: null, files: { "TEST.HK": paths.prices }, adjustment: "total-return", frozen: false },
    config: {},
    params: {},
  };
  return { ...paths, options, pricesText, signalsText };
}
