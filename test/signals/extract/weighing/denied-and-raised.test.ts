import { describe, expect, it } from "vitest";
import { extractSignals } from "../../../../src/signals/extract/extract-signals.ts";
import { makeArticle } from "../../../../src/signals/extract/read-article/make-article.ts";

const stanceOf = (title: string, text: string) =>
  extractSignals(makeArticle({ id: "one", fileName: "one.txt", title, text, publishedAt: "2024-05-14" }))[0]
    ?.stance;

describe("the direction of a clause", () => {
  it.each([
    [
      "Beijing has no plan to ease home limits",
      "There is no plan to change the limits on home purchases, the Beijing housing commission said on Tuesday.",
      -1,
    ],
    [
      "央行：网传降准消息不实",
      "今日，一则央行决定下调存款准备金率0.5个百分点的消息在社交平台流传。中国人民银行澄清：上述消息不实。",
      -1,
    ],
    ["证监会：IPO倒查10年为不实传言", "针对将对IPO企业倒查十年的说法，证监会昨晚回应称，该消息不属实。", 1],
    [
      "商务部：对部分石墨物项实施出口管制",
      "商务部今天发布公告，对人造石墨实施出口管制，未经许可不得出口。",
      -1,
    ],
    [
      "China raises quota for onshore funds",
      "China's foreign exchange regulator raised the quota for outbound investors on Tuesday.",
      1,
    ],
    [
      "Draft law would let officials weigh scale of internet firms",
      "China's market regulator released a draft law on Tuesday which would let officials fine internet firms.",
      -1,
    ],
  ])("reads %s", (title, text, sign) => {
    expect(Math.sign(stanceOf(title, text) ?? 0)).toBe(sign);
  });

  it("takes an amount of yuan for a sum, and not for the currency", () => {
    const [signal] = extractSignals(
      makeArticle({
        id: "one",
        fileName: "one.txt",
        title: "China extends tax break for electric cars",
        text: "Buyers will pay no purchase tax for two more years, the finance ministry said on Tuesday. The break is capped at 30,000 yuan a car.",
        publishedAt: "2024-05-14",
      }),
    );
    expect(signal?.stanceParts.cues.filter((cue) => cue.text.includes("30,000"))).toEqual([]);
    expect(signal?.stance).toBeGreaterThan(0.3);
  });

  it("leaves a look back without a signal", () => {
    expect(
      stanceOf(
        "Five years on, the ghost of a listing",
        "On a November night five years ago, China's regulators suspended Ant Group's listing and opened a campaign against platforms.",
      ),
    ).toBeUndefined();
  });
});
