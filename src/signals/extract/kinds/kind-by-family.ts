import type { SignalKind } from "../../signal-kind.ts";
import type { ArticleEvent } from "../acts/group-events.ts";
import { actorOf } from "../lexicon/gazetteer.ts";
import { EPIDEMIC } from "./epidemic.ts";
import { type KindCase, VAGUE_FAMILIES } from "./kind-case.ts";
import { isMergerCase, isOfTrade } from "./trade-kind.ts";

type KindRule = (act: KindCase) => SignalKind | undefined;

// A stance nearer to nothing than this points nowhere.
const NO_DIRECTION = 0.15;

/** The kind that the families of an act's cues give it; who acts decides between the kinds of one family. */
export function kindByFamily(act: KindCase): SignalKind {
  for (const rule of RULES) {
    const kind = rule(act);
    if (kind !== undefined) return kind;
  }
  return talkKind(act);
}

const FOREIGN_DEAL = /\b(united states|u\.s\.|us|american|washington|geneva)\b|美国|中美|美方/;
const MOSTLY = 0.3;

const ofTariffCommission: KindRule = ({ actors, stance }) => {
  if (!actors.has("state-council-tariff-commission")) return undefined;
  return stance < NO_DIRECTION ? "trade-retaliation" : "external-relief";
};

const ofAppointment: KindRule = ({ share, total, stance }) =>
  share("appointment") > 0 && share("appointment") >= MOSTLY * total && Math.abs(stance) < 0.25
    ? "state-council"
    : undefined;

const ofForeignDeal: KindRule = ({ share, upper, stance }) =>
  share("relief") > 0 && FOREIGN_DEAL.test(upper) && stance > 0 ? "external-relief" : undefined;

const ofBriefing: KindRule = ({ event, share, top }) =>
  share("briefing") > 0 && (top === undefined || isMostlyBriefing(event) || isBriefingAhead(event))
    ? "policy-briefing"
    : undefined;

const ofTrade: KindRule = (act) => {
  const { actors, stance, top, share, upper } = act;
  const isTradeBan =
    actors.has("mofcom") &&
    stance < 0 &&
    (top === undefined || ONE_SIDED.has(top)) &&
    (share("trade") > 0 || EXPORTS.test(upper));
  if (top !== "trade" && !isTradeBan && !isOfTrade(act)) return undefined;
  return stance > 0 ? "external-relief" : "trade-retaliation";
};

const ofMerger: KindRule = (act) => (isMergerCase(act) ? "enforcement-closed" : undefined);

const ofEnforcement: KindRule = ({ event, share, stance, total }) => {
  // A rule about reviews opens none.
  if (event.cues.some((one) => one.opensGate && one.isDraft && one.sentence.index < 2)) return undefined;
  const opened = share("probe", "takedown");
  const closed = share("penalty", "close");
  if (opened + closed < MOSTLY * total) return undefined;
  // A penalty that is only talked of closes nothing yet.
  if (stance < 0 && isTalkedOf(event)) return "enforcement-opened";
  if (closed > 0 && closed >= 0.7 * opened) return "enforcement-closed";
  // "gave the app back", "registration resumes": what was taken down is let back.
  return stance > 0.1 ? "enforcement-closed" : "enforcement-opened";
};

const ofHighDocument: KindRule = ({ event, actors, top, share, total }) => {
  const isMoney = top === "fiscal" && share("fiscal") >= 0.5 * total;
  const isOfCentralBank = top === "monetary" && actors.has("pboc");
  return isHighDocument(event, actors) && !isOfCentralBank && !isMoney ? "policy-document" : undefined;
};

const ofEpidemic: KindRule = ({ top, stance, upper }) =>
  top === "ban" && stance < 0 && EPIDEMIC.test(upper) ? "covid-policy" : undefined;

/** A bourse that stops a float acts on one firm. */
const ofBourse: KindRule = ({ top, stance, actors }) =>
  (top === "listing" || top === "ban") && stance < -NO_DIRECTION && isBourseFirst(actors)
    ? "enforcement-opened"
    : undefined;

/** A high paper that gives with one hand and takes with the other. */
const ofMixedPaper: KindRule = ({ stance, share, actors }) =>
  Math.abs(stance) < NO_DIRECTION &&
  share("support") > 0 &&
  HIGH_BODIES.some((id) => actors.has(id)) &&
  share("regulation", "obligation", "ban") > 0
    ? "policy-document"
    : undefined;

const ofMoney: KindRule = ({ event, top, stance, actors }) => {
  if (top === "monetary") {
    // A sum that is spent is the central bank's only where it is named.
    if (stance > 0 && isPlainMoney(event) && !actors.has("pboc")) return "fiscal-support";
    if (Math.abs(stance) < 0.12) return "monetary-policy";
    return stance > 0 ? "monetary-easing" : "monetary-tightening";
  }
  if (top !== "fiscal") return undefined;
  // The central bank buys bonds, it spends nothing.
  if (isCentralBankOnly(actors) && Math.abs(stance) >= NO_DIRECTION)
    return stance > 0 ? "monetary-easing" : "monetary-tightening";
  if (stance < 0 && endsSupport(event)) return "fiscal-support";
  // A regulator has no money to give: its "support measures" are rules.
  if (isRegulatorOnly(actors)) return stance >= 0 ? "regulation-easing" : "regulation-tightening";
  return stance >= 0 ? "fiscal-support" : "policy-document";
};

