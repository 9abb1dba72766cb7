import { type Cue, type CueContext, plainCue } from "./cue.ts";

const GAP = 3;

/**
 * 印发《关于深入实施…行动的意见》: between 《 and 》 stands the title of a paper, and what is issued is the paper, whatever
 * verbs and nouns its title has.
 */
export function findTitledDocuments({ units, terms, language }: CueContext, taken: readonly Cue[]): Cue[] {
  if (language === "en") return [];
  const cues: Cue[] = [];
  for (const object of terms.objects) {
    if (object.entry.id !== "document" || !/^[》（(]$/.test(units[object.to]?.norm ?? "")) continue;
    const opening = units
      .slice(0, object.from)
      .findLastIndex((unit) => unit.norm === "《" || unit.norm === "》");
    if (opening < 0 || units[opening]!.norm !== "《") continue;
    const verb = terms.verbs.findLast((one) => one.to <= opening && opening - one.to <= GAP);
    if (verb === undefined || !verb.entry.classes.includes("issue")) continue;
    if (taken.some((cue) => cue.id === "issue:document" && cue.from < object.to && verb.from < cue.to))
      continue;
    cues.push(
      plainCue({
        id: "issue:document",
        family: "document",
        x: 0,
        from: verb.from,
        to: object.to,
      }),
    );
  }
  return cues;
}
