-- Generated from catalogue/ by `make generate`; do not edit.
-- IP24 职业年金记实记录: governed set named in the requirements without a field list; fields proposed here
select
    r.admin_division_code,
    r.data_period,
    r.unit_id,
    r.person_id,
    r.person_name,
    r.citizen_id,
    r.funding_date,
    r.funding_reason_code,
    r.funded_principal_amount,
    r.funded_interest_amount,
    r.funding_source_level_code,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ip24_annuity_funding_record') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
