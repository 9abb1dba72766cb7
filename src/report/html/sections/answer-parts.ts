import { type Html, html } from "../html-text.ts";

/** Says above all else that prices were made up; nothing if they were not. */
export function renderAlarm(isSynthetic: boolean): Html | null {
  if (!isSynthetic) return null;
  return html`<p class="alarm"><strong>Synthetic prices.</strong> They were made by a generator, not by a market. No result on this page is real.</p>`;
}

/** The first two sentences say what came out and whether it may be luck; the others are its limits. */
export function renderSentences([effect = "", luck = "", ...limits]: readonly string[]): Html {
  return html`<p class="answer">${unbroken(`${effect} ${luck}`)}</p>
${limits.length > 0 && html`<p class="limits">${unbroken(limits.join(" "))}</p>`}`;
}

/** A text in which neither "p-value" nor a p-value is broken at the end of a line. */
function unbroken(text: string): Html {
  const parts = text.split(/(p-values?|p [=<] [\d.]+)/);
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<span class="unbroken">${part}</span>` : part))}`;
}

/** What must be known before an answer is believed. */
export function renderCaveats(warnings: readonly { readonly message: string }[]): Html | null {
  if (warnings.length === 0) return null;
  return html`<ul class="caveats" aria-label="Caveats">
${warnings.map((warning) => html`<li dir="auto">${warning.message}</li>`)}
</ul>`;
}

/** A figure that is read first: what it is, its value, and what it is compared with. */
export interface FigureText {
  readonly label: string;
  readonly value: string;
  readonly aside: string;
}

/** Six or so figures in a row. */
export function renderFigures(figures: readonly FigureText[]): Html {
  return html`<dl class="figures">
${figures.map(
  ({
    label,
    value,
    aside,
  }) => html`<div><dt>${label}</dt><dd>${unbroken(value)}</dd><dd class="aside">${aside}</dd></div>
`,
)}</dl>`;
}
