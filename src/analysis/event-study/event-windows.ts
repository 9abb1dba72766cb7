import { formatCounted } from "../../decode/format-count.ts";
import type { EventReturns, ReturnWindow } from "./abnormal-returns.ts";
import type { CheckedInput } from "./event-study-input.ts";
import type { RelativeSessions } from "./relative-sessions.ts";

/** The returns around one event: parts of the columns of the input where these reach so far. */
export interface CutEvent extends EventReturns {
  readonly window: ReturnWindow & { readonly returns: Float64Array };
}

/** The windows of one event, or why it has none. */
export function windowsOf(
  { input, columns, market, factors, zeros, sessions }: CheckedInput,
  event: number,
): CutEvent | string {
  const { estimation, window, incomplete = "refuse" } = input;
  const zero = zeros[event]!;
  if (zero < 0) return "no session follows it in the data";
  if (incomplete === "refuse" && zero + estimation.first < 0)
    return `only ${formatCounted(zero, "session", ["precedes", "precede"])} it, its estimation window needs ${-estimation.first}`;
  if (incomplete === "refuse" && zero + window.last >= sessions)
    return `only ${formatCounted(sessions - 1 - zero, "session", ["follows", "follow"])} it, its window needs ${window.last}`;
  const { asset } = input.events[event]!;
  const part = ({ first, last }: RelativeSessions) => {
    const cut = (values: Float64Array) => cutFrom(values, zero + first, zero + last + 1);
    return {
      returns: cut(columns.get(asset)!),
      ...(market !== null && { market: cut(market) }),
      ...(factors.length > 0 && { factors: factors.map(cut) }),
      sessions: consecutive(zero + first, last - first + 1),
    };
  };
  return { asset, estimation: part(estimation), window: part(window) };
}

/** A stretch of a column, NaN where it reaches past an end. */
function cutFrom(values: Float64Array, from: number, to: number): Float64Array {
  if (from >= 0 && to <= values.length) return values.subarray(from, to);
  const part = new Float64Array(to - from).fill(Number.NaN);
  part.set(values.subarray(Math.max(0, from), Math.max(0, to)), Math.min(part.length, Math.max(0, -from)));
  return part;
}

function consecutive(from: number, count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let t = 0; t < count; t++) numbers[t] = from + t;
  return numbers;
}
