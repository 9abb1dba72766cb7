/** The colours that edict itself sets: bold, dim, red, green, yellow, and their ends. */
const COLORS = "\\u001b\\[(?:0|1|2|22|31|32|33|39)m";
/** Control characters but for line feeds and tabs, and the marks that turn the direction of what follows them. */
const HARMFUL = "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]";
const PATTERN = new RegExp(`${COLORS}|${HARMFUL}`, "g");

/** Where Unicode keeps a picture for each control character. */
const PICTURES = 0x2400;
const PICTURE_OF_DELETE = "\u2421";

/**
 * Text that a terminal shows and does not obey: a title that moves the cursor, clears the screen, renames the window or
 * turns the direction of a line is printed with a picture in the place of each such character.
 *
 * @param keepsColors whether edict's own colours stay; where it sets none, none is its own
 * @example inertText("a\u001b[2Jb") // => "a\u241b[2Jb"
 */
export function inertText(text: string, keepsColors = true): string {
  return text.replace(PATTERN, (found) => {
    if (found.length > 1) return keepsColors ? found : inertText(found.charAt(0)) + found.slice(1);
    const code = found.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(PICTURES + code);
    return code === 0x7f ? PICTURE_OF_DELETE : "\ufffd";
  });
}
