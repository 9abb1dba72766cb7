import { isKindWithin, SIGNAL_KIND_TREE, type SignalKind, type SignalKindParent } from "../../signal-kind.ts";

/**
 * The parent of a kind in the tree; a parent is its own.
 *
 * @example kindFamily("politburo") // => "top-policy-meeting"
 */
export function kindFamily(kind: SignalKind): SignalKindParent {
  const parents = Object.keys(SIGNAL_KIND_TREE) as SignalKindParent[];
  // Every kind stands in the tree, so that one parent always holds it.
  return parents.find((parent) => isKindWithin(kind, parent))!;
}
