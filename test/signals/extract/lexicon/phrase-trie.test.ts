import { describe, expect, it } from "vitest";
import { PhraseTrie } from "../../../../src/signals/extract/lexicon/phrase-trie.ts";

const units = (text: string) => text.split(" ").map((norm) => ({ norm }));

function found(trie: PhraseTrie<string>, text: string, from: number): [string, number][] {
  const all: [string, number][] = [];
  trie.visit(units(text), from, (value, end) => all.push([value, end]));
  return all;
}

describe("PhraseTrie", () => {
  it("finds every phrase that starts at a place, the shorter first", () => {
    const trie = new PhraseTrie<string>();
    trie.add(["state", "council"], "cabinet");
    trie.add(["state"], "word");
    expect(found(trie, "the state council met", 1)).toEqual([
      ["word", 2],
      ["cabinet", 3],
    ]);
    expect(found(trie, "the state council met", 0)).toEqual([]);
  });

  it("keeps several values of one phrase", () => {
    const trie = new PhraseTrie<string>();
    trie.add(["ban"], "verb");
    trie.add(["ban"], "noun");
    expect(found(trie, "ban", 0)).toEqual([
      ["verb", 1],
      ["noun", 1],
    ]);
  });

  it("refuses a phrase without units", () => {
    expect(() => new PhraseTrie<string>().add([], "nothing")).toThrow(RangeError);
  });
});
