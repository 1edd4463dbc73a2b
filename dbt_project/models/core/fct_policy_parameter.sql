{{ config(materialized="view") }}
-- 缴费政策参数事实: what each region says it applied in the month; the law itself is in seed_parameter.
select
    b.fund_code,
    b.region_code,
    b.period,
    b.resident_insured_category_code,
    b.resident_hardship_category_code,
    b.rural_insured_category_code,
    b.medical_institution_level_code,
    b.local_avg_monthly_wage_prior_year,
    b.unit_contribution_rate,
    b.employee_contribution_rate,
    b.self_insured_contribution_rate,
    b.pool_payment_ceiling,
    b.personal_contribution_standard,
    b.fiscal_subsidy_standard,
    b.central_subsidy_standard,
    b.provincial_subsidy_standard,
    b.municipal_subsidy_standard,
    b.county_subsidy_standard,
    b.inpatient_deductible_standard,
    b.inpatient_reimbursement_rate,
    b.annual_payment_ceiling,
    b._delivery_id,
    b._line_no
from {{ ref('base_policy_parameter') }} as b
