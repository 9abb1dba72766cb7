import { charactersOf } from "../../text/unit-text.ts";
import type { Cue, CueContext, TurningContext, VerbTerm } from "../cue.ts";

const ENDING_CLASSES = new Set(["remove", "stop"]);
const EASING_CLASSES = new Set(["loosen", "decrease"]);
// 不予处罚, 免于处罚: a burden that is spared.
const SPARING = /^(不予|免予|免于|不再|暂不)$/;
// 完成 and 解决 bring a burden to its end, and a support to its full.
const COMPLETING =
  /^(完成|基本完成|全部完成|解决|化解|破解|清理|消除|扫清|破除|打破|打通|退出|收官|告一段落|画上句号)$/;
const SPARED_REACH = 3;
const REACH = 32;
const BARE_REACH = 8;
const INTRODUCED =
  /^(了?(对|向|针对|就|将|在|以|按|从|为期|有关|关于|原定|此前|上述|相关|现行|所有|全部|部分|一切|各类|涉))/;
// 实施, 征收 and the like carry the burden that follows them; they are no act of their own under an ending.
const LIGHT =
  /(实施|执行|征收|加征|开展|收取|采取|进行|施行|推行|施加|设置|列入|发放|提供|给予|适用|受理|办理|审批|审核|核发|核准|新建|新增|新设|的|等|项|条)$/;
const JOINING = /^[和及与或、]|并|且|而|但|同时|以便|用于|后/;
const STRONG = 0.3;
const RELIEF = 0.6;
const PROBED = new Set(["probe", "penalty", "summons"]);
const BURDENING = new Set(["ban", "takedown", "obligation", "property", "covid"]);

/**
 * What a verb of ending takes in its complement, in Chinese, when more than a word stands between: 终止对谷歌公司的
 * 反垄断调查, 暂停将十五家实体列入管控名单, 终止对澳大利亚大麦征收反倾销税 are relief; 停止对新能源汽车给予补贴, 取消此前的税收优惠
 * are burdens. And what ends behind its noun: 网络安全审查已结束, 购置税优惠到期后不再延续.
 *
 * A complement begins with 对, 将, 此前 and the like, or ends in 的, or is a few words of no other act; it holds
 * no word that starts another thought (并, 但), and stays inside its clause.
 */
export function withChineseComplements(cues: readonly Cue[], context: TurningContext): Cue[] {
  if (context.language !== "zh" || cues.length === 0) return [...cues];
  const verbs = context.terms.verbs.filter((verb) => endsSomething(verb) && !context.usedVerbs.has(verb));
  if (verbs.length === 0) return [...cues];
  const swallowed = new Set<Cue>();
  const turned = cues.map((cue) => {
    if (Math.abs(cue.x) < STRONG || cue.id === "state-restraint") return cue;
    if (cues.some((other) => other !== cue && isAttribute(cue, other, context))) return cue;
    const before = verbs.findLast((verb) => verb.to <= cue.from && isComplement(verb, cue, cues, context));
    const verb = before ?? verbs.find((one) => endsBehind(one, cue, context));
    if (verb === undefined) return cue;
    const x = endedPolarity(verb, cue);
    if (x === undefined) return cue;
    const from = Math.min(verb.from, cue.from);
    const to = Math.max(verb.to, cue.to);
    for (const other of cues) if (other !== cue && other.from >= from && other.to <= to) swallowed.add(other);
    return {
      ...cue,
      id: `${x > 0 ? "relief" : "halt"}:${cue.id}`,
      family: x > 0 ? reliefFamily(cue.family) : cue.family,
      x,
      from,
      to,
      head: verb.from,
    };
  });
  return turned.filter((cue, at) => !swallowed.has(cues[at]!) || cue !== cues[at]);
}

// To clear away takes a thing, not an act: 清理整治 clears nothing away.
const CLEARING = /^(清理|清除|退出|冻结|查封|扣押)$/;

const UNBOUND = /(不再?受|免受)[^，,；;]{0,30}$/;
const BOUND = /^(限制|约束|制约|管控|限额|受限)$/;
const UNBOUND_REACH = 32;

/** 不受基本医保自费率考核和监测限制: what a thing is not under. */
export function withUnbound(cues: readonly Cue[], { units, clauses, language }: CueContext): Cue[] {
  if (language !== "zh") return [...cues];
  return cues.map((cue) => {
    if (cue.x >= 0) return cue;
    const text = (from: number, to: number): string => charactersOf(units, from, to);
    if (!BOUND.test(text(cue.from, cue.to))) return cue;
    const start = Math.max(0, cue.from - UNBOUND_REACH);
    const own = units.findIndex((_, at) => at >= start && clauses[at] === clauses[cue.from]);
    if (!UNBOUND.test(text(own, cue.from))) return cue;
    return { ...cue, id: `relief:${cue.id}`, family: reliefFamily(cue.family), x: RELIEF };
  });
}

