-- Generated from catalogue/ by `make generate`; do not edit.
-- EM22 职工医疗保险个人账户收支明细: governed set named in the requirements without a field list; fields proposed here
select
    r.admin_division_code,
    r.data_period,
    r.person_id,
    r.citizen_id,
    r.entry_date,
    r.account_entry_type_code,
    r.medical_institution_code,
    r.account_credit_amount,
    r.account_debit_amount,
    r.account_balance,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'em22_account_ledger') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
