import { InputError } from "../errors.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";

/** What the date of a scheduled act tells before the act: no content, no outcome. */
export const SCHEDULED_FACTS = [
  "id",
  "kind",
  "actors",
  "occursAt",
  "occursUntil",
  "scheduled",
  "family",
  "familyComplete",
] as const satisfies readonly (keyof PolicySignal)[];

/** A scheduled act before it happens. */
export type ScheduledAct = Pick<PolicySignal, (typeof SCHEDULED_FACTS)[number]>;

/** The fields of a selection that ask for nothing else. */
export const SELECTABLE_BEFORE_THE_ACT: readonly string[] = [
  "kinds",
  "actors",
  "scheduled",
  "families",
  "completeFamilies",
  "ids",
];

const acts = new WeakMap<PolicySignal, PolicySignal>();

/**
 * A signal as it was known before its act: reading its stance, its title or anything else that only the act
 * brought is an error, not a value.
 */
export function beforeTheAct(signal: PolicySignal): PolicySignal {
  let act = acts.get(signal);
  if (act === undefined) {
    act = withoutContent(signal);
    acts.set(signal, act);
  }
  return act;
}

function withoutContent(signal: PolicySignal): PolicySignal {
  const known: readonly string[] = SCHEDULED_FACTS;
  const act = {};
  for (const [name, value] of Object.entries(signal)) {
    if (known.includes(name)) Object.defineProperty(act, name, { value, enumerable: true });
    else Object.defineProperty(act, name, { get: () => refuse(name, signal.id) });
  }
  return Object.freeze(act) as PolicySignal;
}

function refuse(name: string, id: string): never {
  throw new InputError({
    what: `${name} of ${id} is not known before the act`,
    fix: `before a scheduled act a callback may read ${SCHEDULED_FACTS.join(", ")}`,
  });
}
