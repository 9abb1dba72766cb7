import { decodeWith } from "../../decode/decode-with.ts";
import { InputError } from "../../errors.ts";
import { renderSignalList } from "../../report/terminal/signal-list.ts";
import { catalogueAsOf } from "../../signals/as-of.ts";
import { formatSignalFile } from "../../signals/format-signal.ts";
import { type SignalSelection, selectSignals, signalSelectionSchema } from "../../signals/select-signals.ts";
import { knownAt, PUBLICATION_ZONE, type TimingPolicy } from "../../signals/timing-policy.ts";
import { loadCatalogue } from "../../storage/signal-catalogue-files.ts";
import { parseCalendarDay } from "../../time/calendar-day.ts";
import { type Instant, instantAt, parseInstant } from "../../time/zoned-time.ts";
import { printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";

/** Flags of `edict signals list`. */
export interface ListFlags {
  readonly signals?: string;
  readonly kind?: readonly string[];
  readonly actor?: readonly string[];
  readonly target?: readonly string[];
  readonly symbol?: readonly string[];
  readonly minStance?: number;
  readonly maxStance?: number;
  readonly status?: readonly string[];
  readonly phase?: readonly string[];
  readonly family?: readonly string[];
  readonly complete?: boolean;
  readonly incomplete?: boolean;
  readonly scheduled?: boolean;
  readonly unscheduled?: boolean;
  readonly weekday?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly timing: TimingPolicy;
  readonly drafts?: boolean;
  readonly json?: boolean;
}

/** Prints the signals that fit all filters. */
export async function listSignals(flags: ListFlags): Promise<void> {
  const selection = selectionFrom(flags);
  const instant = flags.asOf === undefined ? undefined : asOfInstant(flags.asOf);
  const paths = flags.signals === undefined ? [] : [flags.signals];
  const { catalogue, inputs } = await loadCatalogue(paths, { drafts: flags.drafts === true });
  const shown = instant === undefined ? catalogue : catalogueAsOf(catalogue, instant, flags.timing);
  const signals = selectSignals(shown.signals, selection, (signal) => knownAt(signal, flags.timing));
  if (flags.json === true) {
    process.stdout.write(formatSignalFile(signals));
    return;
  }
  printText(
    renderSignalList(
      {
        signals,
        total: shown.signals.length,
        files: inputs.map((input) => input.file),
        ...(flags.asOf !== undefined && { asOf: flags.asOf }),
      },
      terminalStyle(),
    ),
  );
}

function selectionFrom(flags: ListFlags): SignalSelection {
  if (flags.complete && flags.incomplete) throw contradiction("--complete", "--incomplete");
  if (flags.scheduled && flags.unscheduled) throw contradiction("--scheduled", "--unscheduled");
  const stance = {
    ...(flags.minStance !== undefined && { atLeast: flags.minStance }),
    ...(flags.maxStance !== undefined && { atMost: flags.maxStance }),
  };
  const fields = {
    kinds: flags.kind,
    actors: flags.actor,
    targets: flags.target,
    symbols: flags.symbol,
    stance: Object.keys(stance).length > 0 ? stance : undefined,
    status: flags.status,
    phases: flags.phase,
    families: flags.family,
    completeFamilies: flags.complete ? true : flags.incomplete ? false : undefined,
    scheduled: flags.scheduled ? true : flags.unscheduled ? false : undefined,
    weekdays: flags.weekday,
    from: flags.from,
    to: flags.to,
  };
  const stated = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const read = decodeWith(signalSelectionSchema, stated, { file: FILTERS });
  if (read.issues === undefined) return read.value as SignalSelection;
  throw new InputError(
    read.issues.map(({ what, at, ...issue }) => ({
      ...issue,
      what: what.replace("atLeast", "--min-stance").replace("atMost", "--max-stance"),
      at: flagOf(at),
    })),
  );
}

const FILTERS = "filters";

/** The flag that gave a field of the selection: `filters kinds[0]` came from `--kind`. */
function flagOf(place = ""): string {
  const field = place.replace(`${FILTERS} `, "").replace(/\[.*$/, "");
  return FLAGS[field] ?? `--${field}`;
}

const FLAGS: Readonly<Record<string, string>> = {
  kinds: "--kind",
  actors: "--actor",
  targets: "--target",
  symbols: "--symbol",
  stance: "--min-stance",
  "stance.atLeast": "--min-stance",
  "stance.atMost": "--max-stance",
  phases: "--phase",
  families: "--family",
  weekdays: "--weekday",
};

/** A day counts to its end in Shanghai. */
function asOfInstant(text: string): Instant {
  const day = parseCalendarDay(text);
  const instant = day === undefined ? parseInstant(text) : instantAt(day, 24 * 60, PUBLICATION_ZONE);
  if (instant !== undefined) return instant;
  throw new InputError({
    what: `"${text}" is neither a day nor an instant`,
    at: "--as-of",
    fix: "write 2024-06-30, or 2024-06-30T12:00:00+08:00",
  });
}

function contradiction(a: string, b: string): InputError {
  return new InputError({ what: `${a} and ${b} leave nothing`, at: `${a} ${b}`, fix: "give one of the two" });
}
