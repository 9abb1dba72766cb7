/** Names that Windows keeps for devices, with or without an extension. */
const RESERVED = /^(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\.|$)/;

/**
 * A symbol as the name of a file, the same on every system: reversible, safe, and different for different
 * symbols even where file names ignore case.
 *
 * Capital letters, digits and `. - _ = ^` stand for themselves. Everything else, small letters included, is
 * percent-encoded byte by byte in UTF-8, and so is a first or last dot (hidden files, `..`; Windows drops last
 * dots) and the first letter of a device name.
 *
 * @example symbolFileName("0700.HK") // => "0700.HK"
 * @example symbolFileName("../x") // => "%2E.%2F%78"
 * @example symbolFileName("CON") // => "%43ON"
 */
export function symbolFileName(symbol: string): string {
  let name = "";
  for (const character of symbol) name += /[A-Z0-9._=^-]/.test(character) ? character : percent(character);
  if (name.endsWith(".")) name = name.slice(0, -1) + percent(".");
  if (name.startsWith(".") || RESERVED.test(name)) name = percent(name[0]!) + name.slice(1);
  return name;
}

/** The symbol of a file name that {@link symbolFileName} made; `undefined` if it did not. */
export function fileNameSymbol(name: string): string | undefined {
  try {
    const symbol = decodeURIComponent(name);
    return symbolFileName(symbol) === name ? symbol : undefined;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function percent(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
