import type { SentimentIndex } from "../../signals/sentiment-index.ts";
import { type DecisionPrices, returnsBetweenDecisions } from "./forward-returns.ts";
import { type InformationCoefficient, informationCoefficients } from "./information-coefficient.ts";
import { type LeadLag, leadLagCorrelations } from "./lead-lag.ts";
import { type GroupBorders, type ReturnsByGroup, returnsByGroup } from "./returns-by-group.ts";

export interface SentimentVsMarketOptions {
  /** a target of the index, e.g. `internet-platforms`; all signals unless given */
  readonly target?: string;
  /** sessions held, e.g. [1, 5, 10, 20] */
  readonly horizons: readonly number[];
  /** lags looked at on either side, e.g. 10 */
  readonly maxLag: number;
  /** default 5, quintiles */
  readonly groups?: number;
  /** default `expanding` */
  readonly borders?: GroupBorders;
}

/** A sentiment index against one instrument. */
export interface SentimentVsMarket {
  readonly target: string | null;
  /** first session looked at: the one on which the first signal counts; null if none ever does */
  readonly firstSession: number | null;
  /** sessions looked at */
  readonly sessions: number;
  readonly leadLag: LeadLag;
  readonly informationCoefficients: readonly InformationCoefficient[];
  readonly groups: readonly ReturnsByGroup[];
}

/**
 * Sets the index against the prices of one instrument whose sessions it was built on.
 *
 * Sessions before the first signal are left out: the index is 0 there because nothing was recorded, not because
 * policy was neutral. Everything uses the index as it was read at the decision and returns from then on.
 *
 * @param prices columns of the same sessions as the index, NaN where missing
 * @throws RangeError for a target that the index does not have, or columns of another length
 */
export function sentimentVsMarket(
  index: SentimentIndex,
  prices: DecisionPrices,
  options: SentimentVsMarketOptions,
): SentimentVsMarket {
  const { target, horizons, maxLag, groups, borders } = options;
  const { decideAt } = index.options;
  const column = target === undefined ? index.overall : index.byTarget.get(target);
  if (column === undefined) throw new RangeError(`no signal has the target "${target}"`);
  if (prices.open.length !== column.length || prices.close.length !== column.length) {
    throw new RangeError(`the index has ${column.length} sessions, the prices ${prices.close.length}`);
  }
  const first = column.findIndex((value) => value !== 0);
  const from = first < 0 ? column.length : first;
  const values = column.subarray(from);
  const span = {
    open: Float64Array.from(prices.open).subarray(from),
    close: Float64Array.from(prices.close).subarray(from),
  };
  return {
    target: target ?? null,
    firstSession: first < 0 ? null : first,
    sessions: values.length,
    leadLag: leadLagCorrelations(values, returnsBetweenDecisions(span, decideAt), maxLag),
    informationCoefficients: informationCoefficients(values, span, decideAt, horizons),
    groups: horizons.map((horizon) =>
      returnsByGroup(values, span, decideAt, {
        horizon,
        ...(groups !== undefined && { groups }),
        ...(borders !== undefined && { borders }),
      }),
    ),
  };
}
