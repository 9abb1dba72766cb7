import { readHomeInstruments } from "../../feeds/instrument-file.ts";
import { openStore } from "../../feeds/price-store.ts";
import { findingsOfStored } from "../../feeds/stored-findings.ts";
import { renderStoreListing } from "../../report/terminal/prices-tables.ts";
import { edictHome } from "../../storage/edict-home.ts";
import { printJson, printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";

/** Flags of `edict prices list`. */
export interface ListPricesFlags {
  readonly json?: boolean;
}

/** Prints what is in the price store; a damaged file is named and hides no other. */
export function listPrices(flags: ListPricesFlags): void {
  const store = openStore(edictHome());
  const { manifests, issues } = store.list();
  if (flags.json === true) {
    printJson({ folder: store.folder, manifests, issues });
    return;
  }
  const book = readHomeInstruments();
  const rows = manifests.map((manifest) => ({
    manifest,
    findings: findingsOfStored(store, manifest, book).findings.length,
  }));
  printText(renderStoreListing({ folder: store.folder, rows, issues }, terminalStyle()));
}
