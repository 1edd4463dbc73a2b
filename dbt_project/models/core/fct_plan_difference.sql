{{ config(materialized="view") }}
-- 应付计划差异事实: payable plans whose items are not what was paid on them, over all months. Plans that agree in each month
-- are left out when the month's part is made. A reversed item (冲销) and its reversal cancel, whichever sign they have.
with doubted as (
    select fund_code, region_code, payable_plan_detail_id
    from {{ ref('int_reconciliation__benefit_month') }}
    where leg_code = 'plan_payment' and not is_equal
    group by fund_code, region_code, payable_plan_detail_id
    having sum(left_amount) <> sum(right_amount)
),
item as (
    select
        i.*,
        sum({{ item_amount('i') }}) over same_plan as item_amount,
        row_number() over (
            partition by i.fund_code, i.region_code, i.payable_plan_detail_id order by i._delivery_id, i._line_no
        ) as _rank
    from {{ ref('fct_payable_item') }} as i
    inner join doubted as d
        on d.fund_code = i.fund_code and d.region_code = i.region_code and d.payable_plan_detail_id = i.payable_plan_detail_id
    window same_plan as (partition by i.fund_code, i.region_code, i.payable_plan_detail_id)
),
payment as (
    select
        p.*,
        sum(case when p.is_paid then p.amount else 0 end) over same_plan as paid_amount,
        row_number() over (
            partition by p.fund_code, p.region_code, p.payable_plan_detail_id order by p._delivery_id, p._line_no
        ) as _rank
    from {{ ref('fct_payment') }} as p
    inner join doubted as d
        on d.fund_code = p.fund_code and d.region_code = p.region_code and d.payable_plan_detail_id = p.payable_plan_detail_id
    window same_plan as (partition by p.fund_code, p.region_code, p.payable_plan_detail_id)
),
failed as (
    -- A part is still to be made again as long as the plan lacks as much.
    select f.fund_code, f.region_code, f.payable_plan_detail_id, sum(f.failed_amount) as failed_amount
    from ({{ failed_payments('payment', ['fund_code', 'region_code', 'payable_plan_detail_id']) }}) as f
    inner join item as i
        on i.fund_code = f.fund_code and i.region_code = f.region_code
        and i.payable_plan_detail_id = f.payable_plan_detail_id and i._rank = 1
    inner join payment as p
        on p.fund_code = f.fund_code and p.region_code = f.region_code
        and p.payable_plan_detail_id = f.payable_plan_detail_id and p._rank = 1
    where f.amount <= i.item_amount - p.paid_amount
    group by f.fund_code, f.region_code, f.payable_plan_detail_id
)
select
    d.fund_code,
    d.region_code,
    coalesce(p.period, i.period) as period,
    d.payable_plan_detail_id,
    p.person_key,
    p.citizen_id,
    i.payable_plan_detail_id is not null as has_items,
    p.payable_plan_detail_id is not null as has_payment,
    {{ money('coalesce(i.item_amount, 0)') }} as item_amount,
    {{ money('coalesce(p.paid_amount, 0)') }} as paid_amount,
    {{ money('coalesce(f.failed_amount, 0)') }} as failed_amount,
    coalesce(p._delivery_id, i._delivery_id) as _delivery_id,
    coalesce(p._line_no, i._line_no) as _line_no
from doubted as d
left join item as i
    on i.fund_code = d.fund_code and i.region_code = d.region_code and i.payable_plan_detail_id = d.payable_plan_detail_id
    and i._rank = 1
left join payment as p
    on p.fund_code = d.fund_code and p.region_code = d.region_code and p.payable_plan_detail_id = d.payable_plan_detail_id
    and p._rank = 1
left join failed as f
    on f.fund_code = d.fund_code and f.region_code = d.region_code and f.payable_plan_detail_id = d.payable_plan_detail_id
where coalesce(i.item_amount, 0) <> coalesce(p.paid_amount, 0)