function endsSomething({ entry }: VerbTerm): boolean {
  if (CLEARING.test(entry.lemma)) return false;
  return (
    SPARING.test(entry.lemma) ||
    entry.classes.some((name) => ENDING_CLASSES.has(name) || EASING_CLASSES.has(name))
  );
}

function endedPolarity({ entry }: VerbTerm, cue: Cue): number | undefined {
  if (cue.x < 0) return RELIEF;
  const isEnding = entry.classes.some((name) => ENDING_CLASSES.has(name)) && !COMPLETING.test(entry.lemma);
  return isEnding ? -cue.x : undefined;
}

function reliefFamily(family: string): string {
  if (PROBED.has(family)) return "close";
  return BURDENING.has(family) ? "easing" : family;
}

function isComplement(verb: VerbTerm, cue: Cue, cues: readonly Cue[], context: CueContext): boolean {
  const { units, clauses, terms } = context;
  if (clauses[verb.from] !== clauses[cue.from] || cue.from - verb.to > REACH) return false;
  const bridge = charactersOf(units, verb.to, cue.from);
  // 冻结财产、禁止交易: a list of acts.
  if (JOINING.test(bridge) || (bridge.includes("、") && !/[的等]$/.test(bridge))) return false;
  // 不予签证等反制措施: nothing is spared.
  if (verb.entry.lemma === "不予" && bridge.length > SPARED_REACH) return false;
  // The nearest cue is the complement; what lies behind it has verbs of its own.
  const nearer = cues.filter((other) => other !== cue && other.from >= verb.to && other.to <= cue.from);
  if (nearer.some((other) => other.x !== 0 && !isAttribute(other, cue, context))) return false;
  if (INTRODUCED.test(bridge) || bridge.endsWith("的")) return true;
  if (bridge.length > BARE_REACH) return false;
  return terms.verbs.every((other) => {
    if (other.from < verb.to || other.to > cue.from) return true;
    return LIGHT.test(other.entry.lemma);
  });
}

const ATTRIBUTE_REACH = 4;

/** 复工复产不合理限制: the noun that comes last is the thing, and what stands before it says which. */
function isAttribute(cue: Cue, head: Cue, { units, clauses }: CueContext): boolean {
  const gap = head.from - cue.to;
  if (gap < 0 || gap > ATTRIBUTE_REACH || clauses[cue.from] !== clauses[head.from]) return false;
  const text = (from: number, to: number): string => charactersOf(units, from, to);
  return (
    NOUN.test(text(head.from, head.to)) &&
    /^(的|等|类|不合理|措施|政策|产品|业务)*$/.test(text(cue.to, head.from))
  );
}

// A noun may end: what a verb names is not over because another verb follows.
const NOUN =
  /(调查|审查|检查|稽查|核查|问询|程序|处罚|限制|管控|封控|措施|禁令|整治|整改|评估|制裁|清单|退税|减免|优惠|补贴|贴息|扣除|消费券|以旧换新|政策)$/;
const BEHIND_REACH = 10;
const ADVERBIAL =
  /^(工作|程序|期|期限|措施|政策|案|案件|已经?|正式|全部|均|将|于|起|即日|同时|现|今|予以|宣告|到期|后|自|年|月|日|明|底|\d+|[一二三四五六七八九十])*$/;
const BEHIND =
  /^(结束|终结|终止|中止|完成|解除|取消|撤销|停止|暂停|废止|退出|不再|告一段落|画上句号|收官|结案|了结|叫停|基本完成|全部完成)$/;
const CLOSING = /^([，,。；;：:！!、）)了]|执行|实施|延续|征收|发放|享受|受理|办理|适用)$/;

function endsBehind(verb: VerbTerm, cue: Cue, { units, clauses }: CueContext): boolean {
  if (verb.from < cue.to || verb.from - cue.to > BEHIND_REACH || clauses[verb.from] !== clauses[cue.to - 1])
    return false;
  if (!BEHIND.test(verb.entry.lemma)) return false;
  const text = (from: number, to: number): string => charactersOf(units, from, to);
  if (!NOUN.test(text(cue.from, cue.to)) || !ADVERBIAL.test(text(cue.to, verb.from))) return false;
  const next = units[verb.to]?.norm;
  return next === undefined || CLOSING.test(next) || CLOSING.test(text(verb.to, verb.to + 2));
}
