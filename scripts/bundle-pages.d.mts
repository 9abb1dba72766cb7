import type { Metafile } from "esbuild";

export function bundlePages(): Promise<{ charts: Buffer; tables: Buffer; metafiles: Metafile[] }>;
