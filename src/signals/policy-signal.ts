import type { SignalKind } from "./signal-kind.ts";

/** Who let the act be known: the authority itself, a leak, state media on its behalf, or a company. */
export const SIGNAL_STATUSES = ["official", "leak", "state-media", "company"] as const;
export type SignalStatus = (typeof SIGNAL_STATUSES)[number];

/** How far an act has got. */
export const SIGNAL_PHASES = [
  "rumoured",
  "announced",
  "draft",
  "held",
  "opened",
  "penalty",
  "concluded",
  "final",
  "implemented",
  "retrospective",
] as const;
export type SignalPhase = (typeof SIGNAL_PHASES)[number];

/** When on the Hong Kong trading day an act was published, if no clock time is known. */
export const SESSION_HINTS = ["pre-open", "intraday", "post-close", "non-trading", "unknown"] as const;
export type SessionHint = (typeof SESSION_HINTS)[number];

/**
 * What the publication time rests on: a time stamp on the document, the wording of a source ("on Monday
 * evening"), nobody's word ("unsourced": a plausible time, entered by hand), or nothing at all.
 */
export const PUBLICATION_BASES = ["stamp", "wording", "unsourced", "unknown"] as const;
export type PublicationBasis = (typeof PUBLICATION_BASES)[number];

/** How one signal is tied to another. */
export const SIGNAL_RELATIONS = ["leak-of", "announces", "act-of", "follows", "concludes"] as const;
export type SignalRelation = (typeof SIGNAL_RELATIONS)[number];

/** When a signal was first published, as far as is known. Clock times are those of Asia/Shanghai. */
export interface Publication {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM`, or null if no clock time is known */
  readonly time: string | null;
  readonly session: SessionHint;
  readonly basis: PublicationBasis;
}

/**
 * One policy act as published. "Signal" never means an indicator value.
 *
 * `knownAt`, the instant from which a trader may act on it, is not stored: the timing policy derives it from
 * `publishedAt` (see timing-policy.ts).
 */
export interface PolicySignal {
  /** unique in a catalogue, kebab-case, e.g. `xi-entrepreneur-symposium-2025` */
  readonly id: string;
  readonly title: string;
  readonly kind: SignalKind;
  readonly status: SignalStatus;
  /** where the act stands; absent where the catalogue does not say */
  readonly phase?: SignalPhase;
  readonly actors: readonly string[];
  /** -1 restrictive .. +1 supportive, judged from content and never from the price reaction */
  readonly stance: number;
  /** both directions carry weight in the text */
  readonly mixed?: boolean;
  /** sectors, e.g. `internet-platforms`, `broad-market` */
  readonly targets: readonly string[];
  /** tickers that the act names, e.g. `9988.HK` */
  readonly symbols: readonly string[];
  /** first day of the act, `YYYY-MM-DD`, Asia/Shanghai */
  readonly occursAt: string;
  /** last day of the act, where it lasts longer */
  readonly occursUntil?: string;
  readonly publishedAt: Publication;
  /** the date was public in advance: only then may a rule enter before `occursAt` */
  readonly scheduled: boolean;
  /** inclusion rule that brought the signal into the catalogue, e.g. `P1`; null for a signal of one's own */
  readonly family: string | null;
  /** every member of the family is in the catalogue, whatever the market did */
  readonly familyComplete: boolean;
  /** 0..1, how sure the reading is; 1 for a reviewed signal that does not say */
  readonly confidence?: number;
  /** 0..1, how much of it was new; 1 where it is not said */
  readonly novelty?: number;
  readonly relatesTo?: readonly { readonly id: string; readonly relation: SignalRelation }[];
  readonly summary?: string;
  readonly sources: readonly string[];
  /** the day was confirmed against a source */
  readonly verified: boolean;
  readonly notes?: string;
  /** who took a draft into the catalogue, when, and from what */
  readonly review?: {
    readonly status: "accepted" | "edited" | "pending" | "rejected";
    readonly by?: string;
    /** ISO instant */
    readonly at?: string;
    readonly from?: string;
    readonly note?: string;
  };
  /** earlier states of this signal, oldest first; see as-of.ts */
  readonly revisions?: readonly SignalRevision[];
}

/** What a signal said before it was changed: the fields that differed, and until when they stood. */
export interface SignalRevision {
  /** ISO instant at which `was` stopped being the catalogue's word */
  readonly until: string;
  readonly by: string;
  readonly why: string;
  readonly was: Partial<Omit<PolicySignal, "id" | "revisions">>;
  /** optional fields that were not stated then, e.g. `phase` */
  readonly absent?: readonly (keyof PolicySignal)[];
}
