-- Checks of the gate that had been made at as_of.
select delivery_id, check_id, severity, outcome, unexpected_count
from {{ source('control', 'gate') }}
where checked_at <= cast('{{ moment()[0] }}' as timestamp)
