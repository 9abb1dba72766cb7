import { sweep } from "../../../src/search/sweep.ts";
import { testInputs, testStrategy } from "../../workers/a-sweep-job.ts";

/** Made-up prices and a small space on them, of which the pages of searches are drawn. */
export const inputs = { ...testInputs(800, 15), config: { luck: 0, study: false, sensitivity: false } };
export const params = { hold: "2:10", stopLoss: "0.03:0.09:0.02", lag: "0:1" };

export function sweptDocument() {
  return sweep(testStrategy, inputs, { params, evidenceVariants: 20, shifts: 9, draws: 19 }).document;
}
