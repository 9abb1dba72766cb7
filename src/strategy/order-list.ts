import type { EntryOccasion, EntryOrder, OrderLeg } from "./entry-order.ts";

/** Orders side by side: of one occasion, one for each leg. */
export interface OrderRun {
  readonly occasion: EntryOccasion;
  readonly legs: readonly OrderLeg[];
}

/**
 * Orders in a given order, kept as what they share and what differs: a rule with hundreds of legs plans tens of
 * thousands, and each is an object only while somebody looks at it.
 */
export class OrderList {
  readonly runs: readonly OrderRun[];
  readonly length: number;
  /** place of each run's first order */
  readonly #firsts: Int32Array;

  constructor(runs: readonly OrderRun[]) {
    this.runs = runs;
    this.#firsts = new Int32Array(runs.length);
    let length = 0;
    for (let run = 0; run < runs.length; run++) {
      this.#firsts[run] = length;
      length += runs[run]!.legs.length;
    }
    this.length = length;
  }

  /** Orders as a list; those side by side that have their occasion in common share it. */
  static of(orders: Iterable<EntryOrder>): OrderList {
    const runs: { readonly occasion: EntryOccasion; readonly legs: OrderLeg[] }[] = [];
    for (const { occasion, leg } of orders) {
      const last = runs.at(-1);
      if (last?.occasion === occasion) last.legs.push(leg);
      else runs.push({ occasion, legs: [leg] });
    }
    return new OrderList(runs);
  }

  /** The order at a place from 0 on; undefined where there is none. */
  at(place: number): EntryOrder | undefined {
    if (!(place >= 0 && place < this.length)) return undefined;
    let low = 0;
    let high = this.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#firsts[middle]! <= place) low = middle;
      else high = middle - 1;
    }
    const { occasion, legs } = this.runs[low]!;
    return { occasion, leg: legs[place - this.#firsts[low]!]! };
  }

  *[Symbol.iterator](): Generator<EntryOrder> {
    for (const { occasion, legs } of this.runs) for (const leg of legs) yield { occasion, leg };
  }

  filter(isKept: (order: EntryOrder) => boolean): OrderList {
    return OrderList.of([...this].filter(isKept));
  }
}
