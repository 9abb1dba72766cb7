// How fast one rule is run again: 10,000 calendar shifts of 60 signals through a rule with stops over 5,000 bars, and
// 10,000 combinations of hold, stop and lag over the same. Targets on one core: 400 ms and 120 ms.
// Run: node bench/run.mjs bench/luck-speed.ts
import { type KernelPrices, type KernelRule, kernelOrders } from "../src/engine/kernel/kernel-input.ts";
import { KERNEL_COLUMNS } from "../src/engine/kernel/kernel-statistics.ts";
import { RuleKernel } from "../src/engine/kernel/rule-kernel.ts";
import { TradeTable } from "../src/engine/kernel/trade-table.ts";
import { SeededRandom } from "../src/statistics/seeded-random.ts";

const BARS = 5_000;
const SIGNALS = 60;
const RUNS = 10_000;

const prices = makePrices();
const book = {
  capital: 1_000_000,
  leverage: 1,
  maintenance: 0.25,
  lot: 0,
  proportionalCosts: 0.001,
  costs: { areKnown: () => true, of: () => 0, affordable: () => 0 },
  borrow: 0.01,
  financing: 0.05,
  sessionsPerYear: 252,
  riskFree: 0,
};
const rule: KernelRule = {
  side: 1,
  entersAtClose: false,
  hold: 10,
  leavesAtOpen: false,
  stopLoss: 0.08,
  target: 0.15,
  trailingStop: Number.NaN,
  onlyIfGapBelow: Number.NaN,
  extends: true,
  waits: true,
};
const random = new SeededRandom(2);
const calendar = Int32Array.from({ length: SIGNALS }, () => random.integer(BARS)).sort();
const rows = new Float64Array(RUNS * KERNEL_COLUMNS);
const moved = kernelOrders(SIGNALS);

measure("10,000 calendar shifts, stop and target (target 400 ms)", () => {
  const kernel = new RuleKernel(prices, book, SIGNALS);
  const shifts = new SeededRandom(3);
  for (let run = 0; run < RUNS; run++) {
    kernel.run(shifted(shifts.integer(BARS)), rule, rows, run * KERNEL_COLUMNS);
  }
});

measure("the same by trades worked out once", () => {
  const table = TradeTable.of({
    prices,
    book,
    rule,
    orders: kernelOrders(SIGNALS),
    places: [],
  }) as TradeTable;
  const kernel = new RuleKernel(prices, book, SIGNALS);
  const shifts = new SeededRandom(3);
  for (let run = 0; run < RUNS; run++) {
    const orders = shifted(shifts.integer(BARS));
    if (!table.run(orders, 0, rows, run * KERNEL_COLUMNS))
      kernel.run(orders, rule, rows, run * KERNEL_COLUMNS);
  }
});

measure("10,000 combinations: 20 holds x 25 stops x 20 lags (target 120 ms)", () => {
  const kernel = new RuleKernel(prices, book, SIGNALS);
  let run = 0;
  for (let lag = 0; lag < 20; lag++) {
    const orders = kernelOrders(SIGNALS);
    for (let i = 0; i < SIGNALS; i++) orders.sessions[i] = calendar[i]! + lag;
    for (let hold = 1; hold <= 20; hold++) {
      for (let stop = 0; stop < 25; stop++) {
        kernel.run(
          orders,
          { ...rule, hold, stopLoss: 0.02 + stop * 0.01, target: Number.NaN },
          rows,
          run++ * KERNEL_COLUMNS,
        );
      }
    }
  }
});

measure("the same with 20 holds of 3 to 60 sessions", () => {
  const kernel = new RuleKernel(prices, book, SIGNALS);
  let run = 0;
  for (let lag = 0; lag < 20; lag++) {
    const orders = kernelOrders(SIGNALS);
    for (let i = 0; i < SIGNALS; i++) orders.sessions[i] = calendar[i]! + lag;
    for (let hold = 3; hold <= 60; hold += 3) {
      for (let stop = 0; stop < 25; stop++) {
        kernel.run(
          orders,
          { ...rule, hold, stopLoss: 0.02 + stop * 0.01, target: Number.NaN },
          rows,
          run++ * KERNEL_COLUMNS,
        );
      }
    }
  }
});

function shifted(shift: number): typeof moved {
  const wrapped = calendar.findIndex((session) => session + shift >= BARS);
  const start = Math.max(wrapped, 0);
  for (let i = 0; i < SIGNALS; i++) {
    const session = calendar[(start + i) % SIGNALS]! + shift;
    moved.sessions[i] = session >= BARS ? session - BARS : session;
  }
  return moved;
}

function measure(name: string, work: () => void): void {
  const times = Array.from({ length: 7 }, () => {
    const begin = process.cpuUsage();
    work();
    return process.cpuUsage(begin).user / 1000;
  });
  console.log(
    `${name}: first ${times[0]?.toFixed(0)} ms, median ${times.sort((a, b) => a - b)[3]?.toFixed(0)} ms`,
  );
}

function makePrices(): KernelPrices {
  const random = new SeededRandom(1);
  const column = () => new Float64Array(BARS);
  const [open, high, low, close] = [column(), column(), column(), column()];
  let last = 100;
  for (let t = 0; t < BARS; t++) {
    open[t] = last * Math.exp(0.005 * random.normal());
    close[t] = open[t]! * Math.exp(0.015 * random.normal());
    high[t] = Math.max(open[t]!, close[t]!) * (1 + 0.005 * random.uniform());
    low[t] = Math.min(open[t]!, close[t]!) * (1 - 0.005 * random.uniform());
    last = close[t]!;
  }
  const days = Int32Array.from({ length: BARS }, (_, t) => 12_000 + t);
  return { days, open, high, low, close, blocked: new Uint8Array(BARS), first: 0, end: BARS };
}
