import type { Instrument } from "../instrument.ts";
import type { RawColumns, RawSeries } from "../raw-series.ts";
import type { PeerSessions } from "./peer-sessions.ts";
import type { QualityNotes } from "./quality-notes.ts";

/** A series under check: what was read, its rows in order, and what the checks make of them. */
export interface QualityCheck {
  readonly raw: RawSeries;
  readonly instrument: Instrument;
  readonly peers: PeerSessions;
  /** one row a session; a copy of the source's, in which values that are no price become NaN */
  readonly columns: RawColumns;
  /** the last day came twice with different values */
  readonly isLastDisputed: boolean;
  /** bit set of `BarMark`, one a row */
  readonly marks: Uint8Array;
  readonly notes: QualityNotes;
}
