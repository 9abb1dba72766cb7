import {
  type Answer,
  answerByAfinn,
  answerByRules,
  answerByVader,
  type Piece,
  readPieces,
  type Score,
  score,
} from "./score-extraction.ts";

const own = readPieces(
  "english-tune",
  "chinese-tune",
  "same-act",
  "english-held",
  "chinese-held",
  "blind5",
  "blind7",
  "blind8",
);
const others = readPieces(
  "blind",
  "blind2",
  "blind3",
  "blind4",
  "blind6",
  "blind9",
  "blind10",
  "blind11",
  "blind12",
);
const all = [...own, ...others];
const isChinese = (piece: Piece): boolean => /\p{Script=Han}{4}/u.test(piece.text);

/** The columns of the table: which pieces, answered by what. */
const COLUMNS: readonly [string, readonly Piece[], typeof answerByRules][] = [
  ["own pieces", own, answerByRules],
  ["others' pieces", others, answerByRules],
  ["English", all.filter((piece) => !isChinese(piece)), answerByRules],
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
  ["false alarms", (result) => `${result.falseAlarms} of ${result.nonSignals}`],
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
  ["Brier score", (result) => result.brier],
];

/** Scores of every column, computed once. */
export function qualityScores(): readonly Score[] {
  const known = new Map<Piece, Answer | undefined>();
  const byRules = (piece: Piece): Answer | undefined => {
    if (!known.has(piece)) known.set(piece, answerByRules(piece));
    return known.get(piece);
  };
  return COLUMNS.map(([, pieces, answer]) =>
    score(pieces, answer === answerByRules ? byRules : answer, false),
  );
}

/** The table of docs/signals.md as Markdown: two places, `-` where a method gives no such answer. */
export function qualityTable(results: readonly Score[]): string {
  const cell = (value: number | string | null): string =>
    value === null ? "-" : typeof value === "string" ? value : value.toFixed(2);
  const rows = [
    ["", ...COLUMNS.map(([name]) => name)],
    ["---", ...COLUMNS.map(() => "--:")],
    ...ROWS.map(([name, read]) => [name, ...results.map((one) => cell(read(one)))]),
  ];
  return rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
}
