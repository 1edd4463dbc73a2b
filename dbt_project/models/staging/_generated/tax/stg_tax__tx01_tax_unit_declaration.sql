-- Generated from catalogue/ by `make generate`; do not edit.
-- TX01 税务单位申报与欠费: one row per unit, insurance type and fee period
select
    r.admin_division_code,
    r.data_period,
    r.insurance_type_code,
    r.unit_id,
    r.org_code,
    r.unit_name,
    r.unit_contribution_status_code,
    r.insured_headcount,
    r.veteran_cadre_count,
    r.payer_count,
    r.unit_contribution_base,
    r.local_avg_monthly_wage_prior_year,
    r.unit_due_current_amount,
    r.unit_paid_current_amount,
    r.prepaid_amount,
    r.unit_arrears_repaid_amount,
    r.unit_arrears_balance,
    r.late_fee_paid,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'tx01_tax_unit_declaration') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
