import type { SharedList } from "./shared-list.ts";

/**
 * Milliseconds of work that must be left for other threads to be worth their start: each loads the program, plans its
 * orders and compiles its loops, which takes a second of a processor, most of it while this one works.
 */
export const WORTH_A_THREAD = 1_200;
/** Milliseconds, or pieces, after which this thread has compiled its own loops and knows how long a piece takes. */
const WARM_AFTER = { milliseconds: 500, pieces: 5 };
/** How many times as long a piece may take before the loops are compiled. */
const COLD_TIMES = 10;

/** Work that this thread shares with others. */
export interface SharedWork<Done> {
  /** pieces, of which each thread takes the next one when it is done with one: none waits for another but for the last */
  readonly list: SharedList;
  /** takes what is done, here or elsewhere */
  readonly take: (done: Done) => void;
  /** does a piece in this thread; null if others do them all */
  readonly here: ((piece: number) => Done) | null;
  /** has others take pieces until none is left, and tells of each that is done */
  readonly elsewhere: (take: (done: Done) => void) => Promise<void>;
  /** others begin before anything has been measured; else once what is left is worth their start */
  readonly beginsElsewhere: boolean;
  readonly signal: AbortSignal;
}

/**
 * Does pieces here and elsewhere. It ends when all are done, or after those under way once `signal` is aborted or one has
 * failed.
 *
 * @throws what the first piece that failed threw
 */
export async function shareWork<Done>(work: SharedWork<Done>): Promise<void> {
  const { list, take, here, elsewhere, beginsElsewhere, signal } = work;
  let failure: { readonly error: unknown } | null = null;
  const fail = (error: unknown) => {
    failure ??= { error };
    list.stop();
  };
  let awaited = list.left;
  let allAreHere = () => {};
  const untilAllAreHere = new Promise<void>((resolve) => (allAreHere = resolve));
  const takeOne = (done: Done) => {
    try {
      take(done);
    } catch (error) {
      fail(error);
    }
    if (--awaited === 0) allAreHere();
  };
  let others: Promise<void> | null = null;
  const workElsewhere = async () => {
    others = elsewhere(takeOne).catch(fail);
    // What tells them of their work is done by this thread, which is not free while it works.
    await interrupts();
  };
  const workHere = async (doOne: (piece: number) => Done) => {
    const begin = performance.now();
    let quickest = Number.POSITIVE_INFINITY;
    for (let own = 1; ; own++) {
      const start = performance.now();
      const piece = list.take();
      if (piece === null) return;
      takeOne(doOne(piece));
      const now = performance.now();
      quickest = Math.min(quickest, now - start);
      const isWarm = own >= WARM_AFTER.pieces || now - begin > WARM_AFTER.milliseconds;
      const left = (quickest * list.left) / (isWarm ? 1 : COLD_TIMES);
      if (others === null && left > WORTH_A_THREAD) await workElsewhere();
      await interrupts();
    }
  };
  const stop = () => list.stop();
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  try {
    if (here === null || beginsElsewhere) await workElsewhere();
    if (here !== null) await workHere(here);
  } catch (error) {
    fail(error);
  }
  // A thread that is not there yet when all is done is not waited for.
  if (others !== null) await Promise.race([others, untilAllAreHere]);
  signal.removeEventListener("abort", stop);
  if (failure !== null) throw (failure as { readonly error: unknown }).error;
}

/** Gives way to interrupts, and to what other threads have to tell. */
export function interrupts(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
