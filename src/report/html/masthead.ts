import { type Html, html } from "./html-text.ts";

/** What stands at the head of a page. */
export interface Masthead {
  /** what the page is: `edict backtest` */
  readonly kicker: string;
  /** the days it is about; null leaves them out */
  readonly span: { readonly from: string | null; readonly to: string | null } | null;
  readonly title: string;
  readonly dek: string;
  /** small print beneath: parameters and the like */
  readonly facts: readonly string[];
}

/** Name, hypothesis and parameters, and the button for the colours. */
export function renderMasthead({ kicker, span, title, dek, facts }: Masthead): Html {
  const days = span === null ? "" : `${span.from ?? "no session"}${span.to === null ? "" : ` to ${span.to}`}`;
  return html`<header id="masthead">
<p class="kicker">${kicker}<span>${days}</span><button id="theme" class="scripted" type="button" aria-label="Colours: auto"><span class="word">Colours: </span>auto</button></p>
<h1 dir="auto">${title}</h1>
${dek !== "" && html`<p class="dek" dir="auto">${dek}</p>`}
${facts.length > 0 && html`<p class="params" dir="auto">${facts.join(" \u00b7 ")}</p>`}
</header>
`;
}
