import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modelDrafter } from "../../src/cli/signals/model-drafter.ts";
import { extractFromArticles } from "../../src/cli/signals/signals-extract.ts";
import { ModelServer } from "../servers/model-server.ts";
import { articleOf } from "../signals/extract/model/a-reply.ts";

const server = new ModelServer();
const folder = mkdtempSync(join(tmpdir(), "edict-model-"));
let endpoint = "";

beforeAll(async () => {
  endpoint = await server.listen();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  return server.close();
});

describe("a model for many articles", () => {
  it("is asked about two only when it hangs; the rules read the rest, and each says so", async () => {
    server.answers = ["hang"];
    const read = modelDrafter("m", endpoint, {
      modelCache: folder,
      modelTimeout: 0.05,
      modelCutoff: "2020-01-01",
    });
    const texts = ["one", "two", "three", "four"].map(
      (word) => `The PBoC cut rates on Friday, it said ${word}.`,
    );
    const answers = await Promise.all(texts.map((text) => read(articleOf(text))));
    expect(
      answers.map((answer) => ("warnings" in answer ? answer.warnings.map(({ what }) => what) : [])),
    ).toEqual([
      [expect.stringMatching(/did not answer in time, 3 times in a row/)],
      [expect.stringMatching(/did not answer in time, 3 times in a row/)],
      [expect.stringMatching(/was not asked: it had failed 2 articles in a row/)],
      [expect.stringMatching(/was not asked: it had failed 2 articles in a row/)],
    ]);
    // On a busy machine a request may be given up before the server has seen it.
    const seen = server.requests.map(({ body }) => /it said (\w+)/.exec(body.messages[1]!.content)?.[1]);
    expect(seen.filter((word) => word !== "one" && word !== "two")).toEqual([]);
    expect(seen.length).toBeLessThanOrEqual(6);
    for (const answer of answers) {
      const drafts = "drafts" in answer ? answer.drafts : answer;
      expect(drafts[0]!.warnings).toContain("W_MODEL_FALLBACK");
    }
  });

  it("needs its name where only a flag of it is given", async () => {
    const file = join(folder, "a.txt");
    writeFileSync(file, "The PBoC cut rates.\n");
    await expect(extractFromArticles([file], { into: "x", json: true, replay: true })).rejects.toThrow(
      /a model needs both its name and its endpoint/,
    );
  });
});
