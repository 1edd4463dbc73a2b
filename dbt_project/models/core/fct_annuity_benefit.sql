{{ config(materialized="view") }}
-- 职业年金待遇事实: a person who draws, unit and month.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.citizen_id_raw,
    b.org_code,
    b.benefit_claim_method_code,
    {{ money('coalesce(b.instalment_benefit_amount, 0)') }} as instalment_amount,
    {{ money('coalesce(b.lump_sum_benefit_amount, 0)') }} as lump_sum_amount,
    {{ money('coalesce(b.commercial_annuity_purchase_amount, 0)') }} as purchase_amount,
    {{ money('coalesce(b.instalment_benefit_amount, 0) + coalesce(b.lump_sum_benefit_amount, 0)
        + coalesce(b.commercial_annuity_purchase_amount, 0)') }} as paid_amount,
    b.account_stored_balance as balance_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_annuity_benefit') }} as b
{{ identity_joins('b') }}
