-- 财政补助事实
select fund_code, region_code, period, subsidy_id, doc_no, government_level, amount, arrived_at, _delivery_id, _line_no
from {{ ref('base_treasury_subsidy') }}
