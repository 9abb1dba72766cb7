import { defineStrategy, param } from "edict";

export default defineStrategy({
  name: "Long chip makers after leadership visits",
  hypothesis:
    "When a top leader tours a technology city, orders and credit follow, and Shanghai's two foundries rise first.",
  params: {
    hold: param.integer(5, { min: 1, max: 40 }), // sessions
    stopLoss: param.fraction(0.1, { min: 0.02, max: 0.3 }),
  },
  benchmark: "HSTECH.HK",
  rules: ({ hold, stopLoss }) => [
    {
      name: "visit",
      on: { kinds: ["leadership-visit"], stance: { atLeast: 0.4 } },
      legs: [
        { instrument: "0981.HK", side: "long" }, // SMIC
        { instrument: "1347.HK", side: "long" }, // Hua Hong
      ],
      weighting: "equal",
      entry: { at: "open" },
      exit: { afterSessions: hold, stopLoss },
      overlap: "ignore",
    },
  ],
});
