{{ config(materialized='view') }}
-- 单位四方对账（归并后）: one row a unit and month over all parts of int_reconciliation__unit_month: a receipt that treasury had in
-- another month than that of its table is in the part of its table, and is added here to what the unit owed and paid.
select
    b.fund_code,
    b.region_code,
    b.period,
    min({{ unit_of('b') }}) as unit_key,
    b.unit_id,
    {{ money_sum('b.due_amount') }} as due_amount,
    {{ money_sum('b.paid_amount') }} as paid_amount,
    {{ money_sum('b.levied_amount') }} as levied_amount
from {{ ref('int_reconciliation__unit_month') }} as b
{{ identity_joins('b') }}
group by b.fund_code, b.region_code, b.period, b.unit_id
