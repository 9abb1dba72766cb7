import { actorOf } from "../lexicon/gazetteer.ts";
import type { KindCase } from "./kind-case.ts";

const TRADE_BODIES = ["mofcom", "general-administration-of-customs", "ministry-of-foreign-affairs"] as const;
const BY_TRADE_BODIES = new Set([
  undefined,
  "ban",
  "regulation",
  "easing",
  "approval",
  "penalty",
  "operation",
]);
const GOODS_OF_OTHERS =
  /\b(imports?|importing|imported|shipments?|exports?|exporting|sanctions?|sanctioned|seafood|beef|barley|lobster|wine|timber|soybeans?|pork)\b|进口|出口|输华|输入|输出|反制|制裁|物项/;
const OTHERS =
  /\b(us|u\.s\.|american|america|united states|japan|japanese|australian?|eu|european|canada|canadian|korean?|taiwan|indian?|dutch|lithuanian?)\b|美国|对美|美企|日本|澳大利亚|澳洲|欧盟|加拿大|韩国|台湾|印度|荷兰|境外|外国/;

/** What the bodies of trade do with the goods or firms of another country. */
export function isOfTrade({ actors, share, top, upper }: KindCase): boolean {
  const isOfState = [...actors].every(
    (id) => actorOf(id).type === "leader" || actorOf(id).type === "generic",
  );
  if (!isOfState && !TRADE_BODIES.some((id) => actors.has(id))) return false;
  if (!BY_TRADE_BODIES.has(top)) return false;
  return OTHERS.test(upper) && (share("trade") > 0 || GOODS_OF_OTHERS.test(upper));
}

const MERGERS =
  /\b(merger|takeover|acquisition|acquire|buyout|tie-up|purchase of)\b|经营者集中|收购|合并案|合并|股权案/;
const DECIDED = new Set(["approval", "ban", "regulation"]);

/** A merger cleared or forbidden: the case is decided. */
export function isMergerCase({ event, actors, upper }: KindCase): boolean {
  if (!actors.has("samr") || !MERGERS.test(upper)) return false;
  if (event.cues.some((one) => one.opensGate && one.cue.family === "probe" && one.x < 0)) return false;
  return event.cues.some(
    (one) =>
      one.opensGate &&
      one.sentence.index < 1 &&
      DECIDED.has(one.cue.family) &&
      /licence|allowed|banned|approved|block/.test(one.cue.id),
  );
}
