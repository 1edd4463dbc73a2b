{{ config(materialized="view") }}
-- 个人四方对账: own parts of persons at their units where due, paid and levied of a month are not the same; whoever is not
-- here agrees.
select
    b.fund_code,
    b.region_code,
    b.period,
    b.unit_key,
    b.unit_id,
    b.person_id,
    b.due_amount,
    b.paid_amount,
    b.levied_amount,
    {{ money('b.due_amount - b.paid_amount') }} as due_paid_difference_amount,
    {{ money('b.paid_amount - b.levied_amount') }} as paid_levied_difference_amount
from {{ ref('int_reconciliation__person_linked') }} as b
