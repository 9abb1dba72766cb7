// Bundles the scripts of pages: src/page/main.ts, with the parts of ECharts that a report's charts need, and
// src/page/table-page.ts for pages whose charts stay as they are drawn.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const NOTICE = `/* edict's page script. It holds parts of
Apache ECharts, (c) The Apache Software Foundation, Apache License 2.0, apache.org/licenses/LICENSE-2.0
zrender, (c) Baidu Inc., BSD 3-Clause, github.com/ecomfe/zrender/blob/master/LICENSE */`;

/**
 * The scripts for a browser, packed as pages carry them, and esbuild's record of what went into them.
 *
 * @returns {Promise<{ charts: Buffer, tables: Buffer, metafiles: import("esbuild").Metafile[] }>}
 */
export async function bundlePages() {
  const [charts, tables] = await Promise.all([
    bundle("src/page/main.ts", { js: NOTICE }),
    bundle("src/page/table-page.ts", {}),
  ]);
  return { charts: charts.packed, tables: tables.packed, metafiles: [charts.metafile, tables.metafile] };
}

async function bundle(entry, banner) {
  const result = await build({
    absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
    entryPoints: [entry],
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
    banner,
    metafile: true,
    logLevel: "warning",
  });
  return { packed: gzipSync(result.outputFiles[0].contents, { level: 9 }), metafile: result.metafile };
}
