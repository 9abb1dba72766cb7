// Longer than other files: it is to be read from top to bottom beside the design, as one procedure.
import { canEnter, canLeave, moment, naiveDue, reasonToLeaveAtOpen } from "./naive-exits.ts";
import { type NaiveBar, type NaiveInstrument, restated } from "./naive-market.ts";
import { compareOrders, type NaiveOrder, planNaively } from "./naive-orders.ts";
import { naiveLevels, naiveQuantity, naiveWant } from "./naive-sizing.ts";
import type { NaiveInput, NaivePosition, NaiveResult, NaiveTrade } from "./naive-types.ts";

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** One bar at a time, everything looked up afresh, nothing shared with the engine. */
export class NaiveEngine {
  readonly input: NaiveInput;
  cash: number;
  positions: NaivePosition[] = [];
  readonly trades: NaiveTrade[] = [];
  readonly fates: NaiveResult["fates"] = new Map();
  date = "";
  #interest = 0;
  #leftToday = 0;
  #waiting: { order: NaiveOrder; bar: number }[];
  #resting: { order: NaiveOrder; limit: number; until: number }[] = [];

  constructor(input: NaiveInput) {
    this.input = input;
    this.cash = input.capital;
    const planned = planNaively(input);
    for (const order of planned) this.fates.set(order, "skipped");
    this.#waiting = planned
      .filter((order) => input.dates.includes(order.instrument.bars[order.bar]!.date))
      .map((order) => ({ order, bar: order.bar }));
  }

