import type { Document, Node, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { InvariantError } from "../errors.ts";
import { inReadingOrder } from "./format-signal.ts";
import type { PolicySignal } from "./policy-signal.ts";
import { endingInNewline, endOfLine, indentAt, splice } from "./text-edits.ts";

/** The text without the item at `index`; every other line stays as it is. */
export async function removeFromYaml(text: string, index: number): Promise<string> {
  const { document, list } = await readYaml(text);
  if (list.flow === true || list.items.length === 1) {
    list.items.splice(index, 1);
    list.flow = list.items.length === 0 || list.flow === true;
    return document.toString({ lineWidth: 0 });
  }
  const [start, valueEnd] = (list.items[index] as YAMLMap).range as unknown as readonly [number, number];
  return splice(text, dashBefore(text, start).lineStart, endOfLine(text, valueEnd), "");
}

/** The text with one item more at its end, with comments above its fields. */
export async function addToYaml(
  text: string,
  signal: PolicySignal,
  comments: FieldComments,
): Promise<string> {
  const { document, list } = await readYaml(text);
  const last = list.items.at(-1) as YAMLMap | undefined;
  if (last === undefined && list.range !== undefined && list.range !== null) {
    const [start, end] = list.range;
    const item = await yamlItem(signal, 2, comments);
    return `${text.slice(0, start).trimEnd()}\n${item.trimEnd()}${text.slice(end)}`;
  }
  if (last === undefined || list.flow === true) {
    // There is no block to continue: the package writes the document anew, comments kept.
    list.flow = false;
    list.add(await yamlNode(document, signal));
    return document.toString({ lineWidth: 0 });
  }
  const [start, valueEnd] = last.range as unknown as readonly [number, number];
  const end = endOfLine(text, valueEnd);
  const item = await yamlItem(signal, dashBefore(text, start).column, comments);
  return endingInNewline(text.slice(0, end)) + item + text.slice(end);
}

/** The text with the item at `index` replaced; comments within it come to stand above their fields. */
export async function replaceInYaml(text: string, index: number, signal: PolicySignal): Promise<string> {
  const { document, list } = await readYaml(text);
  const item = list.items[index] as YAMLMap;
  if (list.flow === true) {
    list.items[index] = await yamlNode(document, signal);
    return document.toString({ lineWidth: 0 });
  }
  const [start, valueEnd] = item.range as unknown as readonly [number, number];
  const { column, lineStart } = dashBefore(text, start);
  const replaced = await yamlItem(signal, column, await commentsIn(text, item, signal));
  return splice(text, lineStart, endOfLine(text, valueEnd), replaced);
}

/** The comments that stand within an item, by the field to which they belong. */
async function commentsIn(text: string, item: YAMLMap, signal: PolicySignal): Promise<FieldComments> {
  const { isNode, visit } = await import("yaml");
  const [start] = item.range as unknown as readonly [number, number];
  const { column, lineStart } = dashBefore(text, start);
  const found = [{ field: "id", text: text.slice(lineStart + column + 1, start).replaceAll(/^\s*#/gm, "") }];
  for (const pair of item.items) {
    const name = String((pair.key as Scalar).value);
    const field = name in signal ? name : "id";
    visit(pair as unknown as Node, (_, node) => {
      if (isNode(node)) found.push({ field, text: `${node.commentBefore ?? ""}\n${node.comment ?? ""}` });
    });
  }
  const comments: Record<string, string[]> = {};
  for (const one of found) {
    const lines = one.text.split("\n").filter((line) => line.trim() !== "");
    if (lines.length > 0)
      comments[one.field] = [...(comments[one.field] ?? []), ...lines.map((line) => line.trim())];
  }
  return comments;
}

async function readYaml(text: string): Promise<{ readonly document: Document; readonly list: YAMLSeq }> {
  const { isMap, isSeq, parseDocument } = await import("yaml");
  const document = parseDocument(text);
  const list: unknown = isMap(document.contents) ? document.contents.get("signals", true) : document.contents;
  if (!isSeq(list))
    throw new InvariantError({ what: "a file of signals was read, but its list is not found" });
  return { document, list };
}

/** Lines to be written as comments above a field, by the name of the field. */
export type FieldComments = Readonly<Record<string, readonly string[]>>;

/** One item of a block list, with comments above its fields. */
export async function yamlItem(
  signal: PolicySignal,
  indent: number,
  comments: FieldComments = {},
): Promise<string> {
  const { Document } = await import("yaml");
  const document = new Document();
  const node = await yamlNode(document, signal);
  for (const { key } of node.items) {
    const name = key as { readonly value: string; commentBefore?: string };
    const lines = comments[name.value];
    // A line break inside a comment would end it.
    if (lines !== undefined)
      name.commentBefore = lines.map((line) => ` ${line.replace(/\s+/g, " ")}`).join("\n");
  }
  document.contents = node;
  const lines = document.toString({ lineWidth: 0 }).trimEnd().split("\n");
  return lines.map((line, index) => `${" ".repeat(indent)}${index === 0 ? "- " : "  "}${line}\n`).join("");
}

/** A signal as a node, short lists and the publication on one line each. */
async function yamlNode(document: Document, signal: PolicySignal): Promise<YAMLMap> {
  const { isScalar, visit } = await import("yaml");
  const node = document.createNode(inReadingOrder(signal)) as unknown as YAMLMap;
  const isShort = (item: unknown) => isScalar(item) && String(item.value).length < 40;
  visit(node, {
    Seq: (_, list) => {
      if (list.items.every(isShort)) list.flow = true;
    },
    Map: (key, map) => {
      if (key !== null && map.items.every((pair) => isScalar(pair.value))) map.flow = true;
    },
  });
  return node;
}

/**
 * Where the dash stands that opens the item whose value starts at `start`. It may stand on a line of its own, with
 * comments below it, in which there may be dashes, too.
 */
function dashBefore(text: string, start: number): { readonly column: number; readonly lineStart: number } {
  let lineStart = text.lastIndexOf("\n", start - 1) + 1;
  while (lineStart > 0 && !/^ *-/.test(text.slice(lineStart, start))) {
    lineStart = text.lastIndexOf("\n", lineStart - 2) + 1;
  }
  return { column: indentAt(text, lineStart), lineStart };
}
