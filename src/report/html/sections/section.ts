import { type Html, type HtmlPart, html } from "../html-text.ts";

/** A section of the page: an id that stays the same from run to run, a heading, a sentence, and what it shows. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** what the reader sees here, in a sentence; none where the heading says it */
  readonly lede?: HtmlPart;
  readonly body: Html;
}

/** A section as HTML. The live page replaces sections by their ids. */
export function renderSection({ id, title, lede, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${lede === undefined ? null : html`<p class="lede">${lede}</p>`}
${body}
</section>
`;
}
