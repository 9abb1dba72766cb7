import { bundlePages } from "../scripts/bundle-pages.mjs";
import type { PackedScript } from "../src/report/html/page.ts";

let made: ReturnType<typeof bundlePages> | undefined;

/** A page's script made from src/, whatever stands in dist/. */
export async function pageScript(kind: "charts" | "tables" = "charts"): Promise<PackedScript> {
  made ??= bundlePages();
  return (await made)[kind].toString("base64");
}
