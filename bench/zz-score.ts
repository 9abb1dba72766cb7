import { readFileSync } from "node:fs";
import { answerByRules, answerByVader, score, type Piece } from "../test/signals/extract/score-extraction.ts";
const all = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as Piece[];
const fields = (name: string, pieces: Piece[]) => {
  const s = score(pieces, answerByRules);
  const f = (x: number | null) => (x === null ? "-" : x.toFixed(3));
  console.log(name.padEnd(10), "n", s.pieces, "F1", f(s.f1), "P", f(s.precision), "R", f(s.recall), "alarms", s.falseAlarms + "/" + s.nonSignals, "sign", f(s.signAccuracy), "opp", f(s.oppositeRate), "rho", f(s.spearman), "kind", f(s.kindAccuracy), "fam", f(s.familyAccuracy), "date", f(s.eventDateExact), "future", s.futureDates, "actor", f(s.actorRecall), "tickP", f(s.tickerPrecision), "tickR", f(s.tickerRecall), "same", f(s.sameActF1), "brier", f(s.brier));
};
const isZh = (p: Piece) => /\p{Script=Han}{4}/u.test(p.text);
fields("all", all);
fields("English", all.filter((p) => !isZh(p)));
fields("Chinese", all.filter(isZh));
const v = score(all, answerByVader);
console.log("VADER F1", v.f1.toFixed(3), "alarms", v.falseAlarms, "sign", v.signAccuracy.toFixed(3), "opp", v.oppositeRate.toFixed(3), "rho", v.spearman.toFixed(3));
if (process.argv[3]) for (const p of all) {
  const a = answerByRules(p); const s = a?.signals[0];
  console.log([p.id, p.gold.signal ? "G" : "-", s ? "S" : "-", p.gold.kind ?? "", s?.kind ?? "", p.gold.stance ?? "", s?.stance ?? "", p.gold.eventDate ?? "", s?.eventDate ?? "", (p.gold.actors ?? []).join("+"), s?.actors.map((x) => x.name).join("+") ?? "", p.title.slice(0, 50)].join(" | "));
}
