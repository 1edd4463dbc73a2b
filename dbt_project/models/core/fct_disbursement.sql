{{ config(materialized="view") }}
-- 拨付事实: orders by which an agency gives a bank what is to be paid (待遇拨付主表).
select
    b.fund_code,
    b.region_code,
    b.period,
    b.payment_master_id,
    b.agency_code,
    b.insurance_type_code,
    b.disbursement_method_code,
    b.bank_code,
    b.bank_account_name,
    b.bank_account_no,
    b.amount,
    b.disbursed_time,
    cast(b.disbursed_time as date) as disbursed_date,
    coalesce({{ period_of_date('b.disbursed_time') }}, b.period) as disbursed_period,
    b._delivery_id,
    b._line_no
from {{ ref('base_disbursement') }} as b
