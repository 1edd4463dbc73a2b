-- 疑点: all findings of all rules, one row a rule, subject and month, while the rule is in force.
{%- set rules = [
    'rule_pen_001__paid_after_death',
    'rule_pen_005__benefit_without_contribution',
    'rule_pen_006__retired_before_lawful_age',
    'rule_per_001__base_below_floor',
    'rule_per_002__base_above_ceiling',
    'rule_per_008__enrolled_in_two_regions',
] %}
with found as (
    {%- for rule in rules %}
    select
        finding_key, rule_id, kind, status, subject_type, person_key, citizen_id, fund_code, region_code, period,
        seen_period, amount_at_stake, recovered_amount, observed, expected, _delivery_id, _line_no
    from {{ ref(rule) }}
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
)
select f.*
from found as f
inner join {{ ref('seed_rule') }} as r on r.rule_id = f.rule_id
where {{ first_day('f.seen_period') }}
    between r.in_force_from and coalesce(r.in_force_to, cast('9999-12-31' as date))
