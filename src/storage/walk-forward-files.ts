import { dirname } from "node:path";
import { assertKeepsTo } from "../decode/decode-with.ts";
import { type WalkForwardDocument, walkForwardSchema } from "../search/walk-forward-schema.ts";
import { makeFolder } from "./make-folder.ts";
import { refusedWrite } from "./refused-write.ts";
import { replaceFile } from "./replace-file.ts";

/** Writes a walk-forward's summary: checked against its schema first, then whole or not at all. */
export function writeWalkForward(document: WalkForwardDocument, path: string): string {
  assertKeepsTo(walkForwardSchema, document, "walk-forward");
  try {
    makeFolder(dirname(path));
    replaceFile(path, formatWalkForward(document));
  } catch (error) {
    throw refusedWrite("the walk-forward", path, error);
  }
  return path;
}

/** A walk-forward's summary as text: each field, and each fold, on a line of its own. */
export function formatWalkForward(document: WalkForwardDocument): string {
  const lines = Object.entries(document).map(([name, value]) => {
    const text =
      name === "folds"
        ? `[\n${document.folds.map((fold) => `    ${JSON.stringify(fold)}`).join(",\n")}\n  ]`
        : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}
