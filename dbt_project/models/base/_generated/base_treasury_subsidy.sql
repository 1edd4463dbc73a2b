-- Generated from catalogue/ by `make generate`; do not edit.
-- 财政补助拨付: one row a subsidy, in its last state; one that treasury deleted keeps its history in raw and is not counted.
select
    {{ fund_code('fund_code') }} as fund_code,
    'TR02' as file_code,
    _region_code as region_code,
    region_code as region_code_raw,
    {{ period_of_date('arrived_at') }} as period,
    id as subsidy_id,
    doc_no,
    level as government_level,
    amount,
    budget_account,
    arrived_at,
    updated_at,
    is_deleted,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_tre__tr02_subsidy_disbursement', ['id'], region='region_code', latest_by='updated_at') }}
) as tr02
where not coalesce(is_deleted, false)
