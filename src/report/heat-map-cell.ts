import type { SweepDocument } from "../search/sweep-schema.ts";

type Labels = NonNullable<SweepDocument["heatMap"]>["x"]["labels"];

/** The last cell that begins at or before a number; the cell of any other value. */
export function cellOf(labels: Labels, value: string | number | boolean | undefined): number {
  if (typeof value !== "number") return Math.max(0, labels.indexOf(value as string));
  return Math.max(
    0,
    labels.findLastIndex((label) => (label as number) <= value),
  );
}
