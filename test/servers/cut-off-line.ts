import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/**
 * A line on the loopback to a server behind a Unix socket, which can be cut off: nothing that the server says comes
 * through any more, and no connection ends, as when a cable is pulled.
 */
export class CutOffLine {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #lastWord: string | null = null;
  #isCut = false;

  constructor(socketPath: string) {
    this.#server = createServer((near) => {
      const far = connect(socketPath);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on("error", () => undefined);
      }
      near.pipe(far);
      far.on("data", (bytes) => {
        const isLast = this.#lastWord !== null && bytes.includes(this.#lastWord);
        if (!this.#isCut && (this.#lastWord === null || isLast)) near.write(bytes);
        this.#isCut ||= isLast;
      });
    });
  }

  /** Starts on 127.0.0.1 at a free port, and says which. */
  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(0, "127.0.0.1", () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  /** Of what the server says from now on, lets one piece through: the first with this word in it. */
  cutAfter(word: string): void {
    this.#lastWord = word;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
