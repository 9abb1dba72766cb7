import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as v from "valibot";
import { decodeOrThrow, whatAndFix } from "../decode/decode-with.ts";
import { parseJsonText } from "../decode/json-text.ts";
import { formatIssue, InputError, type Issue } from "../errors.ts";
import {
  type LiveUpdate,
  liveFailure,
  quickUpdate,
  renderLivePage,
  wholeUpdate,
} from "../report/html/live-page.ts";
import type { PackedScript } from "../report/html/page.ts";
import { packageRoot } from "../storage/package-root.ts";
import { type LivePart, LiveRun, type LiveRunOptions } from "./live-run.ts";
import { answerText, readBody, refusalOf, SAFE_HEADERS } from "./request-guard.ts";
import { InputWatcher } from "./watch-inputs.ts";

/** What `edict dev` serves. */
export interface DevServerOptions extends LiveRunOptions {
  /** the page's script (storage/page-script.ts) */
  readonly script: PackedScript;
  /** 0 takes a free one */
  readonly port: number;
  /** told when something turns wrong, when something else does, and when all is well again */
  readonly onTurn?: (turn: LiveTurn) => void;
}

/** What has come of the last change, where it is not what the one before came to. */
export interface LiveTurn {
  /** what is wrong now; none if all is well again */
  readonly issues: readonly Issue[];
  /** how the last run went */
  readonly status: string;
  /** the page has a result, if an earlier one */
  readonly hasResult: boolean;
}

/** A live page that is being served. */
export interface DevServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Milliseconds without a change after which evidence is gathered: while a slider moves, only the pictures follow it. */
const SHORTEST_MOMENT = 150;

/** Only this machine can reach it. */
const ADDRESS = "127.0.0.1";

const paramsSchema = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  whatAndFix("a change is an object of parameters", `send e.g. {"hold": 12}`),
);

/**
 * Serves the live page of a strategy: it runs at once, again whenever a file it reads changes, and again for every
 * move of a slider. What is wrong is shown on the page and never ends the server.
 *
 * @throws InputError if the port is taken
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const live = new LiveServer(options);
  await live.rerun(new Set());
  const server = createServer((request, response) => {
    live.answer(request, response).catch((error: unknown) => {
      // A reader that left, or a fault: the others go on being served.
      if (response.headersSent) response.destroy();
      else answerText(response, 500, error instanceof Error ? error.message : String(error));
    });
  });
  await listen(server, options.port);
  live.port = (server.address() as AddressInfo).port;
  return {
    url: `http://${ADDRESS}:${live.port}/`,
    close: () => {
      live.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const what = error.code === "EADDRINUSE" ? `port ${port} is taken` : `cannot listen: ${error.message}`;
      reject(
        new InputError({ what, at: "--port", fix: "choose another, or leave --port out for a free one" }),
      );
    });
    server.listen(port, ADDRESS, resolve);
  });
}

/** Answers requests, runs one change at a time, and tells every open page. */
class LiveServer {
  port = 0;
  readonly #options: DevServerOptions;
  readonly #run: LiveRun;
  readonly #watcher: InputWatcher<LivePart>;
  readonly #pages = new Set<ServerResponse>();
  #sequence = 0;
  /** no result has been told yet, so that pages that were opened have none */
  #isFirst = true;
  /** what was wrong when it was last told */
  #told = "[]";
  /** what waits for a quiet moment */
  #rest: NodeJS.Timeout | undefined;
  #moment = SHORTEST_MOMENT;
  /** the runs asked for so far, one after the other */
  #queue: Promise<void> = Promise.resolve();

  constructor(options: DevServerOptions) {
    this.#options = options;
    this.#run = new LiveRun(options);
    this.#watcher = new InputWatcher((changed) => void this.rerun(changed));
  }

