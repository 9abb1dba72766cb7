import type { PriceCsv } from "../decode/price-csv/price-csv.ts";
import type { DataFinding } from "./data-finding.ts";
import type { Instrument } from "./instrument.ts";

/** Shares in one lot (手) on the mainland, on every board. */
const MAINLAND_LOT = 100;
/**
 * Money traded by volume and close, where volumes are in lots of a hundred: the money in yuan, in thousands (as
 * Tushare writes it), or in ten thousands. In shares the first would be 1.
 */
const RATIOS_OF_LOTS = [100, 0.1, 0.01];
/** An average price of the day and its close differ by this at most, by and large. */
const NEAR = 0.1;
/** Adjusted prices agree with the money that was traded only at the end of a history. */
const LAST_ROWS = 60;

/**
 * The volume of a file in shares.
 *
 * A unit in the column's name (`成交量(手)`, `Volume (000)`) is taken at its word. Without one, mainland volumes are
 * known to be in lots by the money traded beside them, over the last sixty rows: Eastmoney, Tushare and what is
 * made of them write lots and do not say so.
 *
 * @returns the volume, and a finding if it is not that of the file
 */
export function volumeInShares(
  prices: Pick<PriceCsv, "volume" | "close" | "turnover" | "volumeUnit">,
  instrument: Instrument,
): { readonly volume: Float64Array; readonly finding?: DataFinding } {
  const { volume, volumeUnit } = prices;
  const lot = lotOf(instrument);
  if (volumeUnit === null) {
    if (!isMainland(instrument) || !isInLots(prices)) return { volume };
    const what = `volumes are in lots, by the money traded; times ${MAINLAND_LOT}`;
    return times(volume, MAINLAND_LOT, instrument, what);
  }
  if (volumeUnit.isLots && lot === null) {
    const what = "volumes are in lots of a size that is not known; they stand as they are";
    return { volume, finding: findingOf(instrument, what) };
  }
  const factor = volumeUnit.factor * (volumeUnit.isLots ? (lot as number) : 1);
  if (factor === 1) return { volume };
  return times(
    volume,
    factor,
    instrument,
    `volumes in units of ${factor} shares, by their name; times ${factor}`,
  );
}

/** Shares in one lot of volume; null if it is not known. */
function lotOf(instrument: Instrument): number | null {
  return isMainland(instrument) ? MAINLAND_LOT : instrument.lot;
}

function isMainland({ exchange }: Instrument): boolean {
  return exchange === "SSE" || exchange === "SZSE";
}

function isInLots({ volume, close, turnover }: Pick<PriceCsv, "volume" | "close" | "turnover">): boolean {
  const ratios: number[] = [];
  for (let row = Math.max(0, volume.length - LAST_ROWS); row < volume.length; row++) {
    const ratio = turnover[row]! / (volume[row]! * close[row]!);
    if (Number.isFinite(ratio) && ratio > 0) ratios.push(ratio);
  }
  ratios.sort((a, b) => a - b);
  const median = ratios[ratios.length >> 1] ?? Number.NaN;
  return RATIOS_OF_LOTS.some((expected) => Math.abs(median / expected - 1) <= NEAR);
}

function times(volume: Float64Array, factor: number, instrument: Instrument, what: string) {
  return { volume: volume.map((value) => value * factor), finding: findingOf(instrument, what) };
}

function findingOf({ symbol }: Instrument, what: string): DataFinding {
  return { kind: "volume-unit", symbol, day: null, what, action: "kept" };
}
