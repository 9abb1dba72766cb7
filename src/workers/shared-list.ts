/** What threads hand each other of {@link SharedList}. */
export interface SharedListMemory {
  readonly entries: Int32Array;
  /** of the next one, in its only element */
  readonly place: Int32Array;
}

/**
 * Chunks, or pieces of evidence, that threads take for themselves, one after another, without asking each other: a list in
 * memory that all of them see. Its invariant: each is taken once.
 */
export class SharedList {
  readonly memory: SharedListMemory;

  constructor(memory: SharedListMemory) {
    this.memory = memory;
  }

  static of(list: readonly number[]): SharedList {
    const entries = new Int32Array(new SharedArrayBuffer(4 * list.length));
    entries.set(list);
    return new SharedList({ entries, place: new Int32Array(new SharedArrayBuffer(4)) });
  }

  /** The next one; null if there is none left. */
  take(): number | null {
    const { entries, place } = this.memory;
    return entries[Atomics.add(place, 0, 1)] ?? null;
  }

  /** How many nobody has taken. */
  get left(): number {
    const { entries, place } = this.memory;
    return Math.max(0, entries.length - Atomics.load(place, 0));
  }

  /** Nobody takes another. */
  stop(): void {
    const { entries, place } = this.memory;
    Atomics.store(place, 0, entries.length);
  }
}
