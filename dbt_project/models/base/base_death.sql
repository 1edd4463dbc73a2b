-- 死亡: one row a person (归并后) who died, from the registry of public security, else from the fund's own termination record.
-- The registry's last entry decides: where it cancels the registration (撤销), the person lives, until the fund records a
-- later death.
with registered as (
    select s.*, {{ person_of('s') }} as resolved_person_key, d.seq as _seq
    from {{ ref('base_death_registration') }} as s
    {{ identity_joins('s') }}
    inner join {{ ref('stg_control__delivery') }} as d on d.delivery_id = s._delivery_id
),
last_entry as (
    select
        *,
        row_number() over (
            partition by resolved_person_key
            order by registered_date desc nulls last, period desc nulls last, _seq desc nulls last, _delivery_id desc, _line_no desc
        ) as _latest
    from registered
    where citizen_id is not null
),
registry as (
    select * from last_entry where _latest = 1
),
terminated as (
    select
        t.*,
        {{ person_of('t') }} as resolved_person_key,
        row_number() over (
            partition by {{ person_of('t') }} order by t.period, t._delivery_id, t._line_no
        ) as _first
    from {{ ref('base_termination') }} as t
    {{ identity_joins('t') }}
    left join registry as r on r.resolved_person_key = {{ person_of('t') }}
    where t.death_date is not null
        and (r.resolved_person_key is null or r.registration_cancelled_flag and r.registered_date < t.death_date)
)
select
    r.resolved_person_key as person_key,
    r.citizen_id,
    r.death_date,
    {{ period_of_date('r.death_date') }} as death_period,
    {{ period_of_date('r.registered_date') }} as registered_period,
    'death_registry' as death_source,
    r._delivery_id,
    r._line_no
from registry as r
where r.death_date is not null and not coalesce(r.registration_cancelled_flag, false)
union all
select
    t.resolved_person_key,
    t.citizen_id,
    t.death_date,
    {{ period_of_date('t.death_date') }} as death_period,
    t.period as registered_period,
    'enrolment_termination' as death_source,
    t._delivery_id,
    t._line_no
from terminated as t
where t._first = 1
