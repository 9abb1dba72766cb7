import { describe, expect, it } from "vitest";
import { didYouMean } from "../../src/decode/did-you-mean.ts";

describe("didYouMean", () => {
  const known = ["hold", "stopLoss"];

  it("asks whether the nearest name was meant, and lets a list follow", () => {
    expect(didYouMean("hodl", known, "write one of them")).toBe('did you mean "hold"?');
    expect(didYouMean("hodl", known, "write one of them", " (it has hold)")).toBe(
      'did you mean "hold"? (it has hold)',
    );
  });

  it("says what else to do where none is near", () => {
    expect(didYouMean("leverage", known, "write one of them", " (it has hold)")).toBe("write one of them");
  });
});
