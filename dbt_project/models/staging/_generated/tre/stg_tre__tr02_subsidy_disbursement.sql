-- Generated from catalogue/ by `make generate`; do not edit.
-- TR02 财政补助拨付: one row per subsidy document and state of it (each update of the middle database)
select
    r.id,
    r.doc_no,
    r.level,
    r.fund_code,
    r.region_code,
    r.amount,
    r.budget_account,
    r.arrived_at,
    r.updated_at,
    r.is_deleted,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'tr02_subsidy_disbursement') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
