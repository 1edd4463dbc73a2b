{{ config(materialized="view") }}
-- 税务单位申报事实: declared, paid and owed of one unit, insurance, region and month.
select
    b.fund_code,
    b.region_code,
    b.period,
    b.insurance_type_code,
    {{ unit_of('b') }} as unit_key,
    b.unit_id,
    b.org_code,
    b.unit_contribution_status_code,
    b.insured_headcount,
    b.veteran_cadre_count,
    b.payer_count,
    b.unit_contribution_base,
    b.local_avg_monthly_wage_prior_year,
    {{ money('coalesce(b.unit_due_current_amount, 0)') }} as due_amount,
    {{ money('coalesce(b.unit_paid_current_amount, 0)') }} as paid_amount,
    {{ money('coalesce(b.prepaid_amount, 0)') }} as prepaid_amount,
    {{ money('coalesce(b.unit_arrears_repaid_amount, 0)') }} as arrears_repaid_amount,
    {{ money('coalesce(b.unit_arrears_balance, 0)') }} as arrears_balance_amount,
    {{ money('coalesce(b.late_fee_paid, 0)') }} as late_fee_paid_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_tax_declaration_unit') }} as b
{{ identity_joins('b') }}
