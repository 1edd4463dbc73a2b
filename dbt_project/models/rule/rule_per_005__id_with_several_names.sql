-- 同一身份证号对应多个姓名: one valid citizen's ID under two or more names over all feeds. Names are compared as they are
-- normalised (间隔号、全角、生僻字码位), those with a stand-in for a rare character are not. Names that public security itself has or
-- had for the ID are one person's lawful names (更名); there must be one that it never had. A newborn insured on the mother's ID has a
-- name of its own. One finding an ID, since the month in which the second name was seen.
with several as (       -- nearly everybody has one name: the others only are compared
    select citizen_id from {{ ref('base_person_record') }} group by citizen_id having min(name_key) < max(name_key)
),
name as (
    select
        r.citizen_id,
        r.name_key,
        max(case when r.system_code = 'PSB' then 1 else 0 end) as is_registered,
        min(case when r.system_code <> 'PSB' and {{ is_of_a_newborn('r', 'cast(substr(r.birth_day, 1, 4) as integer)', 'first_period') }} is not true then r.seen end)
            as first_reported
    from {{ ref('base_person_record') }} as r
    where r.is_current and r.citizen_id in (select citizen_id from several) and r.name_key is not null and {{ is_written_out('r.name_key') }}
    group by r.citizen_id, r.name_key
),
reported as (
    select
        n.*,
        count(*) over (partition by n.citizen_id) as names,
        min(n.is_registered) over (partition by n.citizen_id) as all_registered,
        max(n.is_registered) over (partition by n.citizen_id) as one_registered,
        row_number() over (partition by n.citizen_id order by n.first_reported, n.name_key) as place
    from name as n
    where n.first_reported is not null
),
suspect as (
    select
        n.citizen_id, n.names, n.one_registered, r.system_code, r.region_code, r.person_id, r.first_period as period,
        r._delivery_id, r._line_no
    from reported as n
    inner join {{ ref('base_person_record') }} as r
        on r.citizen_id = n.citizen_id and r.name_key = n.name_key and r.seen = n.first_reported and r.is_current
    where n.place = 2 and n.all_registered = 0
)
select
    {{ person_finding(
        'PER-005', 's', kind="'several_names'", amount='0', observed='cast(s.names as text)', expected="'1'", region='placed_region_code'
    ) }},
    cast(s.names as integer) as name_count,
    s.system_code,
    s.one_registered = 1 as is_one_registered
from ({{ placed_in_fund('suspect', 'PER-005', ['citizen_id']) }}) as s
where {{ of_rule('PER-005', 's') }}
