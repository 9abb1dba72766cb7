import { decodeOrThrow } from "../../decode/decode-with.ts";
import { InputError } from "../../errors.ts";
import { loadPrices } from "../../feeds/load-prices.ts";
import { renderStudyReport } from "../../report/terminal/study-report.ts";
import {
  type StudyDocument,
  type StudyOptions,
  studySelection,
  studyStrategy,
} from "../../result/study-document.ts";
import { signalSelectionSchema } from "../../signals/select-signals.ts";
import { loadCatalogue } from "../../storage/signal-catalogue-files.ts";
import { loadRunInputs } from "../run-inputs.ts";
import { priceRequestFrom, type RunOptions } from "../run-options.ts";
import { terminalStyle } from "../terminal-style.ts";
import type { StudyCommandOptions } from "./study-command.ts";

/** Studies a strategy's signals, or a selection of them, and prints what is found with every convention. */
export async function runStudy(file: string | undefined, options: StudyCommandOptions): Promise<void> {
  const document =
    file === undefined ? await studyOfSelection(options) : await studyOfStrategy(file, options);
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  const { study, subject, data } = document;
  if ("missing" in study) {
    process.stdout.write(`${subject.title}\nThere is no event study: ${study.missing}.\n`);
    return;
  }
  const heading = {
    title: subject.title,
    subtitle: `${subject.instruments.join(", ")}; signals of ${data.signals.file}`,
    synthetic: data.synthetic,
  };
  process.stdout.write(renderStudyReport(study, heading, terminalStyle()));
}

async function studyOfStrategy(file: string, options: StudyCommandOptions): Promise<StudyDocument> {
  const { loaded, inputs } = await loadRunInputs(file, options as RunOptions);
  return studyStrategy(loaded.strategy, inputs, studyOptions(options));
}

async function studyOfSelection(given: StudyCommandOptions): Promise<StudyDocument> {
  const options = withInstruments(given);
  if (options.on === undefined || options.on.length === 0) {
    throw new InputError({
      what: "neither a strategy nor an instrument is named",
      at: "edict study",
      fix: "name a strategy file, or signals and instruments: --kinds politburo --on HSTECH.HK --benchmark ^HSI",
    });
  }
  const isDrafts = options.drafts === true;
  const { catalogue, inputs } = await loadCatalogue(options.signals === undefined ? [] : [options.signals], {
    drafts: isDrafts,
  });
  const symbols = { legs: options.on, watched: [], named: [], benchmark: options.benchmark ?? null };
  const prices = await loadPrices(symbols, null, priceRequestFrom(options as RunOptions));
  return studySelection(
    {
      signals: catalogue,
      prices,
      selection: selectionFrom(options),
      instruments: options.on,
      drafts: isDrafts,
      signalsFile: inputs.map((one) => one.file).join(", "),
      ...(options.benchmark !== undefined && { benchmark: options.benchmark }),
      ...(options.timing !== undefined && { timing: options.timing }),
      ...(options.seed !== undefined && { seed: options.seed }),
    },
    studyOptions(options),
  );
}

/** `--instrument HSTECH.HK` names an instrument, as `--on` does; with `=` it is a replacement, as everywhere. */
function withInstruments(options: StudyCommandOptions): StudyCommandOptions {
  const named = options.instrument.filter((text) => !text.includes("="));
  const instrument = options.instrument.filter((text) => text.includes("="));
  return { ...options, instrument, on: [...new Set([...(options.on ?? []), ...named])] };
}

function selectionFrom(options: StudyCommandOptions) {
  const { minStance, maxStance } = options;
  const hasStance = minStance !== undefined || maxStance !== undefined;
  const selection = {
    ...(options.kinds !== undefined && { kinds: options.kinds }),
    ...(options.actors !== undefined && { actors: options.actors }),
    ...(options.targets !== undefined && { targets: options.targets }),
    ...(options.complete === true && { completeFamilies: true }),
    ...(hasStance && {
      stance: {
        ...(minStance !== undefined && { atLeast: minStance }),
        ...(maxStance !== undefined && { atMost: maxStance }),
      },
    }),
  };
  return decodeOrThrow(signalSelectionSchema, selection, { file: "edict study" });
}

function studyOptions(options: StudyCommandOptions): StudyOptions {
  return {
    ...(options.model !== undefined && { model: options.model }),
    ...(options.otherClock !== undefined && { otherClock: options.otherClock }),
    ...(options.estimation !== undefined && { estimation: options.estimation }),
    ...(options.window !== undefined && { window: options.window }),
    ...(options.range !== undefined && { range: options.range }),
    ...(options.cutOtherSignals === true && { cutOtherSignals: true }),
    ...(options.draws !== undefined && { draws: options.draws }),
  };
}
