{{ config(materialized='view') }}
-- 个人四方对账（归并后）: one row a person, unit and month over all parts of int_reconciliation__person_month, where due, paid and levied
-- are not the same. A receipt that treasury had in another month than that of its table is in the part of its table, and added here.
-- Where the month's own part agreed, it kept no row of the person: what he owed is then what he paid and what was levied, and is added
-- as agreed_amount. The two are put together by a sum, not by a join, so that who asks for a month reads that month only.
with amount as (
    select
        fund_code, region_code, period, unit_key, unit_id, person_id, due_amount, paid_amount, levied_amount,
        0 as agreed_amount, 1 as kept_count
    from {{ ref('int_reconciliation__person_month') }}
    where not is_equal
    union all
    select
        fund_code, region_code, period, unit_key, unit_id, person_id, 0, 0, 0,
        coalesce(personal_due_current_amount, 0) + coalesce(personal_due_supplementary_amount, 0), 0
    from {{ ref('base_contribution_month') }}
    where file_code in ('EP02', 'IP02', 'EM02', 'UE02')
),
summed as (
    select
        fund_code,
        region_code,
        period,
        unit_key,
        unit_id,
        person_id,
        sum(due_amount) as due_amount,
        sum(paid_amount) as paid_amount,
        sum(levied_amount) as levied_amount,
        case when sum(due_amount) = 0 and sum(paid_amount) = 0 then sum(agreed_amount) else 0 end as agreed_amount
    from amount
    group by fund_code, region_code, period, unit_key, unit_id, person_id
    having sum(kept_count) > 0
)
select
    b.fund_code,
    b.region_code,
    b.period,
    min({{ unit_of('b') }}) as unit_key,
    b.unit_id,
    b.person_id,
    {{ money_sum('b.due_amount + b.agreed_amount') }} as due_amount,
    {{ money_sum('b.paid_amount + b.agreed_amount') }} as paid_amount,
    {{ money_sum('b.levied_amount + b.agreed_amount') }} as levied_amount
from summed as b
{{ identity_joins('b') }}
group by b.fund_code, b.region_code, b.period, b.unit_id, b.person_id
having sum(b.due_amount) <> sum(b.paid_amount) or sum(b.paid_amount) <> sum(b.levied_amount)
