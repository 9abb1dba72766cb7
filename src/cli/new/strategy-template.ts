/** A strategy to begin with, in TypeScript: a working hypothesis, with each field that one changes first. */
export function typescriptTemplate(name: string): string {
  return `import { defineStrategy, param } from "edict";

export default defineStrategy({
  name: ${JSON.stringify(name)},
  // What must be true of the world for this to earn money, in one sentence, before you look at the result.
  hypothesis: "A supportive meeting of top leaders with founders lifts the Hang Seng TECH index for two weeks.",
  params: {
    hold: param.integer(10, { min: 1, max: 60 }), // sessions; \`edict sweep\` varies it within these bounds
    minStance: param.number(0.4, { min: 0, max: 1 }), // -1 restrictive .. 1 supportive
  },
  benchmark: "^HSI",
  rules: ({ hold, minStance }) => [
    {
      name: "meeting",
      on: { kinds: ["leadership-meeting"], stance: { atLeast: minStance }, status: ["official"] },
      legs: [{ instrument: "HSTECH.HK", side: "long" }],
      entry: { at: "open" }, // the first open after the signal was known
      exit: { afterSessions: hold, stopLoss: 0.08 },
      overlap: "extend", // a signal while a position is open prolongs it
    },
  ],
});
`;
}

/** The same in YAML: data, no code. */
export function yamlTemplate(name: string): string {
  return `name: ${JSON.stringify(name)}
# What must be true of the world for this to earn money, in one sentence, before you look at the result.
hypothesis: A supportive meeting of top leaders with founders lifts the Hang Seng TECH index for two weeks.
params:
  hold: { type: integer, default: 10, min: 1, max: 60 } # sessions
benchmark: ^HSI
rules:
  - name: meeting
    on:
      kinds: [leadership-meeting]
      stance: { atLeast: 0.4 } # -1 restrictive .. 1 supportive
      status: [official]
    legs:
      - { instrument: HSTECH.HK, side: long }
    entry: { at: open } # the first open after the signal was known
    exit: { afterSessions: $hold, stopLoss: 0.08 }
    overlap: extend # a signal while a position is open prolongs it
`;
}
