// Writes src/signals/extract/text/simplified-characters.json: traditional characters and the simplified ones that the
// lexicons are written in, one to one. Run it after new words came into the lexicons; a test asks for it.
// node scripts/write-simplified-characters.mjs
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Converter } from "opencc-js/t2cn";

const folder = fileURLToPath(new URL("../src/signals/extract/", import.meta.url));
const target = `${folder}text/simplified-characters.json`;
// In both scripts, but where simplified text has another character in words of the lexicons: 批覆, 瞭解, 復甦.
const MORE = { 覆: "复", 瞭: "了", 甦: "苏" };
const HAN = /\p{Script=Han}/gu;

/** Every Chinese character that the files of the extraction with such an ending hold. */
function charactersOf(ending) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => ending.test(name) && !name.endsWith("simplified-characters.json"),
  );
  return new Set(files.flatMap((name) => readFileSync(`${folder}${name}`, "utf8").match(HAN) ?? []));
}

/** @returns the two rows of the table, character under character, in order of code */
export function simplifiedCharacters() {
  const used = charactersOf(/\.(json|ts)$/);
  // 显著 is written so in simplified text, too.
  const kept = charactersOf(/\.json$/);
  const converters = ["t", "tw", "hk"].map((from) => Converter({ from, to: "cn" }));
  let traditional = "";
  let simplified = "";
  for (let code = 0x4e00; code <= 0x9fff; code++) {
    const character = String.fromCharCode(code);
    const more = MORE[character];
    if (more === undefined && kept.has(character)) continue;
    // Hong Kong and Taiwan write some characters in a way of their own: 裏, 綫, 羣.
    const simple =
      more ??
      converters
        .map((convert) => convert(character))
        .find((one) => one !== character && one.length === 1 && used.has(one));
    if (simple === undefined) continue;
    traditional += character;
    simplified += simple;
  }
  return { traditional, simplified };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const table = simplifiedCharacters();
  const source = "OpenCC (Apache-2.0); written by scripts/write-simplified-characters.mjs";
  writeFileSync(target, `${JSON.stringify({ source, ...table }, undefined, 2)}\n`);
  process.stdout.write(`${table.traditional.length} characters, ${target.split("/").at(-1)}\n`);
}
