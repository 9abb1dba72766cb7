import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { openStore } from "../../src/feeds/price-store.ts";
import { acceptDrafts, readDrafts, writeDrafts } from "../../src/storage/draft-files.ts";
import { readResult } from "../../src/storage/result-files.ts";
import { readLedger } from "../../src/storage/run-ledger.ts";
import { loadCatalogue } from "../../src/storage/signal-catalogue-files.ts";
import { MarketServer } from "../servers/market-server.ts";
import { MarketTruth } from "../servers/market-truth.ts";
import { signalOn } from "../signals/a-signal.ts";
import { type KilledCommand, runToEnd } from "./kill.ts";

/** One command that is killed again and again. */
export interface KillScenario extends KilledCommand {
  readonly name: string;
  /** folder that it writes into */
  readonly watched: string;
  /** puts its inputs where it finds them; what it wrote before may stand */
  readonly prepare: () => Promise<void>;
  /** what is half-written or lost after a kill; it may run the command again to see whether it goes on */
  readonly damage: () => Promise<string[]>;
}

const STRATEGY = resolve("strategies/long-hstech-after-leadership-meetings.ts");
const SYMBOLS = ["0700.HK", "3690.HK", "9988.HK", "0981.HK"];
const DRAFTS = 40;

/**
 * The commands that write what cannot be made again in a moment: fetch, run, sweep and accept.
 *
 * @param root scratch folder
 * @param marketUrl a market server that knows SYMBOLS
 */
export function killScenarios(root: string, marketUrl: string): readonly KillScenario[] {
  return [fetching(root, marketUrl), running(root), sweeping(root), accepting(root)];
}

/** A made-up market for the first of the scenarios. */
export async function marketToKillBy(): Promise<MarketServer> {
  const truth = new MarketTruth(1);
  for (const symbol of SYMBOLS) truth.add(symbol, "HKEX", "HKD", 600);
  const server = new MarketServer(truth);
  return server;
}

function fetching(root: string, marketUrl: string): KillScenario {
  const home = join(root, "fetch-home");
  const command = {
    args: ["prices", "fetch", ...SYMBOLS, "--source", "yahoo", "--refetch"],
    folder: root,
    env: { EDICT_HOME: home, EDICT_YAHOO_URL: marketUrl, EDICT_EASTMONEY_URL: marketUrl },
  };
  let kills = 0;
  return {
    ...command,
    name: "prices fetch",
    watched: home,
    // Every second kill finds an empty store, the others one that is replaced.
    prepare: async () => {
      if (kills++ % 2 === 0) rmSync(home, { recursive: true, force: true });
      mkdirSync(home, { recursive: true });
      if (kills % 2 === 0) await runToEnd(command);
    },
    damage: async () => {
      const store = openStore(home);
      const { issues } = store.list();
      const held = SYMBOLS.map((symbol) => [symbol, store.isIntact(symbol, "yahoo")] as const);
      const torn = held
        .filter(([, isIntact]) => isIntact === false)
        .map(([symbol]) => `${symbol} is damaged`);
      const lost =
        kills % 2 === 0
          ? held.filter(([, is]) => is === undefined).map(([symbol]) => `${symbol} is lost`)
          : [];
      return [...issues.map((issue) => issue.what), ...torn, ...lost];
    },
  };
}

function running(root: string): KillScenario {
  const folder = join(root, "run");
  const home = join(root, "run-home");
  let holds = 1;
  let trials = 0;
  return {
    name: "run",
    // Another run each time, so that each writes a result and a line of the ledger.
    get args() {
      return ["run", STRATEGY, "--prices", "sample", "--quiet", "--param", `hold=${holds}`, "--luck", "99"];
    },
    folder,
    env: { EDICT_HOME: home },
    watched: folder,
    prepare: async () => {
      mkdirSync(folder, { recursive: true });
      holds = (holds % 60) + 1;
    },
    damage: async () => {
      const damage: string[] = [];
      const results = join(folder, "results");
      for (const name of existsSync(results)
        ? readdirSync(results, { recursive: true, encoding: "utf8" })
        : [])
        if (name.endsWith(".json")) damage.push(...(await unreadable(join(results, name))));
      const ledger = readLedger(home);
      if (ledger.damagedLines > 0) damage.push(`${ledger.damagedLines} damaged lines in the ledger`);
      if (ledger.trials.length < trials) damage.push("the ledger has lost trials");
      trials = ledger.trials.length;
      return damage;
    },
  };
}

