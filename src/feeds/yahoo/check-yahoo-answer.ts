import { type Issue, MarketDataError } from "../../errors.ts";
import { FeedRefusal, type RefusalReason } from "../feed-refusal.ts";
import { parseJson } from "../transport/json-answer.ts";
import { type HttpAnswer, refusalFix, withoutQuery } from "../transport/polite-transport.ts";

/** Longest stretch of an unexpected answer that an error quotes. */
const QUOTED_CHARACTERS = 80;

/** Unauthorized, Forbidden, Unavailable For Legal Reasons. */
const FORBIDDEN: ReadonlySet<number> = new Set([401, 403, 451]);

/**
 * Lets through only what Yahoo's chart endpoint answers when it has something: HTTP 200 and JSON with one result.
 * It runs before the library sees the answer, whose own errors name no symbol, print addresses on the terminal,
 * or are a bare TypeError.
 *
 * @throws FeedRefusal if Yahoo refuses (401, 403, 451, a page instead of data)
 * @throws MarketDataError if Yahoo has no such symbol or no prices in the range
 */
export function checkYahooAnswer(answer: HttpAnswer, symbol: string): void {
  const at = withoutQuery(answer.url);
  const body = parseJson(answer.text);
  const described = describedError(body);
  if (FORBIDDEN.has(answer.status)) throw refusal("forbidden", `Yahoo refuses (HTTP ${answer.status})`, at);
  // A 404 that is no JSON comes from something in between, not from Yahoo's chart service.
  if (body === undefined)
    throw refusal("not-data", `Yahoo sent a page instead of prices: ${excerpt(answer)}`, at);
  if (answer.status === 404 || described?.code === "Not Found") throw unknownSymbol(symbol, at, described);
  if (answer.status === 400 || described?.code === "Bad Request") throw emptyRange(symbol, at, described);
  if (described !== undefined || answer.status !== 200) {
    throw new MarketDataError({
      what: `Yahoo has an error for ${symbol}: ${described?.description ?? `HTTP ${answer.status}`}`,
      at,
      fix: "check the symbol on finance.yahoo.com, or use another source with --prices",
    });
  }
  const result = (body as { chart?: { result?: unknown } } | null)?.chart?.result;
  if (!Array.isArray(result) || result[0] === null || typeof result[0] !== "object") {
    throw new MarketDataError({
      what: `Yahoo answered without prices for ${symbol}, and without saying why`,
      at,
      fix: "run it again later, or use another source with --prices",
    });
  }
}

/** What Yahoo says is wrong: `{ "chart": { "error": { "code", "description" } } }`, or `finance` for `chart`. */
function describedError(body: unknown): { code: string; description: string } | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  for (const part of Object.values(body)) {
    const error = (part as { error?: unknown } | null)?.error;
    if (typeof error !== "object" || error === null) continue;
    const { code, description } = error as { code?: unknown; description?: unknown };
    return { code: String(code ?? ""), description: String(description ?? code ?? "no description") };
  }
  return undefined;
}

function unknownSymbol(symbol: string, at: string, described?: { description: string }): MarketDataError {
  return new MarketDataError({
    what: `Yahoo has no data for ${symbol}${said(described)}`,
    at,
    fix: "check the symbol on finance.yahoo.com; if it is delisted, Yahoo dropped its whole history (results without it favour survivors): import a CSV instead",
  });
}

function emptyRange(symbol: string, at: string, described?: { description: string }): MarketDataError {
  return new MarketDataError({
    what: `Yahoo has no prices of ${symbol} in the range asked for${said(described)}`,
    at,
    fix: "ask for a range in which it was listed: --from, --to",
  });
}

function said(described?: { description: string }): string {
  return described === undefined ? "" : `; it says: ${described.description}`;
}

function refusal(reason: RefusalReason, what: string, at: string): FeedRefusal {
  const issue: Issue = { what, at, fix: refusalFix(reason) };
  return new FeedRefusal(reason, issue);
}

function excerpt(answer: HttpAnswer): string {
  const title = /<title[^>]*>([^<]*)</i.exec(answer.text)?.[1] ?? answer.text;
  const line = title.replace(/\s+/g, " ").trim();
  if (line === "") return "an empty one";
  return line.length > QUOTED_CHARACTERS ? `"${line.slice(0, QUOTED_CHARACTERS)}..."` : `"${line}"`;
}
