import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { SIGNAL_PHASES } from "../../policy-signal.ts";
import { SIGNAL_KINDS } from "../../signal-kind.ts";
import { SIGNAL_MODALITIES } from "../drafts/draft-signal.ts";

const QuoteSchema = v.strictObject({
  /** Copied from the article, character for character. */
  quote: v.string(),
  /** What the quoted words mean for the target: -1 restrictive .. +1 supportive. */
  direction: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
  /** How much they weigh in the act, 0..1. */
  weight: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});

const ReplySignalSchema = v.strictObject({
  kind: v.picklist(SIGNAL_KINDS),
  phase: v.picklist(SIGNAL_PHASES),
  modality: v.picklist(SIGNAL_MODALITIES),
  actors: v.array(v.string()),
  participants: v.array(v.string()),
  tickers: v.array(v.string()),
  sectors: v.array(v.string()),
  broadMarket: v.boolean(),
  eventDate: v.nullable(v.string()),
  eventEnd: v.nullable(v.string()),
  effectiveDate: v.nullable(v.string()),
  scheduled: v.boolean(),
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  evidence: v.array(QuoteSchema),
});

/** What a model must answer: signals found, and looks back that are none. Every field is required. */
export const ModelReplySchema = v.strictObject({
  signals: v.array(ReplySignalSchema),
  background: v.array(v.string()),
});

/** What a model must answer with. */
export type ModelReply = v.InferOutput<typeof ModelReplySchema>;
/** One act of a model's answer. */
export type ReplySignal = v.InferOutput<typeof ReplySignalSchema>;

/**
 * The reply as JSON Schema for `response_format`. Strict mode of OpenAI-compatible services wants every field
 * required and no others allowed, which `strictObject` gives; bounds on numbers are not part of that subset
 * everywhere, so they are left to the check of the reply.
 */
export function modelReplyJsonSchema(): object {
  const schema = toJsonSchema(ModelReplySchema, { errorMode: "ignore" }) as Record<string, unknown>;
  const { $schema: _, ...rest } = schema;
  return withoutBounds(rest) as object;
}

const BOUNDS = new Set(["minimum", "maximum"]);

function withoutBounds(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutBounds);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !BOUNDS.has(key))
      .map(([key, value]) => [key, withoutBounds(value)]),
  );
}
