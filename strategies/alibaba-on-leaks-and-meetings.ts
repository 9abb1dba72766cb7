import { defineStrategy, param } from "edict";

export default defineStrategy({
  name: "Alibaba on reported and then confirmed meetings",
  hypothesis:
    "A reported meeting with Alibaba's founder moves the share before the readout does: half is bought on the leak, half on the act.",
  params: {
    leakHold: param.integer(3, { min: 1, max: 20 }), // sessions
    actHold: param.integer(10, { min: 1, max: 60 }),
  },
  benchmark: "HSTECH.HK",
  rules: ({ leakHold, actHold }) => [
    {
      name: "leak",
      on: { kinds: ["leadership-meeting", "leadership-visit"], status: ["leak"], stance: { atLeast: 0.1 } },
      legs: [{ instrument: "9988.HK", side: "long", weight: 0.5 }],
      entry: { at: "open" },
      exit: { afterSessions: leakHold },
    },
    {
      name: "act",
      on: {
        kinds: ["leadership-meeting"],
        status: ["official"],
        symbols: ["9988.HK"],
        stance: { atLeast: 0.4 },
      },
      legs: [{ instrument: "9988.HK", side: "long", weight: 0.5 }],
      entry: { at: "open" },
      exit: { afterSessions: actHold },
      overlap: "extend",
    },
  ],
});
