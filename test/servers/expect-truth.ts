import { expect } from "vitest";
import type { PriceStore } from "../../src/feeds/price-store.ts";
import { differenceFromTruth } from "./difference-from-truth.ts";
import type { MarketTruth } from "./market-truth.ts";

/** Asserts that the store holds the true history of a symbol, every row and every event. */
export function expectTruth(store: PriceStore, truth: MarketTruth, symbol: string): void {
  const problem = differenceFromTruth(store, truth, symbol);
  expect(problem, problem).toBeUndefined();
}
