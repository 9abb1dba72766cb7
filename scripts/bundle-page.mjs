// Bundles the script of a report's page, src/page/main.ts, with the parts of ECharts that its charts need.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const NOTICE = `/* edict's page script. It holds parts of
Apache ECharts, (c) The Apache Software Foundation, Apache License 2.0, apache.org/licenses/LICENSE-2.0
zrender, (c) Baidu Inc., BSD 3-Clause, github.com/ecomfe/zrender/blob/master/LICENSE */`;

/**
 * The script as one text for a browser, and esbuild's record of what went into it.
 *
 * @returns {Promise<{ text: string, metafile: import("esbuild").Metafile }>}
 */
export async function bundlePage() {
  const result = await build({
    absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
    entryPoints: ["src/page/main.ts"],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: true,
    // ECharts leaves its development-time checks out by this.
    define: { "process.env.NODE_ENV": '"production"' },
    // Licences are gathered in dist/THIRD-PARTY-LICENSES.txt; the page itself names what it holds.
    legalComments: "none",
    banner: { js: NOTICE },
    metafile: true,
    logLevel: "warning",
  });
  return { text: result.outputFiles[0].text, metafile: result.metafile };
}
