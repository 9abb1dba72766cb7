import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** How the server answers one request: a message of the model, or a fault. */
export type ModelAnswer =
  | { readonly content: string }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | "hang"
  /** One byte at a time, without an end. */
  | "drip"
  /** As much as the other side takes. */
  | "flood"
  | "cut"
  | "html"
  | "no-message";

export interface SeenCompletion {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly temperature: number;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format: {
      readonly type: string;
      readonly json_schema: { readonly strict: boolean; readonly schema: object };
    };
  };
}

/** A real HTTP server that answers as an OpenAI-compatible service does, with faults on demand. */
export class ModelServer {
  readonly requests: SeenCompletion[] = [];
  /** Answers in order; the last one stays. */
  answers: ModelAnswer[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () => {
        this.requests.push({
          url: request.url ?? "",
          authorization: request.headers.authorization,
          body: JSON.parse(text),
        });
        const answer = this.answers.length > 1 ? this.answers.shift()! : this.answers[0]!;
        if (answer === "hang") return;
        if (answer === "drip") {
          const timer = setInterval(() => response.write(" "), 5);
          response.on("close", () => clearInterval(timer));
          return;
        }
        if (answer === "flood") {
          const chunk = Buffer.alloc(1 << 20, " ");
          const push = (): void => {
            while (!response.destroyed && response.write(chunk));
            response.once("drain", push);
          };
          return push();
        }
        if (answer === "cut") {
          response.writeHead(200, { "content-length": "1000" });
          response.write("{");
          response.destroy();
        } else if (answer === "html") response.end("<html>Sign in</html>");
        else if (answer === "no-message") response.end(JSON.stringify({ choices: [] }));
        else if ("status" in answer) response.writeHead(answer.status, answer.headers).end("busy");
        else {
          const completion = {
            system_fingerprint: "fp_1",
            choices: [{ message: { role: "assistant", content: answer.content } }],
          };
          response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(completion));
        }
      });
    });
  }

  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, "127.0.0.1", () =>
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`),
      );
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
