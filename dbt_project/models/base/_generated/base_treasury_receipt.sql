-- Generated from catalogue/ by `make generate`; do not edit.
-- 国库保费划转: one row a transfer from treasury to the fiscal special account, in its last state.
select
    {{ fund_code('fund_code') }} as fund_code,
    'TR03' as file_code,
    _region_code as region_code,
    region_code as region_code_raw,
    levy_period as period,
    id as receipt_id,
    receipt_no,
    amount,
    received_at,
    updated_at,
    is_deleted,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_tre__tr03_treasury_receipt', ['id'], region='region_code', latest_by='updated_at') }}
) as tr03
where not coalesce(is_deleted, false)
