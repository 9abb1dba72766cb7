/** What threads hand each other of {@link SharedChunks}. */
export interface SharedChunksMemory {
  readonly chunks: Int32Array;
  /** of the next one, in its only element */
  readonly place: Int32Array;
}

/**
 * Chunks that threads take for themselves, one after another, without asking each other: a list in memory that all of them
 * see. Its invariant: each is taken once.
 */
export class SharedChunks {
  readonly memory: SharedChunksMemory;

  constructor(memory: SharedChunksMemory) {
    this.memory = memory;
  }

  static of(list: readonly number[]): SharedChunks {
    const chunks = new Int32Array(new SharedArrayBuffer(4 * list.length));
    chunks.set(list);
    return new SharedChunks({ chunks, place: new Int32Array(new SharedArrayBuffer(4)) });
  }

  /** The next one; null if there is none left. */
  take(): number | null {
    const { chunks, place } = this.memory;
    return chunks[Atomics.add(place, 0, 1)] ?? null;
  }

  /** How many nobody has taken. */
  get left(): number {
    const { chunks, place } = this.memory;
    return Math.max(0, chunks.length - Atomics.load(place, 0));
  }

  /** Nobody takes another. */
  stop(): void {
    const { chunks, place } = this.memory;
    Atomics.store(place, 0, chunks.length);
  }
}
