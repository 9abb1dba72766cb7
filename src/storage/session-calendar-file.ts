import { readFile } from "node:fs/promises";
import { decodePriceCsv } from "../decode/price-csv/price-csv.ts";
import { InputError } from "../errors.ts";
import type { ExchangeCode } from "../time/exchange.ts";
import type { SessionCalendar } from "../time/session-calendar.ts";

/**
 * The sessions of an exchange, read from a price file of any instrument on it: every day that has a close.
 *
 * @param file CSV of any shape that price files have
 * @throws InputError if it cannot be read, is no price file, or has no close at all
 */
export async function readSessionCalendar(file: string, exchange: ExchangeCode): Promise<SessionCalendar> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new InputError({
      what: `the file cannot be read: ${error.message}`,
      at: file,
      fix: "check the path",
    });
  });
  const { days, close } = decodePriceCsv(bytes, { file });
  const withClose = days.filter((_, index) => Number.isFinite(close?.[index] ?? Number.NaN));
  if (withClose.length === 0) {
    throw new InputError({
      what: "no day has a close",
      at: file,
      fix: "name a price file of one instrument",
    });
  }
  return { exchange, days: Int32Array.from(new Set(withClose)).sort() };
}
