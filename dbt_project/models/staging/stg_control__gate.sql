-- Checks of the gate as they were known at as_of; a later look at a delivery may have found otherwise since.
{%- set as_of = moment()[0] %}
select delivery_id, check_id, severity, outcome, unexpected_count
from {{ source('control', 'gate') }}
where checked_at <= cast('{{ as_of }}' as timestamp)
union all
select delivery_id, check_id, severity, outcome, unexpected_count
from {{ source('control', 'gate_former') }}
where checked_at <= cast('{{ as_of }}' as timestamp) and replaced_at > cast('{{ as_of }}' as timestamp)
