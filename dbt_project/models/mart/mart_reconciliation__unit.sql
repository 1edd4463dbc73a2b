{{ config(materialized="view") }}
-- 单位四方对账: due, paid and levied of every unit and month side by side, with the differences of the legs.
select
    b.fund_code,
    b.region_code,
    b.period,
    b.unit_key,
    b.unit_id,
    b.due_amount,
    b.paid_amount,
    b.levied_amount,
    {{ money('b.due_amount - b.paid_amount') }} as due_paid_difference_amount,
    {{ money('b.paid_amount - b.levied_amount') }} as paid_levied_difference_amount,
    b.due_amount = b.paid_amount and b.paid_amount = b.levied_amount as is_equal
from {{ ref('int_reconciliation__unit_linked') }} as b
