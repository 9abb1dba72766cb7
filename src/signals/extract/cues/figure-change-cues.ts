import { OBJECT_CLASSES } from "../lexicon/lexicon.ts";
import { type Cue, type CueContext, plainCue } from "./cue.ts";

const REACH = 14;
const BETWEEN = 5;
const WORDS: ReadonlyMap<string, number> = new Map(
  "one two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, index) => [word, index + 1]),
);

/**
 * "the seven-day repo will pay 1.5% instead of 1.7%", "quarantine for five days rather than seven", "the deposit is
 * 15%, down from 20%": no verb tells the direction, the two figures do.
 *
 * @param taken cues that already give their object a direction
 */
export function findFigureChanges(context: CueContext, taken: readonly Cue[]): Cue[] {
  const { terms, language } = context;
  const changes =
    language === "zh"
      ? chineseContrasts(context)
      : [...contrasts(context), ...particles(context), ...floors(context)];
  const cues: Cue[] = [];
  for (const { at, to, name } of changes) {
    const object = terms.objects.findLast(
      (term) =>
        MEASURABLE.has(term.entry.id) &&
        OBJECT_CLASSES[term.entry.id]!.x[name] !== undefined &&
        (to > at && term.from >= at ? term.to <= to : term.to <= at && at - term.to <= REACH),
    );
    if (object === undefined) continue;
    const { family, x } = OBJECT_CLASSES[object.entry.id]!;
    const from = Math.min(object.from, at);
    const end = Math.max(object.to, to);
    const isTaken = (cue: Cue): boolean =>
      /^(decrease|increase|remove):/.test(cue.id) && cue.from < end && from < cue.to;
    if (taken.some(isTaken) || cues.some(isTaken)) continue;
    cues.push(plainCue({ id: `${name}:${object.entry.id}`, family, x: x[name]!, from, to: end, head: from }));
  }
  return cues;
}

interface Change {
  readonly at: number;
  readonly to: number;
  readonly name: "decrease" | "increase";
}

function contrasts(context: CueContext): Change[] {
  const { units } = context;
  const found: Change[] = [];
  for (let at = 1; at + 1 < units.length; at++) {
    const length = contrastAt(units[at]!.norm, units[at + 1]!.norm);
    if (length === 0) continue;
    const now = lastFigure(context, at - BETWEEN, at);
    const before = firstFigure(context, at + length, at + length + BETWEEN);
    if (now === undefined || before === undefined || now === before) continue;
    found.push({ at, to: at + length, name: now < before ? "decrease" : "increase" });
  }
  return found;
}

/** "down payments can be as low as 15%". */
function floors({ units }: CueContext): Change[] {
  const found: Change[] = [];
  for (let at = 1; at + 3 < units.length; at++) {
    const words = `${units[at]!.norm} ${units[at + 1]!.norm} ${units[at + 2]!.norm}`;
    if (/^as (low|little) as$/.test(words)) found.push({ at, to: at, name: "decrease" });
  }
  return found;
}

const LIGHT =
  /^(take|takes|took|taking|taken|bring|brings|brought|bringing|push|pushes|pushed|get|got|knock|knocked|shave|shaved|shaves)$/;

/** "take their duties on one another's goods down", "took 25 basis points off the cash lenders have to lock away". */
function particles({ units, clauses }: CueContext): Change[] {
  const found: Change[] = [];
  for (let verb = 0; verb < units.length; verb++) {
    if (!LIGHT.test(units[verb]!.norm)) continue;
    for (let at = verb + 2; at < Math.min(units.length, verb + REACH); at++) {
      if (clauses[at] !== clauses[verb]) break;
      const { norm } = units[at]!;
      if (norm === "off")
        found.push({ at: verb, to: Math.min(units.length, at + BETWEEN), name: "decrease" });
      else if (norm === "down" || norm === "lower") found.push({ at: verb, to: at + 1, name: "decrease" });
      else if (norm === "higher") found.push({ at: verb, to: at + 1, name: "increase" });
      else continue;
      break;
    }
  }
  return found;
}

/** 利率由1.7%变为1.5%. */
function chineseContrasts(context: CueContext): Change[] {
  const { units, clauses } = context;
  const found: Change[] = [];
  for (let at = 0; at < units.length; at++) {
    if (units[at]!.norm !== "由" && units[at]!.norm !== "从") continue;
    const before = firstFigure(context, at + 1, at + 3);
    if (before === undefined) continue;
    let to = at + 3;
    while (to < Math.min(units.length, at + REACH) && !/^[至到为]$/.test(units[to]!.norm)) to++;
    const now = firstFigure(context, to + 1, to + 3);
    if (now === undefined || now === before || clauses[to] !== clauses[at]) continue;
    found.push({ at, to, name: now < before ? "decrease" : "increase" });
  }
  return found;
}

const MEASURABLE = new Set([
  "policy-rate",
  "reserve-ratio",
  "mortgage-terms",
  "tax",
  "tariff",
  "covid-control",
  "restriction",
]);

/** Units of the words that set one figure against another; 0 for none. */
function contrastAt(first: string, second: string): number {
  return /^(instead of|rather than|down from|up from|compared with|not the)$/.test(`${first} ${second}`)
    ? 2
    : 0;
}

function firstFigure(context: CueContext, from: number, to: number): number | undefined {
  return figures(context, from, to)[0];
}

function lastFigure(context: CueContext, from: number, to: number): number | undefined {
  return figures(context, from, to).at(-1);
}

function figures({ units }: CueContext, from: number, to: number): number[] {
  return units.slice(Math.max(0, from), Math.max(0, to)).flatMap(({ norm }) => {
    const value = WORDS.get(norm) ?? (/^\d+(\.\d+)?$/.test(norm) ? Number(norm) : undefined);
    return value === undefined ? [] : [value];
  });
}
