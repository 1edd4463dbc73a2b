-- 重复领取: the same benefit item for the same month paid twice to a person, both with status paid. A payment that failed
-- and was made again is paid once; items that were reversed (冲销) cancel, in their own plan or another; a part payment
-- is no second one; back-pay of another amount, kind or month belongs beside the month's own pension; who lost two
-- supporters has two pensions of dependants. Looked at are all payments of whom several were made for a month, or one that
-- holds an item of another month.
with candidate as (
    select fund_code, region_code, person_key
    from {{ ref('fct_payment') }} as p
    where {{ of_rule('PEN-010', 'p') }} and p.is_paid and p.citizen_id is not null
    group by fund_code, region_code, person_key, substr(corresponding_fee_period, 1, 4)
    having {{ a_month_twice('corresponding_fee_period') }} or count(*) - count(corresponding_fee_period) > 1
    union
    select p.fund_code, p.region_code, p.person_key
    from {{ ref('fct_payment') }} as p
    inner join {{ ref('fct_payable_item') }} as i
        on i.fund_code = p.fund_code and i.region_code = p.region_code
        and i.payable_plan_detail_id = p.payable_plan_detail_id
        and i.corresponding_fee_period <> p.corresponding_fee_period
    where {{ of_rule('PEN-010', 'p') }} and p.is_paid and p.citizen_id is not null
),
payment as (
    select p.*
    from {{ ref('fct_payment') }} as p
    inner join candidate as c
        on c.fund_code = p.fund_code and c.region_code = p.region_code and c.person_key = p.person_key
    where p.is_paid
),
paid as ({{ items_paid('payment') }}),
twice as (
    select *, {{ money('amount_in_all - amount_largest') }} as excess_amount
    from ({{ several_times('paid', ['fund_code', 'region_code', 'person_key', 'corresponding_fee_period',
        'benefit_item_code', 'payable_type_code', 'item_amount'], 'payment_no', amount='item_amount') }}) as s
)
select
    {{ person_finding(
        'PEN-010', 't', kind="'paid_twice'", amount='t.excess_amount', recovered='t.recovered_here_amount',
        period='corresponding_fee_period', seen='period', observed="cast(t.times as text) || '次'", expected="'1次'",
        key=['benefit_item_code', 'payable_type_code', 'item_amount']
    ) }},
    t.benefit_item_code,
    t.payable_type_code,
    cast(t.times as integer) as paid_times,
    t.item_amount
from ({{ with_recovered('twice', 'excess_amount') }}) as t
left join (
    select fund_code, person_key, period, count(*) as supporters
    from {{ ref('fct_dependant_benefit') }}
    group by fund_code, person_key, period
) as d on d.fund_code = t.fund_code and d.person_key = t.person_key and d.period = t.corresponding_fee_period
where t.times > coalesce(d.supporters, 1)
