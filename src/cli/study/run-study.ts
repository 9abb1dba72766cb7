import { basename, extname, join } from "node:path";
import type { RelativeSessions } from "../../analysis/event-study/relative-sessions.ts";
import type { OtherClock } from "../../analysis/signal-study/study-settings.ts";
import { decodeOrThrow } from "../../decode/decode-with.ts";
import { didYouMean } from "../../decode/did-you-mean.ts";
import { InputError, type Issue } from "../../errors.ts";
import { loadStrategyPrices } from "../../feeds/load-strategy-prices.ts";
import { studySelection, studyStrategy } from "../../result/study-document.ts";
import type { StudyDocument } from "../../result/study-document-schema.ts";
import type { StudyOptions } from "../../result/study-options.ts";
import type { Catalogue } from "../../signals/catalogue.ts";
import { signalSelectionSchema } from "../../signals/select-signals.ts";
import { keptSignals } from "../../storage/kept-signals.ts";
import { loadCatalogue } from "../../storage/signal-catalogue-files.ts";
import { writeReport } from "../../storage/write-report.ts";
import { printText } from "../print-text.ts";
import { renderStudyDocument } from "../render-study-document.ts";
import { loadRunInputs } from "../run-inputs.ts";
import { priceRequestFrom, type RunOptions } from "../run-options.ts";
import { terminalStyle } from "../terminal-style.ts";
import { waiting } from "../waiting.ts";

/** What `edict study` takes beside the common flags. */
export interface StudyCommandOptions extends Omit<RunOptions, "study"> {
  readonly kinds?: readonly string[];
  readonly actors?: readonly string[];
  readonly targets?: readonly string[];
  readonly minStance?: number;
  readonly maxStance?: number;
  readonly complete?: boolean;
  readonly on?: readonly string[];
  readonly benchmark?: string;
  readonly model?: "market" | "market-adjusted" | "mean-adjusted";
  readonly otherClock?: OtherClock;
  readonly estimation?: RelativeSessions;
  readonly window?: RelativeSessions;
  readonly range?: RelativeSessions;
  readonly cutOtherSignals?: boolean;
  readonly draws?: number;
  readonly json?: boolean;
  readonly html?: boolean;
  readonly out: string;
}

/** Studies a strategy's signals, or a selection of them, and prints what is found with every convention. */
export async function runStudy(file: string | undefined, options: StudyCommandOptions): Promise<void> {
  const document =
    file === undefined ? await studyOfSelection(options) : await studyOfStrategy(file, options);
  if (options.json === true) process.stdout.write(formatStudy(document));
  else printText(renderStudyDocument(document, terminalStyle()));
  if (options.html === true) await writeStudy(document, options);
}

/** The document and its page, side by side: `<out>/<strategy or "study">/study-<id>.json` and `.html`. */
async function writeStudy(document: StudyDocument, { out, json }: StudyCommandOptions): Promise<void> {
  const { strategy } = document.subject;
  const folder = strategy === null ? "study" : basename(strategy.file, extname(strategy.file));
  const base = join(out, folder, `study-${document.studyId}`);
  const { writeDocumentPage } = await import("../write-page.ts");
  const written = [
    writeReport(`${base}.json`, formatStudy(document)),
    await writeDocumentPage(document, base),
  ];
  if (json !== true) printText(`\n${written.map((path) => `Written to ${path}\n`).join("")}`);
}

function formatStudy(document: StudyDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

async function studyOfStrategy(file: string, options: StudyCommandOptions): Promise<StudyDocument> {
  assertNoSelection(options);
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
    kept: keptSignals(),
  });
  assertNamed(catalogue, options);
  // Before prices are asked for: a kind that does not exist needs none.
  const selection = selectionFrom(options);
  const symbols = { legs: options.on, watched: [], named: [], benchmark: options.benchmark ?? null };
  const prices = await waiting("asking for prices", () =>
    loadStrategyPrices(symbols, null, priceRequestFrom(options as RunOptions)),
  );
  return studySelection(
    {
      signals: catalogue,
      prices,
      selection,
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

/** A strategy says itself which signals it takes on which instruments; flags that say so too would be passed over. */
function assertNoSelection(options: StudyCommandOptions): void {
  const { kinds, actors, targets, minStance, maxStance, complete, on, benchmark } = options;
  const given = Object.entries({
    "--kinds": kinds,
    "--actors": actors,
    "--targets": targets,
    "--min-stance": minStance,
    "--max-stance": maxStance,
    "--complete": complete,
    "--on": on,
    "--benchmark": benchmark,
  }).flatMap(([flag, value]) => (value === undefined ? [] : [flag]));
  if (given.length === 0) return;
  throw new InputError({
    what: `${given.join(", ")} beside a strategy, which says itself which signals it takes, on what`,
    at: "edict study",
    fix: "leave the strategy out, or the flags; --instrument A=B studies B where the strategy says A",
  });
}

/** An actor or sector that no signal has is a slip of the pen, as a kind that does not exist is. */
function assertNamed({ signals }: Catalogue, { actors = [], targets = [] }: StudyCommandOptions): void {
  const issues = (
    [
      ["--actors", actors, new Set(signals.flatMap((signal) => signal.actors))],
      ["--targets", targets, new Set(signals.flatMap((signal) => signal.targets))],
    ] as const
  ).flatMap(([flag, names, known]) =>
    names
      .filter((name) => !known.has(name))
      .map((name): Issue => {
        const some = [...known].sort().slice(0, 20).join(", ");
        const others = known.size > 20 ? " and others: edict signals list --json" : "";
        return {
          what: `no signal has "${name}"`,
          at: flag,
          fix: didYouMean(name, known, `use one of ${some}${others}`),
        };
      }),
  );
  if (issues.length > 0) throw new InputError(issues);
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