  run(): NaiveResult {
    const equity: number[] = [];
    const exposure: number[] = [];
    for (const [index, date] of this.input.dates.entries()) {
      this.date = date;
      this.#leftToday = 0;
      this.#payForHolding(this.input.dates[index - 1]);
      for (const moment of this.#momentsOf(date)) {
        if (moment.kind === "open") this.#open(moment.instruments);
        else this.#close(moment.instruments);
      }
      const valued = this.positions.map((position) => this.#value(position, "upTo"));
      const gross = valued.reduce((sum, value) => sum + value, 0);
      const net = this.positions.reduce((sum, position, at) => sum + position.side * valued[at]!, 0);
      equity.push(this.cash + net);
      exposure.push(gross + this.#leftToday === 0 ? 0 : (gross + this.#leftToday) / (this.cash + net));
      if (gross > 0 && this.cash + net < this.input.maintenance * gross) {
        for (const position of this.positions) {
          position.leaveFrom = 0;
          position.leaveReason = "margin-call";
        }
      }
    }
    return { trades: this.trades, equity, exposure, interest: this.#interest, fates: this.fates };
  }

  rate(instrument: NaiveInstrument): number {
    return this.input.rate(instrument, this.date, "before");
  }

  /** Equity at the last marks. */
  equity(): number {
    return this.cash + this.positions.reduce((sum, one) => sum + one.side * this.#value(one, "before"), 0);
  }

  /** Gross value at the last marks. */
  gross(): number {
    return this.positions.reduce((sum, one) => sum + this.#value(one, "before"), 0);
  }

  costs(value: number): number {
    const { bps, minimum, halfSpreadBps } = this.input.costs;
    return Math.max((value * bps) / 10_000, minimum) + (value * halfSpreadBps) / 10_000;
  }

  #value(position: NaivePosition, which: "before" | "upTo"): number {
    return position.shares * position.mark * this.input.rate(position.instrument, this.date, which);
  }

  #payForHolding(dateBefore: string | undefined): void {
    for (const position of this.positions) {
      if (position.side > 0) continue;
      const days = daysBetween(position.borrowedFrom, this.date);
      const charge = (this.#value(position, "before") * this.input.costs.borrow * days) / 365;
      this.cash -= charge;
      position.costs += charge;
      position.borrowedFrom = this.date;
    }
    if (this.cash < 0 && dateBefore !== undefined) {
      const charge = (-this.cash * this.input.costs.financing * daysBetween(dateBefore, this.date)) / 365;
      this.cash -= charge;
      this.#interest += charge;
    }
  }

  #momentsOf(date: string): { time: number; kind: "open" | "close"; instruments: NaiveInstrument[] }[] {
    const moments: { time: number; kind: "open" | "close"; instruments: NaiveInstrument[] }[] = [];
    for (const instrument of this.input.instruments) {
      const bar = instrument.bars.find((one) => one.date === date);
      if (bar === undefined) continue;
      for (const [kind, time] of [["open", bar.opensAt] as const, ["close", bar.closesAt] as const]) {
        const same = moments.find((moment) => moment.time === time && moment.kind === kind);
        if (same === undefined) moments.push({ time, kind, instruments: [instrument] });
        else same.instruments.push(instrument);
      }
    }
    return moments.sort((a, b) => a.time - b.time || (a.kind === "close" ? -1 : 1));
  }

  #barToday(instrument: NaiveInstrument): NaiveBar {
    return instrument.bars.find((bar) => bar.date === this.date)!;
  }

  #open(instruments: readonly NaiveInstrument[]): void {
    for (const position of [...this.positions]) {
      if (!instruments.includes(position.instrument)) continue;
      const bar = this.#barToday(position.instrument);
      this.#restate(position, bar);
      if (Number.isNaN(bar.open) || !canLeave(position, bar)) continue;
      const reason = reasonToLeaveAtOpen(position, bar);
      if (reason !== null) this.#leave(position, bar, bar.open, reason, "open");
    }
    for (const one of [...this.#resting]) {
      const { instrument, side } = one.order;
      if (!instruments.includes(instrument)) continue;
      const bar = this.#barToday(instrument);
      one.limit = restated(one.limit, bar);
      if (!(side * (bar.open - one.limit) < 0) || !canEnter(side, bar)) continue;
      this.#resting.splice(this.#resting.indexOf(one), 1);
      this.#fill(one.order, bar, bar.open, "open");
    }
    this.#enterAll(instruments, "open");
  }

  #close(instruments: readonly NaiveInstrument[]): void {
    for (const position of [...this.positions]) {
      if (instruments.includes(position.instrument))
        this.#inside(position, this.#barToday(position.instrument));
    }
    for (const one of [...this.#resting]) {
      const { instrument, side } = one.order;
      if (!instruments.includes(instrument)) continue;
      const bar = this.#barToday(instrument);
      const worst = side > 0 ? bar.low : bar.high;
      const best = side > 0 ? bar.high : bar.low;
      if (side * (worst - one.limit) < 0 && canEnter(side, bar)) {
        this.#resting.splice(this.#resting.indexOf(one), 1);
        const price = side > 0 ? Math.min(one.limit, best) : Math.max(one.limit, best);
        const position = this.#fill(one.order, bar, price, "inside");
        if (position !== null) this.#stopInside(position, bar);
      } else if (bar.index >= one.until || this.#isLast(instrument, bar)) {
        this.#resting.splice(this.#resting.indexOf(one), 1);
      }
    }
    for (const position of [...this.positions]) {
      if (!instruments.includes(position.instrument)) continue;
      const bar = this.#barToday(position.instrument);
      const isDue = position.dueAt === "close" && position.dueBar !== null && position.dueBar <= bar.index;
      if (isDue && canLeave(position, bar))
        this.#leave(position, bar, bar.close, position.dueReason, "close");
      else if (this.#isLast(position.instrument, bar))
        this.#leave(position, bar, bar.close, "end-of-data", "close");
    }
    this.#enterAll(instruments, "close");
    for (const position of this.positions) {
      if (instruments.includes(position.instrument))
        this.#mark(position, this.#barToday(position.instrument));
    }
  }

  #isLast(instrument: NaiveInstrument, bar: NaiveBar): boolean {
    const last = this.input.dates.at(-1)!;
    return !instrument.bars.some((one) => one.date > bar.date && one.date <= last);
  }

  #restate(position: NaivePosition, bar: NaiveBar): void {
    for (const action of bar.actions) {
      if ("split" in action) {
        const ratio = action.split;
        position.shares *= ratio;
        position.price /= ratio;
        position.mark /= ratio;
        position.best /= ratio;
        if (position.stop !== null) position.stop /= ratio;
        if (position.target !== null) position.target /= ratio;
        if (position.trailing !== null) position.trailing /= ratio;
      } else {
        const income = position.side * position.shares * action.dividend * this.rate(position.instrument);
        this.cash += income;
        position.received += income;
      }
    }
  }

  #inside(position: NaivePosition, bar: NaiveBar): void {
    if (this.#stopInside(position, bar) || position.target === null || !canLeave(position, bar)) return;
    const best = position.side > 0 ? bar.high : bar.low;
    if (position.side * (best - position.target) > 0)
      this.#leave(position, bar, position.target, "target", "inside");
  }

  #stopInside(position: NaivePosition, bar: NaiveBar): boolean {
    if (!bar.traded) return false;
    const long = position.side > 0;
    const levels = [
      { level: position.trailing, reason: "trailing-stop" },
      { level: position.stop, reason: "stop-loss" },
    ].filter(({ level }) => level !== null && (long ? bar.low <= level : bar.high >= level)) as {
      level: number;
      reason: string;
    }[];
    // The nearer to the price comes first; of two at one price, the fixed one.
    levels.sort(
      (a, b) => (long ? b.level - a.level : a.level - b.level) || (a.reason === "stop-loss" ? -1 : 1),
    );
    const [first] = levels;
    if (first === undefined) return false;
    if (canLeave(position, bar)) {
      const price = long ? Math.min(first.level, bar.high) : Math.max(first.level, bar.low);
      this.#leave(position, bar, price, first.reason, "inside");
    } else if (position.leaveFrom === null || position.leaveFrom > bar.index + 1) {
      position.leaveFrom = bar.index + 1;
      position.leaveReason = first.reason;
    }
    return true;
  }

