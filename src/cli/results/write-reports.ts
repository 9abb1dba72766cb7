import { basename, dirname, extname, join } from "node:path";
import { InputError } from "../../errors.ts";
import { renderRunReport } from "../../report/terminal/run-report.ts";
import { RESULT_SCHEMA_NAME, type ResultDocument } from "../../result/result-schema.ts";
import { type EdictDocument, readDocument } from "../../storage/read-document.ts";
import { writeReport } from "../../storage/write-report.ts";
import { printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";
import { writeDocumentPage } from "../write-page.ts";
import { renderDocument } from "./render-document.ts";

/** What `edict report` takes. */
export interface ReportOptions {
  readonly html?: boolean;
  readonly csv?: boolean;
  readonly xlsx?: boolean;
  readonly md?: boolean;
  readonly arrow?: boolean;
  readonly out?: string;
}

/** Writes a document in the formats asked for, or prints the terminal's report if none is. */
export async function writeReports(file: string, options: ReportOptions): Promise<void> {
  const document = readDocument(file);
  const base = join(options.out ?? dirname(file), basename(file, extname(file)));
  const written: string[] = [];
  if (document.schema !== RESULT_SCHEMA_NAME) refuseTables(file, document, options);
  if (options.html === true) written.push(await writeDocumentPage(document, base));
  if (document.schema === RESULT_SCHEMA_NAME) written.push(...(await writeTables(document, base, options)));
  if (written.length > 0) printText(written.map((path) => `Written to ${path}\n`).join(""));
  else if (document.schema === RESULT_SCHEMA_NAME) printText(renderRunReport(document, terminalStyle()));
  else printText(await renderDocument(document));
}

/** Only a run has trades, signals and equity to make tables of. */
function refuseTables(file: string, { schema }: EdictDocument, options: ReportOptions): void {
  const asked = (["csv", "xlsx", "md", "arrow"] as const).filter((format) => options[format] === true);
  if (asked.length === 0) return;
  const kind = schema.replace(/^edict\/|@\d+$/g, "");
  throw new InputError({
    what: `a ${kind} has no ${asked.map((format) => `--${format}`).join(" or ")}: only a run has trades, signals and equity`,
    at: file,
    fix:
      kind === "sweep"
        ? "every point's row stands in sweep.arrows beside it, which pandas, polars and DuckDB read; --html draws it"
        : "--html draws it; the file itself is JSON",
  });
}

async function writeTables(
  result: ResultDocument,
  base: string,
  options: ReportOptions,
): Promise<readonly string[]> {
  const written: string[] = [];
  if (options.md === true) {
    const { renderMarkdown } = await import("../../report/markdown-report.ts");
    written.push(writeReport(`${base}.md`, renderMarkdown(result)));
  }
  if (options.csv === true) written.push(...(await writeCsv(result, base)));
  if (options.arrow === true) written.push(...(await writeArrow(result, base)));
  if (options.xlsx === true) written.push(await writeXlsx(result, base));
  return written;
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
