import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { SIGNAL_PHASES } from "../../policy-signal.ts";
import { SIGNAL_KINDS } from "../../signal-kind.ts";

/** How far an act is told as done. */
export const SIGNAL_MODALITIES = ["done", "planned", "reported-sources", "hypothetical", "denied"] as const;

const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const unitInterval = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const signedUnit = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));

const SpanSchema = v.object({
  articleId: v.string(),
  /** Offsets into the article's original text, in UTF-16 code units: text.slice(start, end) === text. */
  start: v.pipe(v.number(), v.integer(), v.minValue(0)),
  end: v.pipe(v.number(), v.integer(), v.minValue(1)),
  text: v.string(),
});

const EvidenceSchema = v.object({
  ...SpanSchema.entries,
  cueIds: v.array(v.string()),
  weight: v.number(),
});

const ActorSchema = v.object({
  id: v.string(),
  name: v.string(),
  /** `governor` acts, `joint` acts with it, `chair` leads the meeting, `organisation` is spoken for. */
  role: v.picklist(["governor", "joint", "chair", "organisation", "mentioned"]),
  evidence: v.nullable(SpanSchema),
});

const CompanySchema = v.object({
  name: v.string(),
  /** Lines that traded on the day of publication; empty for an unlisted company. */
  tickers: v.array(v.string()),
  listed: v.boolean(),
  /** Where the text names it as a target; absent where only the headline does. */
  evidence: v.exactOptional(SpanSchema),
  /** 1, or 0.5 for the listed parent of a company that is the target. */
  weight: unitInterval,
  via: v.exactOptional(v.string()),
});

const StanceCueSchema = v.object({
  id: v.string(),
  text: v.string(),
  x: signedUnit,
  w: v.number(),
  factors: v.object({
    position: v.number(),
    time: v.number(),
    source: v.number(),
    actor: v.number(),
    modality: v.number(),
  }),
});

/** What a model answered with, when one did. */
export const ModelProvenanceSchema = v.object({
  endpoint: v.string(),
  model: v.string(),
  systemFingerprint: v.nullable(v.string()),
  promptHash: v.string(),
  isCacheHit: v.boolean(),
  modelCutoff: v.nullable(v.string()),
  /** Whether the model may have read what happened after the article. */
  lookAheadRisk: v.boolean(),
});

/**
 * A draft signal: one policy act as one article tells it, before review (`edict/draft-signal@1`).
 *
 * It is not a `PolicySignal` yet: a person accepts, edits or rejects it first.
 */
export const DraftSignalSchema = v.object({
  schemaVersion: v.literal(1),
  /** sha1 of kind family, actors, targets and event day. */
  id: v.string(),
  articleIds: v.array(v.string()),
  publishedAt: v.nullable(v.string()),
  publishedPrecision: v.nullable(v.picklist(["minute", "day"])),
  /** When a reader could know it: the publication instant, or the last second of its day. */
  knownAt: v.nullable(v.string()),
  /** False when the article has no publication date. */
  tradable: v.boolean(),
  lang: v.picklist(["en", "zh"]),
  kind: v.picklist(SIGNAL_KINDS),
  phase: v.picklist(SIGNAL_PHASES),
  modality: v.picklist(SIGNAL_MODALITIES),
  actors: v.array(ActorSchema),
  participants: v.array(v.string()),
  /** -1 (restrictive) .. +1 (supportive), judged from content. */
  stance: signedUnit,
  stanceParts: v.object({ sum: v.number(), weight: v.number(), cues: v.array(StanceCueSchema) }),
  mixed: v.boolean(),
  targets: v.object({
    companies: v.array(CompanySchema),
    sectors: v.array(v.string()),
    indices: v.array(v.string()),
    broadMarket: v.boolean(),
  }),
  scheduled: v.boolean(),
  eventDate: v.nullable(day),
  eventEnd: v.exactOptional(day),
  /** `text` where the article names the day, `publication` where the day of publication stands in for it. */
  eventDateBasis: v.exactOptional(v.picklist(["text", "publication"])),
  /** The words of the text that name the day. */
  eventDateEvidence: v.exactOptional(SpanSchema),
  eventDatePrecision: v.nullable(v.picklist(["day", "week", "month"])),
  effectiveDate: v.exactOptional(day),
  relatesTo: v.array(v.string()),
  /** 1 for news, less for a repetition or a look back. */
  novelty: unitInterval,
  confidence: unitInterval,
  evidence: v.array(EvidenceSchema),
  /** Cues that stand in a headline outside the text; offsets are those of the headline. */
  titleEvidence: v.array(EvidenceSchema),
  background: v.array(v.object({ text: v.string(), date: v.exactOptional(v.string()) })),
  source: v.object({ name: v.nullable(v.string()), url: v.exactOptional(v.string()), official: v.boolean() }),
  extractor: v.object({
    name: v.picklist(["edict-rules", "edict-model"]),
    version: v.string(),
    lexiconHash: v.string(),
    gazetteerHash: v.string(),
    llm: v.exactOptional(ModelProvenanceSchema),
    /** Why the rules answered although a model was asked. */
    fallback: v.exactOptional(v.string()),
  }),
  review: v.object({
    status: v.picklist(["pending", "accepted", "edited", "rejected"]),
    by: v.exactOptional(v.string()),
    at: v.exactOptional(v.string()),
    note: v.exactOptional(v.string()),
  }),
  warnings: v.array(v.string()),
});

/** One policy act as one article tells it; the fields are those of `DraftSignalSchema`. */
export type DraftSignal = v.InferOutput<typeof DraftSignalSchema>;
/** A clause that carries an act, as an exact slice of the text, with its cues and their weight together. */
export type EvidenceSpan = v.InferOutput<typeof EvidenceSchema>;
/** A body or person in its role; `evidence` is `null` where the text does not name it. */
export type DraftActor = v.InferOutput<typeof ActorSchema>;
/** A company that an act is about. */
export type TargetCompany = v.InferOutput<typeof CompanySchema>;

/** JSON Schema (draft 2020-12) of one draft signal. */
export function draftSignalJsonSchema(): object {
  return toJsonSchema(DraftSignalSchema, { target: "draft-2020-12" });
}
