{{ config(materialized="view") }}
-- 医保个人账户收支事实
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.person_id,
    b.entry_date,
    b.account_entry_type_code,
    b.medical_institution_code,
    {{ money('coalesce(b.account_credit_amount, 0)') }} as credit_amount,
    {{ money('coalesce(b.account_debit_amount, 0)') }} as debit_amount,
    b.account_balance,
    b._delivery_id,
    b._line_no
from {{ ref('base_medical_account_entry') }} as b
{{ identity_joins('b', of='base_medical_account_entry') }}
