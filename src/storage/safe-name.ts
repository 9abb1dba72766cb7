/** A name that cannot leave its folder: letters, digits, `.`, `-` and `_`, the rest as `_`. */
export function safeName(name: string): string {
  const safe = name.replace(/[^\p{L}\p{N}._-]/gu, "_").replace(/^\.+/, "_");
  return safe === "" ? "_" : safe;
}
