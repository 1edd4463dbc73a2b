-- Generated from catalogue/ by `make generate`; do not edit.
-- UE07 税务个人征缴明细: one row per person, unit, insurance type, contribution type and corresponding fee period on one tax receipt (each transmission)
select
    r.ss_system_code,
    r.pooling_area_code,
    r.uuid,
    r.agency_code,
    r.levy_notice_no,
    r.tax_receipt_no,
    r.insurance_type_code,
    r.unit_id,
    r.person_id,
    r.contribution_type_code,
    r.corresponding_fee_period,
    r.wage,
    r.unit_contribution_base,
    r.unit_rate_or_quota,
    r.unit_paid_amount,
    r.personal_contribution_base,
    r.personal_rate_or_quota,
    r.personal_paid_amount,
    r.interest,
    r.late_fee,
    r.contribution_mark_code,
    r.remitted_time,
    r.treasury_received_time,
    r.tax_authority_code,
    r.transmission_type_code,
    r.transmission_batch_no,
    r.transmission_time,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ue07_tax_personal_collection') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
