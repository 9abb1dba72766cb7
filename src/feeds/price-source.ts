import { statSync } from "node:fs";
import { askedBack } from "../decode/did-you-mean.ts";
import { nearestName } from "../decode/nearest-name.ts";
import { InputError } from "../errors.ts";
import type { InstrumentBook } from "../market/instrument-book.ts";
import type { Adjustment } from "../market/price-series.ts";
import { edictHome } from "../storage/edict-home.ts";
import type { KeptPrices } from "../storage/kept-prices.ts";
import type { PriceFeed } from "./price-feed.ts";

/** Where prices come from and how they are adjusted, as the command line says it. */
export interface PriceRequest {
  /** `yahoo`, `eastmoney`, `live`, `csv:<folder>`, `sample`; null if only files are given */
  readonly source: string | null;
  /** files of single symbols; they come before the source */
  readonly files: Readonly<Record<string, string>>;
  readonly adjustment: Adjustment;
  /** only what is in the store; no network */
  readonly frozen: boolean;
  /** CSV files that were read before are not read again; default null: all are read */
  readonly kept?: KeptPrices | null;
}

/** A feed made ready, and what the user says of instruments beside it. */
export interface PriceSource {
  readonly feed: PriceFeed;
  readonly instruments: InstrumentBook;
  /** prices are there or not, and nothing is fetched: what is optional may be missing */
  readonly isOnDisk: boolean;
}

const SOURCES = ["yahoo", "eastmoney", "live", "csv:<folder>", "sample"];

/** Opens the source that `--prices` and `--file` name. Each is loaded only when it is used. */
export async function openPriceSource(request: PriceRequest): Promise<PriceSource> {
  const { source, files, kept = null } = request;
  const hasFiles = Object.keys(files).length > 0;
  if (source === null || source.startsWith("csv:")) {
    const { CsvFeed } = await import("./csv-feed.ts");
    const folder = source === null ? null : source.slice("csv:".length);
    const feed = new CsvFeed({ folder, files, kept });
    return { feed, instruments: feed.instruments, isOnDisk: true };
  }
  const base = await openNamed(source, request.frozen);
  const { readHomeInstruments } = await import("./instrument-file.ts");
  const instruments = readHomeInstruments();
  if (!hasFiles) return { ...base, instruments };
  const { CsvFeed } = await import("./csv-feed.ts");
  const given = new CsvFeed({ folder: null, files, kept });
  const feed: PriceFeed = {
    name: source,
    fetch: (symbol, range, instrument) =>
      (given.hasFile(symbol) ? given : base.feed).fetch(symbol, range, instrument),
  };
  return { feed, instruments, isOnDisk: base.isOnDisk };
}

async function openNamed(source: string, isFrozen: boolean): Promise<{ feed: PriceFeed; isOnDisk: boolean }> {
  switch (source) {
    case "sample": {
      const { SampleFeed } = await import("./sample-feed.ts");
      return { feed: new SampleFeed(), isOnDisk: true };
    }
    case "yahoo":
    case "eastmoney":
    case "live":
      return { feed: await openStored(source, isFrozen), isOnDisk: isFrozen };
    default:
      throw new InputError({
        what: `"${source}" is no source of prices`,
        at: "--prices",
        fix: `use one of ${SOURCES.join(", ")}${suggestion(source)}`,
      });
  }
}

function suggestion(source: string): string {
  if (statSync(source, { throwIfNoEntry: false })?.isDirectory() === true)
    return `; ${askedBack(`csv:${source}`)}`;
  const nearest = nearestName(source, ["yahoo", "eastmoney", "live", "sample"]);
  return nearest === undefined ? "" : `; ${askedBack(nearest)}`;
}

/** A live feed behind the store, or the store alone. */
async function openStored(source: "yahoo" | "eastmoney" | "live", isFrozen: boolean): Promise<PriceFeed> {
  const { openStore } = await import("./price-store.ts");
  const store = openStore(edictHome());
  if (isFrozen) {
    const { FrozenFeed } = await import("./frozen-feed.ts");
    return new FrozenFeed(store, source === "live" ? undefined : source);
  }
  const { StoredFeed } = await import("./stored-feed.ts");
  return new StoredFeed(store, await openLive(source));
}

/** The live feed itself. `EDICT_YAHOO_URL` and `EDICT_EASTMONEY_URL` point it at a mirror or a test server. */
export async function openLive(source: "yahoo" | "eastmoney" | "live"): Promise<PriceFeed> {
  const yahoo = async () =>
    new (await import("./yahoo-feed.ts")).YahooFeed({ baseUrl: process.env["EDICT_YAHOO_URL"] || undefined });
  const eastmoney = async () =>
    new (await import("./eastmoney-feed.ts")).EastmoneyFeed({
      baseUrl: process.env["EDICT_EASTMONEY_URL"] || undefined,
    });
  if (source === "yahoo") return yahoo();
  if (source === "eastmoney") return eastmoney();
  const { LiveFeed } = await import("./live-feed.ts");
  return new LiveFeed([await yahoo(), await eastmoney()]);
}