/** Whatever else is done: support of the market, public health, or rules. */
const ofOtherFamilies: KindRule = ({ top, stance, upper, actors }) => {
  if (top === undefined) return undefined;
  if (top === "intervention") return "market-intervention";
  if (top === "covid") {
    if (EPIDEMIC.test(upper)) return "covid-policy";
    return stance >= 0 ? "regulation-easing" : "regulation-tightening";
  }
  if (top !== "listing" && stance > 0 && TAXMEN.some((id) => actors.has(id)) && TAXES.test(upper))
    return "fiscal-support";
  return stance > 0 ? "regulation-easing" : "regulation-tightening";
};

/** In this order: the first that knows the kind has it. */
const RULES: readonly KindRule[] = [
  ofTariffCommission,
  ofAppointment,
  ofForeignDeal,
  ofBriefing,
  ofTrade,
  ofMerger,
  ofEnforcement,
  ofHighDocument,
  ofEpidemic,
  ofBourse,
  ofMixedPaper,
  ofMoney,
  ofOtherFamilies,
];

/** The kind of an act that is only said or shown. */
function talkKind({ share, actors, stance }: KindCase): SignalKind {
  if (share("document") > 0 && isRegulatorOnly(actors) && Math.abs(stance) >= NO_DIRECTION)
    return stance > 0 ? "regulation-easing" : "regulation-tightening";
  if (share("document") > 0)
    return actors.has("state-council") || stance >= 0 ? "policy-document" : "regulation-tightening";
  if (share("obligation", "accusation") > share("support")) return "regulation-tightening";
  return "official-commentary";
}

function isCentralBankOnly(actors: ReadonlySet<string>): boolean {
  return actors.has("pboc") && [...actors].every((id) => id === "pboc" || actorOf(id).type === "person");
}

const ENDED_SUPPORT = /^(remove|decrease|stop|halt|block|revoke):(stimulus|backing|tax-break)$/;

function endsSupport(event: ArticleEvent): boolean {
  return event.cues.some((one) => one.opensGate && one.x < 0 && ENDED_SUPPORT.test(one.cue.id));
}

const TAXMEN = ["ministry-of-finance", "state-taxation-administration"] as const;
const TAXES = /\b(tax|taxes|duty|duties|levy|levies)\b|税/;

function isPlainMoney(event: ArticleEvent): boolean {
  return event.cues.every((one) => one.cue.family !== "monetary" || one.cue.id.endsWith(":sum"));
}

function isBourseFirst(actors: ReadonlySet<string>): boolean {
  return [...actors][0]?.endsWith("stock-exchange") === true;
}

const ONE_SIDED = new Set(["ban", "regulation"]);
// The commerce ministry licenses what leaves the country.
const EXPORTS = /\b(exports?|exporters?|shipments?|rare earths?|leaves? china)\b|出口|稀土/;

const MONEY_BODIES = new Set([
  "central-bank",
  "ministry",
  "cabinet",
  "party",
  "legislature",
  "leader",
  "local",
  "generic",
  "state-fund",
  "meeting",
]);

function isRegulatorOnly(actors: ReadonlySet<string>): boolean {
  return (
    actors.size > 0 &&
    [...actors].every((id) => !MONEY_BODIES.has(actorOf(id).type) && actorOf(id).type !== "person")
  );
}

/** Most of what opens the gate is what sources tell. */
function isTalkedOf(event: ArticleEvent): boolean {
  let told = 0;
  let all = 0;
  for (const one of event.cues) {
    if (!one.opensGate || one.sentence.index >= 2) continue;
    all += one.weight;
    if (one.modality === "reported-sources") told += one.weight;
  }
  return told > 0 && told >= all / 3;
}

const HIGH_BODIES = [
  "state-council",
  "cpc-central-committee",
  "cpc-general-office",
  "state-council-general-office",
  "ndrc",
] as const;

/** Opinions, plans and guidelines of the cabinet or the party are documents first. */
function isHighDocument(event: ArticleEvent, actors: ReadonlySet<string>): boolean {
  const isHigh = HIGH_BODIES.some((id) => actors.has(id));
  return (
    isHigh &&
    event.cues.some((one) => one.opensGate && one.cue.family === "document" && one.sentence.index < 2)
  );
}

/** "will brief on Saturday": what it will bring is not known yet. */
function isBriefingAhead(event: ArticleEvent): boolean {
  return event.cues.some(
    (one) =>
      one.cue.family === "briefing" && one.opensGate && one.modality === "planned" && one.sentence.index < 2,
  );
}

/** A briefing that brings more talk than measures. */
function isMostlyBriefing(event: ArticleEvent): boolean {
  const briefing = event.cues.filter(
    (one) => one.cue.family === "briefing" && one.opensGate && one.sentence.index < 2,
  );
  const measures = event.cues.filter(
    (one) =>
      one.opensGate &&
      !VAGUE_FAMILIES.has(one.cue.family) &&
      one.modality === "done" &&
      one.governor.kind !== "implied" &&
      one.sentence.index < 4 &&
      Math.abs(one.x) >= 0.4,
  );
  return briefing.length > 0 && measures.length === 0;
}
