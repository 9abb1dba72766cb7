import type { Metafile } from "esbuild";

export function bundlePage(): Promise<{ packed: Buffer; metafile: Metafile }>;
