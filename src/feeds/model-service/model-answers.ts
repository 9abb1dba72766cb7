import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../../errors.ts";
import { makeFolder } from "../../storage/make-folder.ts";
import { replaceFile } from "../../storage/replace-file.ts";

/** An answer as it is kept: everything needed to check it again, and nothing secret. */
export interface KeptAnswer {
  readonly format: "edict/model-answer@1";
  readonly model: string;
  readonly systemFingerprint: string | null;
  readonly content: string;
}

/**
 * The answer kept in a file, or nothing.
 *
 * @throws InputError if the file is none of edict's
 */
export function readKeptAnswer(file: string): KeptAnswer | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, "utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    value = undefined;
  }
  const answer = value as Partial<KeptAnswer> | undefined | null;
  if (
    answer?.format !== "edict/model-answer@1" ||
    typeof answer.content !== "string" ||
    typeof answer.model !== "string"
  ) {
    throw new InputError({
      what: "a kept model answer that edict did not write",
      at: file,
      fix: "delete the file",
    });
  }
  return { ...answer, systemFingerprint: answer.systemFingerprint ?? null } as KeptAnswer;
}

/** Keeps an answer, whole or not at all. */
export function keepAnswer(file: string, answer: KeptAnswer): void {
  makeFolder(dirname(file));
  replaceFile(file, `${JSON.stringify(answer, null, 2)}\n`);
}
