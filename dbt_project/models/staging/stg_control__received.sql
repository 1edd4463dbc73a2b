-- Every delivery that had come at as_of, and what had become of it by then. Days, not moments: a rebuild from the landing
-- store keeps the days.
{%- set known_at = "cast('" ~ moment()[0] ~ "' as timestamp)" %}
select
    delivery_id,
    source,
    file_code,
    region_code,
    period,
    cast(seq as integer) as seq,
    cast(produced_at as date) as produced_date,
    cast(received_at as date) as received_date,
    case
        when status in ('received', 'loaded') or decided_at is null then 'undecided'
        when decided_at <= {{ known_at }} then status
        else 'undecided'
    end as status,
    case when decided_at <= {{ known_at }} then cast(decided_at as date) end as decided_date,
    records_declared,
    records,
    accepted,
    rejected
from {{ source('control', 'delivery') }}
where received_at <= {{ known_at }}
