import { Parser } from "htmlparser2";
import type { Issue } from "../../../errors.ts";
import type { RawArticle } from "./make-article.ts";
import { parsePublishedAt } from "./published-at.ts";
import { stripMarkup } from "./strip-markup.ts";

interface FeedItem {
  readonly fields: Record<string, string>;
  link: string | undefined;
}

const ITEM_TAGS = new Set(["item", "entry"]);
// Fields of an item, by tag; the first that is filled counts.
const BODY = ["content:encoded", "content", "description", "summary"];
const WHEN = ["pubdate", "published", "dc:date", "date", "updated"];

/**
 * Reads the items of an RSS 2.0 or Atom file: headline, date, link, and the words of the richest body.
 *
 * An item without words is named in `issues` and left out; one whose date cannot be read is kept without.
 *
 * @returns articles whose `text` is the stripped body: offsets of evidence are offsets into that
 */
export function readFeed(
  xml: string,
  fileName: string,
  zone: string,
): { readonly articles: RawArticle[]; readonly issues: Issue[] } {
  const { items, feedTitle } = readItems(xml);
  const articles: RawArticle[] = [];
  const issues: Issue[] = [];
  if (items.length === 0) {
    issues.push({
      what: "a feed without items",
      at: fileName,
      fix: "give an RSS 2.0 or Atom file with item or entry elements",
    });
  }
  for (const [index, item] of items.entries()) {
    const at = `${fileName} item ${index + 1}`;
    const title = stripMarkup(item.fields.title ?? "").text.replaceAll("\n", " ");
    const body = BODY.map((name) => stripMarkup(item.fields[name] ?? "").text).find((text) => text !== "");
    if (body === undefined && title === "") {
      issues.push({ what: "an item without title and text", at, fix: "leave it out of the feed" });
      continue;
    }
    const stamp = WHEN.map((name) => item.fields[name]?.trim()).find(
      (text) => text !== undefined && text !== "",
    );
    const published = stamp === undefined ? undefined : parsePublishedAt(stamp, zone);
    if (stamp !== undefined && published === undefined) {
      issues.push({
        what: `"${stamp.slice(0, 60)}" is no date; the item is kept without one`,
        at,
        fix: "write it as in RFC 822 or ISO 8601",
      });
    }
    const id = item.fields.guid?.trim() || item.fields.id?.trim() || `${fileName}#${index + 1}`;
    const name = item.fields.source?.trim() || feedTitle;
    articles.push({
      id,
      fileName,
      text: body ?? title,
      ...(body === undefined
        ? { titleSpan: { start: 0, end: title.length } }
        : title === ""
          ? {}
          : { title }),
      publishedAt: published?.text,
      source: { ...(name === "" ? {} : { name }), ...(item.link === undefined ? {} : { url: item.link }) },
    });
  }
  return { articles, issues };
}

function readItems(xml: string): { items: FeedItem[]; feedTitle: string } {
  const items: FeedItem[] = [];
  let current: FeedItem | undefined;
  let field: string | undefined;
  let depth = 0;
  let feedTitle = "";
  let isInFeedTitle = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (ITEM_TAGS.has(name) && current === undefined) {
          current = { fields: {}, link: undefined };
          return;
        }
        if (current === undefined) {
          isInFeedTitle = name === "title" && feedTitle === "";
          return;
        }
        if (field !== undefined) {
          // Atom may carry XHTML inside its content: write the tags back, they are stripped later.
          depth++;
          current.fields[field] += `<${name}>`;
          return;
        }
        field = name;
        if (name === "link" && attributes.href !== undefined) current.link ??= attributes.href;
        if (current.fields[name] === undefined) current.fields[name] = "";
      },
      ontext(text) {
        if (isInFeedTitle) feedTitle += text;
        else if (current !== undefined && field !== undefined) current.fields[field] += text;
      },
      onclosetag(name) {
        isInFeedTitle = false;
        if (current === undefined) return;
        if (field !== undefined && depth > 0) {
          depth--;
          current.fields[field] += `</${name}>`;
        } else if (field !== undefined) {
          if (field === "link" && current.fields.link!.trim() !== "")
            current.link ??= current.fields.link!.trim();
          field = undefined;
        } else if (ITEM_TAGS.has(name)) {
          items.push(current);
          current = undefined;
        }
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: true, recognizeCDATA: true },
  );
  parser.end(xml);
  return { items, feedTitle: feedTitle.trim() };
}
