import { assertArgument } from "../decode/assert-argument.ts";
import { FillCosts } from "../engine/costs/fill-costs.ts";
import { type ExchangeRates, exchangeRates } from "../engine/exchange-rates.ts";
import { exitPlaces } from "../engine/exit-signals.ts";
import type { SimulationInput } from "../engine/simulation.ts";
import { buildMarket, type Market } from "../market/market.ts";
import type { PriceSeries } from "../market/price-series.ts";
import { type Catalogue, isReviewed } from "../signals/catalogue.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import type { SelectionContext } from "../signals/select-signals.ts";
import { knownAt, type TimingPolicy } from "../signals/timing-policy.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { type OrderPlan, planOrders } from "../strategy/plan-orders.ts";
import { type ResolvedStrategy, resolveStrategy } from "../strategy/resolve-strategy.ts";
import type { SessionCalendar } from "../time/session-calendar.ts";
import type { Instant } from "../time/zoned-time.ts";
import { checkConfig, type ResolvedConfig, type RunConfig, resolveConfig } from "./run-config.ts";
import { checkColumns, runSeries } from "./run-series.ts";
import { runSpan } from "./run-span.ts";
import { replaceInstruments, type StrategySymbols, strategySymbols } from "./strategy-symbols.ts";

/** What a backtest reads. */
export interface BacktestInputs {
  readonly signals: Catalogue;
  /** series of every instrument, benchmark and exchange rate at hand; those not needed are left aside */
  readonly prices: readonly PriceSeries[];
  readonly config?: RunConfig;
  /** parameters that differ from their defaults */
  readonly params?: Readonly<Record<string, unknown>>;
  /** put the closes of the traded instruments into the result, so that a report can draw them; default false */
  readonly withCloses?: boolean;
  /** where strategy and signals come from, for the record */
  readonly provenance?: Provenance;
}

export interface Provenance {
  readonly strategyFile: string;
  readonly strategySha256: string;
  readonly signalsFile: string;
}

/** Checks the kinds of what {@link BacktestInputs} must have. @throws InputError */
export function assertInputs(inputs: Pick<BacktestInputs, "signals" | "prices">): void {
  assertArgument(inputs, "object", "inputs", "give { signals, prices }");
  assertArgument(inputs.signals, "object", "inputs.signals", SIGNALS_FIX);
  assertArgument(inputs.signals.signals, "list", "inputs.signals", SIGNALS_FIX);
  assertArgument(inputs.prices, "list", "inputs.prices", PRICES_FIX);
  for (const [at, series] of inputs.prices.entries())
    assertArgument(series?.instrument, "object", `inputs.prices[${at}]`, PRICES_FIX);
}

const SIGNALS_FIX = "give what loadSignals() or buildCatalogue([...]) returns";
const PRICES_FIX = "give what await loadPrices([...]) returns";

/** A run made ready: everything that depends on rules, signals and dates, before a price is looked at. */
export interface PreparedRun {
  readonly strategy: ResolvedStrategy;
  readonly config: ResolvedConfig;
  readonly signals: readonly PolicySignal[];
  readonly known: readonly Instant[];
  readonly market: Market;
  readonly plan: OrderPlan;
  readonly input: SimulationInput;
  readonly benchmark: PriceSeries | null;
  readonly rateSeries: readonly PriceSeries[];
  /** instruments that were to be replaced, but that the strategy does not name */
  readonly unknownReplacements: readonly string[];
  /** parameters that rules have asked for; their callbacks may yet ask for others */
  readonly askedParams: ReadonlySet<string>;
}

