{{ config(materialized="view") }}
-- 死亡事实: one row a person who died: the registry's last entry, else the fund's own termination record.
select
    b.person_key as person_key,
    b.citizen_id,
    b.death_date,
    b.death_period,
    b.registered_period,
    b.death_source,
    b._delivery_id,
    b._line_no
from {{ ref('base_death') }} as b
{{ identity_joins('b') }}
