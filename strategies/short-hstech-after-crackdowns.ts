import { defineStrategy, param } from "edict";

export default defineStrategy({
  name: "Short Hang Seng Tech after crackdowns",
  hypothesis:
    "A new restriction or case against platforms is followed by others: the index goes on falling for days.",
  params: {
    hold: param.integer(5, { min: 1, max: 40 }), // sessions
    stopLoss: param.fraction(0.06, { min: 0.02, max: 0.3 }),
    maxStance: param.number(-0.5, { min: -1, max: 0 }),
  },
  benchmark: "^HSI",
  rules: ({ hold, stopLoss, maxStance }) => [
    {
      name: "crackdown",
      on: {
        kinds: ["regulation-tightening", "enforcement-opened"],
        targets: ["internet-platforms", "gaming", "education", "fintech", "data-security"],
        stance: { atMost: maxStance },
      },
      legs: [{ instrument: "HSTECH.HK", side: "short" }],
      entry: { at: "open" },
      exit: { afterSessions: hold, stopLoss },
      overlap: "extend",
    },
  ],
});
