-- 同日同额重复支付: the same person gets the same amount of the same benefit item for the same month twice on one day, both
-- paid. As many visits or births (就诊、生育) of that amount, and as many supporters of a dependant, make as many payments
-- lawful; so do other months (补发), a payment that failed and was made again, the parts of one plan, and reversed items
-- (冲销), in their own plan or another.
with candidate as (
    select distinct fund_code, region_code, person_key, corresponding_fee_period
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
        and c.corresponding_fee_period = p.corresponding_fee_period
    where p.is_paid
),
paid as ({{ items_paid('payment') }}),
occasion as (
    select fund_code, person_key, period, amount, count(*) as times
    from (
        select fund_code, person_key, period, pool_paid_amount as amount from {{ ref('fct_medical_visit') }}
        union all
        select fund_code, person_key, period, fund_paid_amount from {{ ref('fct_maternity_case') }}
        union all
        select fund_code, person_key, period, paid_amount from {{ ref('fct_dependant_benefit') }}
        union all
        select fund_code, person_key, period, month_amount from {{ ref('fct_dependant_benefit') }}
        where month_amount <> paid_amount -- back-pay is a payment of its own
    ) as happened
    group by fund_code, person_key, period, amount
),
twice as (
    select t.*, (t.times - coalesce(o.times, 1)) * t.item_amount as excess_amount
    from ({{ several_times('paid', ['fund_code', 'region_code', 'person_key', 'corresponding_fee_period', 'paid_date',
        'amount', 'benefit_item_code', 'payable_type_code', 'item_amount'], 'payment_no', amount='item_amount') }}) as t
    left join occasion as o on o.fund_code = t.fund_code and o.person_key = t.person_key
        and o.period = t.corresponding_fee_period and o.amount = t.amount
    where t.times > coalesce(o.times, 1)
)
select
    {{ person_finding(
        'PAY-004', 't', kind="'same_day'", amount='t.excess_amount', recovered='t.recovered_here_amount',
        period='corresponding_fee_period', seen='period', observed="cast(t.times as text) || '次'", expected="'1次'",
        key=['benefit_item_code', 'payable_type_code', 'item_amount', 'paid_date']
    ) }},
    t.benefit_item_code,
    cast(t.times as integer) as paid_times,
    t.paid_date,
    t.item_amount
from ({{ with_recovered('twice', 'excess_amount') }}) as t
