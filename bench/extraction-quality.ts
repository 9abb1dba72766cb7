// How well articles become draft signals, beside VADER and AFINN.
// Run: node bench/run.mjs bench/extraction-quality.ts
//
// The labelled pieces and how they came about: test/signals/extract/development/README.md.
import {
  answerByAfinn,
  answerByRules,
  answerByVader,
  type Piece,
  readPieces,
  type Score,
  score,
} from "../test/signals/extract/score-extraction.ts";

const tuned = readPieces("english-tune", "chinese-tune", "same-act");
const held = readPieces("english-held", "chinese-held");
const blind = readPieces("blind", "blind2");
const all = [...tuned, ...held, ...blind];
const isChinese = (piece: Piece): boolean => /\p{Script=Han}{4}/u.test(piece.text);

const COLUMNS: readonly [string, readonly Piece[], typeof answerByRules][] = [
  ["tuned", tuned, answerByRules],
  ["held out", held, answerByRules],
  ["written later", blind, answerByRules],
  ["Chinese", all.filter(isChinese), answerByRules],
  ["all", all, answerByRules],
  ["VADER, all", all, answerByVader],
  ["AFINN, all", all, answerByAfinn],
];

const ROWS: readonly [string, (result: Score) => number | string | null][] = [
  ["pieces", (result) => String(result.pieces)],
  ["signal precision", (result) => result.precision],
  ["signal recall", (result) => result.recall],
  ["signal F1", (result) => result.f1],
  ["false alarms", (result) => `${result.falseAlarms}/${result.nonSignals}`],
  ["sign accuracy", (result) => result.signAccuracy],
  ["opposite sign", (result) => result.oppositeRate],
  ["Spearman with gold stance", (result) => result.spearman],
  ["kind", (result) => result.kindAccuracy],
  ["kind, parent only", (result) => result.familyAccuracy],
  ["event date exact", (result) => result.eventDateExact],
  [
    "event dates in the future",
    (result) => (result.kindAccuracy === null ? null : String(result.futureDates)),
  ],
  ["actor recall", (result) => result.actorRecall],
  ["ticker precision", (result) => result.tickerPrecision],
  ["ticker recall", (result) => result.tickerRecall],
  ["same-act pairs F1", (result) => result.sameActF1],
  ["Brier score", (result) => result.brier],
];

const results = COLUMNS.map(([, pieces, answer]) => score(pieces, answer));
const cell = (value: number | string | null): string =>
  value === null ? "-" : typeof value === "string" ? value : value.toFixed(3);
const table = [
  ["", ...COLUMNS.map(([name]) => name)],
  ...ROWS.map(([name, read]) => [name, ...results.map((one) => cell(read(one)))]),
];
const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
for (const row of table) {
  console.log(
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!)))
      .join("  "),
  );
}

console.log("\nReliability of confidence, all pieces: stated, how often a piece with it has a signal, count");
for (const bin of results[4]!.reliability) {
  if (bin.count === 0) continue;
  console.log(
    `  ${bin.from.toFixed(1)}..${(bin.from + 0.2).toFixed(1)}  ${bin.meanConfidence.toFixed(2)}  ${bin.hitRate.toFixed(2)}  ${bin.count}`,
  );
}
