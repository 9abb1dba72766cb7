// What one backtest costs in process, and how the cost grows: `node bench/run.mjs bench/engine.ts`.
// A backtest here is what a sweep repeats: orders planned from the signals, simulated, and the equity curve summarised.
import { evenSignals, job, randomSeries, time, yardstick } from "./engine-case.ts";

const micro = (value: number) => `${value.toFixed(value < 1_000 ? 1 : 0).padStart(9)} us`;
const print = (name: string, work: () => unknown, note = "", seconds = 0.6) => {
  const { median, best } = time(work, seconds);
  console.log(`  ${name.padEnd(12)} median ${micro(median)}   best ${micro(best)}   ${note}`);
};

const one = job([randomSeries("X", 5_000, 1)], evenSignals(60, 5_000));
console.log(`one backtest: 5,000 bars, 60 signals (${one.trades} trades), hold 10, stop`);
print("yardstick", yardstick(randomSeries("X", 5_000, 1)), "a loop over bare arrays, and the same summary");
print("plan", one.plan);
print("simulate", one.simulate);
print("whole", one.whole, "plan, simulate, summarise the equity: to stay under 150");

const many = Array.from({ length: 500 }, (_, index) => randomSeries(`S${index}`, 5_000, index));
const basket = job(many, evenSignals(60, 5_000));
console.log(
  `\n500 symbols x 5,000 bars, one rule, 60 signals (${basket.trades} trades): to stay under 60,000`,
);
print("one book", basket.whole, "", 2);
const each = many.map((series) => job([series], evenSignals(60, 5_000)));
const eachOne = () => {
  for (const single of each) single.whole();
};
print("a book each", eachOne, "", 2);

console.log(
  "\ngrowth: each row has four times the work of the one above; its best time over that of the one above",
);
const grow = (name: string, sizes: readonly number[], make: (size: number) => { whole: () => unknown }) => {
  let before = Number.NaN;
  for (const size of sizes) {
    const { best } = time(make(size).whole, 0.5);
    const factor = Number.isNaN(before) ? "" : `x ${(best / before).toFixed(2)}`;
    console.log(`  ${name.padEnd(8)} ${String(size).padStart(6)} ${micro(best)}  ${factor}`);
    before = best;
  }
};
grow("bars", [1_250, 5_000, 20_000, 80_000], (bars) =>
  job([randomSeries("X", bars, 1)], evenSignals(60, bars)),
);
grow("signals", [60, 240, 960, 3_840], (count) =>
  job([randomSeries("X", 20_000, 1)], evenSignals(count, 20_000), {
    exit: { afterSessions: 3, stopLoss: 0.05 },
  }),
);
grow("legs", [5, 20, 80, 320], (legs) =>
  job(
    Array.from({ length: legs }, (_, index) => randomSeries(`S${index}`, 2_000, index)),
    evenSignals(60, 2_000),
  ),
);
