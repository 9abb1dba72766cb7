import { marked, type Terms } from "../lexicon/find-terms.ts";
import type { Language } from "../text/language.ts";
import { charactersOf } from "../text/unit-text.ts";
import type { Unit } from "../text/units.ts";

const PREPOSITIONS = new Set(
  "of in on from against with for to at like including into over under between within outside near across through than about among toward towards via without before after since until despite during following ahead".split(
    " ",
  ),
);
const TEMPORAL = new Set(["after", "before", "since", "until", "following"]);
const SKIPPED_BEFORE = new Set(
  "the a an its their his her top powerful country nation 's china chinese senior state 's former new ruling then current mainland national of'".split(
    " ",
  ),
);
const CHINESE_OBJECT_MARKERS = new Set(
  "对 向 将 把 在 从 据 给 与 和 同 于 至 到 就 为 以 赴 离 往 经 自".split(" "),
);
const CHINESE_AGENT_MARKERS = new Set(["被", "由", "遭"]);
const CLAUSE_STARTERS = new Set(
  ', ; : — – " ( that and but while as when because after since although though if'.split(" "),
);
const CHINESE_CLAUSE_STARTERS = new Set("， , ： : ； ; 日 而 但 后 （ 间".split(" "));
const OFFICE_REACH = 10;
const OFFICE = /^市?[\u4e00-\u9fff]{0,8}(局|委|办公厅|政府|法院|检察院)/;
const LOCALITY_FOLLOWERS = new Set(
  "has have had will would said plans also and , on eased municipal city government authorities officials government's housing becomes joins".split(
    " ",
  ),
);

const LIST_REACH = 16;
const ADDRESSING = /^[对向给就]$/;

/** 对瑞信证券、高盛高华出具警示函: a later member of a list that 对 opens. */
function isListedObject(units: readonly Unit[], from: number): boolean {
  if (units[from - 1]?.norm !== "、") return false;
  for (let at = from - 2; at >= Math.max(0, from - LIST_REACH); at--) {
    const { norm } = units[at]!;
    if (ADDRESSING.test(norm)) return true;
    if (/^[，,。；：:]$/.test(norm)) return false;
  }
  return false;
}

const GIVEN =
  /^(approval|approvals|permission|clearance|consent|nod|licence|license|licences|licenses|blessing|go-ahead|light|order|orders|notice|warning|penalty|summons|authorisation|authorization|permit|permits)$/;

/** Whether a name may be the subject of a verb after it, or is an agent after "by". */
export function roleOf(
  units: readonly Unit[],
  from: number,
  to: number,
  language: Language,
): { isSubject: boolean; isAgent: boolean } {
  if (language === "zh") {
    const before = units[from - 1]?.norm ?? "";
    // 经…同意, 获…批准: who agrees, acts.
    const consents =
      (before === "经" || before === "获" || before === "得到") &&
      /^(同意|批准|核准|许可|批复)/.test(charactersOf(units, to, to + 2));
    const isAgent = CHINESE_AGENT_MARKERS.has(before) || consents;
    const next = units[to]?.norm ?? "";
    const isObject = CHINESE_OBJECT_MARKERS.has(before) || isListedObject(units, from);
    return { isAgent, isSubject: isAgent || (!isObject && next !== "的") };
  }
  let at = from - 1;
  while (at >= 0 && from - at <= 4 && SKIPPED_BEFORE.has(units[at]!.norm)) at--;
  // "the city of Chengdu" is Chengdu.
  if (
    units[at]?.norm === "of" &&
    /^(city|province|municipality|hub|port|capital|region)$/.test(units[at - 1]?.norm ?? "")
  ) {
    at -= 2;
    while (
      at >= 0 &&
      (SKIPPED_BEFORE.has(units[at]!.norm) ||
        /^(south|north|east|west)/.test(units[at]!.norm) ||
        units[at]!.norm === "western" ||
        units[at]!.norm === "eastern" ||
        units[at]!.norm === "southern" ||
        units[at]!.norm === "northern" ||
        units[at]!.norm === "tech" ||
        units[at]!.norm === "financial")
    )
      at--;
  }
  // "approval from the Chongqing banking regulator": whose regulator it is stands between.
  if (at >= 2 && units[at]!.letterCase !== "lower" && units[from]!.letterCase === "lower") {
    const head = units[at - 1]!.norm === "the" ? at - 2 : at - 1;
    if (units[head]!.norm === "from" && GIVEN.test(units[head - 1]?.norm ?? "")) at = head;
  }
  const before = units[at]?.norm ?? "";
  // "received approval from the banking regulator": who gives it, acts.
  const isGiver = before === "from" && GIVEN.test(units[at - 1]?.norm ?? "");
  const isAgent = before === "by" || isGiver;
  const isPossessor = units[to]?.norm === "'s";
  return { isAgent, isSubject: !isPossessor && !PREPOSITIONS.has(before) };
}

