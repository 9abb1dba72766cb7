import type { InstrumentType } from "../../market/instrument.ts";
import type { CostedFill } from "./costed-fill.ts";
import { RatePeriods, rateTable } from "./dated-rate.ts";

const STAMP_DUTY_ON_SALES = rateTable([
  { from: "2008-09-19", rate: 0.001, source: "Ministry of Finance, stamp duty on sales only" },
  { from: "2023-08-28", rate: 0.0005, source: "MOF and STA announcement 2023 No. 39, halved" },
]);
const TRANSFER_FEE = rateTable([
  { from: "2015-08-01", rate: 0.00002, source: "China Securities Depository and Clearing" },
  { from: "2022-04-29", rate: 0.00001, source: "China Securities Depository and Clearing, halved" },
]);
const HANDLING_AND_SUPERVISION = rateTable([
  { from: "2015-08-01", rate: 0.0000687, source: "exchange handling fee 0.00487% and CSRC fee 0.002%" },
  { from: "2023-08-28", rate: 0.0000541, source: "exchange handling fee 0.00341% and CSRC fee 0.002%" },
]);

const RATES = new RatePeriods({
  stampDutyOnSales: STAMP_DUTY_ON_SALES,
  transferFee: TRANSFER_FEE,
  handlingAndSupervision: HANDLING_AND_SUPERVISION,
});

/** Mainland China's stamp duty (on sales of stocks), transfer, handling and supervision fees, in CNY. Funds pay none. */
export function mainlandCosts(type: InstrumentType, fill: CostedFill): number {
  if (type !== "stock") return 0;
  const rates = RATES.on(fill.day);
  const stampDuty = fill.isBuy ? 0 : fill.value * rates.stampDutyOnSales;
  return stampDuty + fill.value * (rates.transferFee + rates.handlingAndSupervision);
}
