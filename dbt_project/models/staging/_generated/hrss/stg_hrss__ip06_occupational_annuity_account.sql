-- Generated from catalogue/ by `make generate`; do not edit.
-- IP06 职业年金个人账户: one row per person and unit per data period and administrative division
select
    r.admin_division_code,
    r.data_period,
    r.unit_name,
    r.org_code,
    r.person_name,
    r.citizen_id,
    r.contribution_status_code,
    r.account_retention_code,
    r.account_income_amount,
    r.unit_notional_credit_amount,
    r.account_stored_balance,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ip06_occupational_annuity_account') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
