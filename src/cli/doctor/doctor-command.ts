import { Command } from "commander";
import { waiting } from "../waiting.ts";
import type { DoctorFlags } from "./print-examination.ts";

/** `edict doctor`: what is installed, reachable and writable. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description("what is installed, reachable and writable; ends with code 2 if edict cannot work")
    .option("--json", "print the findings as JSON")
    .addHelpText("after", "\nExample:\n  $ edict doctor")
    .action(async (flags: DoctorFlags) => {
      const { examine } = await import("./examine.ts");
      const { printExamination } = await import("./print-examination.ts");
      printExamination(await waiting("looking, the network included", examine), flags);
    });
}
