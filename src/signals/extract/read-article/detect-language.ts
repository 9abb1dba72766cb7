import type { Language } from "../text/language.ts";
import { isHan } from "../text/units.ts";

const SAMPLE = 4000;

/** Chinese where at least one in five letters of the first 4,000 characters is a Han character; else English. */
export function detectLanguage(text: string): Language {
  let han = 0;
  let letters = 0;
  for (let at = 0; at < Math.min(text.length, SAMPLE); at++) {
    const code = text.charCodeAt(at);
    if (isHan(code)) han++;
    else if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) letters++;
  }
  return han > 0 && han * 4 >= letters ? "zh" : "en";
}
