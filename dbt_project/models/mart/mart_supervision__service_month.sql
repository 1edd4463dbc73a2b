-- 监管服务月报: one row a service, fund, region and month: how many rules looked, what they found, how grave, what came
-- back, and the change against the month before and the same month of the year before. A change is the sum over rules that
-- looked in both months (their number stands beside it): a rule that is new or had no data makes no change. A service has all
-- that it publishes; of several services the summed figures add up, which have each finding once.
with subjects as (
    select service_no, fund_code, region_code, period, {{ supervision_subjects() }}
    from {{ ref('mart_supervision__finding') }}
    group by service_no, fund_code, region_code, period
),
month as (
    select
        service_no, service_name, fund_code, fund_name, region_code, region_name, prefecture_code, prefecture_name, period,
        count(*) as rule_count,
        cast(sum(case when outcome_code = 'ran' then 1 else 0 end) as bigint) as ran_rule_count,
        cast(sum(case when outcome_code in ('inputs_missing', 'parameters_missing', 'error') then 1 else 0 end) as bigint)
            as prevented_rule_count,
        {{ supervision_counts() }},
        cast(sum(case when is_summed then finding_count else 0 end) as bigint) as summed_finding_count,
        {{ money_sum('case when is_summed then amount_at_stake else 0 end') }} as summed_amount_at_stake,
        {{ supervision_trend_sums() }}
    from {{ ref('mart_supervision__rule_month') }}
    group by
        service_no, service_name, fund_code, fund_name, region_code, region_name, prefecture_code, prefecture_name, period
)
select m.*, coalesce(s.person_count, 0) as person_count, coalesce(s.unit_count, 0) as unit_count
from month as m
left join subjects as s
    on s.service_no = m.service_no and s.fund_code = m.fund_code and s.region_code = m.region_code and s.period = m.period
