import { defineStrategy, param } from "edict";

export default defineStrategy({
  name: "Ahead of scheduled gatherings",
  hypothesis:
    "Hopes rise before the Two Sessions and the Central Economic Work Conference, whose season is public in advance, and are sold before the act.",
  params: {
    lead: param.integer(5, { min: 1, max: 30 }), // sessions before the act
  },
  benchmark: "^HSI",
  rules: ({ lead }) => [
    {
      name: "gathering",
      on: { kinds: ["legislature", "work-conference", "party-plenum"] }, // unscheduled ones are refused, and named
      legs: [{ instrument: "HSTECH.HK", side: "long" }],
      entry: { at: "open", sessionsBefore: lead },
      exit: { until: "occurs" },
      overlap: "ignore",
    },
  ],
});
