import type { CostedFill } from "./costed-fill.ts";
import { RatePeriods, rateTable } from "./dated-rate.ts";

// SEC fee rate advisories: dollars per million of sales, here as fractions.
const SEC_FEE = rateTable([
  { from: "2014-03-18", rate: 0.0000221, source: "SEC fee rate advisory, fiscal 2014" },
  { from: "2015-02-14", rate: 0.0000184, source: "SEC fee rate advisory, fiscal 2015" },
  { from: "2016-02-16", rate: 0.0000218, source: "SEC fee rate advisory, fiscal 2016" },
  { from: "2017-07-04", rate: 0.0000231, source: "SEC fee rate advisory, fiscal 2017" },
  { from: "2018-05-22", rate: 0.000013, source: "SEC fee rate advisory, fiscal 2018" },
  { from: "2019-04-16", rate: 0.0000207, source: "SEC fee rate advisory, fiscal 2019" },
  { from: "2020-02-18", rate: 0.0000221, source: "SEC fee rate advisory, fiscal 2020" },
  { from: "2021-02-25", rate: 0.0000051, source: "SEC fee rate advisory, fiscal 2021" },
  { from: "2022-05-14", rate: 0.0000229, source: "SEC fee rate advisory, fiscal 2022" },
  { from: "2023-02-27", rate: 0.000008, source: "SEC fee rate advisory, fiscal 2023" },
  { from: "2024-05-22", rate: 0.0000278, source: "SEC fee rate advisory, fiscal 2024" },
  { from: "2025-05-14", rate: 0, source: "SEC fee rate advisory, fiscal 2025" },
  { from: "2026-04-04", rate: 0.0000206, source: "SEC fee rate advisory, fiscal 2026" },
]);
// FINRA trading activity fee: dollars a share sold, and the most a trade pays.
const TAF_PER_SHARE = rateTable([
  { from: "2012-07-01", rate: 0.000119, source: "FINRA By-Laws, Schedule A" },
  { from: "2022-01-01", rate: 0.00013, source: "FINRA Regulatory Notice 20-31" },
  { from: "2023-01-01", rate: 0.000145, source: "FINRA Regulatory Notice 20-31" },
  { from: "2024-01-01", rate: 0.000166, source: "FINRA Regulatory Notice 20-31" },
  { from: "2026-01-01", rate: 0.000195, source: "FINRA By-Laws, Schedule A, as amended in 2024" },
]);
const TAF_CAP = rateTable([
  { from: "2012-07-01", rate: 5.95, source: "FINRA By-Laws, Schedule A" },
  { from: "2022-01-01", rate: 6.49, source: "FINRA Regulatory Notice 20-31" },
  { from: "2023-01-01", rate: 7.27, source: "FINRA Regulatory Notice 20-31" },
  { from: "2024-01-01", rate: 8.3, source: "FINRA Regulatory Notice 20-31" },
  { from: "2026-01-01", rate: 9.79, source: "FINRA By-Laws, Schedule A, as amended in 2024" },
]);

const RATES = new RatePeriods({ secFee: SEC_FEE, activityFee: TAF_PER_SHARE, activityFeeCap: TAF_CAP });

/** The SEC fee and FINRA's trading activity fee, in USD. Both are charged on sales only. */
export function unitedStatesCosts(fill: CostedFill): number {
  if (fill.isBuy) return 0;
  const rates = RATES.on(fill.day);
  const activityFee = Math.min(fill.quantity * rates.activityFee, rates.activityFeeCap);
  return fill.value * rates.secFee + activityFee;
}
