import { canonicalJson } from "./catalogue.ts";
import type { PolicySignal, SignalRevision } from "./policy-signal.ts";

/** Who changes a signal, when and why. */
export interface RevisionNote {
  readonly by: string;
  /** ISO instant of the change */
  readonly at: string;
  readonly why: string;
}

/** What may be changed; `undefined` takes an optional field away. */
export type SignalChange = {
  readonly [Field in keyof Omit<PolicySignal, "id" | "revisions">]?: PolicySignal[Field] | undefined;
};

/**
 * Changes a signal and keeps what it said before, so that it can be replayed as of any day (see as-of.ts).
 *
 * A change that changes nothing adds no revision.
 */
export function reviseSignal(signal: PolicySignal, change: SignalChange, note: RevisionNote): PolicySignal {
  const old = signal as unknown as Readonly<Record<string, unknown>>;
  const changed = Object.entries(change).filter(
    ([name, value]) => canonicalJson(value ?? null) !== canonicalJson(old[name] ?? null),
  );
  if (changed.length === 0) return signal;
  const names = changed.map(([name]) => name);
  const was = Object.fromEntries(
    names.filter((name) => old[name] !== undefined).map((name) => [name, old[name]]),
  );
  const absent = names.filter((name) => old[name] === undefined) as (keyof PolicySignal)[];
  const revision: SignalRevision = {
    until: note.at,
    by: note.by,
    why: note.why,
    was,
    ...(absent.length > 0 && { absent }),
  };
  const merged = Object.entries({ ...signal, ...Object.fromEntries(changed) });
  const facts = Object.fromEntries(merged.filter(([, value]) => value !== undefined));
  return { ...(facts as unknown as PolicySignal), revisions: [...(signal.revisions ?? []), revision] };
}
