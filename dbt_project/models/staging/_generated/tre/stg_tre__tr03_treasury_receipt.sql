-- Generated from catalogue/ by `make generate`; do not edit.
-- TR03 国库保费划转: one row per transfer receipt and state of it (each update of the middle database)
select
    r.id,
    r.receipt_no,
    r.fund_code,
    r.region_code,
    r.levy_period,
    r.amount,
    r.received_at,
    r.updated_at,
    r.is_deleted,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'tr03_treasury_receipt') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
