import { InputError } from "../../errors.ts";
import { SHIPPED_INSTRUMENTS } from "../../market/instrument-book.ts";
import { countsInWords, renderCheck } from "../../report/terminal/check-report.ts";
import { checkCatalogue } from "../../signals/check-catalogue.ts";
import type { CheckContext } from "../../signals/check-finding.ts";
import { PUBLICATION_ZONE, type TimingPolicy } from "../../signals/timing-policy.ts";
import { readSessionCalendar } from "../../storage/session-calendar-file.ts";
import { readSignalFiles } from "../../storage/signal-catalogue-files.ts";
import { localTimeAt } from "../../time/zoned-time.ts";
import { printJson, printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";

/** Flags of `edict signals check`. */
export interface CheckFlags {
  readonly calendar?: string;
  readonly cluster?: number;
  readonly timing: TimingPolicy;
  readonly notes?: boolean;
  readonly json?: boolean;
}

/**
 * Prints every problem of a catalogue. Drafts are checked, too.
 *
 * @throws InputError, after the findings are printed, if there is an error among them
 */
export async function checkSignals(paths: readonly string[], flags: CheckFlags): Promise<void> {
  if (flags.cluster !== undefined && flags.calendar === undefined) {
    const fix = "give --calendar a price file of a Hong Kong instrument";
    throw new InputError({
      what: "clusters are counted in sessions, and no calendar is given",
      at: "--cluster",
      fix,
    });
  }
  const { files, inputs } = await readSignalFiles(paths, { drafts: true });
  const context: CheckContext = {
    knownSymbols: new Set(SHIPPED_INSTRUMENTS.byName.keys()),
    today: localTimeAt(Date.now(), PUBLICATION_ZONE).day,
    timing: flags.timing,
    ...(flags.calendar !== undefined && { calendar: await readSessionCalendar(flags.calendar, "HKEX") }),
    ...(flags.cluster !== undefined && { clusterSessions: flags.cluster }),
  };
  const findings = checkCatalogue(files, context);
  const signals = files.reduce((total, file) => total + file.entries.length, 0);
  const names = inputs.map((input) => input.file);
  if (flags.json === true) printJson({ schema: "edict/check@1", files: names, signals, findings });
  else
    printText(
      renderCheck(
        { findings, signals, files: names, unchecked: uncheckedIn(flags), notes: flags.notes === true },
        terminalStyle(),
      ),
    );
  if (findings.some((finding) => finding.severity === "error")) {
    throw new InputError({
      what: `the catalogue has ${countsInWords(findings)}`,
      at: names.join(", "),
      fix: "mend the errors printed above",
    });
  }
}

function uncheckedIn(flags: CheckFlags): readonly string[] {
  if (flags.calendar === undefined)
    return ["which weekdays are sessions, and clusters: --calendar <csv> --cluster <sessions>"];
  return flags.cluster === undefined ? ["clusters: --cluster <sessions>"] : [];
}
