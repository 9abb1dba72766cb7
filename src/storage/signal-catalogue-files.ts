import { createHash } from "node:crypto";
// Not node:fs/promises: to open it costs more than to read a folder.
import { readdirSync, type Stats, statSync } from "node:fs";
import { basename, extname, join, relative } from "node:path";
import { askedBack } from "../decode/did-you-mean.ts";
import { formatCounted } from "../decode/format-count.ts";
import { parseJsonLines, parseJsonText } from "../decode/json-text.ts";
import { nearestName } from "../decode/nearest-name.ts";
import { parseYamlText } from "../decode/yaml-text.ts";
import { InputError, type Issue } from "../errors.ts";
import { buildHashedCatalogue, type Catalogue, isReviewed } from "../signals/catalogue.ts";
import {
  type DecodedSignalFile,
  decodeSignalFile,
  decodeSignalLines,
  soundSignalFile,
} from "../signals/decode-signal-file.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import type { SignalFileFormat } from "../signals/signal-file-text.ts";
import type { KeptSignals } from "./kept-signals.ts";
import { packageRoot } from "./package-root.ts";
import { readBytes, utf8TextOf } from "./read-text-file.ts";

/** One file of a catalogue as it was read. */
export interface SignalFileInput {
  /** as the user named it; the shipped files by their path inside the package */
  readonly file: string;
  /** of its bytes */
  readonly sha256: string;
  /** signals in it */
  readonly count: number;
}

/** A catalogue, and the files that it was read from. */
export interface LoadedCatalogue {
  readonly catalogue: Catalogue;
  readonly inputs: readonly SignalFileInput[];
  /** ids of drafts that nobody has reviewed: in the catalogue if they were asked for, left out if not */
  readonly pending: readonly string[];
}

export interface LoadCatalogueOptions {
  /** take in drafts that are pending, too; default false */
  readonly drafts?: boolean;
  /** files that were found sound before are not checked again; default null: all are checked */
  readonly kept?: KeptSignals | null;
}

const FORMATS: Readonly<Record<string, SignalFileFormat>> = {
  ".json": "json",
  ".jsonl": "jsonl",
  ".yaml": "yaml",
  ".yml": "yaml",
};

/** Drafts stand beside the catalogue, in files called `*.draft.yaml`. */
export const DRAFT_SUFFIX = ".draft.yaml";

/** Bytes from which on a file takes longer to check than to find among those that are kept. */
const WORTH_KEEPING = 10_000;

/** How a catalogue file is written, by its name; `undefined` if it is none. */
export function signalFileFormat(file: string): SignalFileFormat | undefined {
  return FORMATS[extname(file).toLowerCase()];
}

/**
 * Reads a catalogue: files and folders of .json, .jsonl, .yaml and .yml; without any, the one that edict ships. Of a
 * folder every such file is read, in the order of their names, without its folders.
 *
 * Only reviewed signals are in the catalogue; rejected ones never are.
 *
 * @param paths files and folders
 * @throws InputError with every issue of every file, or if there is no signal at all
 */
export async function loadCatalogue(
  paths: readonly string[] = [],
  options: LoadCatalogueOptions = {},
): Promise<LoadedCatalogue> {
  const { files, inputs } = await readSignalFiles(paths, options);
  const issues = files.flatMap((file) => file.issues);
  if (issues.length > 0) throw new InputError(issues);
  const entries = files.flatMap((file) => file.entries);
  const isPending = (signal: PolicySignal) => signal.review?.status === "pending";
  const wanted = entries.filter(
    ({ signal }) => isReviewed(signal) || (options.drafts === true && isPending(signal)),
  );
  const pending = entries.filter(({ signal }) => isPending(signal));
  if (wanted.length === 0) throw new InputError(nothingToTrade(paths, entries.length));
  const [only] = files;
  const isWhole = files.length === 1 && wanted.length === entries.length;
  const catalogue = buildHashedCatalogue(wanted, isWhole ? only?.catalogueSha256 : undefined);
  return { catalogue, inputs, pending: pending.map(({ signal }) => signal.id) };
}

/**
 * Reads the files of a catalogue without judging them: issues are returned, for `edict signals check`.
 *
 * @throws InputError if a path does not exist, cannot be read, or is no catalogue file
 */
