import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useMarketServer } from "../servers/market-fixture.ts";
import { makeCertificate, TunnellingProxy } from "../servers/tunnelling-proxy.ts";
import { edict, edictAlongside, emptyFolder } from "./edict.ts";

const market = useMarketServer((truth) => truth.add("0700.HK", "HKEX", "HKD", 300, "2024-01-02"));

// The addresses themselves, not a mirror: the proxy leads every tunnel to the local server.
const YAHOO = "query2.finance.yahoo.com";
const EASTMONEY = ".push2his.eastmoney.com";
const certificate = makeCertificate([YAHOO, `*${EASTMONEY}`]);

describe.skipIf(certificate === null)("behind a proxy", () => {
  let proxy: TunnellingProxy;
  let address: string;
  beforeAll(async () => {
    proxy = new TunnellingProxy(certificate as NonNullable<typeof certificate>, market.url);
    address = await proxy.listen();
  });
  afterAll(() => proxy.close());

  const behindProxy = (home: string, more: NodeJS.ProcessEnv = {}) => ({
    env: {
      EDICT_HOME: home,
      HTTPS_PROXY: address,
      https_proxy: undefined,
      NO_PROXY: "",
      no_proxy: undefined,
      NODE_EXTRA_CA_CERTS: certificate?.certificateFile,
      ...more,
    },
  });

  it.each([
    ["yahoo", YAHOO],
    ["eastmoney", EASTMONEY],
  ])("prices of %s are fetched through a tunnel, and nothing goes beside it", async (source, host) => {
    proxy.tunnels.length = 0;
    const home = emptyFolder();
    const run = await edictAlongside(["prices", "fetch", "0700.HK", "--source", source], behindProxy(home));
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(/0700\.HK +created/);
    expect(proxy.tunnels.length).toBeGreaterThan(0);
    expect(proxy.tunnels.filter((tunnel) => !tunnel.endsWith(`${host}:443`))).toEqual([]);
    expect(market.server.requests.map((one) => one.service)).toContain(source);
    expect(edict(["prices", "list"], { env: { EDICT_HOME: home } }).stdout).toContain("0700.HK");
  });

  it("a certificate that nobody vouches for is refused in words, and nothing is stored", async () => {
    const home = emptyFolder();
    const environment = behindProxy(home, { NODE_EXTRA_CA_CERTS: undefined });
    const run = await edictAlongside(["prices", "fetch", "0700.HK", "--source", "yahoo"], environment);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/certificate[\s\S]*\n {2}fix {2}[^\n]*NODE_EXTRA_CA_CERTS/);
    expect(run.stderr).not.toContain("in a row");
    expect(run.stderr).not.toMatch(/\n {4}at /);
    expect(edict(["prices", "list"], { env: { EDICT_HOME: home } }).stdout).not.toContain("0700.HK");
  });
});
