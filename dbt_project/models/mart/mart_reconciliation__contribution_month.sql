-- 征缴四方对账（月）: each leg of a fund, region and month: what its two stations have, how much of it agrees, and the
-- difference by class. matched + classes make up each station; the classes add up to the difference.
{{ reconciliation_month('contribution') }}
