-- Generated from catalogue/ by `make generate`; do not edit.
-- IP25 职业年金个人账户计息: governed set named in the requirements without a field list; fields proposed here
select
    r.admin_division_code,
    r.data_period,
    r.unit_id,
    r.person_id,
    r.person_name,
    r.citizen_id,
    r.interest_year,
    r.credited_interest_rate,
    r.account_opening_balance,
    r.notional_part_interest,
    r.personal_part_interest,
    r.investment_return_amount,
    r.account_closing_balance,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ip25_annuity_account_interest') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
