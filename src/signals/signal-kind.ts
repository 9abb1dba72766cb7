/**
 * The two-level tree of policy acts. Selecting a parent selects its children.
 *
 * The keys are parents, the values their children; a parent may also be used as a kind of its own, for an
 * act that is known to belong to the family and no more.
 */
export const SIGNAL_KIND_TREE = {
  "leadership-meeting": [],
  "leadership-visit": [],
  "top-policy-meeting": [
    "politburo",
    "work-conference",
    "party-plenum",
    "party-commission",
    "state-council",
    "legislature",
  ],
  "policy-document": ["legislation"],
  "monetary-policy": ["monetary-easing", "monetary-tightening"],
  "fiscal-support": [],
  "market-intervention": [],
  regulation: ["regulation-easing", "regulation-tightening"],
  enforcement: ["enforcement-opened", "enforcement-closed"],
  "official-commentary": ["policy-briefing", "media-signal", "official-clarification"],
  "public-health": ["covid-policy"],
  external: ["external-restriction", "external-relief", "trade-retaliation"],
} as const;

type Tree = typeof SIGNAL_KIND_TREE;

/** A parent of the tree, e.g. `top-policy-meeting`. */
export type SignalKindParent = keyof Tree;

/** Any kind, parent or child, e.g. `politburo`. */
export type SignalKind = SignalKindParent | Tree[SignalKindParent][number];

/** Every kind, parents before their children, in the order of the tree. */
export const SIGNAL_KINDS: readonly SignalKind[] = Object.entries(SIGNAL_KIND_TREE).flatMap(
  ([parent, children]) => [parent as SignalKind, ...children],
);

/**
 * Whether `kind` is `selected` or one of its children.
 *
 * @example isKindWithin("politburo", "top-policy-meeting") // => true
 * @example isKindWithin("top-policy-meeting", "politburo") // => false
 */
export function isKindWithin(kind: SignalKind, selected: SignalKind): boolean {
  if (kind === selected) return true;
  const children: readonly string[] = SIGNAL_KIND_TREE[selected as SignalKindParent] ?? [];
  return children.includes(kind);
}
