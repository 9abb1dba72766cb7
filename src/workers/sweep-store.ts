import { type RowBlock, rowColumns } from "../search/evaluate-range.ts";
import { decodeJob, encodeJob } from "./job-text.ts";
import type { SweepJob } from "./sweep-job.ts";

/** The part of BullMQ's Redis driver (ioredis) that is used beside the queue itself. */
export interface RedisClient {
  readonly status: string;
  on(event: "error" | "ready", listener: () => void): void;
  ping(): Promise<string>;
  set(key: string, value: Buffer, expiry: "EX", seconds: number): Promise<unknown>;
  getBuffer(key: string): Promise<Buffer | null>;
  lpop(key: string, count: number): Promise<string[] | null>;
  exists(key: string): Promise<number>;
  del(...keys: string[]): Promise<number>;
  multi(): RedisTransaction;
  disconnect(): void;
}

/** Commands that are carried out together or not at all. */
interface RedisTransaction {
  set(key: string, value: Buffer, expiry: "EX", seconds: number, condition: "NX"): RedisTransaction;
  rpush(key: string, value: string): RedisTransaction;
  expire(key: string, seconds: number): RedisTransaction;
  exec(): Promise<unknown>;
}

/** A day: what a coordinator that never came back leaves is gone by then. */
const SECONDS_KEPT = 86_400;

/** The place of one run of a sweep on the server: its job, and the rows of chunks on their way back. */
export interface SweepStore {
  readonly putJob: (job: SweepJob) => Promise<void>;
  readonly hasJob: () => Promise<boolean>;
  /** null if the run is over */
  readonly job: () => Promise<SweepJob | null>;
  /** keeps the first result of a chunk, and tells the coordinator */
  readonly putBlock: (chunk: number, block: RowBlock) => Promise<void>;
  /** the chunks that are announced and not taken yet; one may be announced twice */
  readonly announced: () => Promise<number[]>;
  readonly takeBlock: (chunk: number) => Promise<RowBlock | null>;
  readonly remove: () => Promise<void>;
}

/** @param run names the run: another run of the same sweep has another name, and the two do not meet */
export function sweepStore(client: RedisClient, run: string): SweepStore {
  const key = (name: string) => `edict:sweep:${run}:${name}`;
  return {
    putJob: async (job) => {
      await client.set(key("job"), encodeJob(job), "EX", SECONDS_KEPT);
    },
    hasJob: async () => (await client.exists(key("job"))) === 1,
    job: async () => {
      const bytes = await client.getBuffer(key("job"));
      return bytes === null ? null : decodeJob(bytes);
    },
    putBlock: async (chunk, block) => {
      const bytes = bytesOfBlock(block);
      await client
        .multi()
        .set(key(`chunk:${chunk}`), bytes, "EX", SECONDS_KEPT, "NX")
        .rpush(key("done"), String(chunk))
        .expire(key("done"), SECONDS_KEPT)
        .exec();
    },
    announced: async () => ((await client.lpop(key("done"), 1_000)) ?? []).map(Number),
    takeBlock: async (chunk) => {
      const bytes = await client.getBuffer(key(`chunk:${chunk}`));
      if (bytes === null) return null;
      const block = blockOfBytes(bytes);
      await client.del(key(`chunk:${chunk}`));
      return block;
    },
    remove: async () => {
      await client.del(key("job"), key("done"));
    },
  };
}

/** What stands before the numbers of a block on the server. */
type BlockHeader = Pick<RowBlock, "from" | "failures"> & { readonly points: number };

/** A line of JSON, and the columns one after another. */
function bytesOfBlock({ from, numbers, status, failures }: RowBlock): Buffer {
  const header: BlockHeader = { from, points: status.length, failures };
  const columns = [...numbers, status].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength),
  );
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...columns]);
}

function blockOfBytes(bytes: Buffer): RowBlock {
  const end = bytes.indexOf(0x0a);
  const { from, points, failures } = JSON.parse(bytes.subarray(0, end).toString("utf8")) as BlockHeader;
  const columns = rowColumns(points);
  // The columns of new memory lie one after another as well.
  new Uint8Array(columns.status.buffer).set(bytes.subarray(end + 1));
  return { from, ...columns, failures };
}
