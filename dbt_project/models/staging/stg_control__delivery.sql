-- Deliveries that count in this build, with what tells them apart.
select
    delivery_id,
    source,
    file_code,
    region_code,
    period,
    cast(seq as integer) as seq,
    known_from
from {{ source('control', 'current_delivery') }} as d
where {{ known_as_of('d') }}
