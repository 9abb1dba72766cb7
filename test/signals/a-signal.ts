import type { PolicySignal } from "../../src/signals/policy-signal.ts";

/** A complete signal for tests; every field can be replaced. */
export function aSignal(fields: Partial<PolicySignal> = {}): PolicySignal {
  return {
    id: "xi-entrepreneur-symposium-2025",
    title: "Xi chairs Beijing symposium with private tech founders",
    kind: "leadership-meeting",
    status: "official",
    stance: 1,
    actors: ["Xi Jinping"],
    targets: ["internet-platforms"],
    symbols: ["9988.HK"],
    occursAt: "2025-02-17",
    publishedAt: { date: "2025-02-17", time: "12:30", session: "intraday", basis: "wording" },
    scheduled: false,
    family: "L1",
    familyComplete: true,
    sources: ["https://example.org/symposium"],
    verified: true,
    ...fields,
  };
}

/** A signal published on a day, after the Hong Kong close, as its source says. */
export function signalOn(date: string, id: string, fields: Partial<PolicySignal> = {}): PolicySignal {
  return aSignal({
    id,
    occursAt: date,
    publishedAt: { date, time: null, session: "post-close", basis: "wording" },
    ...fields,
  });
}
