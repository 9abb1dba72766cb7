// Runs the market server of the tests by hand, on any supported Node:
//
//   node test/servers/run-market-server.mjs [port]
//   EDICT_YAHOO_URL=http://127.0.0.1:8099 edict prices fetch 0700.HK HSTECH.HK
//   curl -X PUT 'http://127.0.0.1:8099/faults/0700.HK/429?times=2'
//   curl -X PUT http://127.0.0.1:8099/splits/0700.HK/4        restates the history, from the next session on
//   curl -X PUT http://127.0.0.1:8099/dividends/0700.HK/2.5
//   curl -X POST http://127.0.0.1:8099/advance                that session
//   curl -X DELETE http://127.0.0.1:8099/faults
//   curl http://127.0.0.1:8099/requests
//
// EDICT_EASTMONEY_URL takes the same address. Faults are listed in market-fault.ts; `*` for a symbol is every symbol.
import { mkdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${root}node_modules/.cache/edict-test/`;
const outfile = `${folder}market-server.mjs`;
mkdirSync(folder, { recursive: true });
await build({
  stdin: {
    contents: `
      export { MARKET_FAULTS } from "./market-fault.ts";
      export { MarketServer } from "./market-server.ts";
      export { MarketTruth } from "./market-truth.ts";`,
    resolveDir: `${root}test/servers`,
    loader: "ts",
  },
  outfile,
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "node",
  logLevel: "warning",
});
const { MARKET_FAULTS, MarketServer, MarketTruth } = await import(pathToFileURL(outfile).href);

const truth = new MarketTruth(1);
// Weekdays from 2024-01-02 up to yesterday, so that what is served ends where a real service would.
const weekdays = Math.floor(((Date.now() - Date.UTC(2024, 0, 2)) / 86_400_000) * (5 / 7)) - 1;
for (const symbol of [
  "HSTECH.HK",
  "3033.HK",
  "0700.HK",
  "3690.HK",
  "9988.HK",
  "0981.HK",
  "1347.HK",
  "^HSI",
]) {
  truth.add(symbol, "HKEX", "HKD", weekdays);
}
for (const symbol of ["KWEB", "BABA", "SPY"]) truth.add(symbol, "NYSE", "USD", weekdays);
truth.add("HKD=X", "FX", "HKD", weekdays);
truth.add("CNY=X", "FX", "CNY", weekdays);

const server = new MarketServer(truth);
const port = Number(process.argv[2] ?? 8099);
const url = await server.listen(port).catch((error) => {
  console.error(
    `port ${port} cannot be had: ${error.message}\n  fix  name another: node test/servers/run-market-server.mjs 8100`,
  );
  process.exit(2);
});
console.log(`${url} answers as Yahoo and as Eastmoney for ${[...truth.instruments.keys()].join(", ")}`);
console.log(`faults: ${MARKET_FAULTS.join(", ")}`);
