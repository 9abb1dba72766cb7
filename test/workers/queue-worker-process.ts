import { serveQueue } from "../../src/workers/serve-queue.ts";

// A worker process: its address and the bundle of its threads come as arguments. A silence of two seconds is a loss.
const [url = "", workerFile = ""] = process.argv.slice(2);
process.stdout.write("up\n");
await serveQueue({ url, threads: 1, lostAfterSeconds: 2, signal: new AbortController().signal, workerFile });
