import type { Simulation } from "../engine/simulation.ts";

/** Returns of variants over the same sessions, without the sessions on which none of them was invested. */
export interface ReturnMatrix {
  /** all sessions of the runs, the quiet ones too */
  readonly sessions: number;
  /** sessions on which some variant has a return other than 0, increasing */
  readonly active: Int32Array;
  /** one row a variant, one column an active session; all in one memory that threads may share */
  readonly rows: readonly Float64Array[];
}

/** Simple returns per session of a simulation, from its capital on. */
export function returnsOf(simulation: Simulation, capital: number): Float64Array {
  const { equity } = simulation;
  const returns = new Float64Array(equity.length);
  let previous = capital;
  for (let t = 0; t < equity.length; t++) {
    returns[t] = equity[t]! / previous - 1;
    previous = equity[t]!;
  }
  return returns;
}

/**
 * Puts returns side by side.
 *
 * @param returns one series a variant, all of one length
 */
export function returnMatrix(returns: readonly Float64Array[]): ReturnMatrix {
  const sessions = returns[0]?.length ?? 0;
  const isActive = new Uint8Array(sessions);
  for (const series of returns) {
    if (series.length !== sessions) throw new RangeError("the variants run over different sessions");
    for (let t = 0; t < sessions; t++) if (series[t] !== 0) isActive[t] = 1;
  }
  const active = new Int32Array(isActive.reduce((count, one) => count + one, 0));
  for (let t = 0, place = 0; t < sessions; t++) if (isActive[t] === 1) active[place++] = t;
  const memory = new SharedArrayBuffer(8 * returns.length * active.length);
  const rows = returns.map((series, row) => {
    const values = new Float64Array(memory, 8 * row * active.length, active.length);
    for (let place = 0; place < active.length; place++) values[place] = series[active[place]!]!;
    return values;
  });
  return { sessions, active, rows };
}
