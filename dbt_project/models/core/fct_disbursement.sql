{{ config(materialized="view") }}
-- 拨付事实
select fund_code, region_code, period, payment_master_id, agency_code, bank_account_no, amount, disbursed_time, _delivery_id, _line_no
from {{ ref('base_disbursement') }}
