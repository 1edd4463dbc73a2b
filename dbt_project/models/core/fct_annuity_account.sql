{{ config(materialized="view") }}
-- 职业年金账户事实: a person's account, unit and month.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.citizen_id_raw,
    b.org_code,
    b.contribution_status_code,
    b.account_retention_code,
    {{ money('coalesce(b.account_income_amount, 0)') }} as income_amount,
    {{ money('coalesce(b.unit_notional_credit_amount, 0)') }} as notional_credit_amount,
    b.account_stored_balance as balance_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_annuity_account') }} as b
{{ identity_joins('b') }}
