import type { UnitSpan } from "../text/unit-span.ts";
import { charactersOf } from "../text/unit-text.ts";
import { type Cue, type CueContext, plainCue, unitsOfClause } from "./cue.ts";

const SUBJECT_REACH = { en: 7, zh: 14 } as const;
const DUTY = -0.4;

// Banks are told to lend: what they must do is policy carried out through them.
const FIRMS =
  /^(provider|operator|platform|compan|firm|vendor|maker|manufacturer|publisher|developer|app|website|exporter|importer|merchant|seller|carmaker|gamemaker|drugmaker|marketplace|retailer|miner|streamer|livestreamer|broker|brokerage|issuer|sponsor|underwriter|auditor|business|enterprise|supplier|store)(s|es|ies|y)?$/;
const NAMING = /^(chief|chiefs|executives?|shares|stocks?|users|customers|clients|bonds)$/;
const MODAL = /^(must|shall)$/;
const LIGHT_MODAL = /^(have|has|need|needs|required|obliged|asked|ordered|told|obligated)$/;
// "will have to be paid", "must be treated equally": for the subject's sake.
const GRANTED =
  /^(be (allowed|permitted|able|protected|treated|given|paid|supported|encouraged|free)|get|receive|enjoy|wait|do more|compete)\b/;

const CHINESE_FIRMS =
  /(平台|企业|提供者|运营者|经营者|运营单位|网站|商家|公司|券商|发行人|保荐机构|保荐人|支付机构|车企|药企|房企|应用商店|主播|开发者|生产者|制造商|中介机构|基金管理人|交易所|申请人|机构|出口商|进口商|厂商)[^，。；]{0,10}$/;
const LENDERS = /(银行|金融机构|保险机构|政府|部门|机关|法院|检察院|当局|国家)[^，。；]{0,10}$/;
const CHINESE_MODAL = /^(应当|必须|须|需)$/;
const AFTER_SINGLE =
  /^(在|于|按|向|经|提|取|具|设|建|履|采|对|将|每|先|同|主|报|缴|配|公|立|停|严|自|如|明|加|添|标|承|遵|事)/;
const CHINESE_GRANTED = /^(应当|必须|须|需)(受到|得到|享有|享受|获得|公平对待|平等|保护)/;

/**
 * What firms must do, whatever it is: "providers must mark pictures made by AI", 服务提供者应当对图片添加标识. A duty is laid on
 * whoever is the subject of "must"; banks and the state's own bodies, which carry policy out, are left out.
 *
 * @param taken cues that already say something of the same words
 */
export function findFirmDuties(context: CueContext, taken: readonly Cue[]): Cue[] {
  const found = context.language === "zh" ? chineseDuties(context) : englishDuties(context);
  const cues: Cue[] = [];
  for (const { from, to } of found) {
    if (taken.some((cue) => cue.from < to && from < cue.to)) continue;
    // Told what they must do, they may be told of what helps them.
    if (
      taken.some((cue) => cue.x > 0 && cue.from >= to && context.clauses[cue.from] === context.clauses[from])
    )
      continue;
    if (taken.some((cue) => cue.x < 0 && context.clauses[cue.from] === context.clauses[from])) continue;
    cues.push(plainCue({ id: "obliged", family: "obligation", x: DUTY, from, to }));
  }
  return cues;
}

function englishDuties({ units, clauses }: CueContext): UnitSpan[] {
  const found: UnitSpan[] = [];
  for (let at = 1; at < units.length; at++) {
    const { norm } = units[at]!;
    const isLight = LIGHT_MODAL.test(norm) && units[at + 1]?.norm === "to";
    if (!MODAL.test(norm) && !isLight) continue;
    const to = isLight ? at + 2 : at + 1;
    const next = `${units[to]?.norm ?? ""} ${units[to + 1]?.norm ?? ""}`;
    if (GRANTED.test(next) || /^(not|no|never|also not)\b/.test(next)) continue;
    const start = Math.max(0, at - SUBJECT_REACH.en);
    const before = units.slice(start, at);
    const subject = before.findLastIndex(
      (unit, index) => FIRMS.test(unit.norm) && clauses[start + index] === clauses[at],
    );
    if (subject < 0) continue;
    const between = before.slice(subject + 1);
    // "company executives must", "the platforms said they must": another subject.
    if (
      between.some((unit) => NAMING.test(unit.norm) || /^(said|says|that|not|n't|no|longer)$/.test(unit.norm))
    )
      continue;
    if (before.slice(0, subject).some((unit) => /^(no|neither|none)$/.test(unit.norm))) continue;
    found.push({ from: at, to: Math.min(units.length, to + 1) });
  }
  return found;
}

function chineseDuties({ units, clauses }: CueContext): UnitSpan[] {
  const found: UnitSpan[] = [];
  for (let at = 1; at < units.length - 1; at++) {
    const two = units[at]!.norm + units[at + 1]!.norm;
    const isDouble = two === "应当" || two === "必须";
    const word = isDouble ? two : units[at]!.norm;
    if (!CHINESE_MODAL.test(word)) continue;
    const to = at + (isDouble ? 2 : 1);
    const after = charactersOf(units, to, to + 3);
    if (!isDouble && !AFTER_SINGLE.test(after)) continue;
    if (CHINESE_GRANTED.test(word + after)) continue;
    const before = charactersOf(
      unitsOfClause({ units, clauses }, { from: at - SUBJECT_REACH.zh, to: at }, at),
    );
    if (!CHINESE_FIRMS.test(before) || LENDERS.test(before) || /[不无未没]$/.test(before)) continue;
    found.push({ from: at, to });
  }
  return found;
}