  #mark(position: NaivePosition, bar: NaiveBar): void {
    position.mark = bar.close;
    const long = position.side > 0;
    const isFresh = position.entryBar === bar;
    if (!(isFresh && position.enteredAt === "close")) {
      const seen = isFresh && position.enteredAt === "inside" ? bar.close : long ? bar.high : bar.low;
      position.best = long ? Math.max(position.best, seen) : Math.min(position.best, seen);
    }
    const { trailingStop } = position.rule.exit;
    if (trailingStop !== undefined) position.trailing = position.best * (1 - position.side * trailingStop);
  }

  #enterAll(instruments: readonly NaiveInstrument[], kind: "open" | "close"): void {
    const due = this.#waiting
      .filter(({ order, bar }) => order.at === kind && order.instrument.bars[bar]!.date === this.date)
      .filter(({ order }) => instruments.includes(order.instrument))
      .sort((a, b) => compareOrders(a.order, b.order));
    for (const one of due) {
      this.#waiting.splice(this.#waiting.indexOf(one), 1);
      this.#enter(one.order, this.#barToday(one.order.instrument));
    }
  }

  #enter(order: NaiveOrder, bar: NaiveBar): void {
    const { entry } = order.rule;
    const price = order.at === "open" ? bar.open : bar.close;
    if (order.at === "close" && this.#isLast(order.instrument, bar)) return;
    if (Number.isNaN(price) || !canEnter(order.side, bar)) {
      const next = order.instrument.bars[bar.index + 1];
      const isOver = next === undefined || this.#isLast(order.instrument, bar);
      if (entry.ifBlocked === "wait" && !isOver) this.#waiting.push({ order, bar: next.index });
      return;
    }
    const before = restated(order.instrument.bars[bar.index - 1]?.close ?? Number.NaN, bar);
    if (entry.onlyIfGapBelow !== undefined && !(order.side * (price / before - 1) < entry.onlyIfGapBelow))
      return;
    if (entry.limit === undefined) {
      this.#fill(order, bar, price, order.at);
      return;
    }
    const limit = before * (1 - order.side * entry.limit.below);
    if (Number.isNaN(limit)) return;
    if (order.side * (price - limit) < 0) this.#fill(order, bar, price, "open");
    else this.#resting.push({ order, limit, until: bar.index + (entry.limit.sessions ?? 1) - 1 });
  }

  #fill(
    order: NaiveOrder,
    bar: NaiveBar,
    price: number,
    at: NaivePosition["enteredAt"],
  ): NaivePosition | null {
    const { rule, instrument, side } = order;
    if (order.untilBar !== null && order.untilBar < bar.index + (order.at === "close" ? 1 : 0)) return null;
    const opposite = this.positions.filter((one) => one.instrument === instrument && one.side !== side);
    if (opposite.length > 0) {
      if (rule.onOpposite === "ignore") return null;
      for (const one of opposite) this.#leave(one, bar, price, "opposite-signal", at);
      if (rule.onOpposite === "exit") return null;
    }
    const own = this.positions.filter((one) => one.instrument === instrument && one.rule === rule);
    const due = naiveDue(this.input, order, bar, at);
    if (own.length > 0) {
      if (rule.overlap === "ignore") return null;
      if (rule.overlap === "stack" && own.length >= rule.maxStack) return null;
      if (rule.overlap === "replace") for (const one of own) this.#leave(one, bar, price, "replaced", at);
      if (rule.overlap === "extend") {
        const last = own.at(-1)!;
        if (moment(due) > moment(last))
          Object.assign(last, { dueBar: due.dueBar, dueAt: due.dueAt, dueReason: due.dueReason });
        last.signals.push(order.signal.id);
        this.fates.set(order, "extended");
        return null;
      }
    }
    const levels = naiveLevels(order, bar, price);
    const want = levels === null ? Number.NaN : naiveWant(this, order, bar, at);
    if (levels === null || !(want > 0)) return null;
    const shares = naiveQuantity(this, order, want, price);
    if (!(shares > 0)) return null;
    const rate = this.rate(instrument);
    const costs = this.costs(shares * price) * rate;
    const position: NaivePosition = {
      rule,
      order,
      instrument,
      side,
      signals: [order.signal.id],
      shares,
      sharesAtEntry: shares,
      entryBar: bar,
      enteredAt: at,
      price,
      boughtAt: price,
      paid: shares * price * rate,
      received: 0,
      costs,
      mark: price,
      best: price,
      ...levels,
      ...due,
      borrowedFrom: this.date,
    };
    this.cash -= side * position.paid + costs;
    this.positions.push(position);
    this.fates.set(order, "traded");
    return position;
  }

  #leave(
    position: NaivePosition,
    bar: NaiveBar,
    price: number,
    reason: string,
    at: "open" | "inside" | "close",
  ): void {
    const rate = this.rate(position.instrument);
    const value = position.shares * price * rate;
    const costs = this.costs(position.shares * price) * rate;
    this.cash += position.side * value - costs;
    if (at !== "open") this.#leftToday += value;
    this.positions = this.positions.filter((one) => one !== position);
    this.trades.push({
      signals: position.signals,
      rule: this.input.rules.indexOf(position.rule),
      symbol: position.instrument.symbol,
      side: position.side,
      quantity: position.sharesAtEntry,
      entryDate: position.entryBar.date,
      entryPrice: position.boughtAt,
      paid: position.paid,
      exitDate: bar.date,
      exitPrice: price,
      reason,
      costs: position.costs + costs,
      profit: position.side * (value - position.paid) + position.received - position.costs - costs,
    });
  }
}
