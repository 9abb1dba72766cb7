import { bundlePage } from "../scripts/bundle-page.mjs";
import type { PackedScript } from "../src/report/html/page.ts";

let made: Promise<PackedScript> | undefined;

/** The page's script made from src/, whatever stands in dist/. */
export function pageScript(): Promise<PackedScript> {
  made ??= bundlePage().then(({ packed }) => packed.toString("base64"));
  return made;
}
