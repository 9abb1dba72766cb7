import { formatCount, formatCounted } from "../decode/format-count.ts";
import type { Simulation } from "../engine/simulation.ts";
import { isTradable } from "../market/instrument.ts";
import { isReviewed } from "../signals/catalogue.ts";
import { ON_SESSION } from "../strategy/resolve-strategy.ts";
import { type CalendarDay, formatCalendarDay, MILLISECONDS_PER_DAY } from "../time/calendar-day.ts";
import { firstDayFrom } from "../time/first-day-from.ts";
import { benchmarkWarnings } from "./benchmark-warnings.ts";
import { KEEPS_STATE } from "./describe-luck.ts";
import type { Evidence } from "./evidence-schema.ts";

import type { PreparedRun } from "./prepare-run.ts";
import {
  endOfRates,
  priceTroubles,
  sumsOfAdjustedPrices,
  takenForGranted,
  unconfirmedRates,
  unknownDuties,
  unknownLots,
} from "./price-warnings.ts";
import type { Warning } from "./result-schema.ts";
import { unknownNames } from "./unknown-names.ts";

/** Sessions before the catalogue's first signal, as a share of the span, that go without a word. */
const MOST_IDLE_SHARE = 0.1;

/** What a reader must know before believing the numbers, the gravest first. */
export function collectWarnings(
  run: PreparedRun,
  simulation: Simulation,
  { significance }: Pick<Evidence, "significance">,
): Warning[] {
  return [
    ...syntheticPrices(run),
    ...statefulCallbacks(significance),
    ...emptyRun(run, simulation),
    ...unknownNames(run),
    ...idleBeginning(run),
    ...unusedParams(run),
    ...unknownReplacements(run),
    ...endOfRates(run),
    ...indicesTraded(run),
    ...benchmarkWarnings(run),
    ...unknownLots(run),
    ...sumsOfAdjustedPrices(run, simulation),
    ...unknownDuties(run),
    ...takenForGranted(run),
    ...tickersWithoutPrices(run),
    ...priceTroubles(run),
    ...unconfirmedRates(run),
    ...scaledOrders(run, simulation),
    ...unansweredExits(run, simulation),
    ...marginCalls(simulation),
    ...endOfData(simulation),
    ...incompleteFamilies(run, simulation),
    ...unreviewed(run, simulation),
  ];
}

function syntheticPrices(run: PreparedRun): Warning[] {
  const isSynthetic =
    run.market.series.some((series) => series.synthetic) || run.benchmark?.synthetic === true;
  return isSynthetic
    ? [
        {
          code: "synthetic-prices",
          message:
            "SYNTHETIC PRICES: made by a generator, not by a market. They prove the tool, not the idea.",
        },
      ]
    : [];
}

/** A result that does not repeat is one draw of many: nobody can check it. */
function statefulCallbacks(significance: Evidence["significance"]): Warning[] {
  if (!("missing" in significance && significance.missing === KEEPS_STATE.missing)) return [];
  return [
    {
      code: "not-repeatable",
      message: `Run twice in a row, the strategy did not trade the same: a callback remembers what it saw in an earlier run, or asks chance or the clock. There is no luck test and no table of other settings. Keep what it has to remember in what it is shown: signals, positions, equity.`,
    },
  ];
}

function emptyRun(run: PreparedRun, simulation: Simulation): Warning[] {
  if (run.signals.length === 0) return [{ code: "no-signals", message: "The catalogue holds no signal." }];
  const selected = new Set(run.plan.orders.runs.map(({ occasion }) => occasion.signal));
  const wanted = run.plan.unplanned.filter((one) => one.reason !== "not-selected");
  // onSession selects for itself.
  if (run.strategy.rules.length > 0 && selected.size === 0 && wanted.length === 0) {
    return [
      {
        code: "none-selected",
        message: `Of ${formatCounted(run.signals.length, "signal")} none is one that the rules ask for.`,
      },
    ];
  }
  if (simulation.trades.length > 0) return [];
  const late = wanted.filter((one) => one.reason === "before-prices").length;
  if (late > 0 && selected.size === 0 && late === wanted.length) {
    const first = Math.min(
      ...run.market.series.map((series) => series.bars.days[0] ?? Number.POSITIVE_INFINITY),
    );
    return [
      {
        code: "prices-start-late",
        message: `The prices begin on ${formatCalendarDay(first)}, after the last signal that the rules ask for was known: nothing could be traded.`,
      },
    ];
  }
  return [
    {
      code: "no-trades",
      message: "No signal was traded; the reason of each stands in the table of signals.",
    },
  ];
}

/** Sessions before the first signal of the catalogue: whatever a rule selects, nothing could be traded on them. */
function idleBeginning({ config, known, market }: PreparedRun): Warning[] {
  const { days } = market;
  if (config.from !== null || known.length === 0 || days.length === 0) return [];
  const first = Math.floor(Math.min(...known) / MILLISECONDS_PER_DAY) as CalendarDay;
  const idle = firstDayFrom(days, first);
  if (idle < MOST_IDLE_SHARE * days.length || idle === days.length) return [];
  const [from, begins] = [days[0]!, first].map(formatCalendarDay);
  return [
    {
      code: "idle-beginning",
      message: `The prices begin on ${from}, the catalogue's first signal is known on ${begins}: ${formatCount(idle)} of ${formatCounted(days.length, "session")} ${idle === 1 ? "comes" : "come"} before it, and every yearly figure counts them. --from ${begins} leaves them out.`,
    },
  ];
}

