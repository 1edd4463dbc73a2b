-- Generated from catalogue/ by `make generate`; do not edit.
-- RP06 税务个人征缴明细: one row per resident, insurance type, contribution type and fee-period range on one tax receipt (each transmission)
select
    r.pooling_area_code,
    r.levy_notice_no,
    r.tax_receipt_no,
    r.agency_code,
    r.person_id,
    r.insurance_type_code,
    r.contribution_type_code,
    r.fee_period_start,
    r.fee_period_end,
    r.personal_paid_amount,
    r.collective_aid_amount,
    r.contribution_mark_code,
    r.remitted_time,
    r.treasury_received_time,
    r.tax_authority_code,
    r.transmission_type_code,
    r.transmission_batch_no,
    r.transmission_time,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'rp06_tax_personal_collection') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
