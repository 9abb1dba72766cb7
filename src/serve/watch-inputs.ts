import { existsSync, type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname, resolve } from "node:path";

/** Saving a file raises several events; they are taken as one change after this many milliseconds without another. */
const QUIET = 12;

/**
 * Watches files and folders and says which groups of them changed. Folders are watched, not files: editors save by
 * putting a new file in place of the old one, which a watch on the file would lose.
 */
export class InputWatcher<Group extends string> {
  readonly #onChange: (groups: ReadonlySet<Group>) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  /** by folder: the names that matter there (null: every name), by group */
  #wanted = new Map<string, { group: Group; name: string | null }[]>();
  #changed = new Set<Group>();
  #timer: NodeJS.Timeout | undefined;

  constructor(onChange: (groups: ReadonlySet<Group>) => void) {
    this.#onChange = onChange;
  }

  /** Watches these paths from now on, and no others. A folder stands for all that lies directly in it. */
  watch(paths: Readonly<Record<Group, readonly string[]>>): void {
    this.#wanted = new Map();
    for (const [group, list] of Object.entries(paths) as [Group, readonly string[]][]) {
      for (const path of list) this.#want(group, resolve(path));
    }
    for (const [folder, watcher] of this.#watchers) {
      if (this.#wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of this.#wanted.keys()) this.#open(folder);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #want(group: Group, path: string): void {
    const isFolder = existsSync(path) && statSync(path).isDirectory();
    const folder = isFolder ? path : dirname(path);
    const names = this.#wanted.get(folder) ?? [];
    this.#wanted.set(folder, [...names, { group, name: isFolder ? null : basename(path) }]);
  }

  #open(folder: string): void {
    if (this.#watchers.has(folder) || !existsSync(folder)) return;
    const watcher = watch(folder, (_event, name) => this.#note(folder, name));
    // A folder that is deleted ends its watch; the next run says what is missing.
    watcher.on("error", () => {
      watcher.close();
      this.#watchers.delete(folder);
    });
    this.#watchers.set(folder, watcher);
  }

  #note(folder: string, name: string | null): void {
    const groups = (this.#wanted.get(folder) ?? [])
      .filter((one) => one.name === null || name === null || one.name === name)
      .map((one) => one.group);
    if (groups.length === 0) return;
    for (const group of groups) this.#changed.add(group);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const changed = this.#changed;
      this.#changed = new Set();
      this.#onChange(changed);
    }, QUIET);
  }
}
