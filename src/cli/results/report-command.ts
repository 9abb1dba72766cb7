import { Command } from "commander";
import type { ReportOptions } from "./write-reports.ts";

/** `edict report <result...>`: results as pages, tables or workbooks, each beside its file. */
export function reportCommand(): Command {
  return new Command("report")
    .description("a result as a page, tables or a workbook; without a format, the terminal's report")
    .argument("<result...>", "result files; or sweeps, studies, walk-forwards, for --html or the terminal")
    .option("--html", "one self-contained page")
    .option("--csv", "trades, signals, equity and metrics, a CSV file each")
    .option("--xlsx", "the same as an Excel workbook (needs danfojs-node)")
    .option("--md", "Markdown")
    .option("--arrow", "trades, signals, equity and metrics, an Arrow file each")
    .option("--out <folder>", "folder to write to (default: that of the result)")
    .addHelpText("after", "\nExample:\n  $ edict report results/my-idea/*.json --html")
    .action(async (files: string[], options: ReportOptions) => {
      const { writeReports } = await import("./write-reports.ts");
      for (const file of files) await writeReports(file, options);
    });
}
