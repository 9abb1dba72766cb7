import { jsonListSpans, type ListSpans } from "../decode/json-list-spans.ts";
import { InvariantError } from "../errors.ts";
import { byPublication } from "./catalogue.ts";
import { formatSignal, formatSignalFile, inReadingOrder } from "./format-signal.ts";
import type { PolicySignal } from "./policy-signal.ts";
import { SIGNALS_SCHEMA_NAME } from "./signal-schema.ts";
import { addToYaml, type FieldComments, removeFromYaml, replaceInYaml, yamlItem } from "./signal-yaml.ts";
import { endingInNewline, indentAt, splice } from "./text-edits.ts";

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

function isFirstOnLine(text: string, position: number): boolean {
  const lineStart = text.lastIndexOf("\n", position - 1) + 1;
  return lineStart > 0 && text.slice(lineStart, position).trim() === "";
}
