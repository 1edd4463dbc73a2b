{{ config(materialized="view") }}
-- 台账支付差异事实: persons and months of whom the ledger of benefits, the payable plan and what was paid are not the same.
-- Whoever agrees is left out when the month's part is made. What was paid on a plan is paid for the month of its items,
-- however late: where plan and ledger agree, that is what the ledger stands against. Where they do not, the ledger may
-- also mean the month in which the money went out, and agrees if either is so.
with plan as (
    -- Plans that were not paid in their month; some were paid later, or by another part's payment.
    select
        fund_code,
        region_code,
        payable_plan_detail_id,
        max(party_id) as party_id,
        coalesce(min(case when left_amount <> 0 then period end), min(period)) as period,
        sum(left_amount - right_amount) as unpaid_amount
    from {{ ref('int_reconciliation__benefit_month') }}
    where leg_code = 'plan_payment' and not is_equal
    group by fund_code, region_code, payable_plan_detail_id
),
doubted as (
    select
        fund_code,
        region_code,
        period,
        party_id,
        max(ledger_amount) as ledger_amount,
        max(plan_amount) as plan_amount,
        sum(unpaid_amount) as unpaid_amount
    from (
        select
            fund_code, region_code, period, match_key as party_id, sum(left_amount) as ledger_amount,
            sum(right_amount) as plan_amount, 0 as unpaid_amount
        from {{ ref('int_reconciliation__benefit_month') }}
        where leg_code = 'benefit_plan' and not is_equal and match_key is not null
        group by fund_code, region_code, period, match_key
        having sum(left_amount) <> sum(right_amount)
        union all
        select fund_code, region_code, period, party_id, null, null, unpaid_amount
        from plan
        where unpaid_amount <> 0 and party_id is not null
    ) as by_leg
    group by fund_code, region_code, period, party_id
),
payment as (
    select
        p.fund_code, p.region_code, coalesce(n.period, p.period) as period, p.period as own_period, p.party_id,
        p.person_key, p.citizen_id, p.payable_plan_detail_id, p.amount, p.is_paid, p.paid_time,
        p._delivery_id, p._line_no
    from {{ ref('fct_payment') }} as p
    inner join (select distinct fund_code, region_code, party_id from doubted) as d
        on d.fund_code = p.fund_code and d.region_code = p.region_code and d.party_id = p.party_id
    left join plan as n
        on n.fund_code = p.fund_code and n.region_code = p.region_code
        and n.payable_plan_detail_id = p.payable_plan_detail_id
),
seen as (
    select
        fund_code, region_code, period, party_id, person_key, citizen_id,
        case when is_paid then amount else 0 end as paid_amount,
        case when is_paid and own_period = period then amount else 0 end as paid_in_amount,
        0 as failed_amount,
        _delivery_id, _line_no, 1 as place
    from payment
    union all
    -- A part is still to be made again as long as its plan lacks as much.
    select
        f.fund_code, f.region_code, f.period, f.party_id, cast(null as text), cast(null as text), 0, 0, f.failed_amount,
        cast(null as bigint), cast(null as bigint), 7
    from ({{ failed_payments('payment', ['fund_code', 'region_code', 'period', 'payable_plan_detail_id']) }}) as f
    left join plan as n
        on n.fund_code = f.fund_code and n.region_code = f.region_code
        and n.payable_plan_detail_id = f.payable_plan_detail_id
    where n.unpaid_amount is null or f.amount <= n.unpaid_amount
    union all
    select
        fund_code, region_code, own_period, party_id, person_key, citizen_id, 0, case when is_paid then amount else 0 end, 0,
        _delivery_id, _line_no, 2
    from payment
    where own_period <> period
    union all
    select fund_code, region_code, period, person_id, person_key, citizen_id, 0, 0, 0, _delivery_id, _line_no, 3
    from {{ ref('fct_benefit') }}
    union all
    select fund_code, region_code, period, dependant_person_id, person_key, citizen_id, 0, 0, 0, _delivery_id, _line_no, 4
    from {{ ref('fct_dependant_benefit') }}
    union all
    select fund_code, region_code, period, person_id, person_key, citizen_id, 0, 0, 0, _delivery_id, _line_no, 5
    from {{ ref('fct_unemployment_month') }}
    union all
    select fund_code, region_code, period, person_id, person_key, citizen_id, 0, 0, 0, _delivery_id, _line_no, 6
    from {{ ref('fct_death_grant') }}
),
placed as (
    select
        s.*,
        d.ledger_amount,
        d.plan_amount,
        d.unpaid_amount,
        sum(s.paid_amount) over same_person as paid_for_amount,
        sum(s.paid_in_amount) over same_person as all_paid_in_amount,
        sum(s.failed_amount) over same_person as all_failed_amount,
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
    {{ money('coalesce(p.ledger_amount, p.paid_for_amount + p.unpaid_amount)') }} as ledger_amount,
    {{ money('coalesce(p.plan_amount, p.paid_for_amount + p.unpaid_amount)') }} as plan_amount,
    {{ money('case when coalesce(p.ledger_amount, p.paid_for_amount) = p.paid_for_amount then p.paid_for_amount
        else p.all_paid_in_amount end') }} as paid_amount,
    {{ money('p.all_failed_amount') }} as failed_amount,
    p._delivery_id,
    p._line_no
from placed as p
where p._rank = 1
