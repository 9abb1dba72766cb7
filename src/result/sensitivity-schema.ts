import * as v from "valibot";
import { described, finite } from "./schema-fields.ts";

/** The other runs that a result is held against. */
export const SENSITIVITY_KEYS = [
  "as-run",
  "known-one-session-earlier",
  "known-one-session-later",
  "delay-2-sessions",
  "delay-5-sessions",
  "other-timing",
  "other-fill",
  "without-leaks",
  "with-leaks",
  "complete-families",
] as const;
export type SensitivityKey = (typeof SENSITIVITY_KEYS)[number];

const row = v.strictObject({
  key: v.picklist(SENSITIVITY_KEYS),
  label: v.string(),
  tradable: described(v.boolean(), "false if it looks ahead: nobody could have traded it"),
  missing: described(v.nullable(v.string()), "why it was not run; the numbers are then null"),
  signals: described(v.nullable(finite), "signals behind the trades"),
  trades: v.nullable(finite),
  bursts: v.nullable(finite),
  meanTradeReturn: v.nullable(finite),
  totalReturn: v.nullable(finite),
  sharpeRatio: v.nullable(finite),
  maxDrawdown: v.nullable(finite),
  p: described(v.nullable(finite), "calendar shift, two-sided, of the mean trade; null for too few bursts"),
  flips: described(
    v.nullable(v.picklist(["sign", "significance"])),
    "what of the conclusion it turns: the sign of the mean trade, or whether p is at most the level",
  ),
});

/** Schema of `sensitivity`. */
export const sensitivitySchema = v.strictObject({
  level: finite,
  draws: described(finite, "calendar shifts at most of each row that differs from the run itself"),
  rows: v.array(row),
});
export type Sensitivity = v.InferOutput<typeof sensitivitySchema>;
export type SensitivityRow = Sensitivity["rows"][number];
