import { Parser } from "htmlparser2";

/** The words of a page. */
export interface StrippedMarkup {
  readonly text: string;
  readonly title: string | undefined;
}

const SILENT = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "svg",
  "iframe",
  "head",
  "nav",
  "footer",
  "form",
]);
const BLOCKS = new Set(
  "p div br li ul ol h1 h2 h3 h4 h5 h6 tr td th table section article header blockquote pre figure figcaption dd dt hr".split(
    " ",
  ),
);

/**
 * The words of an HTML text: entities decoded, scripts, styles and page chrome left out, a line break where a
 * block element ends.
 *
 * @example stripMarkup("<p>Rates&nbsp;cut</p><script>x()</script>").text // => "Rates cut"
 */
export function stripMarkup(html: string): StrippedMarkup {
  const parts: string[] = [];
  let title = "";
  let silentDepth = 0;
  let isInTitle = false;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (name === "title") isInTitle = true;
        if (SILENT.has(name)) silentDepth++;
        else if (BLOCKS.has(name)) parts.push("\n");
      },
      ontext(text) {
        if (isInTitle) title += text;
        else if (silentDepth === 0) parts.push(text);
      },
      onclosetag(name) {
        if (name === "title") isInTitle = false;
        if (SILENT.has(name)) silentDepth = Math.max(0, silentDepth - 1);
        else if (BLOCKS.has(name)) parts.push("\n");
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  const trimmedTitle = title.trim();
  return { text: tidy(parts.join("")), title: trimmedTitle === "" ? undefined : trimmedTitle };
}

/** Blanks run together; at most one blank line between paragraphs. */
function tidy(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/[ \t\r\u00a0]+/g, " ").trim());
  const kept: string[] = [];
  for (const line of lines) {
    if (line !== "" || (kept.length > 0 && kept.at(-1) !== "")) kept.push(line);
  }
  while (kept.at(-1) === "") kept.pop();
  return kept.join("\n");
}
