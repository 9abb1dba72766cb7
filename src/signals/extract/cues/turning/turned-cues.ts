import { overlaps } from "../../text/unit-span.ts";
import { charactersOf, wordsOf } from "../../text/unit-text.ts";
import { type Cue, type CueContext, unitsOfClause } from "../cue.ts";

const BINDING = /^(banned|obliged|restricted|block:.*)$/;
export const OFFICIALS =
  /^(officials|governments|authorities|police|departments|agencies|inspectors|enforcers|cadres|prosecutors|regulators|watchdogs|courts|judges)$/;
const CHINESE_OFFICIALS =
  /(各地|地方政府|各级政府|行政机关|执法机关|司法机关|政府部门|各部门|公安机关|执法人员)$/;
// "officials are banned from using iPhones" strikes the maker.
const CUSTOM =
  /^(use|using|buy|buying|buys|own|owning|trade|trading|purchase|purchasing|invest|investing|carry|bring|drive|driving|ride|wear|wearing)$/;
const SUBJECT_REACH = { en: 6, zh: 8 } as const;
const OBJECT_REACH = 4;
const STATE_BOUND = 0.5;

/**
 * "local officials are forbidden to seal off compounds", 行政机关不得违法收费: a bound on the state is room for those
 * whom it governs. What officials may no longer buy or use is no such bound: that strikes the seller.
 */
export function withStateBound(cues: readonly Cue[], context: CueContext): Cue[] {
  return cues.map((cue) =>
    cue.x < 0 && BINDING.test(cue.id) && (bindsOfficials(cue, context) || forbidsExcess(cue, context))
      ? { ...cue, id: "state-bound", family: "easing", x: STATE_BOUND }
      : cue,
  );
}

const EXCESSES =
  /插手|干预|干涉|侵犯|侵占|刁难|歧视|摊派|查封|扣押|冻结|刑事手段|逐利|乱收费|乱罚款|变相收费|设置障碍|区别对待|重复检查/;

/** 不得以刑事手段插手民企经济纠纷: what only the state can do to firms. */
function forbidsExcess(cue: Cue, { units, clauses, language }: CueContext): boolean {
  if (language !== "zh" || !/^(block:(firms|economy)|banned)$/.test(cue.id)) return false;
  const clause = units.flatMap((unit, at) =>
    clauses[at] === clauses[cue.from] && at >= cue.from && at < cue.to + EXCESS_REACH ? [unit.norm] : [],
  );
  const text = clause.join("");
  if (!EXCESSES.test(text) || !/民企|民营|企业|公司|外资|经营主体|经营者/.test(text)) return false;
  return !CHINESE_COMPANIES.test(charactersOf(units, cue.from - SUBJECT_REACH.zh, cue.from));
}

const EXCESS_REACH = 14;
const CHINESE_COMPANIES = /(平台|企业|公司|商家|银行|券商|运营者|经营者)[^，。]{0,4}$/;

function bindsOfficials(cue: Cue, { units, clauses, language }: CueContext): boolean {
  const beside = { from: cue.from - SUBJECT_REACH[language], to: cue.from };
  const before = unitsOfClause({ units, clauses }, beside, cue.from);
  if (language === "zh") return CHINESE_OFFICIALS.test(charactersOf(before));
  const after = units.slice(cue.to, cue.to + OBJECT_REACH).map((unit) => unit.norm);
  if (after.some((norm) => CUSTOM.test(norm))) return false;
  // "officials are forbidden", "officials must not"; or "barred officials from".
  const subject = before.findLastIndex((unit) => OFFICIALS.test(unit.norm));
  const isSubject =
    subject >= 0 &&
    before
      .slice(subject + 1)
      .every((unit) => /^(are|were|be|been|will|would|also|now|no|longer)$/.test(unit.norm));
  const isVerb = cue.form === "past" && /^(are|were|be|been|also)$/.test(before.at(-1)?.norm ?? "");
  const isModal = cue.form === undefined && /^(may|must|shall)$/.test(units[cue.from]!.norm);
  if (isSubject) return isVerb || isModal;
  const object = after.findIndex((norm) => OFFICIALS.test(norm));
  return object >= 0 && object <= 2 && after[object + 1] === "from";
}

const ENDING =
  /^(is|are|was|were) (over|history|behind)\b|^(\S+ ){0,3}(near|nears|neared|nearing|draws|draw|drew|drawing|comes|came|coming|reaches|reached|approaches)( \S+){0,3} (end|close|conclusion|finish)\b/;
