import type { CueContext, VerbTerm } from "./cue.ts";
import { naturalPolarity } from "./natural-polarity.ts";

/** Units between a verb that lifts and the burden that it lifts. */
export interface LiftingFrame {
  readonly from: number;
  readonly to: number;
}

const LIFTING = new Set(["remove", "stop", "loosen", "decrease"]);
const REACH = 45;

/**
 * 解除对滴滴新用户注册的限制, 取消不得跨区经营的规定: a verb that lifts, then what the burden is on, then 的, then the
 * burden. What stands between belongs to the burden: it neither acts nor is acted on.
 *
 * @returns the stretch from the end of the verb to the beginning of the burden, for each frame; none in English
 */
export function findLiftingFrames(
  { units, clauses, terms, language }: CueContext,
  verbs: readonly VerbTerm[],
): LiftingFrame[] {
  if (language === "en") return [];
  const frames: LiftingFrame[] = [];
  for (const verb of verbs) {
    if (!verb.entry.classes.some((name) => LIFTING.has(name))) continue;
    if (frames.some((frame) => frame.from <= verb.from && verb.to <= frame.to)) continue;
    const burden = terms.objects.find(
      (object) =>
        object.from > verb.to &&
        object.from - verb.to <= REACH &&
        units[object.from - 1]!.norm === "的" &&
        clauses[object.from] === clauses[verb.from] &&
        naturalPolarity(object.entry.id) < 0,
    );
    if (burden !== undefined) frames.push({ from: verb.to, to: burden.from });
  }
  return frames;
}
