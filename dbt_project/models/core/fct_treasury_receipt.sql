-- 国库划转事实
select fund_code, region_code, period, receipt_id, receipt_no, amount, received_at, _delivery_id, _line_no
from {{ ref('base_treasury_receipt') }}
