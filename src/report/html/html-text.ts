/**
 * A piece of HTML that is safe to put into a page: made by {@link html}, which escapes all that is put into it, or by
 * {@link trustedHtml} from text of edict's own.
 */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: nothing, text (escaped), numbers, HTML (as it is), or a list of them. */
export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

/**
 * Template of HTML. Whatever is put in as text is escaped, for content and for quoted attributes alike, so that the
 * words of a signal, a source or a strategy are only ever words.
 *
 * @throws TypeError for an object that is no HTML
 * @example html`<b title="${title}">${title}</b>`
 */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  let text = strings[0]!;
  for (let index = 0; index < parts.length; index++) text += textOf(parts[index]) + strings[index + 1];
  return new Html(text);
}

/** Text that edict wrote itself, e.g. a style sheet or the drawing of a chart, taken as HTML. */
export function trustedHtml(text: string): Html {
  return new Html(text);
}

function textOf(part: HtmlPart): string {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return (part as readonly HtmlPart[]).map(textOf).join("");
  // A piece that another copy of this module made (in a bundle, say) would be shown as "[object Object]".
  if (typeof part === "object") throw new TypeError("an object that is no HTML stands in a template");
  return escapeHtml(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text in which no character means anything to HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** JSON for a `<script type="application/json">`: no text in it can end the element or begin a comment. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}

/**
 * The address of a source if a reader may follow it: `http` and `https` only, so that `javascript:` and its like stay
 * text.
 *
 * @returns null for anything else
 */
export function webAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).href;
}
