import { afterAll, describe, expect, it } from "vitest";
import { emptyFolder } from "../cli/edict.ts";
import { killAt, runToEnd } from "./kill.ts";
import { killScenarios, marketToKillBy } from "./kill-scenarios.ts";

/** A slice; bench/kill.ts kills five hundred times. */
const AFTER_FIRST_WRITE = [0, 4, 12];

describe.skipIf(process.platform === "win32")(
  "killed at any moment, a command leaves nothing half-written and goes on after:",
  async () => {
    const market = await marketToKillBy();
    const scenarios = killScenarios(emptyFolder(), await market.listen());
    afterAll(() => market.close());

    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s", async (_, scenario) => {
      let killed = 0;
      for (const milliseconds of AFTER_FIRST_WRITE) {
        await scenario.prepare();
        const moment = { after: "first-write", milliseconds, watched: scenario.watched } as const;
        if ((await killAt(moment, scenario)) === "killed") killed++;
        expect(await scenario.damage()).toEqual([]);
      }
      expect(killed).toBeGreaterThan(0);
      await scenario.prepare();
      expect(await runToEnd(scenario)).toBe(0);
    });
  },
);
