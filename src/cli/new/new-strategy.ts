import { rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { InputError } from "../../errors.ts";
import { makeFolder } from "../../storage/make-folder.ts";
import { refusedWrite } from "../../storage/refused-write.ts";
import { calledAs } from "../called-as.ts";
import { printCommands, printText } from "../print-text.ts";
import { shellWord } from "../shell-word.ts";
import { editorTypes } from "./editor-types.ts";
import { typescriptTemplate, yamlTemplate } from "./strategy-template.ts";

/** Flags of `edict new`. */
export interface NewFlags {
  readonly yaml?: boolean;
}

/** Letters and digits of any script, `.`, `-`, `_` and spaces inside. */
const FILE_NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}._ -]*[\p{L}\p{N}_])?$/u;

/**
 * Writes a new strategy file and, where an editor would not find edict's types, a tsconfig.json beside it.
 *
 * @throws InputError if the name is no file name, the file exists, or the folder cannot be written
 */
export function newStrategy(name: string, flags: NewFlags): void {
  const ending = extname(name);
  const isYaml = flags.yaml === true || ending === ".yaml" || ending === ".yml";
  const extension = isYaml ? ".yaml" : ".ts";
  const folder = dirname(name);
  const stem = [".ts", ".yaml", ".yml"].includes(ending) ? basename(name, ending) : basename(name);
  if (!FILE_NAME.test(stem)) {
    throw new InputError({
      what: `"${name}" is no name for a strategy`,
      at: "edict new",
      fix: "use letters, digits and hyphens, e.g. edict new long-after-easing",
    });
  }
  const file = join(folder, `${stem}${extension}`);
  const title = titleOf(stem);
  writeNew(file, isYaml ? yamlTemplate(title) : typescriptTemplate(title));
  const lines = [`Written ${file}`];
  if (!isYaml) lines.push(typesLine(folder));
  printText(`${lines.join("\n")}\n`);
  printCommands(`\n${firstSteps(calledAs(), shellWord(file))}\n`);
}

/** Commands with what each is for, in two columns. */
function firstSteps(edict: string, file: string): string {
  const steps = [
    [`${edict} run ${file} --prices sample`, "try it on made-up prices"],
    [`${edict} run ${file}`, "on real ones"],
    [`${edict} explain ${file}`, "what each signal led to, and why"],
    [`${edict} dev ${file}`, "a page that follows your edits"],
  ] as const;
  const width = Math.max(...steps.map(([command]) => command.length));
  return steps.map(([command, purpose]) => `  ${command.padEnd(width)}   ${purpose}`).join("\n");
}

function typesLine(folder: string): string {
  const types = editorTypes(folder);
  if (types.how === "written") {
    writeNew(types.file, types.text);
    return `Written ${types.file}, by which your editor completes and checks what "edict" exports`;
  }
  return `Left ${types.file} as it is; if your editor does not find "edict", install it in this project, as the README says under The first hour`;
}

/** `wx`: creating the file and finding that there is none are one step, so nothing can be overwritten in between. */
function writeNew(file: string, text: string): void {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      throw new InputError({
        what: "there is such a file already",
        at: file,
        fix: "choose another name; edict new overwrites nothing",
      });
    }
    // On a full disk the file is made and stays empty.
    rmSync(file, { force: true });
    throw refusedWrite("the file", file, error, { elsewhere: "choose a folder that can be written" });
  }
}

/** "long-after-easing" is titled "Long after easing". */
function titleOf(stem: string): string {
  const words = stem.replace(/[-_.]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
