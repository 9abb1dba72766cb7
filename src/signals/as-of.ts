import { type Instant, parseInstant } from "../time/zoned-time.ts";
import { buildCatalogue, type Catalogue } from "./catalogue.ts";
import { withKnownTies } from "./known-ties.ts";
import type { PolicySignal, SignalRevision } from "./policy-signal.ts";
import { knownAt, type TimingPolicy } from "./timing-policy.ts";

/**
 * A signal as the catalogue had it at `instant`: every later revision undone, the newest first.
 *
 * A review that came later is left out; so are the later revisions themselves.
 */
export function signalAsOf(signal: PolicySignal, instant: Instant): PolicySignal {
  const revisions = signal.revisions ?? [];
  const isLater = (revision: SignalRevision) => parseInstant(revision.until)! > instant;
  const later = revisions.filter(isLater);
  const earlier = revisions.filter((revision) => !isLater(revision));
  let state: PolicySignal = signal;
  for (const revision of later.toReversed()) {
    const absent: readonly string[] = revision.absent ?? [];
    const fields = Object.entries({ ...state, ...revision.was }).filter(([name]) => !absent.includes(name));
    state = Object.fromEntries(fields) as unknown as PolicySignal;
  }
  const { revisions: _, review, ...facts } = state;
  const reviewedAt = review?.at === undefined ? undefined : parseInstant(review.at);
  const isReviewLater = reviewedAt !== undefined && reviewedAt > instant;
  return {
    ...facts,
    ...(review !== undefined && !isReviewLater && { review }),
    ...(earlier.length > 0 && { revisions: earlier }),
  };
}

/**
 * The catalogue as it was known at `instant`: each signal as it stood then, without those not yet known under
 * `policy`, and without ties to them (that a report would prove to be a leak of an act is later knowledge).
 *
 * A signal counts from its publication, not from the day somebody entered it: a catalogue is always written after
 * the fact, and what hindsight may have put into it is told by its revisions alone.
 */
export function catalogueAsOf(catalogue: Catalogue, instant: Instant, policy: TimingPolicy): Catalogue {
  const known = catalogue.signals
    .map((signal) => signalAsOf(signal, instant))
    .filter((signal) => knownAt(signal, policy) <= instant);
  const ids = new Set(known.map((signal) => signal.id));
  return buildCatalogue(
    known.map((signal) => ({
      signal: withKnownTies(signal, (id) => ids.has(id)),
      at: catalogue.places.get(signal.id)!,
    })),
  );
}
