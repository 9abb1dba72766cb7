import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { edict, emptyFolder, REPOSITORY } from "./edict.ts";

const EXAMPLE = join(REPOSITORY, "results/example");

// Where it fails because a number moved on purpose: run `npm run example`, and say in CHANGELOG.md why it moved.
it("the committed example is what the flagship gives on the sample prices, to the byte", () => {
  const out = emptyFolder();
  const flagship = join(REPOSITORY, "strategies/long-hstech-after-leadership-meetings.ts");
  expect(edict(["run", flagship, "--prices", "sample", "--out", out, "--quiet"])).toMatchObject({
    code: 0,
    stderr: "",
  });
  const folder = join(out, "long-hstech-after-leadership-meetings");
  const [name] = readdirSync(folder);
  expect(readdirSync(EXAMPLE)).toEqual([name]);
  expect(
    readFileSync(join(folder, name as string), "utf8") ===
      readFileSync(join(EXAMPLE, name as string), "utf8"),
  ).toBe(true);
});
