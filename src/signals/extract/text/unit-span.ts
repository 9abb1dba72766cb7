/** A stretch of a sentence: units `from` up to, not including, `to`. */
export interface UnitSpan {
  readonly from: number;
  readonly to: number;
}

/** Whether two stretches have a unit in common. */
export function overlaps(a: UnitSpan, b: UnitSpan): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Whether `inner` lies in `outer`; a stretch lies in itself. */
export function isInside(inner: UnitSpan, outer: UnitSpan): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
