-- 明细合计与拨付主表不符: what was paid on an order is not what the order says, or the items of a plan are not what was paid
-- on it. Payments that the bank sent back (支付失败) were in the order and explain what is missing until they are made
-- again, up to what failed; a reversed item (冲销) and its reversal cancel; parts of a plan paid one after another are one. Nothing is said of
-- a region and month in which one of the three tables has not come.
with compared as (
    select
        o.fund_code, o.region_code, o.period, o.payment_master_id as document_no, o.payment_master_id as order_no,
        case when not o.has_order then 'no_order' when not o.has_details then 'no_details' else 'details_differ' end as kind,
        o.order_amount as said_amount, o.paid_amount, o.failed_amount,
        abs(o.order_amount - o.paid_amount - o.failed_amount) as unexplained_amount, cast(null as text) as person_key,
        cast(null as text) as citizen_id, o._delivery_id, o._line_no
    from {{ ref('fct_order_difference') }} as o
    where o.order_amount - o.paid_amount <> o.failed_amount
    union all
    select
        i.fund_code, i.region_code, i.period, i.payable_plan_detail_id, null,
        case when not i.has_payment then 'planned_not_paid' when not i.has_items then 'no_items' else 'items_differ' end,
        i.item_amount, i.paid_amount, i.failed_amount,
        case when i.paid_amount < i.item_amount then i.item_amount - i.paid_amount - i.failed_amount
            else i.paid_amount - i.item_amount end,
        i.person_key, i.citizen_id, i._delivery_id, i._line_no
    from {{ ref('fct_plan_difference') }} as i
    -- What failed of several parts may be more than is missing: it explains no more than that.
    where i.item_amount - i.paid_amount not between 0 and i.failed_amount
)
select
    {{ finding(
        'PAY-001', 'c', 'document', hash_key(['c.document_no']), kind='c.kind', amount='c.unexplained_amount',
        observed='cast(c.paid_amount as text)', expected='cast(c.said_amount as text)', key=['kind'],
        person='c.person_key', citizen='c.citizen_id'
    ) }},
    c.order_no,
    c.said_amount,
    c.paid_amount,
    c.failed_amount
from compared as c
where {{ of_rule('PAY-001', 'c') }} and {{ inputs_there('PAY-001', 'c') }}
