import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

export function redisSocket(folder: string): string {
  return join(folder, "redis.sock");
}

/** Redis on a socket in a folder, without files of its own, once it is there. */
export async function startRedis(folder: string): Promise<ChildProcess> {
  const socket = redisSocket(folder);
  const args = ["--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder];
  const server = spawn("redis-server", args, { stdio: "ignore" });
  while (!existsSync(socket)) await new Promise((resolve) => setTimeout(resolve, 20));
  return server;
}
