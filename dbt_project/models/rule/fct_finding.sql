-- 疑点: all findings of all rules, one row a rule, subject and month.
select
    finding_key, rule_id, kind, status, subject_type, person_key, citizen_id, fund_code, region_code, period,
    amount_at_stake, recovered_amount, observed, expected, _delivery_id, _line_no
from {{ ref('rule_pen_001__paid_after_death') }}
union all
select
    finding_key, rule_id, kind, status, subject_type, person_key, citizen_id, fund_code, region_code, period,
    amount_at_stake, recovered_amount, observed, expected, _delivery_id, _line_no
from {{ ref('rule_per_008__enrolled_in_two_regions') }}
union all
select
    finding_key, rule_id, kind, status, subject_type, person_key, citizen_id, fund_code, region_code, period,
    amount_at_stake, recovered_amount, observed, expected, _delivery_id, _line_no
from {{ ref('rule_pen_005__benefit_without_contribution') }}
union all
select
    finding_key, rule_id, kind, status, subject_type, person_key, citizen_id, fund_code, region_code, period,
    amount_at_stake, recovered_amount, observed, expected, _delivery_id, _line_no
from {{ ref('rule_per_001__base_below_floor') }}
union all
select
    finding_key, rule_id, kind, status, subject_type, person_key, citizen_id, fund_code, region_code, period,
    amount_at_stake, recovered_amount, observed, expected, _delivery_id, _line_no
from {{ ref('rule_per_002__base_above_ceiling') }}
union all
select
    finding_key, rule_id, kind, status, subject_type, person_key, citizen_id, fund_code, region_code, period,
    amount_at_stake, recovered_amount, observed, expected, _delivery_id, _line_no
from {{ ref('rule_pen_006__retired_before_lawful_age') }}
