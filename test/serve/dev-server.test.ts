import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import type { LiveUpdate } from "../../src/report/html/live-page.ts";
import { type DevServer, startDevServer } from "../../src/serve/dev-server.ts";
import { liveFolder } from "./live-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "edict-server-"));
const { options } = liveFolder(folder);
let server: DevServer;
let port = 0;

beforeAll(async () => {
  server = await startDevServer({ ...options, script: "", port: 0 });
  port = Number(new URL(server.url).port);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request with exactly these headers, as a browser's script could not send it. */
function ask(path: string, method = "GET", headers: Record<string, string> = {}, body = ""): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (piece: string) => {
          text += piece;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode!, headers: response.headers, body: text }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

const json = () => ({ "content-type": "application/json", origin: `http://127.0.0.1:${port}` });

describe("the server of edict dev", () => {
  it("gives the page to the machine it runs on", async () => {
    const { status, headers, body } = await ask("/");
    expect(status).toBe(200);
    expect(body).toContain("A test of the live page");
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "cross-origin-resource-policy": "same-origin",
    });
    expect((await ask("/", "GET", { host: `localhost:${port}` })).status).toBe(200);
  });

  it.each(["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "[::1]:80", "127.0.0.1.nip.io"])(
    "refuses the name %j that a page may have pointed at this machine",
    async (host) => {
      expect((await ask("/", "GET", { host })).status).toBe(421);
    },
  );

  it("refuses what another site's page sends, and never says that it may read the answer", async () => {
    for (const path of ["/", "/events", "/params"]) {
      for (const headers of [
        { origin: "https://evil.example" },
        { origin: "null" },
        { "sec-fetch-site": "cross-site" },
      ]) {
        const answer = await ask(path, "GET", headers);
        expect(answer.status).toBe(403);
        expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      }
    }
    expect((await ask("/params", "OPTIONS", { origin: "https://evil.example" })).status).toBe(403);
  });

  it("takes changes from its own page alone, as JSON alone", async () => {
    const body = JSON.stringify({ hold: 3 });
    expect((await ask("/params", "POST", { "content-type": "application/json" }, body)).status).toBe(403);
    expect((await ask("/params", "POST", { ...json(), origin: "https://evil.example" }, body)).status).toBe(
      403,
    );
    expect((await ask("/params", "POST", { ...json(), "content-type": "text/plain" }, body)).status).toBe(
      415,
    );
    expect((await ask("/params", "POST", json(), "[1]")).status).toBe(400);
    expect((await ask("/params", "POST", json(), "{")).status).toBe(400);
    expect((await ask("/params", "POST", json(), JSON.stringify({ hold: { a: 1 } }))).status).toBe(400);
    expect((await ask("/params", "POST", json(), `{"hold": "${"x".repeat(70_000)}"}`)).status).toBe(413);
    const unknown = await ask("/params", "POST", json(), JSON.stringify({ hodl: 3 }));
    expect([unknown.status, unknown.body]).toEqual([400, expect.stringContaining('did you mean "hold"?')]);
    expect((await ask("/params", "POST", json(), JSON.stringify({ hold: 99 }))).status).toBe(400);
    expect((await ask("/params", "POST", json(), body)).status).toBe(204);
  });

  it.each([
    "/../strategy.ts",
    "/%2e%2e/strategy.ts",
    "/..%2fstrategy.ts",
    "//etc/passwd",
    "/strategy.ts",
    "/index.html",
    "/params",
    "/events/../../etc/passwd",
    "/?x=/etc/passwd",
  ])("has nothing at %s: no file is ever served", async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body).not.toContain("defineStrategy");
  });

  it("listens on this machine alone", async () => {
    const outward = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .find((one) => one.family === "IPv4" && !one.internal)?.address;
    if (outward === undefined) return;
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: outward, port, timeout: 2000 }, () => resolve(true));
      socket.on("error", () => resolve(false));
      socket.on("timeout", () => resolve(false));
    });
    expect(isOpen).toBe(false);
  });

  it("tells an open page of a change: first what is looked at, then all parts with the evidence", async () => {
    const updates: LiveUpdate[] = [];
    const stream = request(
      { host: "127.0.0.1", port, path: "/events", headers: { host: `127.0.0.1:${port}` } },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (piece: string) => {
          text += piece;
          const events = text.split("\n\n");
          text = events.pop()!;
          updates.push(...events.map((event) => JSON.parse(event.slice("data: ".length)) as LiveUpdate));
        });
      },
    );
    stream.on("error", () => {});
    stream.end();
    await expect.poll(() => updates.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
    updates.length = 0;
    expect((await ask("/params", "POST", json(), JSON.stringify({ hold: 7 }))).status).toBe(204);
    await expect.poll(() => updates.length, { timeout: 10_000 }).toBe(2);
    const [first, second] = updates as [LiveUpdate, LiveUpdate];
    expect(Object.keys(first.parts)).toEqual(["masthead", "answer", "price", "equity"]);
    expect(first).toMatchObject({ isProvisional: true, issues: "" });
    expect(first.parts.masthead).toContain("hold 7");
    expect(first.data).not.toBeNull();
    expect(Object.keys(first.awaited)).toEqual(["luck", "study", "sensitivity"]);
    for (const part of Object.values(first.awaited)) expect(part).toContain("computing ...");
    expect(second.awaited).toEqual({});
    expect(second.isProvisional).toBe(false);
    expect(Object.keys(second.parts)).toContain("trades");
    expect(second.sequence).toBe(first.sequence);
    stream.destroy();
  });

  it("says that a port is taken", async () => {
    const taken = startDevServer({ ...options, script: "", port });
    await expect(taken).rejects.toThrow(InputError);
    await expect(taken).rejects.toThrow(`port ${port} is taken`);
  });
});
