import { createHash } from "node:crypto";
import type { ChartData } from "./charts/chart-data.ts";
import { type Html, html, jsonForScript, trustedHtml } from "./html-text.ts";
import { pageStyle } from "./page-style.ts";

/** What a page is made of. */
export interface Page {
  readonly title: string;
  readonly body: Html;
  /** what its script draws */
  readonly data: ChartData;
  readonly script: string | null;
  /** where the script may send requests; nowhere unless given */
  readonly connects?: "'self'";
}

/** A whole HTML document. Its policy lets exactly its own script run, known by its hash, and nothing be fetched. */
export function renderPage({ title, body, data, script, connects }: Page): string {
  const scriptSource = script === null ? "'none'" : `'sha256-${hashOf(script)}'`;
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
      : html`<script type="application/json" id="chart-data">${trustedHtml(jsonForScript(data))}</script>
<script>${trustedHtml(script)}</script>
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
