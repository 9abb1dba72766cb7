/** Sessions relative to day 0, both ends included; -1 is the session before. */
export interface RelativeSessions {
  readonly first: number;
  readonly last: number;
}
