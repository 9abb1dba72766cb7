import type { InstrumentType } from "../../market/instrument.ts";
import { type CalendarDay, parseCalendarDay } from "../../time/calendar-day.ts";
import type { CostedFill } from "./costed-fill.ts";
import { RatePeriods, rateTable } from "./dated-rate.ts";

// Rates per side, as fractions of the consideration. Sources: Stamp Duty Ordinance (Cap. 117) as amended,
// Securities and Futures (Levy) Order, HKEX fee schedules and circulars of the dates given.
const STAMP_DUTY = rateTable([
  { from: "2001-09-01", rate: 0.001, source: "Cap. 117" },
  { from: "2021-08-01", rate: 0.0013, source: "Revenue (Stamp Duty) Ordinance 2021" },
  { from: "2023-11-17", rate: 0.001, source: "Stamp Duty (Amendment) (Stock Transfers) Ordinance 2023" },
]);
const SFC_LEVY = rateTable([
  { from: "2010-10-01", rate: 0.00003, source: "SFC, reduction of the transaction levy" },
  { from: "2014-11-01", rate: 0.000027, source: "HKEX, rules and fees, securities transactions" },
]);
const AFRC_LEVY = rateTable([
  { from: "1990-01-01", rate: 0, source: "no levy before 2022" },
  { from: "2022-01-01", rate: 0.0000015, source: "HKEX, rules and fees, securities transactions" },
]);
const TRADING_FEE = rateTable([
  { from: "1990-01-01", rate: 0.00005, source: "HKEX trading fee" },
  { from: "2023-01-01", rate: 0.0000565, source: "HKEX, trading tariff abolished" },
]);
/** HKD a trade, not a fraction. */
const TRADING_TARIFF = rateTable([
  { from: "1990-01-01", rate: 0.5, source: "HKEX trading tariff" },
  { from: "2023-01-01", rate: 0, source: "HKEX, trading tariff abolished" },
]);
const SETTLEMENT_FEE = rateTable([
  { from: "1990-01-01", rate: 0.00002, source: "HKSCC, HKD 2 to 100 a trade" },
  { from: "2025-06-30", rate: 0.000042, source: "HKEX news, 2025-02-21: floor and cap removed" },
]);
const RATES = new RatePeriods({
  stampDuty: STAMP_DUTY,
  sfcLevy: SFC_LEVY,
  afrcLevy: AFRC_LEVY,
  tradingFee: TRADING_FEE,
  tradingTariff: TRADING_TARIFF,
  settlementFee: SETTLEMENT_FEE,
});
const SETTLEMENT_WITHOUT_BOUNDS_FROM = parseCalendarDay("2025-06-30")!;
const ETF_STAMP_DUTY_UNTIL = parseCalendarDay("2015-02-13")!;

/**
 * Hong Kong's duties and levies on one side of a trade, in HKD: stamp duty (stocks; rounded up to the next
 * dollar), SFC and AFRC levies, trading fee, trading tariff, settlement fee (each rounded to the nearest cent, as
 * HKEX's fee pages say). Exchange-traded funds pay no stamp duty since 2015-02-13.
 *
 * @example HKD 100,000 of a stock on 2024-01-02:
 *   100 + 2.70 + 0.15 + 5.65 + 0 + 2.00 = 110.50
 */
export function hongKongCosts(type: InstrumentType, fill: CostedFill): number {
  const { value, day } = fill;
  const paysStampDuty = type === "stock" || day < ETF_STAMP_DUTY_UNTIL;
  const rates = RATES.on(day);
  const stampDuty = paysStampDuty ? Math.ceil(roundedToMicro(value * rates.stampDuty)) : 0;
  return (
    stampDuty +
    toCents(value * rates.sfcLevy) +
    toCents(value * rates.afrcLevy) +
    toCents(value * rates.tradingFee) +
    rates.tradingTariff +
    toCents(boundedSettlementFee(value * rates.settlementFee, day))
  );
}

function boundedSettlementFee(fee: number, day: CalendarDay): number {
  return day >= SETTLEMENT_WITHOUT_BOUNDS_FROM ? fee : Math.min(100, Math.max(2, fee));
}

function toCents(amount: number): number {
  return Math.round(roundedToMicro(amount * 100)) / 100;
}

// 100,000 x 0.0013 is 130.00000000000003 in binary: without this a whole dollar would be rounded up to the next.
function roundedToMicro(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
