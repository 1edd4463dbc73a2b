-- 与公安姓名不一致: the name that a system uses for a valid citizen's ID is not the one public security has for it at that time. Each
-- system, region and number counts with the name it used last, so a name corrected since is none, nor is one that public
-- security changed after the system's last month. An ID that the registry does not have cannot be judged (户籍在外省等): it is
-- counted as such. Names with a stand-in for a rare character are not compared, nor is that of a newborn insured on the
-- mother's ID. A name is used since the number had it, whichever its units were.
with several as (
    select citizen_id from {{ ref('base_person_record') }}
    where is_current and citizen_id is not null and name_key is not null
    group by citizen_id
    having min(name_key) <> max(name_key)
),
record as (
    select r.* from {{ ref('base_person_record') }} as r
    where r.is_current and r.name_key is not null and r.citizen_id in (select citizen_id from several)
),
registered as (
    select citizen_id, name_key, min(first_period) as registered_from, max(last_period) as registered_to
    from record where system_code = 'PSB' group by citizen_id, name_key
),
used as (
    select
        citizen_id, system_code, region_code, person_id, name_key, last_period, _delivery_id, _line_no,
        min(first_period) over (partition by citizen_id, system_code, region_code, person_id, name_key) as first_period,
        rank() over (partition by citizen_id, system_code, region_code, person_id order by last_period desc) as latest
    from record as r where system_code <> 'PSB' and {{ is_of_a_newborn('r', 'cast(substr(r.birth_day, 1, 4) as integer)', 'first_period') }} is not true
),
compared as (
    select
        u.*,
        g.name_key as registered_name_key,
        greatest(u.first_period, g.registered_from) as period,
        max(case when g.name_key = u.name_key then 1 else 0 end) over same_record as is_former,
        row_number() over (
            partition by u.citizen_id, u.system_code, u.region_code, u.person_id, u.name_key, u._delivery_id, u._line_no
            order by case when g.registered_from <= u.last_period then 0 else 1 end,
                case when g.registered_from <= u.last_period then g.registered_to end desc, g.registered_from, g.name_key
        ) as at_that_time
    from used as u
    inner join registered as g on g.citizen_id = u.citizen_id
    where u.latest = 1 and {{ is_written_out('u.name_key') }}
    window same_record as (
        partition by u.citizen_id, u.system_code, u.region_code, u.person_id, u.name_key, u._delivery_id, u._line_no
    )
),
suspect as (
    select * from compared where at_that_time = 1 and name_key <> registered_name_key
)
select
    {{ person_finding(
        'PER-006', 's', kind="case when s.is_former = 1 then 'former_name' else 'other_name' end", amount='0',
        observed='s.system_code', expected="'PSB'", region='placed_region_code', key=['system_code']
    ) }},
    s.system_code,
    s.last_period as last_used_period
from ({{ placed_in_fund('suspect', 'PER-006', ['citizen_id', 'system_code']) }}) as s
where {{ of_rule('PER-006', 's') }}
