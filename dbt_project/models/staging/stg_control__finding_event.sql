-- Since when each finding had been known at as_of: those that are found no more as well.
select finding_key, cast(min(happened_at) as date) as first_seen_date
from {{ source('control', 'finding_event') }}
where happened_at <= cast('{{ moment()[0] }}' as timestamp)
group by finding_key
