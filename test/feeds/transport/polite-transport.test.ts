import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { PoliteTransport } from "../../../src/feeds/transport/polite-transport.ts";
import { POLITE_RETRY } from "../../../src/feeds/transport/retry-policy.ts";

let server: Server;
let url: string;
let answers: { status: number; headers?: Record<string, string>; body?: string }[] = [];
beforeAll(async () => {
  server = createServer((_, response) => {
    const { status, headers = {}, body = "" } = answers.shift() ?? { status: 200, body: "{}" };
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x?long=query`;
});
afterAll(() => void server.close());
afterEach(() => {
  answers = [];
});

describe("PoliteTransport", () => {
  const pauses: number[] = [];
  const sleep = async (milliseconds: number) => void pauses.push(milliseconds);
  const get = async (options = {}) => {
    pauses.length = 0;
    const transport = new PoliteTransport({ random: () => 0.5, sleep, now: () => 0, ...options });
    try {
      return await transport.get({ service: "Test", url });
    } finally {
      await transport.close();
    }
  };

  it("backs off further each time: half of 500, 1000, 2000 ms where the draw is a half", async () => {
    answers = [{ status: 500 }, { status: 503 }, { status: 408 }];
    expect((await get()).status).toBe(200);
    expect(pauses).toEqual([250, 500, 1000]);
  });

  it("waits as long as Retry-After says, and its own jitter on top", async () => {
    answers = [{ status: 429, headers: { "retry-after": "7" } }];
    await get();
    expect(pauses).toEqual([7250]);
  });

  it("reads Retry-After as a date", async () => {
    answers = [{ status: 503, headers: { "retry-after": "Thu, 01 Jan 1970 00:00:09 GMT" } }];
    await get();
    expect(pauses).toEqual([9250]);
  });

  it("gives up at once where the pause asked for is out of proportion", async () => {
    answers = [{ status: 429, headers: { "retry-after": "86400" } }];
    await expect(get()).rejects.toThrow("it asks to wait 86400 s");
    expect(pauses).toEqual([]);
  });

  it("gives up after the last attempt, and prints the address without its query", async () => {
    answers = Array.from({ length: POLITE_RETRY.attempts }, () => ({ status: 502 }));
    await expect(get()).rejects.toThrow(
      /Test failed \(HTTP 502\), 5 times in a row\n {2}at {3}http:[^?]*\/x\n/,
    );
    expect(pauses).toHaveLength(POLITE_RETRY.attempts - 1);
  });

  it.each([400, 401, 403, 404])("hands on a %d: what it means is the feed's to say", async (status) => {
    answers = [{ status, body: "no" }];
    expect(await get()).toMatchObject({ status, text: "no" });
  });
});

describe("a proxy", () => {
  it("named by HTTPS_PROXY is asked for the tunnel, except to hosts in NO_PROXY", async () => {
    const tunnels: string[] = [];
    const proxy = createServer();
    proxy.on("connect", (request, socket) => {
      tunnels.push(request.url ?? "");
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    vi.stubEnv("HTTPS_PROXY", `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    vi.stubEnv("https_proxy", undefined);
    vi.stubEnv("NO_PROXY", "127.0.0.1");
    const transport = new PoliteTransport({ retry: { attempts: 1 }, timeout: 20_000 });
    const ask = (address: string) => transport.get({ service: "Test", url: address });
    await expect(ask("https://prices.invalid/chart")).rejects.toThrow("Test could not be reached");
    expect(tunnels).toEqual(["prices.invalid:443"]);
    expect((await ask(url)).status).toBe(200);
    expect(tunnels).toHaveLength(1);
    await transport.close();
    vi.unstubAllEnvs();
    proxy.close();
  });
});
