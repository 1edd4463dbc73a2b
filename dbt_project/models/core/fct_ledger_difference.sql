{{ config(materialized="view") }}
-- 台账支付差异事实: persons and months of whom the ledger of benefits and the payable plan are not the same, with what was
-- really paid to them for that month. Whoever agrees is left out when the month's part is made.
with doubted as (
    select
        fund_code,
        region_code,
        period,
        match_key as party_id,
        sum(left_amount) as ledger_amount,
        sum(right_amount) as plan_amount
    from {{ ref('int_reconciliation__benefit_month') }}
    where leg_code = 'benefit_plan' and not is_equal and match_key is not null
    group by fund_code, region_code, period, match_key
    having sum(left_amount) <> sum(right_amount)
),
seen as (
    select fund_code, region_code, period, party_id, person_key, citizen_id, amount, is_paid, _delivery_id, _line_no, 1 as place
    from {{ ref('fct_payment') }}
    union all
    select fund_code, region_code, period, person_id, person_key, citizen_id, 0, null, _delivery_id, _line_no, 2
    from {{ ref('fct_benefit') }}
    union all
    select fund_code, region_code, period, dependant_person_id, person_key, citizen_id, 0, null, _delivery_id, _line_no, 3
    from {{ ref('fct_dependant_benefit') }}
    union all
    select fund_code, region_code, period, person_id, person_key, citizen_id, 0, null, _delivery_id, _line_no, 4
    from {{ ref('fct_unemployment_month') }}
),
placed as (
    select
        s.*,
        d.ledger_amount,
        d.plan_amount,
        sum(case when s.is_paid then s.amount else 0 end) over same_person as paid_amount,
        sum(case when not s.is_paid then s.amount else 0 end) over same_person as failed_amount,
        row_number() over (
            partition by s.fund_code, s.region_code, s.period, s.party_id order by s.place, s._delivery_id, s._line_no
        ) as _rank
    from seen as s
    inner join doubted as d
        on d.fund_code = s.fund_code and d.region_code = s.region_code and d.period = s.period and d.party_id = s.party_id
    window same_person as (partition by s.fund_code, s.region_code, s.period, s.party_id)
)
select
    p.fund_code,
    p.region_code,
    p.period,
    p.party_id,
    p.person_key,
    p.citizen_id,
    {{ money('p.ledger_amount') }} as ledger_amount,
    {{ money('p.plan_amount') }} as plan_amount,
    {{ money('p.paid_amount') }} as paid_amount,
    {{ money('p.failed_amount') }} as failed_amount,
    p._delivery_id,
    p._line_no
from placed as p
where p._rank = 1
