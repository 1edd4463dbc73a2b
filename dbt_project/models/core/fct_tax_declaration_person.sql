{{ config(materialized="view") }}
-- 税务个人申报事实: declared, paid and owed of one person, unit, insurance, region and month.
select
    b.fund_code,
    b.region_code,
    b.period,
    b.insurance_type_code,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.person_id,
    {{ unit_of('b') }} as unit_key,
    b.unit_id,
    b.personal_contribution_base,
    {{ money('coalesce(b.personal_due_current_amount, 0)') }} as due_amount,
    {{ money('coalesce(b.personal_paid_current_amount, 0)') }} as paid_amount,
    {{ money('coalesce(b.personal_prepaid_amount, 0)') }} as prepaid_amount,
    {{ money('coalesce(b.personal_arrears_repaid_amount, 0)') }} as arrears_repaid_amount,
    {{ money('coalesce(b.personal_arrears_balance, 0)') }} as arrears_balance_amount,
    {{ money('coalesce(b.personal_late_fee_paid, 0)') }} as late_fee_paid_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_tax_declaration_person') }} as b
{{ identity_joins('b') }}
