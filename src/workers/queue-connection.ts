import { InputError } from "../errors.ts";
import type { RedisClient } from "./sweep-store.ts";

/** What a Redis client is told. */
export interface RedisAddress {
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  readonly username?: string;
  readonly password?: string;
  readonly db?: number;
  readonly tls?: Record<string, never>;
}

/** Name of the queue on the server. */
export const QUEUE_NAME = "edict-sweep";

/** How long Redis may be away in the middle of a sweep before it is given up. */
export const MOST_SECONDS_AWAY = 60;

/**
 * Reads the address of a Redis server: `redis://[user:password@]host[:port][/db]`, `rediss://` for TLS, or
 * `redis+unix:///path/to/socket`.
 *
 * @throws InputError for any other text
 */
export function readRedisUrl(text: string): RedisAddress {
  let url: URL | null = null;
  try {
    url = new URL(text);
  } catch {
    // Refused below, with the forms that are understood.
  }
  if (url?.protocol === "redis+unix:" && url.pathname.length > 1) return { path: url.pathname };
  if (url === null || !["redis:", "rediss:"].includes(url.protocol) || url.hostname === "") {
    throw new InputError({
      what: `"${text}" is no address of a Redis server`,
      at: "--queue",
      fix: "write redis://host:6379, rediss://user:password@host:6380/0 or redis+unix:///path/to/socket",
    });
  }
  const db = url.pathname.length > 1 ? Number(url.pathname.slice(1)) : 0;
  if (!Number.isInteger(db)) {
    throw new InputError({
      what: `"${url.pathname.slice(1)}" is no number of a database`,
      at: "--queue",
      fix: "write e.g. redis://host:6379/0",
    });
  }
  return {
    host: url.hostname,
    port: url.port === "" ? 6379 : Number(url.port),
    db,
    ...(url.username !== "" && { username: decodeURIComponent(url.username) }),
    ...(url.password !== "" && { password: decodeURIComponent(url.password) }),
    ...(url.protocol === "rediss:" && { tls: {} }),
  };
}

/** Text of an address without its password, for messages. */
export function showRedisUrl(text: string): string {
  return text.replace(/\/\/[^@/]*@/, "//");
}

/** Options of a connection that goes on trying for as long as Redis may be away. */
export function connectionOptions(address: RedisAddress): Record<string, unknown> {
  return {
    ...address,
    maxRetriesPerRequest: null,
    retryStrategy: (attempt: number) => Math.min(1_000, 100 * attempt),
  };
}

/**
 * Waits for a first answer, or until it is not wanted any more.
 *
 * @throws InputError if there is none within five seconds
 */
export async function awaitRedis(
  ready: Promise<unknown>,
  url: string,
  stopped?: Promise<void>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer within 5 seconds")), 5_000);
  });
  try {
    await Promise.race(stopped === undefined ? [ready, late] : [ready, late, stopped]);
  } catch (error) {
    throw new InputError({
      what: `Redis cannot be reached: ${error instanceof Error ? error.message : String(error)}`,
      at: showRedisUrl(url),
      fix: "start redis-server, or correct --queue",
    });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Loads BullMQ and the driver through which it speaks, which is a peer of its own: only who uses a queue needs them.
 *
 * @throws InputError if either is not installed
 */
export async function loadQueue(): Promise<{
  bullmq: typeof import("bullmq");
  connect: (options: Record<string, unknown>) => RedisClient;
}> {
  // A name that the bundler leaves alone, and that needs no types of a package which may be absent.
  const driver: string = "ioredis";
  try {
    const bullmq = await import("bullmq");
    const { Redis } = (await import(driver)) as { Redis: new (options: object) => RedisClient };
    return { bullmq, connect: (options) => new Redis(options) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new InputError({
      what: `the queue's packages are not installed: ${(error as Error).message}`,
      at: "--queue",
      fix: "npm install bullmq ioredis",
    });
  }
}
