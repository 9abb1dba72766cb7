import { type Html, type HtmlPart, html } from "../html-text.ts";

/** Rows from which on a section is long. */
export const ROWS_OF_A_LONG_SECTION = 100;

/** A section of the page: an id that stays the same from run to run, a heading, a sentence, and what it shows. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** what the reader sees here, in a sentence; none where the heading says it */
  readonly lede?: HtmlPart;
  readonly body: Html;
  /** hundreds of rows: without scripts, a browser lays it out when it is reached */
  readonly isLong?: boolean;
}

/** A section as HTML. The live page replaces sections by their ids. */
export function renderSection({ id, title, lede, body, isLong }: Section): Html {
  return html`<section id="${id}"${isLong === true && html` class="long"`} aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${lede === undefined ? null : html`<p class="lede">${lede}</p>`}
${body}
</section>
`;
}

/** A section that is rendered when it is wanted; null is one that has nothing to show. */
export interface SectionSource {
  readonly id: string;
  /** its name in the list of contents; null leaves it out of the list */
  readonly label: string | null;
  readonly render: () => Html | null;
}

/** Id of the list of contents, which follows the first section. */
export const CONTENTS = "contents";

/** All sections that have something to show, and after the first, the answer, the way to the others. */
export function renderAll(sources: readonly SectionSource[]): Html {
  return html`${renderEach(sources).map(([, part]) => part)}`;
}

/** Each section that has something to show by its id, in order, with the list of contents second. */
export function renderEach(sources: readonly SectionSource[]): readonly (readonly [string, Html])[] {
  const shown = sources.flatMap(({ id, label, render }) => {
    const part = render();
    return part === null ? [] : [{ id, label, part }];
  });
  const contents = renderContents(shown);
  const parts = shown.map(({ id, part }) => [id, part] as const);
  return [...parts.slice(0, 1), [CONTENTS, contents], ...parts.slice(1)];
}

function renderContents(shown: readonly Pick<SectionSource, "id" | "label">[]): Html {
  return html`<nav id="${CONTENTS}" aria-label="Contents"><ul class="contents">${shown.map(
    ({ id, label }) => label !== null && html`<li><a href="#${id}">${label}</a></li>`,
  )}</ul></nav>
`;
}
