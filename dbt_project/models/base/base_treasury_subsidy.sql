-- 财政补助拨付: the last state of each subsidy document.
with states as (
    {{ last_state('stg_tre__tr02_subsidy_disbursement') }}
)
select
    {{ fund_code('fund_code') }} as fund_code,
    region_code_now as region_code,
    {{ period_of_date('arrived_at') }} as period,
    id as subsidy_id,
    doc_no,
    level as government_level,
    amount,
    budget_account,
    arrived_at,
    updated_at,
    _delivery_id,
    _line_no
from states
-- A row that treasury deleted keeps its history in raw; it is not counted.
where _rank = 1 and not coalesce(is_deleted, false)
