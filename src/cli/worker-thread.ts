// What edict's worker threads run: the same program, from V8's code of `edict sweep`.
import type * as Work from "../workers/sweep-worker.ts";
import { loadProgram } from "./load-program.ts";

const work = loadProgram("sweep").program.threadWork();

export const keepChunks: typeof Work.keepChunks = async (task) => (await work).keepChunks(task);
export const evaluateChunk: typeof Work.evaluateChunk = async (task) => (await work).evaluateChunk(task);
export const answerPieces: typeof Work.answerPieces = async (task) => (await work).answerPieces(task);