const ENDABLE = new Set(["probe", "ban", "covid", "regulation", "summons", "takedown"]);
const RELIEF = 0.5;
const DUTY_REACH = 8;

const FINISHING =
  /\b(finishing touches (on|to)|final stages? of|last stages? of|end (of|to)|close of|to a close) (\S+ ){0,6}$/;
const FINISHING_REACH = 10;

/** "Probe nears its end", "the finishing touches on its investigation", "crackdown is over": what ends is relief. */
export function withEnded(cues: readonly Cue[], { units, language }: CueContext): Cue[] {
  if (language === "zh") return [...cues];
  return cues.map((cue) => {
    if (cue.x >= 0 || !ENDABLE.has(cue.family)) return cue;
    const after = wordsOf(units, cue.to, cue.to + OBJECT_REACH + 1);
    const before = units
      .slice(Math.max(0, cue.head - FINISHING_REACH), cue.to - 1)
      .map((unit) => `${unit.norm} `)
      .join("");
    if (!ENDING.test(after) && !(cue.family === "probe" && FINISHING.test(before))) return cue;
    return { ...cue, id: `relief:${cue.id}`, family: cue.family === "probe" ? "close" : "easing", x: RELIEF };
  });
}

/** "banks would need to park half a point less": a smaller duty is relief. */
export function withLessenedDuty(cues: readonly Cue[], { units, clauses, language }: CueContext): Cue[] {
  if (language === "zh") return [...cues];
  return cues.map((cue) => {
    if (cue.id === "banned" && isUpperBoundOfDuty(cue, units))
      return { ...cue, id: "lessened", family: "easing", x: RELIEF };
    if (cue.id !== "obliged") return cue;
    const isLess = units
      .slice(cue.to, cue.to + DUTY_REACH)
      .some(
        (unit, at) =>
          /^(less|fewer)$/.test(unit.norm) &&
          units[cue.to + at - 1]?.norm !== "no" &&
          clauses[cue.to + at] === clauses[cue.from],
      );
    return isLess ? { ...cue, id: "lessened", family: "easing", x: RELIEF } : cue;
  });
}

/** "need put down no more than 15%": the most that is asked is not forbidden. */
function isUpperBoundOfDuty(cue: Cue, units: CueContext["units"]): boolean {
  const text = wordsOf(units, cue.from, cue.to);
  if (!/^(no|not) more than/.test(text)) return false;
  const before = units.slice(Math.max(0, cue.from - 4), cue.from);
  return before.some((unit) => /^(need|needs|put|hold|deposit|park|reserve)$/.test(unit.norm));
}

const SELLING =
  /^(lent|lend|lending|short|shorting|sell|selling|offload|offloading|cash|cashing|dump|dumping|reduce|trim|unload)$/;
const HOLDING = /^(shareholders|shareholder|shares|stakes|stake|holdings|insiders)$/;
const CHINESE_SELLING = /减持|出借|融券|做空|套现/;
const CHINESE_HOLDING = /股东|控制人|限售|董监高/;
const MARKET_FAMILIES = new Set(["ban", "regulation"]);

/** "shares under lock-up may not be lent", "stop big shareholders from cashing out": held up for the market's sake. */
export function withSellersHeld(cues: readonly Cue[], { units, clauses, language }: CueContext): Cue[] {
  return cues.map((cue) => {
    if (cue.x >= 0 || !MARKET_FAMILIES.has(cue.family)) return cue;
    const clause = units.filter((_, at) => clauses[at] === clauses[cue.head]);
    if (language === "zh") {
      const text = charactersOf(clause);
      if (!CHINESE_SELLING.test(text) || !CHINESE_HOLDING.test(text)) return cue;
      return { ...cue, id: "block:share-selling", family: "intervention", x: RELIEF };
    }
    const sells = units
      .slice(cue.head, cue.to + DUTY_REACH)
      .some((unit, at) => SELLING.test(unit.norm) && clauses[cue.head + at] === clauses[cue.head]);
    if (!sells || !clause.some((unit) => HOLDING.test(unit.norm))) return cue;
    return { ...cue, id: "block:share-selling", family: "intervention", x: RELIEF };
  });
}

const HALTED_BURDEN =
  /^(measures?|controls?|fees?|dues|tariffs?|dut(y|ies)|bans?|curbs?|restrictions?|sanctions|levy|levies|checks?|requirements?|limits?|surcharges?|inspections?|probes?|investigations?|inquiry|inquiries|cases?|reviews?|penalties|quotas?)$/;
const HALT_REACH = { before: 12, after: 9 } as const;

