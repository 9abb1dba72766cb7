import { checkAcrossSignals } from "./check-across-signals.ts";
import { CHECK_SEVERITIES, type CheckContext, type CheckFinding } from "./check-finding.ts";
import { checkSignal } from "./check-signal.ts";
import type { DecodedSignalFile } from "./decode-signal-file.ts";

/**
 * Every problem of a catalogue in one pass: what could not be decoded, what is wrong with one signal, and what is
 * wrong between signals. Nothing is changed and nothing is thrown.
 *
 * @returns errors first, then warnings, then notes; within each in the order of the files
 */
export function checkCatalogue(
  files: readonly DecodedSignalFile[],
  context: CheckContext = {},
): readonly CheckFinding[] {
  const entries = files.flatMap((file) => file.entries);
  const undecoded = files.flatMap((file) =>
    file.issues.map(
      (issue): CheckFinding => ({
        severity: "error",
        id: null,
        what: issue.what,
        at: issue.at ?? file.file,
        fix: issue.fix ?? "see the schema: edict schema signal",
      }),
    ),
  );
  const findings = [
    ...undecoded,
    ...entries.flatMap((entry) => checkSignal(entry, context)),
    ...checkAcrossSignals(entries, context),
  ];
  return CHECK_SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}
