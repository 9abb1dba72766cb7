import type { KeptTables } from "../engine/kernel/trade-table.ts";
import { comesOutAgain } from "../engine/repeats.ts";
import type { Simulation } from "../engine/simulation.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { describeLuck, KEEPS_STATE } from "./describe-luck.ts";
import { studyOfRun } from "./describe-study.ts";
import type { Evidence } from "./evidence-schema.ts";
import type { BacktestInputs, PreparedRun } from "./prepare-run.ts";
import { sensitivityOf } from "./sensitivity.ts";

const TURNED_OFF = { missing: "it was turned off" };

/**
 * Everything that says whether a result was luck, as far as the configuration asks for it. What runs the strategy on
 * other calendars or with other settings is refused if the strategy does not do the same twice.
 */
export function gatherEvidence(
  strategy: Strategy,
  inputs: BacktestInputs,
  run: PreparedRun,
  simulation: Simulation,
): Evidence {
  const { luck, study, sensitivity } = run.config;
  const tables: KeptTables = new Map();
  const isLuckOff = luck.kernel === 0 && luck.general === 0;
  const significance = isLuckOff ? TURNED_OFF : describeLuck(run, simulation, tables);
  const headlineP =
    "calendarShift" in significance
      ? (significance.calendarShift.statistics?.meanTradeReturn?.twoSided ?? null)
      : null;
  const evidence = {
    study: study ? studyOfRun(run, simulation, { testsDays: false }) : TURNED_OFF,
    significance,
    sensitivity: sensitivity
      ? sensitivityOf(strategy, inputs, { run, simulation, headlineP, tables })
      : TURNED_OFF,
  };
  if (comesOutAgain(run.input, simulation)) return evidence;
  return { ...evidence, significance: KEEPS_STATE, sensitivity: KEEPS_STATE };
}