export async function readSignalFiles(
  paths: readonly string[] = [],
  options: LoadCatalogueOptions = {},
): Promise<{ readonly files: readonly DecodedSignalFile[]; readonly inputs: readonly SignalFileInput[] }> {
  const root = packageRoot();
  const named = paths.length > 0 ? paths : [join(root, "signals")];
  const found = named.map((path) => listFiles(path, options.drafts === true));
  const issues = found.flatMap((one) => one.issues);
  if (issues.length > 0) throw new InputError(issues);
  const read = await Promise.all(
    found
      .flatMap((one) => one.files)
      .map((path) =>
        readOne(
          path,
          paths.length > 0 ? path : relative(root, path).replaceAll("\\", "/"),
          options.kept ?? null,
        ),
      ),
  );
  return { files: read.map((one) => one.decoded), inputs: read.map((one) => one.input) };
}

function listFiles(
  path: string,
  drafts: boolean,
): { readonly files: readonly string[]; readonly issues: readonly Issue[] } {
  const status = statusOf(path);
  if (status === undefined) return { files: [], issues: [missingIssue(path)] };
  if (!status.isDirectory()) {
    if (signalFileFormat(path) !== undefined) return { files: [path], issues: [] };
    const fix = "a catalogue is a .json, .jsonl or .yaml file, or a folder of them";
    return { files: [], issues: [{ what: `"${basename(path)}" is not a catalogue file`, at: path, fix }] };
  }
  const names = readdirSync(path)
    .filter((name) => signalFileFormat(name) !== undefined)
    .sort();
  const wanted = names.filter((name) => drafts || !name.endsWith(DRAFT_SUFFIX));
  if (wanted.length > 0) return { files: wanted.map((name) => join(path, name)), issues: [] };
  const fix =
    "name a folder with .json, .jsonl or .yaml files, or leave --signals out for the shipped catalogue";
  return { files: [], issues: [{ what: "the folder holds no catalogue file", at: path, fix }] };
}

/** That a path leads nowhere, with the nearest name beside it. */
export function missingIssue(path: string): Issue {
  const nearest = nearestName(basename(path), namesBeside(path));
  const fix = nearest === undefined ? "check the path" : askedBack(join(path, "..", nearest));
  return { what: "there is no such file or folder", at: path, fix };
}

function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function namesBeside(path: string): readonly string[] {
  try {
    return readdirSync(join(path, ".."));
  } catch {
    return [];
  }
}

async function readOne(
  path: string,
  name: string,
  kept: KeptSignals | null,
): Promise<{ readonly decoded: DecodedSignalFile; readonly input: SignalFileInput }> {
  const bytes = readBytes(path);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const format = signalFileFormat(path)!;
  const decode = () => decodeText(utf8TextOf(bytes, path), name, format);
  // Places in a JSONL file are its lines, which are not kept.
  const isKept = kept !== null && format !== "jsonl" && bytes.length >= WORTH_KEEPING;
  const decoded = await (isKept ? decodeOnce(decode, sha256, name, kept) : decode());
  return { decoded, input: { file: name, sha256, count: decoded.entries.length } };
}

/** A catalogue file's signals and issues, from what was kept of the same bytes if there is that. */
async function decodeOnce(
  decode: () => Promise<DecodedSignalFile>,
  sha256: string,
  file: string,
  kept: KeptSignals,
): Promise<DecodedSignalFile> {
  const known = kept.read(sha256);
  if (known !== null) return soundSignalFile(known.signals, known.catalogueSha256, file);
  const decoded = await decode();
  if (decoded.issues.length === 0) {
    kept.write(
      sha256,
      decoded.entries.map(({ signal }) => signal),
    );
  }
  return decoded;
}

/** A catalogue file's text as its signals and issues. */
export async function decodeText(
  text: string,
  file: string,
  format: SignalFileFormat,
): Promise<DecodedSignalFile> {
  if (format === "jsonl") {
    const { lines, issues } = parseJsonLines(text, file);
    const decoded = decodeSignalLines(lines, file);
    return { ...decoded, issues: [...issues, ...decoded.issues] };
  }
  const parsed = format === "json" ? parseJsonText(text, file) : await parseYamlText(text, file);
  return parsed.issues === undefined
    ? decodeSignalFile(parsed.value, file)
    : { file, entries: [], issues: parsed.issues };
}

function nothingToTrade(paths: readonly string[], unreviewed: number): Issue {
  const at = paths.length > 0 ? paths.join(", ") : "signals/";
  return unreviewed === 0
    ? { what: "the catalogue is empty", at, fix: "add a signal: edict signals add" }
    : {
        what: `of ${formatCounted(unreviewed, "signal")} none is reviewed`,
        at,
        fix: "accept them (edict signals accept), or run with --drafts",
      };
}
