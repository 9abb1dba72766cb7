/** Why a selected or unselected signal did not become a trade. */
export const SKIP_REASONS = {
  "not-selected": "the rule does not ask for it",
  "no-crossing": "the sentiment index counts it, but crossed no level with it",
  "not-taken": "onSession placed no order for it",
  declined: "the rule's where() said no",
  "warm-up": "an indicator had too few bars",
  "not-scheduled": "the rule goes by the day of the act, which was not public in advance",
  "no-ticker": "it names no ticker that can be traded",
  "before-prices": "it was known before the prices begin",
  "after-prices": "no session follows it in the prices",
  "outside-span": "its fill lies outside the run's span",
  "until-passed": "the exit day comes before the entry",
  "already-held": "the rule already held the instrument",
  "stack-full": "the rule already held as many positions as it may stack",
  "opposite-held": "the other side of the instrument was held",
  "closed-opposite": "it closed the opposite position, as the rule says, and opened none",
  "no-cash": "no buying power was left",
  "no-size": "the sizing came to nothing",
  "below-one-lot": "the size came to less than one lot",
  "gap-too-wide": "the open had already moved further than the rule allows",
  "limit-not-reached": "the limit was not traded through while the order stood",
  "not-fillable": "the bar could not fill and the order lapsed",
  "prices-ended": "the prices ended while the order waited",
} as const;

export type SkipReason = keyof typeof SKIP_REASONS;
