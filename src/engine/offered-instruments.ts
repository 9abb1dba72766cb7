import type { Instant } from "../time/zoned-time.ts";
import type { SimulationInput } from "./simulation.ts";

/**
 * A market also holds the tickers that only a later signal names. Callbacks are not told of them before: neither that
 * they have prices nor when their exchanges open.
 */

const namedByInput = new WeakMap<SimulationInput, Float64Array>();

/** Whether callbacks just before `instant` may be told of an instrument: the strategy names it, or a signal has. */
export function isOffered(input: SimulationInput, instrument: number, instant: Instant): boolean {
  return input.namedLater.size === 0 || namedAt(input)[instrument]! < instant;
}

/** Symbols that callbacks may be told of just before `instant`. */
export function offeredSymbols(input: SimulationInput, instant: Instant): string[] {
  const traded = input.market.series.filter((_, instrument) => isOffered(input, instrument, instant));
  return [...traded, ...input.watched].map((series) => series.instrument.symbol);
}

/** For each instrument, when the first signal that trades it is known; before all time if the strategy names it. */
function namedAt(input: SimulationInput): Float64Array {
  let named = namedByInput.get(input);
  if (named === undefined) {
    named = Float64Array.from(input.market.series, (_, instrument) =>
      input.namedLater.has(instrument) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
    );
    for (const { leg, occasion } of input.orders) {
      named[leg.instrument] = Math.min(named[leg.instrument]!, input.known[occasion.signal]!);
    }
    namedByInput.set(input, named);
  }
  return named;
}
