import { basename, dirname, extname, join } from "node:path";
import { renderRunReport } from "../../report/terminal/run-report.ts";
import type { ResultDocument } from "../../result/result-schema.ts";
import { readResult } from "../../storage/result-files.ts";
import { writeReport } from "../../storage/write-report.ts";
import { terminalStyle } from "../terminal-style.ts";
import type { ReportOptions } from "./report-command.ts";

/** Writes a result in the formats asked for, or prints the terminal's report if none is. */
export async function writeReports(file: string, options: ReportOptions): Promise<void> {
  const result = readResult(file);
  const base = join(options.out ?? dirname(file), basename(file, extname(file)));
  const written: string[] = [];
  if (options.html === true) written.push(await writeHtml(result, base));
  if (options.md === true) {
    const { renderMarkdown } = await import("../../report/markdown-report.ts");
    written.push(writeReport(`${base}.md`, renderMarkdown(result)));
  }
  if (options.csv === true) written.push(...(await writeCsv(result, base)));
  if (options.arrow === true) written.push(...(await writeArrow(result, base)));
  if (options.xlsx === true) written.push(await writeXlsx(result, base));
  process.stdout.write(
    written.length === 0
      ? renderRunReport(result, terminalStyle())
      : written.map((path) => `Written to ${path}\n`).join(""),
  );
}

/** Writes a result's page: `<base>.html`. */
export async function writeHtml(result: ResultDocument, base: string): Promise<string> {
  const { renderHtmlReport } = await import("../../report/html/render-html-report.ts");
  const { readPageScript } = await import("../../storage/page-script.ts");
  return writeReport(`${base}.html`, renderHtmlReport(result, { script: readPageScript() }));
}

async function writeCsv(result: ResultDocument, base: string): Promise<string[]> {
  const { resultTables } = await import("../../report/result-tables.ts");
  const { renderCsv } = await import("../../report/csv-export.ts");
  return resultTables(result).map((table) => writeReport(`${base}.${table.name}.csv`, renderCsv(table)));
}

async function writeArrow(result: ResultDocument, base: string): Promise<string[]> {
  const { resultTables } = await import("../../report/result-tables.ts");
  const { renderArrow } = await import("../../report/arrow-export.ts");
  return resultTables(result).map((table) => writeReport(`${base}.${table.name}.arrow`, renderArrow(table)));
}

async function writeXlsx(result: ResultDocument, base: string): Promise<string> {
  const { loadSpreadsheetLibrary } = await import("../../storage/danfo-library.ts");
  const library = loadSpreadsheetLibrary("--xlsx");
  const { renderWorkbook } = await import("../../report/xlsx-export.ts");
  return writeReport(`${base}.xlsx`, renderWorkbook(result, library));
}