  close(): void {
    clearTimeout(this.#rest);
    this.#watcher.close();
    for (const page of this.#pages) page.end();
  }

  rerun(changed: ReadonlySet<LivePart>): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      await this.#run.run(changed);
      this.#sequence++;
      this.#tell();
      this.#tellTurn();
      this.#watch();
    });
    return this.#queue;
  }

  #watch(): void {
    const { signals, prices } = this.#options;
    const folder = prices.source?.startsWith("csv:") === true ? [prices.source.slice("csv:".length)] : [];
    this.#watcher.watch({
      strategy: this.#run.strategyFiles,
      signals: signals.length > 0 ? signals : [`${packageRoot()}/signals`],
      prices: [...folder, ...Object.values(prices.files)],
    });
  }

  /** What is looked at goes out at once; the evidence and the tables follow when nothing has changed for a moment. */
  #tell(): void {
    clearTimeout(this.#rest);
    const { result, panel, isSound } = this.#run;
    if (result === null || !isSound) return this.#send(liveFailure(this.#sequence, panel));
    this.#send(quickUpdate(this.#sequence, result, panel, this.#isFirst));
    this.#isFirst = false;
    this.#rest = setTimeout(() => this.#tellWhole(), this.#moment);
  }

  #tellWhole(): void {
    this.#queue = this.#queue.then(async () => {
      // A change in the meantime has gone wrong: what is in memory is no more what the files say.
      if (!this.#run.isSound) return;
      const started = performance.now();
      await this.#run.gatherEvidence();
      // A strategy whose evidence takes long gets more time to be left alone before it is gathered again.
      this.#moment = Math.max(SHORTEST_MOMENT, 3 * (performance.now() - started));
      const { result, panel, isSound } = this.#run;
      this.#send(
        result === null || !isSound
          ? liveFailure(this.#sequence, panel)
          : wholeUpdate(this.#sequence, result, panel),
      );
      this.#tellTurn();
    });
  }

  #tellTurn(): void {
    const { result, panel } = this.#run;
    const { issues, status } = panel;
    const now = JSON.stringify(issues);
    if (now === this.#told) return;
    this.#told = now;
    this.#options.onTurn?.({ issues, status, hasResult: result !== null });
  }

  #send(update: LiveUpdate): void {
    for (const page of this.#pages) page.write(`data: ${JSON.stringify(update)}\n\n`);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, this.port);
    if (refusal !== null) return answerText(response, refusal.status, refusal.reason);
    // Three fixed places and nothing from the disk: there is no path to climb out of.
    switch (`${request.method} ${request.url}`) {
      case "GET /":
        return this.#sendPage(response);
      case "GET /events":
        return this.#openStream(response);
      case "POST /params":
        return this.#changeParams(request, response);
      default:
        return answerText(response, 404, "there is nothing here");
    }
  }

  #sendPage(response: ServerResponse): void {
    const page = renderLivePage(this.#run.result, this.#run.panel, this.#options.script);
    response.writeHead(200, { ...SAFE_HEADERS, "Content-Type": "text/html; charset=utf-8" });
    response.end(page);
  }

  #openStream(response: ServerResponse): void {
    response.writeHead(200, { ...SAFE_HEADERS, "Content-Type": "text/event-stream; charset=utf-8" });
    // Small updates go out at once instead of waiting to be joined with others.
    response.socket?.setNoDelay(true);
    this.#pages.add(response);
    response.on("close", () => this.#pages.delete(response));
    // Whatever changed between the page's loading and this moment is told now.
    this.#tell();
  }

  async #changeParams(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === null) return answerText(response, 413, "that is longer than any change of parameters");
    const read = parseJsonText(body, "request");
    if (read.issues !== undefined) return answerText(response, 400, read.issues.map(formatIssue).join("\n"));
    try {
      this.#run.setParams(decodeOrThrow(paramsSchema, read.value, { file: "request" }));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return answerText(response, 400, error.message);
    }
    await this.rerun(new Set());
    response.writeHead(204, SAFE_HEADERS);
    response.end();
  }
}
