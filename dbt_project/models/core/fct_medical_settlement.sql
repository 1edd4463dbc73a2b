{{ config(materialized="view") }}
-- 医疗机构结算事实: settlements with institutions.
select
    b.fund_code,
    b.region_code,
    b.period,
    b.file_code,
    b.medical_institution_code,
    b.medical_institution_name,
    b.medical_institution_type_code,
    b.medical_institution_level_code,
    b.settlement_no,
    b.settlement_date,
    b.expense_category_code,
    b.settled_visit_count,
    {{ money('coalesce(b.claimed_total_cost, 0)') }} as claimed_amount,
    {{ money('coalesce(b.audit_deduction_amount, 0)') }} as audit_deduction_amount,
    {{ money('coalesce(b.pool_paid_amount, b.reimbursed_amount, 0)') }} as pool_paid_amount,
    {{ money('coalesce(b.account_paid_amount, 0)') }} as account_paid_amount,
    {{ money('coalesce(b.large_medical_paid_amount, 0)') }} as large_illness_paid_amount,
    {{ money('coalesce(b.quality_deposit_amount, 0)') }} as quality_deposit_amount,
    {{ money('coalesce(b.actually_disbursed_amount, 0)') }} as disbursed_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_medical_settlement') }} as b
