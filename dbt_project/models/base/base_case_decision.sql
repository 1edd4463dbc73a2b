-- 疑点结案: findings that two officers decided, one row each, by the last word on it. What only carries an earlier dismissal
-- on is none; what was said under a former key of the person counts until the finding that stands for it has a word.
select finding_key, rule_id, fund_code, region_code, period, outcome, acted_date as decided_date
from {{ ref('base_finding_word') }}
where action = 'approved' and is_own and not is_replaced