/** "after Beijing halted": here "after" opens a clause; "after the plenum" it does not. */
export function opensClause(units: readonly Unit[], terms: Terms, from: number, to: number): boolean {
  return TEMPORAL.has(units[from - 1]?.norm ?? "") && isActingCountry(units, terms, to);
}

const AFTER_ACTOR = new Set(
  "will would has have had does did is may might could should must to also on in at for from after and or not , – — : ; ( that said says plans aims wants needs seeks vows now today yesterday 、 ， ： 将 拟 已 于 在 对 也 要 正 决 宣 从 自 不 同 和".split(
    " ",
  ),
);

/** "China cut", "China will", "Beijing on Friday": the country acts. "China tech rout": it only describes. */
export function isActingCountry(units: readonly Unit[], terms: Terms, to: number): boolean {
  const next = units[to];
  if (next === undefined) return true;
  if (AFTER_ACTOR.has(next.norm) || next.norm.endsWith("ly")) return true;
  if (terms.verbs.some((verb) => verb.from === to && verb.entry.form !== "adjective")) return true;
  if (terms.fixed.some((fixed) => fixed.from === to)) return true;
  return [...terms.markers.entries()].some(
    ([marker, list]) => ACTING_MARKERS.has(marker) && list.some((term) => term.from === to),
  );
}

const ACTING_MARKERS = new Set<string>([
  "speech",
  "plan",
  "schedule",
  "consider",
  "denial",
  "negation",
  "rumour",
]);

const PARTNER_MARKERS = new Set(["与", "同", "对", "向", "就"]);

const OF_A_COUNTRY =
  /^(firms?|companies|makers?|goods|products|imports?|exporters?|carmakers?|chipmakers?|brands|nationals|citizens|banks|suppliers|farmers|ships|vessels)$/;

/** "US tariffs" names a kind of tariff; only a country at the head of its clause acts. */
export function isForeignSubject(
  units: readonly Unit[],
  from: number,
  to: number,
  language: Language,
): boolean {
  if (language === "zh") {
    const before = units[from - 1]?.norm;
    // 与美国公众公司会计监督委员会签署: with whom, not who.
    if (before !== undefined && PARTNER_MARKERS.has(before)) return false;
    return before === undefined || CHINESE_CLAUSE_STARTERS.has(before) || to - from > 2;
  }
  // "European Union firms would be excluded": they are spoken of.
  if (OF_A_COUNTRY.test(units[to]?.norm ?? "")) return false;
  const isCountry = to - from === 1 || units[from]!.norm === "united";
  if (!isCountry) return true;
  let at = from - 1;
  while (at >= 0 && (units[at]!.norm === "the" || units[at]!.norm === "president")) at--;
  return at < 0 || CLAUSE_STARTERS.has(units[at]!.norm) || units[at]!.norm === "by";
}

/** A city that is a subject acts where a verb, or its government, follows. */
export function isLocalityActing(
  units: readonly Unit[],
  terms: Terms,
  to: number,
  language: Language,
): boolean {
  // "a Shanghai fund manager", "Shenzhen stocks": only where somebody or something is.
  const isAdjective = (["analyst", "market", "company"] as const).some((marker) =>
    marked(terms, marker).some((term) => term.from === to),
  );
  if (isAdjective && language === "en") return false;
  const next = units[to]?.norm ?? "";
  if (terms.verbs.some((verb) => verb.from === to && verb.entry.form !== "adjective")) return true;
  if (terms.fixed.some((fixed) => fixed.from === to)) return true;
  if (language === "zh") {
    // 上海市市场监督管理局, 深圳市政府: the city's own office.
    const office = charactersOf(units, to, to + OFFICE_REACH);
    if (OFFICE.test(office)) return true;
    const near = (term: { readonly from: number }): boolean => term.from >= to && term.from - to <= 3;
    return terms.verbs.some(near) || terms.fixed.some(near) || next === "、";
  }
  if (LOCALITY_FOLLOWERS.has(next)) return true;
  return marked(terms, "speech").some((term) => term.from === to);
}
