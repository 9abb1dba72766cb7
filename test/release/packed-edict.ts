import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
};

/** edict as a stranger has it after an installation. */
export interface PackedEdict {
  /** folder of the installed package */
  readonly folder: string;
  /** the file that npm links as `edict` */
  readonly command: string;
  /** paths in the tarball */
  readonly files: readonly string[];
  /** bytes of the tarball */
  readonly size: number;
}

/**
 * Packs edict as `npm pack` does, without touching the repository, and unpacks it beside its run-time dependencies
 * and nothing else, so that whatever the code takes from a development dependency is missing here, too.
 * No network is needed; `scripts/check-release.mjs` installs from the registry.
 */
export function packEdict(): PackedEdict {
  const work = mkdtempSync(join(tmpdir(), "edict-release-"));
  const source = join(work, "source");
  for (const name of ["package.json", "README.md", "LICENSE", ...manifest.files]) {
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(source, name), { recursive: true });
  }
  execFileSync(process.execPath, [join(ROOT, "scripts/build-types.mjs"), join(source, "dist/types")]);
  const report = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", work], {
    cwd: source,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [packed] = JSON.parse(report) as [{ filename: string; size: number; files: { path: string }[] }];
  const modules = join(work, "installed/node_modules");
  mkdirSync(modules, { recursive: true });
  execFileSync("tar", ["-xzf", join(work, packed.filename), "-C", modules]);
  const folder = join(modules, "edict");
  cpSync(join(modules, "package"), folder, { recursive: true });
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  return {
    folder,
    command: join(folder, "dist/cli.cjs"),
    files: packed.files.map((file) => file.path),
    size: packed.size,
  };
}
