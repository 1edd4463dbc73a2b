{{ config(materialized='view') }}
-- 单位四方对账（归并后）: the rows of int_reconciliation__unit_month with units as they are linked.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ unit_of('b') }} as unit_key,
    b.unit_id,
    b.due_amount,
    b.paid_amount,
    b.levied_amount
from {{ ref('int_reconciliation__unit_month') }} as b
{{ identity_joins('b') }}
