import { nearestName } from "../decode/nearest-name.ts";
import { KERNEL_COLUMNS, KernelColumn } from "../engine/kernel/kernel-statistics.ts";
import { InputError } from "../errors.ts";

/** Numbers that a search keeps of every variant, in the order of a row; undefined is NaN in columns, null in JSON. */
export const VARIANT_COLUMNS = [
  "totalReturn",
  "meanTradeReturn",
  "sharpeRatio",
  "maxDrawdown",
  "winRate",
  "tradeCount",
] as const satisfies readonly (keyof typeof KernelColumn)[];
export type VariantColumn = (typeof VARIANT_COLUMNS)[number];

/** Numbers in a row. */
export const ROW_LENGTH = KERNEL_COLUMNS;

/** What became of a point. */
export const VariantStatus = {
  evaluated: 0,
  /** left out by a constraint */
  excluded: 1,
  /** the strategy refused the point or threw */
  failed: 2,
} as const;

/** A search looks for the highest value; a drawdown is negative, so the highest is the shallowest. */
const OBJECTIVES: Readonly<Record<string, VariantColumn>> = {
  sharpe: "sharpeRatio",
  return: "totalReturn",
  "mean-trade": "meanTradeReturn",
  drawdown: "maxDrawdown",
  "win-rate": "winRate",
};

/** @throws InputError for a name that is none of {@link OBJECTIVES} */
export function readObjective(name: string): VariantColumn {
  const column = Object.hasOwn(OBJECTIVES, name) ? OBJECTIVES[name] : undefined;
  if (column !== undefined) return column;
  const known = Object.keys(OBJECTIVES);
  const nearest = nearestName(name, known);
  throw new InputError({
    what: `there is no objective "${name}"`,
    at: "--objective",
    fix:
      nearest === undefined
        ? `choose one of ${known.join(", ")}`
        : `did you mean "${nearest}"? (one of ${known.join(", ")})`,
  });
}

/** Place of a column in a row. */
export function placeOf(column: VariantColumn): number {
  return KernelColumn[column];
}
