import type { DecisionContext, MarketSight } from "../../src/strategy/decision-context.ts";
import type { Rule } from "../../src/strategy/rule.ts";
import type { SessionContext } from "../../src/strategy/session-context.ts";

/**
 * Callbacks that look at everything they can and decide by all of it: whatever they could see too early, a change of
 * it would change what they do.
 */

/** A number that depends on every bit of every value given. */
class Digest {
  #state = 17;

  add(value: unknown): this {
    for (const character of String(value))
      this.#state = (this.#state * 31 + character.charCodeAt(0)) % 1_000_003;
    return this;
  }

  /** 0 .. parts - 1 */
  part(parts: number): number {
    return this.#state % parts;
  }
}

function lookAround(sight: MarketSight, symbols: readonly string[]): Digest {
  const digest = new Digest().add(sight.equity);
  for (const signal of sight.signals) {
    digest.add(signal.id).add(signal.stance).add(JSON.stringify(signal.relatesTo));
  }
  for (const held of sight.positions) {
    digest.add(held.symbol).add(held.side).add(held.quantity).add(held.sessionsHeld).add(held.openReturn);
  }
  for (const symbol of symbols) {
    const prices = sight.pricesOf(symbol);
    digest.add(prices.length).add(prices.day()).add(prices.closes(9).join());
    for (let back = 0; back < Math.min(3, prices.length); back++) {
      digest.add(prices.open(back)).add(prices.high(back)).add(prices.low(back)).add(prices.volume(back));
    }
    if (prices.length > 12) {
      const indicators = sight.indicatorsOf(symbol);
      digest
        .add(indicators.rsi(3))
        .add(indicators.atr(3))
        .add(indicators.sma(5))
        .add(indicators.volatility(4));
      digest.add(indicators.bollinger(5, 2).upper).add(indicators.macd(2, 4, 3).histogram);
    }
  }
  return digest;
}

/** The rules, each asking callbacks that look around. */
export function watchingRules(rules: readonly Rule[], symbols: readonly string[]): Rule[] {
  return rules.map((rule, index) => {
    const isBeforeTheAct = rule.entry?.sessionsBefore !== undefined;
    // Before an act only its date can be read.
    const tiesOf = ({ signal }: DecisionContext) =>
      isBeforeTheAct ? null : JSON.stringify(signal.relatesTo);
    return {
      ...rule,
      on: isBeforeTheAct ? rule.on : { ...rule.on, matches: (signal) => signal.relatesTo === undefined },
      where: (context: DecisionContext) =>
        lookAround(context, symbols)
          .add(context.signal.id)
          .add(tiesOf(context))
          .add(context.prices.close())
          .add(index)
          .part(4) !== 0,
      exit: {
        ...rule.exit,
        when: (context) => lookAround(context, symbols).add(context.holding.openReturn).part(9) === 0,
      },
    };
  });
}

/** The rules, each waiting for the sentiment index to cross a level instead of for its signals. */
export function indexRules(rules: readonly Rule[], seed: number): Rule[] {
  return rules.map(({ entry = {}, exit, ...rule }, index) => {
    const { sessionsBefore: _, delayMinutes: __, ...rest } = entry;
    const { until, ...exits } = exit;
    const level = [0.3, -0.2, 0.8][(seed + index) % 3]!;
    const unit = (seed + index) % 2 === 0 ? ("sessions" as const) : ("days" as const);
    return {
      ...rule,
      on: {
        index: (seed + index) % 4 === 0 ? "all" : "internet-platforms",
        ...(seed % 3 === 0 ? { below: level } : { above: level }),
        halfLife: { value: 3, unit },
      },
      entry: rest,
      exit: { ...exits, afterSessions: exits.afterSessions ?? 4, onSignal: { index: "all", below: -0.3 } },
      ...(until !== undefined && until !== "occurs" && { exit: { until } }),
      weighting: rule.weighting === "stance" ? "own" : rule.weighting!,
      sizing: "stance" in rule.sizing! ? { fraction: 0.9 } : rule.sizing!,
    };
  });
}

/** A strategy by hand that enters and leaves by what it sees. */
export function watchingSession(symbols: readonly string[]): (session: SessionContext<unknown>) => void {
  return (session) => {
    const digest = lookAround(session, symbols)
      .add(session.now)
      .add(session.cash)
      .add(session.opening.join());
    for (const act of session.scheduled) digest.add(act.id).add(act.occursAt).add(act.kind);
    for (const held of session.positions) {
      if (digest.add(held.symbol).part(5) === 0) session.exit(held, digest.part(2) === 0 ? "open" : "close");
    }
    const about = session.newSignals.length > 0 ? session.newSignals : session.scheduled;
    for (const signal of about) {
      if (digest.add(signal.id).part(3) === 0) continue;
      session.enter({
        signal,
        instrument: symbols[digest.part(symbols.length)]!,
        side: digest.part(2) === 0 ? "long" : "short",
        at: digest.part(3) === 0 ? "close" : "open",
        exit: digest.part(7) === 0 ? { stopLoss: 0.03 } : { afterSessions: 2 + digest.part(5) },
        sizing: { fraction: 0.3 },
        overlap: "stack",
        onOpposite: "flip",
        ...(digest.part(11) === 0 && { exit: { onSignal: { status: ["leak"] } } }),
      });
    }
  };
}
