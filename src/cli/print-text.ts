import { inertText } from "../report/terminal/inert-text.ts";

/** Prints text for people to stdout: what titles and names hold can do nothing to the terminal. */
export function printText(text: string): void {
  process.stdout.write(inertText(text));
}
