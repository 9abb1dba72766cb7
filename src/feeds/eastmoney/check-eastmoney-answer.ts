import { MarketDataError } from "../../errors.ts";
import { FeedRefusal, type RefusalReason } from "../feed-refusal.ts";
import { type HttpAnswer, refusalFix, withoutQuery } from "../transport/polite-transport.ts";

/** Eastmoney knows no such secid, or has no rows of it: another market may. */
export class EastmoneyEmpty extends MarketDataError {
  override readonly name = "EastmoneyEmpty";
}

/**
 * Lets through only an answer with rows of the secid that was asked for.
 *
 * @throws FeedRefusal if Eastmoney refuses
 * @throws EastmoneyEmpty if it has no rows
 * @throws MarketDataError if the rows are those of something else
 */
export function checkEastmoneyAnswer(answer: HttpAnswer, secid: string): void {
  const at = `${withoutQuery(answer.url)} ${secid}`;
  if (answer.status !== 200) throw refusal("forbidden", `Eastmoney refuses (HTTP ${answer.status})`, at);
  const body = parseObject(answer.text);
  if (body === undefined) throw refusal("not-data", "Eastmoney sent a page instead of prices", at);
  const data = body.data as { code?: unknown; klines?: unknown } | null | undefined;
  if (data === null || data === undefined || !Array.isArray(data.klines) || data.klines.length === 0) {
    throw new EastmoneyEmpty({ what: `Eastmoney has no rows of ${secid}`, at });
  }
  const code = secid.slice(secid.indexOf(".") + 1);
  if (data.code !== code) {
    throw new MarketDataError({
      what: `Eastmoney was asked for ${code} and sent ${String(data.code)}`,
      at,
      fix: "run it again later, or use another source with --prices",
    });
  }
}

function refusal(reason: RefusalReason, what: string, at: string): FeedRefusal {
  return new FeedRefusal(reason, { what, at, fix: refusalFix(reason) });
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
