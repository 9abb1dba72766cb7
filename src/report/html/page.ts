import { createHash } from "node:crypto";
import type { ChartData } from "./charts/chart-data.ts";
import { packChartData } from "./charts/pack-chart-data.ts";
import { type Html, html, jsonForScript, trustedHtml } from "./html-text.ts";
import { pageStyle } from "./page-style.ts";

/** A script as gzip in base64, as the build packs it: less than half of what it is in plain. */
export type PackedScript = string;

/**
 * Unpacks the script that stands before it and starts it. It takes its neighbour and nothing found by name, so that
 * nothing else in the page can take the script's place. A browser that cannot unpack leaves the page as it is.
 */
const STARTER = `{const packed=document.currentScript.previousElementSibling.textContent;
(async()=>{const bytes=Uint8Array.from(atob(packed),(c)=>c.charCodeAt(0));
const plain=new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
const script=document.createElement("script");
script.src=URL.createObjectURL(new Blob([await plain.text()],{type:"text/javascript"}));
document.body.append(script)})()}`;

/** What a page is made of. */
export interface Page {
  readonly title: string;
  readonly body: Html;
  /** what its script draws; null for a page whose charts stay as they are */
  readonly data: ChartData | null;
  readonly script: PackedScript | null;
  /** where the script may send requests; nowhere unless given */
  readonly connects?: "'self'";
}

/** A whole HTML document. Its policy lets exactly its own script run, started by one known by its hash; nothing is fetched. */
export function renderPage({ title, body, data, script, connects }: Page): string {
  const scriptSource = script === null ? "'none'" : `'sha256-${hashOf(STARTER)}' blob:`;
  const policy = [
    "default-src 'none'",
    `script-src ${scriptSource}`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    `connect-src ${connects ?? "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const scripts =
    script === null
      ? null
      : html`${
          data !== null &&
          html`<script type="application/json" id="chart-data">${trustedHtml(jsonForScript(packChartData(data)))}</script>
`
        }<script type="text/plain">${script}</script>
<script>${trustedHtml(STARTER)}</script>
`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} - edict</title>
<link rel="icon" href="data:,">
<style>${trustedHtml(pageStyle())}</style>
</head>
<body>
${body}
${scripts}</body>
</html>
`.text;
}

function hashOf(script: string): string {
  return createHash("sha256").update(script).digest("base64");
}
