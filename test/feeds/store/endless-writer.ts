// A process that writes version after version of one history until it is killed: see price-store.test.ts.
import { createHash } from "node:crypto";
import { openStore } from "../../../src/feeds/price-store.ts";
import { instrumentOf } from "../../servers/instrument-fixture.ts";
import { daysFrom, seriesOf } from "./series-fixture.ts";

const [home, firstVersion] = process.argv.slice(2) as [string, string];
const store = openStore(home);
for (let version = Number(firstVersion); ; version++) {
  const bytes = new TextEncoder().encode(`answer of version ${version}`);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await store.put({
    instrument: instrumentOf("0700.HK"),
    series: seriesOf(daysFrom(0, 2000, () => version)),
    askedFrom: null,
    fetchedAt: version,
    earlierAnswers: [],
    answers: [{ url: "", bytes, sha256, fetchedAt: version }],
  });
  process.stdout.write(`${version}\n`);
}
