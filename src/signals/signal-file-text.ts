import type { Document, Node, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { jsonListSpans, type ListSpans } from "../decode/json-list-spans.ts";
import { InvariantError } from "../errors.ts";
import { byPublication } from "./catalogue.ts";
import { formatSignal, formatSignalFile, inReadingOrder } from "./format-signal.ts";
import type { PolicySignal } from "./policy-signal.ts";
import { SIGNALS_SCHEMA_NAME } from "./signal-schema.ts";

/** How a catalogue file is written. */
export type SignalFileFormat = "json" | "jsonl" | "yaml";

/** A catalogue file as text, with the signals that it is known to hold, in the order of the file. */
export interface SignalFileText {
  readonly format: SignalFileFormat;
  readonly text: string;
  readonly signals: readonly PolicySignal[];
}

/** A new file of some signals. */
export async function newSignalFileText(
  format: SignalFileFormat,
  signals: readonly PolicySignal[],
): Promise<string> {
  if (format === "jsonl") return signals.map((signal) => `${formatLine(signal)}\n`).join("");
  if (format === "json") return signals.length === 0 ? EMPTY_JSON : formatSignalFile(signals);
  if (signals.length === 0) return EMPTY_YAML;
  const items = await Promise.all(signals.map((signal) => yamlItem(signal, 2)));
  return `schema: ${SIGNALS_SCHEMA_NAME}\nsignals:\n${items.join("")}`;
}

const EMPTY_JSON = `{\n  "schema": "${SIGNALS_SCHEMA_NAME}",\n  "signals": []\n}\n`;
const EMPTY_YAML = `schema: ${SIGNALS_SCHEMA_NAME}\nsignals: []\n`;

/**
 * The file with one signal more; every other line of it stays as it is (but for a comma after the last one).
 *
 * In a JSON file that is in order of publication the signal takes its place in it; elsewhere it comes last.
 *
 * @param comments only YAML can hold them; other formats leave them out
 */
export async function withSignalAdded(
  file: SignalFileText,
  signal: PolicySignal,
  comments: FieldComments = {},
): Promise<SignalFileText> {
  const { format, text, signals } = file;
  const index = format === "json" ? placeInOrder(signals, signal) : signals.length;
  const next = signals.toSpliced(index, 0, signal);
  if (format === "json") return { format, text: addToJson(text, index, signal), signals: next };
  if (format === "yaml") return { format, text: await addToYaml(text, signal, comments), signals: next };
  return { format, text: `${endingInNewline(text)}${formatLine(signal)}\n`, signals: next };
}

/** Before which signal of a file in order of publication a new one stands; at the end if the file is in no order. */
function placeInOrder(signals: readonly PolicySignal[], signal: PolicySignal): number {
  const isInOrder = signals.every((one, index) => {
    const previous = signals[index - 1];
    return previous === undefined || byPublication(previous, one) <= 0;
  });
  const next = isInOrder ? signals.findIndex((one) => byPublication(one, signal) > 0) : -1;
  return next < 0 ? signals.length : next;
}

/**
 * The text with the signal at `index` replaced; every other line stays as it is. Comments within the signal of a YAML
 * file come to stand above their fields, those of a field that is gone above the first.
 */
export async function withSignalReplaced(
  file: SignalFileText,
  index: number,
  signal: PolicySignal,
): Promise<string> {
  const { format, text } = file;
  if (format === "json") return replaceInJson(text, index, signal);
  if (format === "jsonl") return replaceLine(text, index, signal);
  return replaceInYaml(text, index, signal);
}

/** The file without the signal at `index`; every other line stays as it is. */
export async function withSignalRemoved(file: SignalFileText, index: number): Promise<SignalFileText> {
  const { format, text, signals } = file;
  const next = signals.toSpliced(index, 1);
  if (format === "json") return { format, text: removeFromJson(text, index), signals: next };
  if (format === "yaml") return { format, text: await removeFromYaml(text, index), signals: next };
  return { format, text: removeLine(text, index), signals: next };
}

function formatLine(signal: PolicySignal): string {
  return JSON.stringify(inReadingOrder(signal));
}

function spansOf(text: string): ListSpans {
  const spans = jsonListSpans(text, "signals") ?? jsonListSpans(text, null);
  if (spans === undefined)
    throw new InvariantError({ what: "a file of signals was read, but its list is not found" });
  return spans;
}

function addToJson(text: string, index: number, signal: PolicySignal): string {
  const { list, elements } = spansOf(text);
  const first = elements[0];
  if (first === undefined) {
    const outer = indentAt(text, list.start);
    const body = `[\n${" ".repeat(outer + 2)}${formatSignal(signal, outer + 2)}\n${" ".repeat(outer)}]`;
    return splice(text, list.start, list.end, body);
  }
  // On a file of one line the signal joins the line.
  const ownLine = isFirstOnLine(text, first.start);
  const indent = ownLine ? indentAt(text, first.start) : 0;
  const body = ownLine ? formatSignal(signal, indent) : formatLine(signal);
  const gap = ownLine ? `,\n${" ".repeat(indent)}` : ", ";
  const before = elements[index];
  if (before !== undefined) return splice(text, before.start, before.start, body + gap);
  const last = elements.at(-1) as { end: number };
  return splice(text, last.end, last.end, gap + body);
}

function replaceInJson(text: string, index: number, signal: PolicySignal): string {
  const span = spansOf(text).elements[index];
  if (span === undefined) throw new InvariantError({ what: `a file of signals holds no element ${index}` });
  const ownLine = isFirstOnLine(text, span.start);
  const body = ownLine ? formatSignal(signal, indentAt(text, span.start)) : formatLine(signal);
  return splice(text, span.start, span.end, body);
}

function replaceLine(text: string, index: number, signal: PolicySignal): string {
  let seen = -1;
  const lines = text.split("\n").map((line) => {
    if (line.trim() === "") return line;
    seen++;
    return seen === index ? formatLine(signal) : line;
  });
  return lines.join("\n");
}

function removeFromJson(text: string, index: number): string {
  const { elements } = spansOf(text);
  const span = elements[index];
  if (span === undefined) throw new InvariantError({ what: `a file of signals holds no element ${index}` });
  const [previous, following] = [elements[index - 1], elements[index + 1]];
  if (following !== undefined) return splice(text, span.start, following.start, "");
  return splice(text, previous?.end ?? span.start, span.end, "");
}

function removeLine(text: string, index: number): string {
  let seen = -1;
  const kept = text.split("\n").filter((line) => {
    if (line.trim() !== "") seen++;
    return line.trim() === "" || seen !== index;
  });
  return kept.join("\n");
}

async function removeFromYaml(text: string, index: number): Promise<string> {
  const { document, list } = await readYaml(text);
  if (list.flow === true || list.items.length === 1) {
    list.items.splice(index, 1);
    list.flow = list.items.length === 0 || list.flow === true;
    return document.toString({ lineWidth: 0 });
  }
  const [start, valueEnd] = (list.items[index] as YAMLMap).range as unknown as readonly [number, number];
  return splice(text, dashBefore(text, start).lineStart, endOfLine(text, valueEnd), "");
}

async function addToYaml(text: string, signal: PolicySignal, comments: FieldComments): Promise<string> {
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

async function replaceInYaml(text: string, index: number, signal: PolicySignal): Promise<string> {
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
async function yamlItem(signal: PolicySignal, indent: number, comments: FieldComments = {}): Promise<string> {
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

/** Just after the line break that ends the line which `position` closes. */
function endOfLine(text: string, position: number): number {
  if (text[position - 1] === "\n") return position;
  const found = text.indexOf("\n", position);
  return found < 0 ? text.length : found + 1;
}

function isFirstOnLine(text: string, position: number): boolean {
  const lineStart = text.lastIndexOf("\n", position - 1) + 1;
  return lineStart > 0 && text.slice(lineStart, position).trim() === "";
}

/** Blanks with which the line of `position` begins. */
function indentAt(text: string, position: number): number {
  const lineStart = text.lastIndexOf("\n", position - 1) + 1;
  return /^ */.exec(text.slice(lineStart))?.[0].length ?? 0;
}

function splice(text: string, start: number, end: number, middle: string): string {
  return text.slice(0, start) + middle + text.slice(end);
}

function endingInNewline(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
