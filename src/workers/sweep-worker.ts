import { workerData } from "piscina";
import type { RowBlock } from "../search/evaluate-range.ts";
import { type OpenJob, openSweepJob, type SweepJob } from "./sweep-job.ts";

let opened: Promise<OpenJob> | undefined;

/** Evaluates one chunk of the sweep that this worker thread was started for. */
export default async function evaluateChunk(chunk: number): Promise<RowBlock> {
  opened ??= openSweepJob(workerData as SweepJob);
  return (await opened).evaluateChunk(chunk);
}
