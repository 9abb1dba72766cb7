import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eastmoneyAnswer } from "./eastmoney-answer.ts";
import { isMarketFault, type MarketFault } from "./market-fault.ts";
import type { MarketTruth } from "./market-truth.ts";
import { yahooAnswer } from "./yahoo-answer.ts";

/** One request that the server saw. */
export interface SeenRequest {
  readonly service: "yahoo" | "eastmoney";
  /** symbol (Yahoo) or secid (Eastmoney), unescaped */
  readonly name: string;
  readonly url: string;
  readonly userAgent: string;
  readonly fault: MarketFault | undefined;
}

/** Chooses the fault of each request; `undefined` answers truly. */
export type FaultChooser = (request: {
  service: string;
  name: string;
  count: number;
}) => MarketFault | undefined;

/**
 * A real HTTP server that answers as Yahoo's chart service and as Eastmoney's K-line service do, from a
 * {@link MarketTruth}, with faults that can be switched while it runs.
 *
 * By hand: `PUT /faults/<symbol or secid or *>/<fault>?times=2`, `DELETE /faults`, `POST /advance`, `GET /requests`;
 * `PUT /splits/<symbol>/<ratio>` and `PUT /dividends/<symbol>/<amount>` restate the history from the next session on.
 */
export class MarketServer {
  readonly truth: MarketTruth;
  readonly requests: SeenRequest[] = [];
  /** most requests under way at one moment */
  mostAtOnce = 0;
  chooseFault: FaultChooser = () => undefined;
  /** milliseconds before each answer */
  delay = 0;
  readonly #server: Server;
  readonly #switched = new Map<string, { fault: MarketFault; times: number }>();
  #underWay = 0;

  constructor(truth: MarketTruth) {
    this.truth = truth;
    this.#server = createServer((request, response) => {
      this.#underWay++;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#underWay);
      response.on("close", () => {
        this.#underWay--;
      });
      if (this.delay > 0) setTimeout(() => this.#answer(request, response), this.delay);
      else this.#answer(request, response);
    });
  }

  /** Starts on 127.0.0.1; port 0 takes a free one. */
  listen(port = 0): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject).listen(port, "127.0.0.1", () => {
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
      });
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Makes the next `times` requests for a symbol or secid (`*`: any) go wrong. */
  fail(name: string, fault: MarketFault, times = Number.POSITIVE_INFINITY): void {
    this.#switched.set(name, { fault, times });
  }

  heal(): void {
    this.#switched.clear();
    this.chooseFault = () => undefined;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", "http://localhost");
    const chart = /^\/v8\/finance\/chart\/([^/]+)$/.exec(url.pathname);
    if (chart !== null) {
      const symbol = decodeURIComponent(chart[1] as string);
      const fault = this.#note(request, "yahoo", symbol);
      if (this.#lineFault(response, fault)) return;
      const period = {
        from: Number(url.searchParams.get("period1")),
        to: Number(url.searchParams.get("period2")),
      };
      if (!this.truth.instruments.has(symbol) || fault === "404") {
        const description = "No data found, symbol may be delisted";
        return sendJson(
          response,
          { chart: { result: null, error: { code: "Not Found", description } } },
          404,
        );
      }
      if (fault === "400") {
        const description = `Data doesn't exist for startDate = ${period.from}, endDate = ${period.to}`;
        return sendJson(
          response,
          { chart: { result: null, error: { code: "Bad Request", description } } },
          400,
        );
      }
      return this.#send(response, yahooAnswer(this.truth, symbol, period, fault), fault);
    }
    if (url.pathname === "/api/qt/stock/kline/get") {
      const query = (name: string) => url.searchParams.get(name) ?? "";
      const secid = query("secid");
      const fault = this.#note(request, "eastmoney", secid);
      if (this.#lineFault(response, fault)) return;
      const asked = { secid, fqt: query("fqt"), from: query("beg"), to: query("end") };
      return this.#send(response, eastmoneyAnswer(this.truth, asked, fault), fault);
    }
    this.#control(request, url, response);
  }

  #note(request: IncomingMessage, service: SeenRequest["service"], name: string): MarketFault | undefined {
    const count = this.requests.length;
    const switched = this.#switched.get(name) ?? this.#switched.get("*");
    let fault = this.chooseFault({ service, name, count });
    if (switched !== undefined && switched.times > 0) {
      switched.times--;
      fault = switched.fault;
    }
    const userAgent = request.headers["user-agent"] ?? "";
    this.requests.push({ service, name, url: request.url ?? "", userAgent, fault });
    return fault;
  }

  /** @returns whether the fault took the whole answer */
  #lineFault(response: ServerResponse, fault: MarketFault | undefined): boolean {
    switch (fault) {
      case "429":
        response.writeHead(429).end("Too Many Requests\r\n");
        return true;
      case "429-retry-after":
        response.writeHead(429, { "retry-after": "0" }).end("Too Many Requests\r\n");
        return true;
      case "429-retry-later":
        response.writeHead(429, { "retry-after": "3600" }).end("Too Many Requests\r\n");
        return true;
      case "500":
        response.writeHead(500).end("Internal Server Error");
        return true;
      case "forbidden":
        response.writeHead(403, { "content-type": "text/html" }).end("<html><title>Forbidden</title></html>");
        return true;
      case "html":
        response.writeHead(200, { "content-type": "text/html" });
        response.end(
          "<!doctype html><html><head><title>Your privacy choices</title></head><body>...</body></html>",
        );
        return true;
      case "hang":
        return true;
      default:
        return false;
    }
  }

  #send(response: ServerResponse, body: unknown, fault: MarketFault | undefined): void {
    const text = JSON.stringify(body);
    if (fault === "cut") {
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
      });
      response.write(text.slice(0, text.length / 2), () => response.destroy());
      return;
    }
    if (fault === "truncated") {
      response.writeHead(200, { "content-type": "application/json" }).end(text.slice(0, text.length / 2));
      return;
    }
    // A cookie for a foreign domain: a client that stores it carelessly dies of an unhandled rejection.
    response.setHeader("set-cookie", "B=1; Domain=.example.org; Path=/");
    sendJson(response, body);
  }

  #control(request: IncomingMessage, url: URL, response: ServerResponse): void {
    const [, what, name, fault] = url.pathname.split("/").map(decodeURIComponent);
    const route = `${request.method} /${what}`;
    if (route === "PUT /faults" && name !== undefined && fault !== undefined && isMarketFault(fault)) {
      this.fail(name, fault, Number(url.searchParams.get("times") ?? Number.POSITIVE_INFINITY));
    } else if (route === "PUT /splits" && name !== undefined && Number(fault) > 0)
      this.truth.split(name, Number(fault));
    else if (route === "PUT /dividends" && name !== undefined && Number(fault) > 0)
      this.truth.dividend(name, Number(fault));
    else if (route === "DELETE /faults") this.heal();
    else if (route === "POST /advance") this.truth.advance();
    else if (route === "GET /requests") return sendJson(response, this.requests);
    else return sendJson(response, { error: `nothing at ${request.method} ${url.pathname}` }, 404);
    sendJson(response, { done: true });
  }
}

function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
