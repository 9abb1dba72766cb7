import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";

/** A key and its certificate for some hosts, signed by itself: files in PEM. */
export interface Certificate {
  readonly keyFile: string;
  readonly certificateFile: string;
}

/** Made by `openssl`, anew for each run of the tests. @returns null where there is no such command */
export function makeCertificate(hosts: readonly string[]): Certificate | null {
  const folder = mkdtempSync(join(tmpdir(), "edict-certificate-"));
  const [keyFile, certificateFile] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const names = hosts.map((host) => `DNS:${host}`).join(",");
  const request =
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=edict-test";
  const files = ["-addext", `subjectAltName=${names}`, "-keyout", keyFile, "-out", certificateFile];
  try {
    execFileSync("openssl", [...request.split(" "), ...files], { stdio: "ignore" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return { keyFile, certificateFile };
}

/**
 * A real proxy on the loopback: it opens a tunnel for `CONNECT`, and at the end of every tunnel stands a server that
 * speaks TLS with the certificate and hands what it is asked on to a plain server.
 */
export class TunnellingProxy {
  /** what was asked for, `host:port` */
  readonly tunnels: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  /** @param plainServer address of the server that answers, `http://host:port` */
  constructor({ keyFile, certificateFile }: Certificate, plainServer: string) {
    const [key, cert] = [readFileSync(keyFile), readFileSync(certificateFile)];
    const { hostname, port } = new URL(plainServer);
    this.#server = createServer();
    this.#server.on("connect", (request, socket: Socket) => {
      this.tunnels.push(request.url ?? "");
      this.#sockets.add(socket);
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      const inside = new TLSSocket(socket, { isServer: true, key, cert });
      const behind = connect(Number(port), hostname);
      for (const end of [inside, behind]) end.on("error", () => socket.destroy());
      inside.pipe(behind).pipe(inside);
    });
  }

  /** Starts on 127.0.0.1, on a free port. */
  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, "127.0.0.1", () => {
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
      });
    });
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
