import type { Cue } from "../cues/cue.ts";
import { marked } from "../lexicon/find-terms.ts";
import type { Mention } from "../mentions/mention.ts";
import { type Governor, type GovernorContext, governed, isAuthority } from "./acting-group.ts";

const ORDERING = /^(order|orders|ordered|demand|demands|demanded|directed|required|instructed)$/;
const MEDIA_SPEECH = /^(reported|report|citing|cited|quoted|according)$/;

/** "..., the ministry said", "according to the ministry", before or after the cue. */
export function findAttribution(cue: Cue, context: GovernorContext): Governor | undefined {
  const { terms, mentions, units } = context;
  for (const speech of marked(terms, "speech")) {
    if (speech.from < cue.to && context.language === "en") continue;
    const isReport = MEDIA_SPEECH.test(units[speech.from]!.norm) && units[speech.from]!.norm !== "according";
    const speaker =
      mentions.find(
        (mention) => mention.to <= speech.from && speech.from - mention.to <= 2 && mention.from >= cue.to,
      ) ??
      mentions.find(
        (mention) =>
          mention.from >= speech.to &&
          mention.from - speech.to <= 4 &&
          // "they said on Wednesday, urging investors to report losses".
          !(
            context.language === "en" &&
            units.slice(speech.to, mention.from).some((unit) => unit.norm === ",")
          ),
      );
    if (speaker === undefined || isReport) continue;
    if (speaker.kind === "media") continue;
    if (isAuthority(speaker)) return governed(cue, speaker, context);
    // "justify Nvidia orders": a firm orders nobody.
    if (speaker.kind === "company" && ORDERING.test(units[speech.from]!.norm)) continue;
    if (speaker.kind === "analyst" || speaker.kind === "company") {
      return { kind: speaker.kind, mentions: [speaker], isDirective: false };
    }
  }
  return undefined;
}

const AUTHOR_REACH = 8;
const AUTHORED = new Set(["document", "licence", "export-licence", "control"]);

/**
 * Whose paper the sentence tells of, though it is no subject: "..., under provisions the CAC brought into force",
 * "a set of draft provisions from the CAC: users must ...", "without a licence from the ministry".
 */
export function authorOf(
  cue: Cue,
  { units, terms, mentions, language }: GovernorContext,
): Mention | undefined {
  if (language === "zh") return undefined;
  const isPaper = (from: number, to: number): boolean =>
    terms.objects.some((term) => AUTHORED.has(term.entry.id) && term.from >= from && term.to <= to) ||
    units.slice(from, to).some((unit) => PAPERS.test(unit.norm));
  return mentions.find((one) => {
    if (one.kind !== "authority") return false;
    let at = one.from - 1;
    while (at >= 0 && one.from - at <= 3 && /^(the|china|'s|chinese)$/.test(units[at]!.norm)) at--;
    if (/^(from|of|by)$/.test(units[at]?.norm ?? "") && isPaper(at - 2, at)) return true;
    const under = units.findLastIndex(
      (unit, index) => index >= cue.to && index < one.from && unit.norm === "under",
    );
    return under >= 0 && one.from - under <= AUTHOR_REACH && isPaper(under + 1, one.from);
  });
}

const PAPERS = /^(provisions|points|order|orders|rules|terms|guidance|licence|permission|approval)$/;
