import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { packageRoot } from "../../storage/package-root.ts";

/** What an editor needs to know what `import ... from "edict"` gives, for a folder of strategies. */
export type EditorTypes =
  | { readonly how: "a tsconfig.json is there"; readonly file: string }
  | { readonly how: "written"; readonly file: string; readonly text: string };

/**
 * Decides on the tsconfig.json of a folder of strategies.
 *
 * - One in the folder or above it is the user's, and stays as it is.
 * - If edict is installed in a project above (`node_modules/edict`), types are found by themselves, and the file says
 *   nothing of where they are: it can be shared.
 * - Otherwise, as with a global installation, `paths` names the installed declarations by their place on this machine.
 *
 * Modules resolve as a bundler does it, since edict bundles strategy files; a package.json is not needed.
 */
export function editorTypes(folder: string, root: string = packageRoot()): EditorTypes {
  const above = lookUp(folder, "tsconfig.json");
  if (above !== null) return { how: "a tsconfig.json is there", file: above };
  const isInProject = lookUp(folder, join("node_modules", "edict", "package.json")) !== null;
  const declared = join(root, "dist", "types", "index.d.ts");
  const types = existsSync(declared) ? declared : join(root, "src", "index.ts");
  // `console` is declared by Node's types, or else by the browser's.
  const hasNodeTypes = lookUp(folder, join("node_modules", "@types", "node", "package.json")) !== null;
  const compilerOptions = {
    target: "es2023",
    lib: hasNodeTypes ? ["es2023"] : ["es2023", "dom"],
    module: "esnext",
    moduleResolution: "bundler",
    allowImportingTsExtensions: true,
    moduleDetection: "force",
    resolveJsonModule: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
    ...(hasNodeTypes && { types: ["node"] }),
    ...(!isInProject && { paths: { edict: [types.split(sep).join("/")] } }),
  };
  const text = `${JSON.stringify({ compilerOptions }, null, 2)}\n`;
  return { how: "written", file: join(folder, "tsconfig.json"), text };
}

/** The nearest file of that name in a folder or above it, as the user would write it. */
function lookUp(folder: string, name: string): string | null {
  for (let place = resolve(folder); ; place = dirname(place)) {
    const file = join(place, name);
    if (existsSync(file)) return relative(process.cwd(), file) || file;
    if (place === dirname(place)) return null;
  }
}
