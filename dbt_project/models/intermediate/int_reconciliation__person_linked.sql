{{ config(materialized='view') }}
-- 个人四方对账（归并后）: the rows of int_reconciliation__person_month with units as they are linked.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ unit_of('b') }} as unit_key,
    b.unit_id,
    b.person_id,
    b.due_amount,
    b.paid_amount,
    b.levied_amount
from {{ ref('int_reconciliation__person_month') }} as b
{{ identity_joins('b') }}
where not b.is_equal
