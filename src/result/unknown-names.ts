import { nearestName } from "../decode/nearest-name.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import type { SignalSelection } from "../signals/select-signals.ts";
import { type IndexTrigger, isIndexTrigger } from "../strategy/index-trigger.ts";
import type { PreparedRun } from "./prepare-run.ts";
import type { Warning } from "./result-schema.ts";

/** Fields of a selection whose names come from the catalogue, not from a fixed list, and what signals have of each. */
const OPEN_FIELDS: Readonly<Record<string, (signal: PolicySignal) => readonly string[]>> = {
  actors: (signal) => signal.actors,
  targets: (signal) => signal.targets,
  symbols: (signal) => signal.symbols,
  families: (signal) => (signal.family === null ? [] : [signal.family]),
  ids: (signal) => [signal.id],
};

/** Names that a rule selects by and that no signal of the catalogue has: surely a slip, and never an error of a fold. */
export function unknownNames({ strategy, signals }: PreparedRun): Warning[] {
  const said = new Map<string, Warning>();
  const tell = (rule: string, field: string, name: string, known: ReadonlySet<string>) => {
    const near = nearestName(name, known);
    const meant = near === undefined ? "" : ` Did you mean "${near}"?`;
    const message = `${rule} selects by ${field} "${name}", which no signal of the catalogue has.${meant}`;
    said.set(message, { code: "unknown-name", message });
  };
  for (const rule of strategy.rules) {
    for (const trigger of [rule.on, rule.exit.onSignal ?? {}]) {
      for (const [field, names] of namesIn(trigger)) {
        const known = new Set(signals.flatMap(OPEN_FIELDS[field]!));
        // Selection by actors leaves letter case aside.
        const fold = (name: string) => (field === "actors" ? name.toLowerCase() : name);
        const folded = new Set([...known].map(fold));
        for (const name of names) if (!folded.has(fold(name))) tell(rule.name, field, name, known);
      }
    }
  }
  return [...said.values()];
}

function namesIn(trigger: SignalSelection | IndexTrigger): (readonly [string, readonly string[]])[] {
  if (isIndexTrigger(trigger)) return trigger.index === "all" ? [] : [["targets", [trigger.index]]];
  const selection = trigger as Readonly<Record<string, unknown>>;
  return Object.keys(OPEN_FIELDS).flatMap((field) => {
    const names = selection[field] as readonly string[] | undefined;
    return names === undefined ? [] : [[field, names] as const];
  });
}