/** A sweep of such a parameter would try the same strategy over and over. `onSession` reads them as it goes. */
function unusedParams({ strategy, askedParams }: PreparedRun): Warning[] {
  if (strategy.onSession !== null) return [];
  return Object.keys(strategy.params)
    .filter((name) => !askedParams.has(name))
    .map((name) => ({
      code: "unused-param",
      message: `No rule asked for the parameter ${name}: with these values another one of it changes nothing.`,
    }));
}

function unknownReplacements({ unknownReplacements: symbols, config }: PreparedRun): Warning[] {
  return symbols.map((symbol) => ({
    code: "unknown-replacement",
    message: `--instrument ${symbol}=${config.instruments[symbol]} changed nothing: the strategy names no ${symbol}.`,
  }));
}

function indicesTraded(run: PreparedRun): Warning[] {
  return run.market.series
    .filter((series) => !isTradable(series.instrument))
    .map(({ instrument }) => ({
      code: "index-traded",
      message:
        `${instrument.symbol} is ${instrument.type === "index" ? "an index" : "a rate"}: it cannot be bought, and pays neither duties nor spread here.` +
        (instrument.tradeInstead === undefined
          ? ""
          : ` --instrument ${instrument.symbol}=${instrument.tradeInstead} trades the fund that follows it.`),
    }));
}

/** Sources drop the history of delisted symbols, so those that are missing may be the ones that failed. */
function tickersWithoutPrices(run: PreparedRun): Warning[] {
  const { market, plan, signals } = run;
  const missing = plan.unplanned.filter(
    ({ reason, signal }) =>
      reason === "no-ticker" && signals[signal]?.symbols.some((symbol) => !market.indexOf.has(symbol)),
  );
  return missing.length === 0
    ? []
    : [
        {
          code: "survivorship",
          message: `${formatCounted(missing.length, "signal", ["names", "name"])} only tickers without prices. Sources drop the history of delisted symbols: what is left may be the survivors.`,
        },
      ];
}

function scaledOrders(run: PreparedRun, simulation: Simulation): Warning[] {
  return simulation.scaled.map(({ order, wanted, given }) => ({
    code: "scaled-order",
    message: `${run.signals[order.occasion.signal]?.id}: ${run.market.series[order.leg.instrument]?.instrument.symbol} was filled for ${((100 * given) / wanted).toFixed(1)}% of the size asked; other positions used the rest.`,
  }));
}

/** Exit callbacks that asked for indicators before there were enough bars, and so did not leave. */
function unansweredExits(run: PreparedRun, { unanswered }: Simulation): Warning[] {
  const [first] = unanswered;
  if (first === undefined) return [];
  return [
    {
      code: "exit-not-answered",
      message: `exit.when() of ${run.strategy.rules[first.rule]?.name ?? ON_SESSION} could not be answered ${formatCounted(unanswered.length, "time")}, which counted as false (first: ${first.detail}).`,
    },
  ];
}

function marginCalls({ trades }: Simulation): Warning[] {
  const called = trades.filter((trade) => trade.exit.reason === "margin-call").length;
  return called === 0
    ? []
    : [
        {
          code: "margin-call",
          message: `${called} trade${called === 1 ? " was" : "s were"} closed because equity had fallen below the maintenance margin.`,
        },
      ];
}

function endOfData(simulation: Simulation): Warning[] {
  const open = simulation.trades.filter((trade) => trade.exit.reason === "end-of-data").length;
  return open === 0
    ? []
    : [
        {
          code: "open-at-end",
          message: `${open} trade${open === 1 ? " was" : "s were"} still open and closed at the last price.`,
        },
      ];
}

function incompleteFamilies(run: PreparedRun, simulation: Simulation): Warning[] {
  const traded = new Set(simulation.trades.flatMap((trade) => trade.signals));
  const pressSelected = [...traded].filter((index) => run.signals[index]?.familyComplete === false).length;
  return pressSelected === 0
    ? []
    : [
        {
          code: "press-selected",
          message: `${formatCount(pressSelected)} of ${formatCounted(traded.size, "traded signal")} ${pressSelected === 1 ? "comes" : "come"} from families that are not complete: found through press coverage, which favours events that moved prices. Descriptive only.`,
        },
      ];
}

function unreviewed(run: PreparedRun, simulation: Simulation): Warning[] {
  const traded = new Set(simulation.trades.flatMap((trade) => trade.signals));
  const drafts = [...traded].filter((index) => {
    const signal = run.signals[index];
    return signal !== undefined && !isReviewed(signal);
  });
  return drafts.length === 0
    ? []
    : [
        {
          code: "unreviewed",
          message: `${formatCounted(drafts.length, "traded signal", ["is a draft", "are drafts"])} that nobody has reviewed.`,
        },
      ];
}
