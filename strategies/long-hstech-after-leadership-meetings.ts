import { defineStrategy, param } from "edict";

export default defineStrategy({
  name: "Long Hang Seng Tech after leadership meetings",
  hypothesis: "A supportive meeting of top leaders with technology founders lifts HSTECH for two weeks.",
  params: {
    hold: param.integer(10, { min: 1, max: 60 }), // sessions
    stopLoss: param.fraction(0.08, { min: 0.02, max: 0.3 }),
    minStance: param.number(0.4, { min: 0, max: 1 }),
  },
  benchmark: "^HSI",
  rules: ({ hold, stopLoss, minStance }) => [
    {
      name: "meeting",
      on: { kinds: ["leadership-meeting"], stance: { atLeast: minStance }, status: ["official"] },
      legs: [{ instrument: "HSTECH.HK", side: "long", weight: 1 }],
      entry: { at: "open" },
      exit: { afterSessions: hold, stopLoss },
      overlap: "extend",
    },
  ],
});
