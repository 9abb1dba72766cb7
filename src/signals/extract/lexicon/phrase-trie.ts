interface TrieNode<T> {
  readonly next: Map<string, TrieNode<T>>;
  readonly values: T[];
}

/**
 * A dictionary of phrases over units (English words or Chinese characters), read forward from a position.
 *
 * Looking up costs at most the length of the longest phrase, so scanning a text is linear in its length
 * however many phrases the lexicon holds.
 */
export class PhraseTrie<T> {
  readonly #root: TrieNode<T> = { next: new Map(), values: [] };

  /** Adds `value` under the phrase; several values may share one phrase. */
  add(units: readonly string[], value: T): void {
    if (units.length === 0) throw new RangeError("a phrase needs at least one unit");
    let node = this.#root;
    for (const unit of units) {
      let child = node.next.get(unit);
      if (child === undefined) {
        child = { next: new Map(), values: [] };
        node.next.set(unit, child);
      }
      node = child;
    }
    node.values.push(value);
  }

  /** Calls `visit(value, end)` for every phrase that starts at `from`, shorter phrases first. */
  visit(
    units: readonly { readonly norm: string }[],
    from: number,
    visit: (value: T, end: number) => void,
  ): void {
    let node = this.#root;
    for (let index = from; index < units.length; index++) {
      const child = node.next.get(units[index]!.norm);
      if (child === undefined) return;
      node = child;
      for (const value of node.values) visit(value, index + 1);
    }
  }
}
