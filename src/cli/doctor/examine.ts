import { existsSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { openStore } from "../../feeds/price-store.ts";
import { isSourceReachable } from "../../feeds/source-reachable.ts";
import { edictHome, strategyCacheFolder } from "../../storage/edict-home.ts";
import { makeFolder } from "../../storage/make-folder.ts";
import { packageRoot } from "../../storage/package-root.ts";
import { packageVersion } from "../package-version.ts";

/** One thing that was looked at. */
export interface Examined {
  readonly name: string;
  /** `broken`: edict cannot work; `limited`: it can, without something; `absent`: a part that few need is not there */
  readonly state: "well" | "absent" | "limited" | "broken";
  readonly says: string;
  readonly fix?: string;
}

const OLDEST_NODE = [20, 19] as const;
const SECONDS = 3;

/** Looks at everything edict rests on. Touches nothing but a probe file in edict's own folder, which it removes. */
export async function examine(): Promise<readonly Examined[]> {
  const network = Promise.all([examineSource("yahoo"), examineSource("eastmoney")]);
  return [
    examineNode(),
    examinePackage(),
    examineHome(),
    examinePrices(),
    examineCache(),
    ...(await network),
    examineTerminal(),
    examineOptional("esbuild", "compiles strategies in TypeScript; those in YAML do without", "broken"),
    examineOptional("danfojs-node", "data frames and .xlsx files; CSV and Arrow do without", "absent"),
    examineQueue(),
  ];
}

function examineNode(): Examined {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const says = `${process.versions.node} on ${process.platform} ${process.arch}`;
  if (isNew) return { name: "Node", state: "well", says };
  return { name: "Node", state: "broken", says, fix: `install Node ${OLDEST_NODE.join(".")} or newer` };
}

function examinePackage(): Examined {
  const root = packageRoot();
  const missing = ["dist/program.cjs", "dist/authoring.js", "signals/china-policy.json"].filter(
    (file) => !existsSync(join(root, file)),
  );
  const says = `${packageVersion()} in ${root}`;
  if (missing.length === 0) return { name: "edict", state: "well", says };
  return {
    name: "edict",
    state: "broken",
    says: `${says}, without ${missing.join(", ")}`,
    fix: "install it again, or in a checkout: npm run build",
  };
}

function examineHome(): Examined {
  const home = edictHome();
  const problem = writeProblem(home);
  if (problem === null) return { name: "own folder", state: "well", says: `${home} can be written` };
  return {
    name: "own folder",
    state: "limited",
    says: `${home} cannot be written: ${problem}`,
    fix: "name a folder that can be in EDICT_HOME; until then prices are not kept, and files and the sample work",
  };
}

function examinePrices(): Examined {
  const { manifests, issues } = openStore(edictHome()).list();
  const says = `${manifests.length} series stored`;
  if (issues.length === 0) return { name: "price store", state: "well", says };
  return {
    name: "price store",
    state: "limited",
    says: `${says}, ${issues.length} more cannot be read`,
    fix: "edict prices list names them; edict prices fetch replaces them",
  };
}

function examineCache(): Examined {
  const folder = strategyCacheFolder();
  const problem = existsSync(folder) ? writeProblem(folder) : writeProblem(edictHome());
  if (problem === null) return { name: "strategy cache", state: "well", says: folder };
  return {
    name: "strategy cache",
    state: "limited",
    says: `cannot be written: ${problem}`,
    fix: "strategies are compiled at each run, which takes 60 ms more",
  };
}

async function examineSource(source: "yahoo" | "eastmoney"): Promise<Examined> {
  const name = source === "yahoo" ? "Yahoo" : "Eastmoney";
  const baseUrl = process.env[source === "yahoo" ? "EDICT_YAHOO_URL" : "EDICT_EASTMONEY_URL"];
  const isReachable = await isSourceReachable(source, SECONDS, baseUrl);
  if (isReachable)
    return { name, state: "well", says: `answers${baseUrl === undefined ? "" : ` at ${baseUrl}`}` };
  return {
    name,
    state: "limited",
    says: `gives no prices within ${SECONDS} s`,
    fix: "check network and proxy (HTTPS_PROXY is read), or use --prices csv:<folder>, --frozen or --prices sample",
  };
}

function examineTerminal(): Examined {
  const { isTTY, columns } = process.stdout;
  if (isTTY !== true)
    return { name: "terminal", state: "well", says: "none (a pipe or a file): plain text, 100 columns" };
  const isPlain = (process.env.NO_COLOR ?? "") !== "" || process.env.TERM === "dumb";
  return {
    name: "terminal",
    state: "well",
    says: `${columns} columns, ${isPlain ? "no colours" : "colours"}`,
  };
}

function examineOptional(name: string, what: string, without: "absent" | "broken"): Examined {
  const require = createRequire(import.meta.url);
  try {
    require.resolve(name);
    return { name, state: "well", says: `installed: ${what}` };
  } catch {
    return { name, state: without, says: `not installed: ${what}`, fix: `npm install ${name}` };
  }
}

function examineQueue(): Examined {
  return {
    name: "Redis",
    state: "absent",
    says: "only a sweep over several machines needs one; it is named there by --queue",
  };
}

/** Why nothing can be written into a folder, or null. A folder that is not there is made, as edict would. */
function writeProblem(folder: string): string | null {
  const probe = join(folder, `.edict-doctor-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, "probe\n");
    rmSync(probe);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