async function unreadable(file: string): Promise<string[]> {
  try {
    await readResult(file);
    return [];
  } catch (error) {
    return [`${file}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** 16 chunks of points, enough for a second thread to be started; afterwards `--resume` must give the bytes of a sweep that nobody disturbed. */
function sweeping(root: string): KillScenario {
  const out = join(root, "swept");
  const space = ["hold=1:60", "minStance=0:0.8:0.1", "stopLoss=0.02:0.3:0.0005"];
  const args = (folder: string) => [
    ...["sweep", STRATEGY, "--prices", "sample", "--quiet", "--threads", "2", "--out", folder],
    ...space.flatMap((one) => ["--param", one]),
    ...["--evidence", "10", "--shifts", "19", "--draws", "19"],
  ];
  const command = { folder: root, env: { EDICT_HOME: join(root, "sweep-home") } };
  let undisturbed: ReadonlyMap<string, string> | undefined;
  return {
    ...command,
    name: "sweep",
    args: args(out),
    watched: out,
    prepare: async () => {
      if (undisturbed === undefined) {
        await runToEnd({ ...command, args: args(join(root, "undisturbed")) });
        undisturbed = filesBelow(join(root, "undisturbed"));
      }
      rmSync(out, { recursive: true, force: true });
      mkdirSync(out);
    },
    damage: async () => {
      forgetLocks(out);
      const code = await runToEnd({ ...command, args: [...args(out), "--resume"] });
      if (code !== 0) return [`--resume ends with ${code}`];
      const resumed = filesBelow(out);
      const names = new Set([...resumed.keys(), ...(undisturbed?.keys() ?? [])]);
      return [...names]
        .filter((name) => resumed.get(name) !== undisturbed?.get(name))
        .map((name) => `${name} is not what an undisturbed sweep writes`);
    },
  };
}

function filesBelow(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    names.map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name)).toString("base64")]),
  );
}

/**
 * A killed sweep's lock is taken over at once where the system tells that its process is gone. Elsewhere it expires after
 * 15 seconds; a user waits, a test sets its time back.
 */
function forgetLocks(folder: string): void {
  if (process.platform === "linux") return;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".lock")) utimesSync(join(folder, name), 0, 0);
}

function accepting(root: string): KillScenario {
  const folder = join(root, "accept");
  const drafts = join(folder, "signals.draft.yaml");
  const into = join(folder, "own.json");
  const signals = Array.from({ length: DRAFTS }, (_, index) =>
    signalOn("2025-01-02", `own-${index}`, { review: { status: "pending", from: "a.txt" } }),
  );
  return {
    name: "signals accept",
    args: ["signals", "accept", basename(drafts), "--into", basename(into), "--all", "--by", "test"],
    folder,
    env: { EDICT_HOME: join(root, "accept-home") },
    watched: folder,
    prepare: async () => {
      const sound = join(root, "sound.draft.yaml");
      if (!existsSync(sound))
        await writeDrafts(
          sound,
          signals.map((signal) => ({ signal, comments: {} })),
        );
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      copyFileSync(sound, drafts);
    },
    damage: async () => {
      forgetLocks(folder);
      const left = (await readDrafts(drafts)).map((signal) => signal.id);
      const kept = existsSync(into) ? (await loadCatalogue([into])).catalogue.signals : [];
      const ids = new Set([...left, ...kept.map((signal) => signal.id)]);
      if (ids.size !== DRAFTS) return [`${DRAFTS - ids.size} drafts are lost`];
      // Whoever accepts again finishes what was begun.
      const again = { into, by: "test", at: "2025-03-01T00:00:00Z" };
      const decisions = new Map(left.map((id) => [id, "accepted"] as const));
      await acceptDrafts(drafts, { ...again, decisions });
      const after = (await loadCatalogue([into])).catalogue.signals.length;
      return after === DRAFTS && (await readDrafts(drafts)).length === 0
        ? []
        : [`${after} of ${DRAFTS} signals arrived`];
    },
  };
}
