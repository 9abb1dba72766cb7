// Bundles the script of a report's page, src/page/main.ts, with the parts of ECharts that its charts need.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const NOTICE = `/* edict's page script. It holds parts of
Apache ECharts, (c) The Apache Software Foundation, Apache License 2.0, apache.org/licenses/LICENSE-2.0
zrender, (c) Baidu Inc., BSD 3-Clause, github.com/ecomfe/zrender/blob/master/LICENSE */`;

/**
 * The script for a browser, packed as pages carry it, and esbuild's record of what went into it.
 *
 * @returns {Promise<{ packed: Buffer, metafile: import("esbuild").Metafile }>}
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
  return { packed: gzipSync(result.outputFiles[0].contents, { level: 9 }), metafile: result.metafile };
}
