import { defineStrategy, param } from "edict";

export default defineStrategy({
  name: "Long KWEB after stimulus, New York first",
  hypothesis:
    "Easing announced in Beijing is bought in New York the same day, before Hong Kong can open, and the move lasts a week.",
  params: {
    hold: param.integer(5, { min: 1, max: 40 }), // sessions
    minStance: param.number(0.5, { min: 0, max: 1 }),
  },
  benchmark: "SPY",
  rules: ({ hold, minStance }) => [
    {
      name: "stimulus",
      on: {
        kinds: ["monetary-easing", "fiscal-support", "politburo", "work-conference", "policy-briefing"],
        stance: { atLeast: minStance },
      },
      legs: [{ instrument: "KWEB", side: "long" }],
      entry: { at: "open" }, // known by 21:30 in Beijing: the New York open of the same day
      exit: { afterSessions: hold },
      overlap: "extend",
    },
  ],
});
