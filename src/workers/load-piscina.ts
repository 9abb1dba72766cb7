import { createRequire } from "node:module";

/** Sooner than by import(), for which Node's loader of modules comes up. */
export function loadPiscina(): typeof import("piscina") {
  return createRequire(import.meta.url)("piscina");
}
