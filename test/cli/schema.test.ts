import { describe, expect, it } from "vitest";
import { SCHEMA_NAMES } from "../../src/cli/schema/schema-names.ts";
import { edict } from "./edict.ts";

describe("edict schema", () => {
  it.each(SCHEMA_NAMES)("prints the JSON Schema of a %s", (name) => {
    const run = edict(["schema", name]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const schema = JSON.parse(run.stdout);
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(schema.title).toBe(`edict ${name}`);
  });

  it("names the fields that design.md promises of a result", () => {
    const { properties } = JSON.parse(edict(["schema", "result"]).stdout);
    const promised =
      "schema runId strategy config data summary benchmark signals trades equity drawdowns study significance sensitivity warnings";
    for (const name of promised.split(" ")) expect(properties).toHaveProperty(name);
  });

  it("names the nearest format for one that does not exist", () => {
    expect(edict(["schema", "results"])).toMatchObject({ code: 2 });
  });
});