/** Resolves parameters, rules and configuration, puts the prices on one time line and plans the orders. */
export function prepareRun(strategy: Strategy, inputs: BacktestInputs): PreparedRun {
  assertInputs(inputs);
  const place = inputs.provenance?.strategyFile ?? "strategy";
  const asked = checkConfig(inputs.config ?? {});
  const askedParams = new Set<string>();
  const given = resolveStrategy(strategy, inputs.params ?? {}, place, askedParams);
  const resolved = replaceInstruments(given, asked.instruments ?? {});
  const seriesOf = new Map(inputs.prices.map((series) => [series.instrument.symbol, series]));
  const timing = asked.timing ?? "safe";
  const { signals, known, context } = readSignals(inputs.signals, { drafts: asked.drafts === true, timing });
  const symbols = strategySymbols(resolved, signals, timing);
  const { traded, watched } = runSeries(symbols, seriesOf);
  const config = resolveConfig(asked, resolved, traded[0]!.instrument.currency);
  checkColumns(resolved, config.costs, traded);

  const whole = buildMarket(traded, { from: null, to: null });
  const plan = planOrders(resolved.rules, signals, whole, config.timing, context);
  const currencies = traded.map((series) => series.instrument.currency);
  const rateSeries = rateSeriesOf(currencies, config.currency, seriesOf);
  const market = buildMarket(traded, runSpan(config, whole, signals, rateSeries));
  const input: SimulationInput = {
    rules: resolved.rules,
    signals,
    known,
    timing: config.timing,
    market,
    namedLater: new Set(namedOnly(symbols).flatMap((symbol) => market.indexOf.get(symbol) ?? [])),
    orders: plan.orders,
    exitPlaces: resolved.rules.map(({ exit }) =>
      exitPlacesOn(market.calendars, { signals, known, timing: config.timing }, exit.onSignal),
    ),
    rates: ratesFor(currencies, config.currency, market.days, seriesOf),
    fillCosts: market.series.map((series) => new FillCosts(config.costs, series)),
    config: accountOf(config),
    watched,
    replaced: config.instruments,
    onSession: resolved.onSession,
    params: resolved.params,
  };
  const benchmark = symbols.benchmark === null ? null : (seriesOf.get(symbols.benchmark) ?? null);
  return {
    strategy: resolved,
    config,
    signals,
    known,
    market,
    plan,
    input,
    benchmark,
    rateSeries,
    unknownReplacements: unknownReplacements(given, config.instruments),
    askedParams,
  };
}

/** Signals that a run reads, and when each is known. */
interface ReadSignals {
  readonly signals: readonly PolicySignal[];
  readonly known: readonly Instant[];
  readonly context: SelectionContext;
}

/** By what was asked; a search asks the same of one catalogue at each of its points. */
const readBefore = new WeakMap<Catalogue, { readonly asked: string; readonly read: ReadSignals }>();

function readSignals(
  catalogue: Catalogue,
  { drafts, timing }: { readonly drafts: boolean; readonly timing: TimingPolicy },
): ReadSignals {
  const asked = `${timing} ${drafts}`;
  const before = readBefore.get(catalogue);
  if (before?.asked === asked) return before.read;
  const signals = catalogue.signals.filter((signal) => drafts || isReviewed(signal));
  const known = signals.map((signal) => knownAt(signal, timing));
  const bySignal = new Map(signals.map((signal, index) => [signal, known[index]!]));
  const read = {
    signals,
    known,
    context: { signals, knownAt: (signal: PolicySignal) => bySignal.get(signal)! },
  };
  readBefore.set(catalogue, { asked, read });
  return read;
}

function accountOf(config: ResolvedConfig): SimulationInput["config"] {
  const { capital, currency, costs, leverage, maintenance, wholeLots, sessionsPerYear } = config;
  return { capital, currency, costs, leverage, maintenance, wholeLots, sessionsPerYear };
}

/** Tickers that nothing but a signal tells of. */
function namedOnly({ named, watched }: StrategySymbols): readonly string[] {
  return named.filter((symbol) => !watched.includes(symbol));
}

function unknownReplacements(
  strategy: ResolvedStrategy,
  replacements: Readonly<Record<string, string>>,
): string[] {
  const legs = strategy.rules.flatMap((rule) => rule.legs.map((leg) => leg.instrument));
  const used = new Set([...strategy.instruments, ...legs]);
  return Object.keys(replacements).filter((symbol) => !used.has(symbol));
}

/** For each instrument; those that share a calendar share the answer. */
function exitPlacesOn(
  calendars: readonly SessionCalendar[],
  input: Parameters<typeof exitPlaces>[0],
  onSignal: Parameters<typeof exitPlaces>[1],
): Int32Array[] {
  const byCalendar = new Map<SessionCalendar, Int32Array>();
  return calendars.map((calendar) => {
    let places = byCalendar.get(calendar);
    if (places === undefined) {
      places = exitPlaces(input, onSignal, calendar);
      byCalendar.set(calendar, places);
    }
    return places;
  });
}

/** For each instrument's currency; those of one currency share their rates. */
function ratesFor(
  currencies: readonly string[],
  book: string,
  days: Int32Array,
  seriesOf: ReadonlyMap<string, PriceSeries>,
): ExchangeRates[] {
  const ratesOf = new Map(
    [...new Set(currencies)].map((currency) => [
      currency,
      exchangeRates(currency, book, days, (symbol) => seriesOf.get(symbol)),
    ]),
  );
  return currencies.map((currency) => ratesOf.get(currency)!);
}

function rateSeriesOf(
  currencies: readonly string[],
  book: string,
  seriesOf: ReadonlyMap<string, PriceSeries>,
): PriceSeries[] {
  if (currencies.every((currency) => currency === book)) return [];
  const needed = [...new Set([...currencies, book])].filter((currency) => currency !== "USD");
  return needed.flatMap((currency) => seriesOf.get(`${currency}=X`) ?? []);
}
