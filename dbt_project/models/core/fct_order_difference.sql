{{ config(materialized="view") }}
-- 拨付差异事实: disbursement orders whose amount is not what was paid on them, with what of them failed (银行退回); orders
-- without any detail and details without an order among them. Orders that agree are not here.
with ordered as (
    select
        d.*,
        sum(d.amount) over same_order as order_amount,
        row_number() over (
            partition by d.fund_code, d.region_code, d.payment_master_id order by d._delivery_id, d._line_no
        ) as _rank
    from {{ ref('fct_disbursement') }} as d
    window same_order as (partition by d.fund_code, d.region_code, d.payment_master_id)
),
suspect as (
    select
        coalesce(o.fund_code, p.fund_code) as fund_code,
        coalesce(o.region_code, p.region_code) as region_code,
        coalesce(o.payment_master_id, p.payment_master_id) as payment_master_id,
        o.period,
        o.order_amount,
        o._delivery_id,
        o._line_no
    from (select * from ordered where _rank = 1) as o
    full outer join (
        select fund_code, region_code, payment_master_id, sum(amount) as paid_amount
        from {{ ref('int_reconciliation__order_month') }}
        group by fund_code, region_code, payment_master_id
    ) as p
        on p.fund_code = o.fund_code and p.region_code = o.region_code and p.payment_master_id = o.payment_master_id
    where coalesce(o.order_amount, 0) <> coalesce(p.paid_amount, 0)
),
payment as (
    select p.*
    from {{ ref('fct_payment') }} as p
    inner join suspect as s
        on s.fund_code = p.fund_code and s.region_code = p.region_code and s.payment_master_id = p.payment_master_id
),
detail as (
    select
        p.fund_code, p.region_code, p.payment_master_id, min(p.period) as period, {{ first_line('p') }},
        sum(case when p.is_paid then p.amount else 0 end) as paid_amount
    from payment as p
    group by p.fund_code, p.region_code, p.payment_master_id
)
select
    s.fund_code,
    s.region_code,
    coalesce(s.period, d.period) as period,
    s.payment_master_id,
    s.order_amount is not null as has_order,
    d.payment_master_id is not null as has_details,
    {{ money('coalesce(s.order_amount, 0)') }} as order_amount,
    {{ money('coalesce(d.paid_amount, 0)') }} as paid_amount,
    {{ money('coalesce(f.failed_amount, 0)') }} as failed_amount,
    coalesce(s._delivery_id, d._delivery_id) as _delivery_id,
    coalesce(s._line_no, d._line_no) as _line_no
from suspect as s
left join detail as d
    on d.fund_code = s.fund_code and d.region_code = s.region_code and d.payment_master_id = s.payment_master_id
left join ({{ failed_by_order('payment') }}) as f
    on f.fund_code = s.fund_code and f.region_code = s.region_code and f.payment_master_id = s.payment_master_id
