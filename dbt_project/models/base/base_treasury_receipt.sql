-- 国库保费划转: the last state of each transfer from treasury to the fiscal special account.
with states as (
    {{ last_state('stg_tre__tr03_treasury_receipt') }}
)
select
    {{ fund_code('fund_code') }} as fund_code,
    region_code_now as region_code,
    levy_period as period,
    id as receipt_id,
    receipt_no,
    amount,
    received_at,
    updated_at,
    _delivery_id,
    _line_no
from states
-- A row that treasury deleted keeps its history in raw; it is not counted.
where _rank = 1 and not coalesce(is_deleted, false)
