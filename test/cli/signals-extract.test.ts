import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DraftSignal } from "../../src/signals/extract/drafts/draft-signal.ts";
import { edict, emptyFolder } from "./edict.ts";

const ARTICLE = `Title: Premier meets platform firms, promises steady rules
Date: 2024-03-20

Chinese Premier Li Qiang met executives of Tencent and Meituan in Beijing on Wednesday and pledged support for the platform economy.

"We will ease restrictions and protect private enterprises," Li said, according to Xinhua.
`;

function article(name = "meeting.txt", text = ARTICLE): string {
  const path = join(emptyFolder(), name);
  writeFileSync(path, text);
  return path;
}

describe("edict signals extract", () => {
  it("prints drafts as one JSON array whose evidence are exact slices of the article", () => {
    const path = article();
    const run = edict(["signals", "extract", path, "--json"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const drafts = JSON.parse(run.stdout) as DraftSignal[];
    expect(drafts.length).toBeGreaterThan(0);
    const [draft] = drafts;
    expect(draft).toMatchObject({
      kind: "leadership-meeting",
      eventDate: "2024-03-20",
      publishedAt: "2024-03-20",
    });
    expect(draft?.stance).toBeGreaterThan(0);
    const text = readFileSync(path, "utf8");
    for (const { evidence } of drafts) {
      for (const span of evidence) expect(text.slice(span.start, span.end)).toBe(span.text);
    }
    expect(edict(["signals", "extract", path, "--json"]).stdout).toBe(run.stdout);
  });

  it("writes drafts that can be accepted and then traded on", () => {
    const folder = emptyFolder();
    const drafts = join(folder, "signals.draft.yaml");
    const catalogue = join(folder, "own.json");
    const run = edict(["signals", "extract", article(), "--into", drafts]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("1 article read");
    expect(readFileSync(drafts, "utf8")).toContain("status: pending");
    expect(
      edict(["signals", "accept", drafts, "--into", catalogue, "--all", "--by", "A Reviewer"]).code,
    ).toBe(0);
    const listed = edict(["signals", "list", "--signals", catalogue]);
    expect(listed.stdout).toContain("leadership-meeting");
    const strategy = join(folder, "own.yaml");
    writeFileSync(
      strategy,
      "name: a\nhypothesis: b\nrules:\n  - on: { kinds: [leadership-meeting] }\n    legs: [{ instrument: HSTECH.HK, side: long }]\n    exit: { afterSessions: 3 }\n",
    );
    const explained = edict(["explain", strategy, "--signals", catalogue, "--prices", "sample"]);
    expect(explained.stdout).toContain("HKEX 2024-03-21");
  });

  it("gives nothing for market news, and says so", () => {
    const path = article(
      "market.txt",
      "Date: 2024-03-20\n\nTencent shares rose 3% on Wednesday as traders bet on earnings.\n",
    );
    const into = join(emptyFolder(), "signals.draft.yaml");
    const run = edict(["signals", "extract", path, "--into", into]);
    expect(run.stdout).toContain("no policy act");
    expect(existsSync(into)).toBe(false);
  });

  it("warns of a missing date, takes one from the flag, and refuses with --strict", () => {
    const path = article("undated.txt", ARTICLE.replace("Date: 2024-03-20\n", ""));
    expect(edict(["signals", "extract", path, "--json"]).stderr).toContain("W_NO_PUBDATE");
    expect(edict(["signals", "extract", path, "--json", "--strict"]).code).toBe(2);
    const dated = edict(["signals", "extract", path, "--json", "--published-at", "2024-03-20"]);
    expect(dated).toMatchObject({ code: 0, stderr: "" });
  });

  it("loses nothing of the rest when a file or a line cannot be read", () => {
    const good = article();
    const lines = article("list.jsonl", `{"text": ${JSON.stringify(ARTICLE)}}\n{ broken\n{"text": ""}\n`);
    const run = edict(["signals", "extract", good, lines, article("empty.txt", ""), "--json"]);
    expect(run.code).toBe(2);
    expect((JSON.parse(run.stdout) as DraftSignal[]).length).toBeGreaterThan(0);
    expect(run.stderr).toContain("empty.txt");
    expect(run.stderr).toMatch(/list\.jsonl:2/);
  });

  it("refuses a date that is none and a path that is not there", () => {
    expect(edict(["signals", "extract", article(), "--published-at", "soon"])).toMatchObject({ code: 2 });
    expect(edict(["signals", "extract", "nowhere.txt"]).stderr).toContain("there is no such file or folder");
  });
});
