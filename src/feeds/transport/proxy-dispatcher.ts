import type { Dispatcher } from "undici";

/**
 * The way to the network: through HTTPS_PROXY / HTTP_PROXY where they are set, except for hosts in NO_PROXY.
 * Node's own fetch does not read them.
 *
 * @param connectTimeout milliseconds
 */
export async function proxyDispatcher(connectTimeout: number): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import("undici");
  return new EnvHttpProxyAgent({ connect: { timeout: connectTimeout } });
}
