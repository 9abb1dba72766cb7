import { describe, expect, it } from "vitest";
import { formatSignedPercent } from "../../../../src/report/format-values.ts";
import { chartDataOf } from "../../../../src/report/html/charts/chart-data.ts";
import { signalWords, tradeWords } from "../../../../src/report/html/charts/mark-words.ts";
import { aResult } from "../../a-result.ts";

const result = aResult();
const data = chartDataOf(result);

describe("what a mark tells", () => {
  it("names the signal of a trade, when it was known, its source, and what came of it", () => {
    const [trade] = data.instruments[0]!.trades;
    const [told] = result.trades;
    const { heading, lines } = tradeWords(trade!, data);
    expect(heading).toBe(result.signals.find((signal) => signal.id === told!.signalId)?.title);
    expect(lines).toEqual([
      "Known 2023-01-09 16:30 in Shanghai (time: stamp)",
      "Source: example.org",
      `t1, long 3033.HK: ${formatSignedPercent(told!.return, 2)} after costs in ${told!.sessionsHeld} sessions`,
      `In ${told!.entry.session} at ${told!.entry.price.toPrecision(4)} (open), out ${told!.exit.session} at ${told!.exit.price.toPrecision(4)} (${told!.exit.reason})`,
    ]);
  });

  it("names the trades of a signal that traded, and the reason of one that was skipped", () => {
    const traded = data.signals.find((signal) => signal.state === "traded")!;
    expect(signalWords(traded, data).lines.at(-1)).toMatch(
      /^Traded: t\d+ (long|short) 3033\.HK [+-]\d+\.\d\d%/,
    );
    const skipped = data.signals.find((signal) => signal.state === "skipped")!;
    expect(signalWords(skipped, data).lines.at(-1)).toBe(`Skipped, ${skipped.why}`);
  });
});
