import { describe, expect, it } from "vitest";
import { edict, emptyFolder } from "./edict.ts";

const FLAGSHIP = "strategies/long-hstech-after-leadership-meetings.ts";

describe("edict explain --json", () => {
  it("prints what the result file of the run says of signals and trades", () => {
    const given = [FLAGSHIP, "--prices", "sample", "--json"];
    const explained = edict(["explain", ...given]);
    expect(explained).toMatchObject({ code: 0, stderr: "" });
    const ran = edict(["run", ...given, "--out", emptyFolder()]);
    const { signals, trades } = JSON.parse(ran.stdout);
    expect(signals.length).toBeGreaterThan(0);
    expect(trades.length).toBeGreaterThan(0);
    expect(JSON.parse(explained.stdout)).toMatchObject({ signals, trades });
  });
});
