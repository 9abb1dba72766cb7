import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");

it("docs/dependencies.md names every dependency of package.json, and how it comes", () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<
    string,
    Record<string, string> | undefined
  >;
  const licences = readFileSync(join(ROOT, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
  const isBundled = (name: string) => licences.split("\n").some((line) => line.startsWith(`${name} `));
  const optional = Object.keys({ ...manifest.optionalDependencies, ...manifest.peerDependencies });
  const expected = new Map<string, string>();
  for (const name of Object.keys(manifest.devDependencies ?? {}))
    expected.set(name, isBundled(name) ? "bundled" : "development");
  for (const name of Object.keys(manifest.dependencies ?? {})) expected.set(name, "installed");
  for (const name of optional) expected.set(name, "optional");
  const page = readFileSync(join(ROOT, "docs/dependencies.md"), "utf8");
  const rows = page.matchAll(/^\| (\S+) \| (installed|optional|bundled|development) \|/gm);
  const said = new Map([...rows].map(([, name, how]) => [name as string, how as string]));
  expect([...said].sort()).toEqual([...expected].sort());
});
