import type { IncomingMessage, ServerResponse } from "node:http";

/** Sent with every answer: nothing is kept, framed, or read by another site. No CORS header is ever sent. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  "Cache-Control": "no-store",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Content-Security-Policy": "frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

/** Why a request is refused: a status and a line for the log of whoever sent it. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/**
 * Whether a request may be answered. The server listens on this machine alone, but any page open in a browser here can
 * reach it: by a form, by fetch, or under a name of its own that it points at 127.0.0.1. So the Host must be ours, and
 * so must the Origin of whatever has one; what changes something must have one.
 *
 * @returns null if it may
 */
export function refusalOf(request: IncomingMessage, port: number): Refusal | null {
  const { host, origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !hosts.includes(host)) {
    return { status: 421, reason: `this server answers for ${hosts[0]} only` };
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, reason: "requests from other sites are refused" };
  }
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    return { status: 403, reason: "requests from other sites are refused" };
  }
  if (request.method === "POST") {
    if (origin === undefined) return { status: 403, reason: "a change must come from the page itself" };
    if (request.headers["content-type"] !== "application/json") {
      return { status: 415, reason: "a change is sent as application/json" };
    }
  }
  return null;
}

/** Ends a request with plain text. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...SAFE_HEADERS, "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
}

const LONGEST_BODY = 64 * 1024;

/** The body of a request as text; null if it is longer than any change of parameters can be. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
