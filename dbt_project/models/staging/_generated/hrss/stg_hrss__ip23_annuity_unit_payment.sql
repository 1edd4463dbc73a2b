-- Generated from catalogue/ by `make generate`; do not edit.
-- IP23 职业年金单位缴费明细: governed set named in the requirements without a field list; fields proposed here
select
    r.admin_division_code,
    r.data_period,
    r.unit_id,
    r.unit_name,
    r.corresponding_fee_period,
    r.payer_count,
    r.unit_contribution_base_total,
    r.personal_contribution_base_total,
    r.annuity_unit_due_amount,
    r.annuity_unit_paid_amount,
    r.annuity_unit_notional_amount,
    r.annuity_personal_due_amount,
    r.annuity_personal_paid_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ip23_annuity_unit_payment') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
