import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { CutOffLine } from "../servers/cut-off-line.ts";
import { hasRedis, redisSocket, startRedis } from "../servers/start-redis.ts";

const root = resolve(import.meta.dirname, "../..");
const program = join(root, "dist/cli.cjs");
const scratch = mkdtempSync(join(tmpdir(), "edict-sweep-cli-"));
const strategy = join(root, "strategies/long-hstech-after-leadership-meetings.ts");
const isBuilt = existsSync(join(root, "dist/worker-thread.cjs"));

const start = (args: readonly string[]) => {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: scratch,
    env: { ...process.env, EDICT_HOME: join(scratch, "home"), NO_COLOR: "1" },
  });
  let out = "";
  let error = "";
  child.stdout.on("data", (bytes) => (out += bytes));
  child.stderr.on("data", (bytes) => (error += bytes));
  const ended = new Promise<{ code: number | null; out: string; error: string }>((done) =>
    child.on("close", (code) => done({ code, out, error })),
  );
  return { child, ended };
};
const run = (...args: string[]) => start(["sweep", strategy, "--prices", "sample", ...args]).ended;
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.skipIf(!isBuilt)("edict sweep", () => {
  it("prints best, map, plateau and what the search has cost, and names the synthetic prices", async () => {
    const { code, out } = await run(
      "--param",
      "hold=1:20",
      "--param",
      "minStance=0.4",
      "--evidence",
      "20",
      "--shifts",
      "19",
    );
    expect(code).toBe(0);
    for (const words of [
      "SYNTHETIC PRICES",
      "Best by Sharpe ratio",
      " across",
      "Is the best an island?",
      "What the search has cost",
      "overfitting (PBO)",
    ]) {
      expect(out).toContain(words);
    }
  });

  it("keeps what is done on Ctrl-C and goes on with --resume", async () => {
    const args = [
      "--param",
      "minStance=0:1:0.05",
      "--param",
      "stopLoss=0.02:0.3:0.0005",
      "--evidence",
      "0",
      "--threads",
      "2",
      "--out",
      "kept",
    ];
    const { child, ended } = start(["sweep", strategy, "--prices", "sample", ...args]);
    const kept = () => {
      const folder = join(scratch, "kept");
      const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
      const journals = names.filter((name) => name.endsWith(".jsonl")).map((name) => join(folder, name));
      return journals.flatMap((name) => readFileSync(name, "utf8").split("\n")).length - journals.length;
    };
    while (kept() < 3 && child.exitCode === null) await new Promise((next) => setTimeout(next, 20));
    child.kill("SIGINT");
    const interrupted = await ended;
    expect(interrupted.code).toBe(2);
    expect(interrupted.error).toContain("interrupted after");
    expect(kept()).toBeGreaterThanOrEqual(3);
    const again = await run(...args, "--json");
    expect(again.error).toContain("go on with --resume");
    const resumed = await run(...args, "--json", "--resume");
    expect(resumed.code).toBe(0);
    expect(JSON.parse(resumed.out).counts.points).toBe(60 * 561 * 21);
    expect(kept()).toBe(0);
  });

  it.each([
    [["--param", "hodl=1:5"], 2, 'did you mean "hold"'],
    [["--param", "stopLoss=0.02:0.3:0.00001"], 2, "more than 10,000,000"],
    [["--objective", "sharp"], 2, 'did you mean "sharpe"'],
    [["--threads", "0"], 2, '"0" is not a whole number above 0'],
    [["--shard", "3/2"], 2, "is no shard"],
    [["--queue", "http://example"], 2, "is no address of a Redis server"],
    [
      ["--constraint", "hold > 100", "--param", "minStance=0.4"],
      2,
      "the constraints leave no point of 1,260",
    ],
  ])("refuses %j", async (args, code, words) => {
    const refused = await run(...args);
    expect(refused.error).toContain(words);
    expect(refused.code).toBe(code);
  });
});

describe.skipIf(!isBuilt)("edict worker", () => {
  it("ends when it is told to, though Redis does not answer", async () => {
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const { child, ended } = start(["worker", "--queue", `redis://127.0.0.1:${port}`]);
    await once(silent, "connection");
    child.kill("SIGINT");
    // Five seconds later it would be an error: no answer.
    expect((await ended).code).toBe(0);
    silent.close();
  });

  it.skipIf(!hasRedis)(
    "ends when it is told to, though Redis is lost right after it has answered",
    async () => {
      const redis = await startRedis(scratch);
      const line = new CutOffLine(redisSocket(scratch));
      const { child, ended } = start(["worker", "--queue", `redis://127.0.0.1:${await line.listen()}`]);
      let said = "";
      child.stderr.on("data", (text) => (said += text));
      await vi.waitUntil(() => said.includes("serving"), { timeout: 60_000 });
      line.cutAfter("PONG");
      child.kill("SIGINT");
      expect((await ended).code).toBe(0);
      expect(line.isCut).toBe(true);
      line.close();
      redis.kill("SIGKILL");
    },
  );
});
