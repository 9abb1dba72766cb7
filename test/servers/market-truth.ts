import type { CalendarDay } from "../../src/time/calendar-day.ts";
import { isWeekend, parseCalendarDay } from "../../src/time/calendar-day.ts";
import type { ExchangeCode } from "../../src/time/exchange.ts";
import { EXCHANGES, sessionHours } from "../../src/time/exchange.ts";
import { instantAt } from "../../src/time/zoned-time.ts";

/** One bar as it was traded on the day, on nobody's adjusted basis. */
export interface TradedBar {
  day: CalendarDay;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** One instrument of the made-up market. */
export interface TrueInstrument {
  symbol: string;
  exchange: ExchangeCode;
  currency: string;
  bars: TradedBar[];
  /** `ratio` new shares for one old, effective before the open of `day` */
  splits: { day: CalendarDay; ratio: number }[];
  /** cash per share as of the ex-date */
  dividends: { day: CalendarDay; amount: number }[];
}

/** Bars as a service states them: split-adjusted, with a close adjusted for dividends as well. */
export interface StatedBar extends TradedBar {
  adjustedClose: number;
}

/** A small seeded generator (mulberry32): the truth must be the same in every process that asks for it. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A made-up market whose true history is known: what the fault server serves, and what a store must end up with. */
export class MarketTruth {
  readonly instruments = new Map<string, TrueInstrument>();
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  add(symbol: string, exchange: ExchangeCode, currency: string, sessions: number, from = "2024-01-02"): void {
    const instrument = { symbol, exchange, currency, bars: [], splits: [], dividends: [] };
    this.instruments.set(symbol, instrument);
    let day = parseCalendarDay(from) as CalendarDay;
    while (this.get(symbol).bars.length < sessions) {
      if (!isWeekend(day)) this.#trade(this.get(symbol), day);
      day++;
    }
  }

  get(symbol: string): TrueInstrument {
    const instrument = this.instruments.get(symbol);
    if (instrument === undefined) throw new RangeError(`no ${symbol} in this market`);
    return instrument;
  }

  /** One more session for every instrument. */
  advance(): void {
    for (const instrument of this.instruments.values())
      this.#trade(instrument, this.nextDay(instrument.symbol));
  }

  /** The weekday after the last session. */
  nextDay(symbol: string): CalendarDay {
    let day = (this.get(symbol).bars.at(-1)?.day as CalendarDay) + 1;
    while (isWeekend(day)) day++;
    return day;
  }

  /** From the next session on, `ratio` shares stand for one: prices and dividends before are restated. */
  split(symbol: string, ratio: number): void {
    this.get(symbol).splits.push({ day: this.nextDay(symbol), ratio });
  }

  dividend(symbol: string, amount: number): void {
    this.get(symbol).dividends.push({ day: this.nextDay(symbol), amount });
  }

  /** An hour into the session that follows the last: every bar of the truth is final. */
  now(symbol: string): number {
    const { exchange } = this.get(symbol);
    const day = this.nextDay(symbol);
    return instantAt(day, sessionHours(exchange, day).open + 60, EXCHANGES[exchange].zone);
  }

  /**
   * The history as Yahoo states it today. A split divides every earlier price by its ratio; a dividend scales
   * every earlier adjusted close by 1 - amount / close before.
   */
  stated(symbol: string): StatedBar[] {
    const { bars, splits, dividends } = this.get(symbol);
    const lastDay = bars.at(-1)?.day ?? 0;
    const known = <T extends { day: number }>(events: T[]) => events.filter(({ day }) => day <= lastDay);
    const unit = (day: CalendarDay) =>
      known(splits).reduce((factor, split) => (split.day > day ? factor * split.ratio : factor), 1);
    let factor = 1;
    const out: StatedBar[] = [];
    for (let index = bars.length - 1; index >= 0; index--) {
      const bar = bars[index] as TradedBar;
      const scale = unit(bar.day);
      const at = (price: number) => round(price / scale, 6);
      const close = at(bar.close);
      out.push({
        day: bar.day,
        open: at(bar.open),
        high: at(bar.high),
        low: at(bar.low),
        close,
        volume: Math.round(bar.volume * scale),
        adjustedClose: round(close * factor, 6),
      });
      const paid = known(dividends).filter(({ day }) => day === bar.day);
      const before = bars[index - 1];
      for (const { amount } of paid) {
        if (before !== undefined) factor *= 1 - amount / scale / (before.close / unit(before.day));
      }
    }
    return out.reverse();
  }

  /** Open, high, low and close in the currency's units, three decimals, as an exchange prints them. */
  #trade(instrument: TrueInstrument, day: CalendarDay): void {
    const split = instrument.splits.find((item) => item.day === day);
    const dividend = instrument.dividends.find((item) => item.day === day);
    const last = instrument.bars.at(-1)?.close ?? 20 + 400 * this.#random();
    const base = Math.max(0.5, last / (split?.ratio ?? 1) - (dividend?.amount ?? 0));
    const move = () => 1 + 0.02 * (this.#random() - 0.5);
    const open = base * move();
    const close = open * move();
    instrument.bars.push({
      day,
      open: round(open, 3),
      high: round(Math.max(open, close) * (1 + 0.01 * this.#random()), 3),
      low: round(Math.min(open, close) * (1 - 0.01 * this.#random()), 3),
      close: round(close, 3),
      volume: 1000 * Math.ceil(1000 * this.#random()),
    });
  }
}

export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
