import { describe, expect, it } from "vitest";
import { inflectNoun, inflectVerb } from "../../../../src/signals/extract/lexicon/inflect.ts";

const forms = (verb: string, irregular = {}) =>
  inflectVerb(verb, irregular).map((one) => `${one.text}:${one.form}`);

describe("inflectVerb", () => {
  it("inflects regular verbs", () => {
    expect(forms("ease")).toEqual(["ease:base", "eases:third", "eased:past", "easing:gerund"]);
    expect(forms("levy")).toEqual(["levy:base", "levies:third", "levied:past", "levying:gerund"]);
    expect(forms("relax")).toEqual(["relax:base", "relaxes:third", "relaxed:past", "relaxing:gerund"]);
  });

  it("inflects the first word of a phrase, and the last part of a hyphenated one", () => {
    expect(forms("crack down on")[2]).toBe("cracked down on:past");
    expect(forms("front-load")[2]).toBe("front-loaded:past");
  });

  it("uses the forms given for irregular verbs, each once", () => {
    expect(forms("cut", { cut: ["cuts", "cut", "cut", "cutting"] })).toEqual([
      "cut:base",
      "cuts:third",
      "cutting:gerund",
    ]);
  });
});

describe("inflectNoun", () => {
  it("adds the plural of the last word, and none to a plural", () => {
    expect(inflectNoun("import duty")).toEqual(["import duty", "import duties"]);
    expect(inflectNoun("tax")).toEqual(["tax", "taxes"]);
    expect(inflectNoun("supportive policies")).toEqual(["supportive policies"]);
  });
});
