import table from "./simplified-characters.json" with { type: "json" };

// One look-up per character: 0 where a character stands for itself.
const SIMPLIFIED = new Uint16Array(0x10000);
for (let at = 0; at < table.traditional.length; at++)
  SIMPLIFIED[table.traditional.charCodeAt(at)] = table.simplified.charCodeAt(at);

/**
 * Code of the simplified character for a traditional one, of those that the lexicons hold; any other code as it is.
 *
 * One character becomes one character, so that offsets stay those of the text.
 *
 * @example String.fromCharCode(simplifiedCode("準".charCodeAt(0))) // => "准"
 */
export function simplifiedCode(code: number): number {
  return SIMPLIFIED[code] || code;
}

/**
 * A text in the characters of the lexicons, of the same length.
 *
 * @example simplified("央行降準") // => "央行降准"
 */
export function simplified(text: string): string {
  let result = "";
  for (let at = 0; at < text.length; at++) result += String.fromCharCode(simplifiedCode(text.charCodeAt(at)));
  return result;
}
