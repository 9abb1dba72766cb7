import { createHash } from "node:crypto";
import { formatCalendarDay } from "../../../time/calendar-day.ts";
import actorsData from "../lexicon/actors.json" with { type: "json" };
import chineseCues from "../lexicon/chinese-cues.json" with { type: "json" };
import companiesData from "../lexicon/companies.json" with { type: "json" };
import cuePairs from "../lexicon/cue-pairs.json" with { type: "json" };
import englishCues from "../lexicon/english-cues.json" with { type: "json" };
import sectorsData from "../lexicon/sectors.json" with { type: "json" };
import type { Article } from "../read-article/article.ts";
import type { DraftSignal } from "./draft-signal.ts";

/** Raised when a rule changes what comes out; lexicon changes show in the hashes. */
const RULES_VERSION = "1.5.0";

/** The fields of a draft that the article alone decides. */
export type DraftFrame = Pick<
  DraftSignal,
  | "schemaVersion"
  | "articleIds"
  | "publishedAt"
  | "publishedPrecision"
  | "knownAt"
  | "tradable"
  | "lang"
  | "relatesTo"
  | "novelty"
  | "titleEvidence"
  | "source"
  | "extractor"
  | "review"
  | "warnings"
>;

/** Publication, knowledge and provenance of a draft made from `article`. */
export function draftFrame(article: Article): DraftFrame {
  const { name, url } = article.source;
  return {
    schemaVersion: 1,
    articleIds: [article.id],
    publishedAt: article.publishedAt,
    publishedPrecision: article.publishedPrecision,
    knownAt: knownAt(article),
    tradable: article.publishedAt !== null,
    lang: article.lang,
    relatesTo: [],
    novelty: 1,
    titleEvidence: [],
    source: { name: name ?? null, ...(url === undefined ? {} : { url }), official: isOfficial(article) },
    extractor: { name: "edict-rules", version: RULES_VERSION, ...lexiconHashes() },
    review: { status: "pending" },
    warnings: [...new Set(article.warnings.map((warning) => warning.code))],
  };
}

/** The publication instant; a bare day counts as its last second in the source's zone. */
function knownAt(article: Article): string | null {
  const { publishedAt, publishedPrecision, publishedDay, zoneOffset } = article;
  if (publishedAt === null || publishedPrecision === "minute") return publishedAt;
  return publishedDay === undefined ? null : `${formatCalendarDay(publishedDay)}T23:59:59${zoneOffset}`;
}

const OFFICIAL_SOURCE =
  /xinhua|gov\.cn|people's daily|cctv|state council|pbc\.gov|csrc|新华|人民|国务院|央行|证监会/i;

function isOfficial({ source }: Article): boolean {
  return OFFICIAL_SOURCE.test(`${source.name ?? ""} ${source.url ?? ""}`);
}

let hashes: { lexiconHash: string; gazetteerHash: string } | undefined;

/** Hashes of the data that the answer rests on, so that a draft can be told apart after an update. */
function lexiconHashes(): { lexiconHash: string; gazetteerHash: string } {
  hashes ??= {
    lexiconHash: sha256(JSON.stringify([englishCues, chineseCues, cuePairs])),
    gazetteerHash: sha256(JSON.stringify([actorsData, companiesData, sectorsData])),
  };
  return hashes;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
