import * as v from "valibot";
import { day, finite, orNull } from "../result/schema-fields.ts";
import { VARIANT_COLUMNS } from "./variant-row.ts";

/** Name of the format; it changes when a reader of the old one would go wrong. */
export const WALK_FORWARD_SCHEMA_NAME = "edict/walk-forward@1";

const metrics = v.strictObject(
  Object.fromEntries(VARIANT_COLUMNS.map((name) => [name, orNull])) as Record<
    (typeof VARIANT_COLUMNS)[number],
    typeof orNull
  >,
);

/** Schema of a walk-forward's summary; its trades and equity are a result document of their own. */
export const walkForwardSchema = v.strictObject({
  schema: v.literal(WALK_FORWARD_SCHEMA_NAME),
  runId: v.pipe(v.string(), v.description("of the result document with the stitched out-of-sample equity")),
  strategy: v.strictObject({ name: v.string(), file: v.string(), sha256: v.string() }),
  objective: v.picklist(VARIANT_COLUMNS),
  points: v.pipe(finite, v.description("of the space, searched anew in each fold")),
  by: v.picklist(["signals", "time"]),
  window: v.picklist(["expanding", "rolling"]),
  purge: v.pipe(finite, v.description("sessions before a split whose signals were not learnt from")),
  embargo: finite,
  folds: v.array(
    v.strictObject({
      train: v.strictObject({ from: v.nullable(day), to: day, signalsBefore: day, candidates: finite }),
      test: v.strictObject({ from: day, to: v.nullable(day), orders: finite }),
      params: v.nullable(v.record(v.string(), v.union([finite, v.string(), v.boolean()]))),
      inSample: v.nullable(metrics),
      outOfSample: v.pipe(
        metrics,
        v.description("of the test window's sessions and of the trades entered in it"),
      ),
    }),
  ),
  inSample: v.pipe(orNull, v.description("mean objective of the chosen points where they were chosen")),
  outOfSample: v.pipe(orNull, v.description("mean objective of the same points in their test windows")),
  efficiency: v.pipe(orNull, v.description("outOfSample / inSample; null unless inSample is above 0")),
  warnings: v.array(v.strictObject({ code: v.string(), message: v.string() })),
});

/** What was chosen in each fold, and how it did where it was not chosen. */
export type WalkForwardDocument = v.InferOutput<typeof walkForwardSchema>;
