import type { Position, Writable } from "./portfolio.ts";

/** The columns of a simulation, one value for each day of the time line. */
export interface DailyColumns {
  readonly equity: Float64Array;
  readonly cash: Float64Array;
  readonly exposure: Float64Array;
}

/**
 * Memory that one run after another writes to, for who needs each run only until the next. New memory costs more than
 * what is written to it: the system clears each page when it is first touched.
 */
export class SimulationMemory {
  readonly columns: DailyColumns;
  /** rows of the trade ledger; it puts wider ones here when they do not suffice */
  rows = new Float64Array(0);
  /** objects of closed positions, for later ones */
  readonly positions: Writable<Position>[] = [];
  /** runs that have begun on it: what an earlier one wrote is lost */
  runs = 0;

  /** @param length days of the time line */
  constructor(length: number) {
    // Three columns in one piece: a sweep asks for them a hundred thousand times.
    const memory = new Float64Array(3 * length);
    this.columns = {
      equity: memory.subarray(0, length),
      cash: memory.subarray(length, 2 * length),
      exposure: memory.subarray(2 * length),
    };
  }
}
