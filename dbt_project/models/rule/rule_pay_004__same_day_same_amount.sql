-- 同日同额重复支付: the same person gets the same amount of the same benefit item for the same month twice on one day, both paid.
-- As many visits or births (就诊、生育) of that amount, and as many supporters of a dependant, make as many payments lawful; so do
-- other months, a payment that failed and was made again, reversed items (冲销). Pensions are PEN-010, on whatever day.
with candidate as (
    select fund_code, region_code, person_key, corresponding_fee_period, paid_date, amount
    from {{ ref('fct_payment') }} as p
    where {{ of_rule('PAY-004', 'p') }} and p.is_paid and p.citizen_id is not null and p.amount > 0
    group by fund_code, region_code, person_key, corresponding_fee_period, paid_date, amount
    having count(*) > 1
),
payment as (
    select p.*
    from {{ ref('fct_payment') }} as p
    inner join candidate as c
        on c.fund_code = p.fund_code and c.region_code = p.region_code and c.person_key = p.person_key
        and c.corresponding_fee_period = p.corresponding_fee_period and c.paid_date = p.paid_date and c.amount = p.amount
    where p.is_paid
),
item as (
    select
        i.fund_code, i.region_code, i.payable_plan_detail_id, i.benefit_item_code, i.payable_type_code,
        {{ money('sum(case when i.is_reversal then -abs(i.amount) else i.amount end)') }} as item_amount
    from {{ ref('fct_payable_item') }} as i
    inner join (select distinct fund_code, region_code, payable_plan_detail_id from payment) as p
        on p.fund_code = i.fund_code and p.region_code = i.region_code and p.payable_plan_detail_id = i.payable_plan_detail_id
    group by i.fund_code, i.region_code, i.payable_plan_detail_id, i.benefit_item_code, i.payable_type_code
),
paid as (
    select
        p.fund_code, p.region_code, p.person_key, p.citizen_id, p.period, p.corresponding_fee_period, p.paid_date, p.amount,
        p._delivery_id, p._line_no, i.benefit_item_code, i.payable_type_code, i.item_amount,
        cast(p.paid_time as text) || lpad(cast(p._line_no as text), 9, '0') as payment_no
    from payment as p
    inner join item as i
        on i.fund_code = p.fund_code and i.region_code = p.region_code and i.payable_plan_detail_id = p.payable_plan_detail_id
    where i.item_amount > 0
),
occasion as (
    select fund_code, person_key, period, amount, count(*) as times
    from (
        select fund_code, person_key, period, pool_paid_amount as amount from {{ ref('fct_medical_visit') }}
        union all
        select fund_code, person_key, period, fund_paid_amount from {{ ref('fct_maternity_case') }}
        union all
        select fund_code, person_key, period, paid_amount from {{ ref('fct_dependant_benefit') }}
    ) as happened
    group by fund_code, person_key, period, amount
)
select
    {{ person_finding(
        'PAY-004', 't', kind="'same_day'", amount='(t.times - coalesce(o.times, 1)) * t.item_amount', period='corresponding_fee_period',
        seen='period', observed="cast(t.times as text) || '次'", expected="'1次'",
        key=['benefit_item_code', 'payable_type_code', 'item_amount', 'paid_date']
    ) }},
    t.benefit_item_code,
    cast(t.times as integer) as paid_times,
    t.paid_date,
    t.item_amount
from ({{ several_times('paid', ['fund_code', 'region_code', 'person_key', 'corresponding_fee_period', 'paid_date', 'amount',
    'benefit_item_code', 'payable_type_code', 'item_amount'], 'payment_no', amount='item_amount') }}) as t
left join occasion as o
    on o.fund_code = t.fund_code and o.person_key = t.person_key and o.period = t.corresponding_fee_period and o.amount = t.amount
where t.times > coalesce(o.times, 1)