/** "freezing until November a measure imposed last year", "stricter checks were put on hold": what is halted was a burden. */
export function withHaltedBurden(cues: readonly Cue[], { units, clauses, language }: CueContext): Cue[] {
  if (language === "zh") return [...cues];
  return cues
    .filter((cue) => !isHaltedBefore(cue, units))
    .map((cue) => {
      if (cue.id !== "halted" || cue.x >= 0) return cue;
      const isNamed = (from: number, to: number): boolean =>
        units
          .slice(Math.max(0, from), to)
          .some(
            (unit, at) =>
              HALTED_BURDEN.test(unit.norm) && clauses[Math.max(0, from) + at] === clauses[cue.head],
          );
      const isPassive = cue.isPassive || cue.form === undefined;
      const isBurden = isPassive
        ? isNamed(cue.from - HALT_REACH.before, cue.from)
        : isNamed(cue.to, cue.to + HALT_REACH.after);
      return isBurden ? { ...cue, id: "relief:halted", family: "easing", x: RELIEF } : cue;
    });
}

const DETERMINERS =
  /^(the|its|their|two|three|four|five|last|previously|once|long|formerly|all|several|some|many)$/;

/** "cleared the last two suspended abattoirs": what they were, not what is done to them. */
function isHaltedBefore({ id, form, from, to }: Cue, units: CueContext["units"]): boolean {
  return (
    id === "halted" &&
    form === "past" &&
    DETERMINERS.test(units[from - 1]?.norm ?? "") &&
    /^[a-z]/.test(units[to]?.norm ?? "") &&
    !/^(the|a|an|its|their|by|for|on|in|until|from|as|after|all|new)$/.test(units[to]!.norm)
  );
}

const LISTS = /\b(list|blacklist|register|roster)$/;
const TAKING_OFF =
  /^(remove|removes|removed|removing|take|takes|took|taken|taking|strike|struck|strikes|drop|drops|dropped|delete|deletes|deleted|free|frees|freed|delist|delisted|come|comes|came|exclude|excluded)$/;
const TAKEN_REACH = 14;
const PLACED_REACH = 7;
const PUTTING_OFF =
  /^(suspend(s|ed|ing)?|halt(s|ed|ing)?|paus(e|es|ed|ing)|shelv(e|es|ed|ing)|lift(s|ed|ing)?|revok(e|es|ed|ing)|cancel(s|led|ed)?|drop(s|ped|ping)?|end(s|ed|ing)?|reverse[sd]?)$/;

/** "removed 11 companies from its unreliable entity list": off a list of burdens is relief. */
export function withTakenOffList(cues: readonly Cue[], { units, clauses, language }: CueContext): Cue[] {
  if (language === "zh") return [...cues];
  return cues.map((cue) => {
    const phrase = wordsOf(units, cue.from, cue.to);
    if (cue.x >= 0 || !LISTS.test(phrase)) return cue;
    const beside = { from: cue.from - TAKEN_REACH, to: cue.from };
    const before = unitsOfClause({ units, clauses }, beside, cue.from);
    // "suspended its placement of 17 firms on the list".
    const isPlacing = before.some(
      (unit, at) =>
        /^(placement|listing|inclusion|designation|addition|blacklisting)$/.test(unit.norm) &&
        before.slice(Math.max(0, at - PLACED_REACH), at).some((verb) => PUTTING_OFF.test(verb.norm)),
    );
    if (isPlacing) return { ...cue, id: `relief:${cue.id}`, x: LISTED_RELIEF };
    const off = before.findLastIndex((unit) => /^(from|off)$/.test(unit.norm));
    if (
      off < 0 ||
      before.length - off > 4 ||
      !before.slice(0, off).some((unit) => TAKING_OFF.test(unit.norm))
    )
      return cue;
    return { ...cue, id: `relief:${cue.id}`, x: LISTED_RELIEF };
  });
}

const LISTED_RELIEF = 0.6;
const LIFTED = /^(remove|stop|decrease):(restriction|trade-control|control|campaign|purchase-limit)$/;

/** 对美出口镓的禁令停止执行: the ban that is lifted bans nothing. */
export function withoutLifted(cues: readonly Cue[]): Cue[] {
  const lifts = cues.filter((cue) => cue.x > 0 && LIFTED.test(cue.id));
  if (lifts.length === 0) return [...cues];
  return cues.filter(
    (cue) => cue.x >= 0 || cue.id === "directed" || !lifts.some((lift) => overlaps(lift, cue)),
  );
}
