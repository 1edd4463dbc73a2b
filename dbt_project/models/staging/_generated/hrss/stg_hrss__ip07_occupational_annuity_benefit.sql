-- Generated from catalogue/ by `make generate`; do not edit.
-- IP07 职业年金待遇领取: one row per person drawing an occupational annuity per data period and administrative division
select
    r.admin_division_code,
    r.data_period,
    r.unit_name,
    r.org_code,
    r.person_name,
    r.citizen_id,
    r.benefit_claim_method_code,
    r.commercial_annuity_purchase_amount,
    r.instalment_benefit_amount,
    r.lump_sum_benefit_amount,
    r.account_stored_balance,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ip07_occupational_annuity_benefit') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
