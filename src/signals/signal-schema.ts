import * as v from "valibot";
import { whatAndFix } from "../decode/decode-with.ts";
import {
  type PolicySignal,
  PUBLICATION_BASES,
  SESSION_HINTS,
  SIGNAL_PHASES,
  SIGNAL_RELATIONS,
  SIGNAL_STATUSES,
} from "./policy-signal.ts";
import { SIGNAL_KINDS } from "./signal-kind.ts";
import { calendarDayText, clockTimeText, instantText } from "./time-fields.ts";

/** The word in a catalogue file's `schema` field. */
export const SIGNALS_SCHEMA_NAME = "edict/signals@1";

const words = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== "", whatAndFix("the text is blank", "write something, or leave it out")),
);
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1), v.description("a number from 0 to 1"));

const signalId = v.pipe(
  v.string(),
  v.check(
    (text) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text),
    (issue) =>
      whatAndFix(
        `${issue.received} is not an id`,
        "write small letters, digits and single hyphens, e.g. cewc-2025",
      ),
  ),
  v.description("an id in small letters, digits and hyphens, e.g. xi-entrepreneur-symposium-2025"),
  v.metadata({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$" }),
);

const publication = v.pipe(
  v.strictObject({
    date: calendarDayText,
    time: v.pipe(v.optional(v.nullable(clockTimeText), null), v.description("HH:MM in Shanghai, or null")),
    session: v.optional(v.picklist(SESSION_HINTS), "unknown"),
    basis: v.picklist(PUBLICATION_BASES),
  }),
  v.description(
    'when it was published, e.g. { "date": "2026-02-27", "session": "post-close", "basis": "wording" }',
  ),
);

/** Every field but `id` and `revisions`, without defaults: a revision states some of them. */
const facts = {
  title: v.pipe(words, v.description("one line that names the act")),
  kind: v.pipe(v.picklist(SIGNAL_KINDS), v.description("a kind of the tree, e.g. leadership-meeting")),
  status: v.pipe(v.picklist(SIGNAL_STATUSES), v.description("who let it be known: official, leak, ...")),
  phase: v.pipe(v.picklist(SIGNAL_PHASES), v.description("how far the act has got")),
  stance: v.pipe(
    v.number(),
    v.minValue(-1),
    v.maxValue(1),
    v.description("a number from -1 (restrictive) to 1 (supportive)"),
  ),
  mixed: v.pipe(v.boolean(), v.description("true if both directions carry weight")),
  actors: v.array(words),
  targets: v.array(words),
  symbols: v.array(words),
  occursAt: v.pipe(calendarDayText, v.description("first day of the act, YYYY-MM-DD")),
  occursUntil: v.pipe(calendarDayText, v.description("last day of the act, YYYY-MM-DD")),
  publishedAt: publication,
  scheduled: v.pipe(v.boolean(), v.description("true if the date was public in advance")),
  family: v.pipe(v.nullable(words), v.description("inclusion rule, e.g. P1, or null")),
  familyComplete: v.pipe(
    v.boolean(),
    v.description("true if every member of the family is in the catalogue"),
  ),
  confidence: share,
  novelty: share,
  relatesTo: v.array(v.strictObject({ id: signalId, relation: v.picklist(SIGNAL_RELATIONS) })),
  summary: words,
  sources: v.pipe(v.array(words), v.description("addresses or names of the sources")),
  verified: v.pipe(v.boolean(), v.description("true if the day was confirmed against a source")),
  notes: v.string(),
  review: v.strictObject({
    status: v.picklist(["accepted", "edited", "pending", "rejected"]),
    by: v.exactOptional(words),
    at: v.exactOptional(instantText),
    from: v.exactOptional(words),
    note: v.exactOptional(v.string()),
  }),
};

const optionalFacts = Object.fromEntries(
  Object.entries(facts).map(([name, schema]) => [name, v.exactOptional(schema)]),
) as { [Name in keyof typeof facts]: v.ExactOptionalSchema<(typeof facts)[Name], undefined> };

const revision = v.strictObject({
  until: instantText,
  by: words,
  why: words,
  was: v.strictObject(optionalFacts),
  absent: v.exactOptional(
    v.array(
      v.picklist(["phase", "mixed", "occursUntil", "confidence", "novelty", "relatesTo", "summary", "notes"]),
    ),
  ),
});

/**
 * Schema of one signal as it stands in a file. Strict: a misspelt field is an issue. Left out, `actors`, `targets`,
 * `symbols` and `sources` are empty, `scheduled`, `familyComplete` and `verified` are false, `family` is null.
 */
export const policySignalSchema = v.pipe(
  v.strictObject({
    id: signalId,
    title: facts.title,
    kind: facts.kind,
    status: facts.status,
    phase: v.exactOptional(facts.phase),
    stance: facts.stance,
    mixed: v.exactOptional(facts.mixed),
    actors: v.optional(facts.actors, []),
    targets: v.optional(facts.targets, []),
    symbols: v.optional(facts.symbols, []),
    occursAt: facts.occursAt,
    occursUntil: v.exactOptional(facts.occursUntil),
    publishedAt: facts.publishedAt,
    scheduled: v.optional(facts.scheduled, false),
    family: v.optional(facts.family, null),
    familyComplete: v.optional(facts.familyComplete, false),
    confidence: v.exactOptional(facts.confidence),
    novelty: v.exactOptional(facts.novelty),
    relatesTo: v.exactOptional(facts.relatesTo),
    summary: v.exactOptional(facts.summary),
    sources: v.optional(facts.sources, []),
    verified: v.optional(facts.verified, false),
    notes: v.exactOptional(facts.notes),
    review: v.exactOptional(facts.review),
    revisions: v.exactOptional(v.array(revision)),
  }),
  v.description("one policy act as published"),
) satisfies v.GenericSchema<unknown, PolicySignal>;

/** Schema of a whole catalogue file; a list of signals alone is read, too. */
export const signalFileSchema = v.strictObject({
  schema: v.literal(SIGNALS_SCHEMA_NAME),
  signals: v.pipe(v.array(policySignalSchema), v.description("the signals, in any order")),
});
