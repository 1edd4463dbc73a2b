-- 生育年龄异常: a mother younger or older at the birth than the ages between which it is usual (kept: not yet 20, or beyond 45), or
-- a man recorded as the mother. His number says so (17th digit), and only without a valid number the sex recorded.
with birth as (
    select
        b.*,
        case when b.citizen_id is null then d.sex_code
            when substr(b.citizen_id, 17, 1) in ('1', '3', '5', '7', '9') then '1' else '2' end as sex_code,
        coalesce(
            case when b.citizen_id is not null then d.birth_date end, b.birth_date, d.birth_date
        ) as born_date
    from ({{ births(of_rule('MT-001', 'm')) }}) as b
    left join {{ ref('dim_person') }} as d on d.person_key = b.person_key
),
aged as (
    select
        b.*,
        cast(extract(year from b.delivery_date) - extract(year from b.born_date)
            - case when substr(cast(b.delivery_date as text), 6, 5) < substr(cast(b.born_date as text), 6, 5) then 1 else 0 end
            as integer) as age_years
    from birth as b
),
judged as (
    select
        a.*,
        case when a.sex_code = '1' then 'not_a_woman' when a.age_years < 20 then 'too_young'
            when a.age_years > 45 then 'too_old' end as kind,
        cast(lo.value as integer) as lowest_years,
        cast(hi.value as integer) as highest_years
    from aged as a
    left join {{ in_force('birth_age_min_years', 'lo', of='a') }}
    left join {{ in_force('birth_age_max_years', 'hi', of='a') }}
)
select
    {{ person_finding(
        'MT-001', 'j', kind='j.kind', amount='j.paid_amount', key=['delivery_date', 'person_id'], unit='j.unit_key',
        observed="case when j.kind = 'not_a_woman' then '男' else cast(j.age_years as text) || '周岁' end",
        expected="case when j.kind = 'not_a_woman' then '女'
            else coalesce(cast(j.lowest_years as text), '') || '—' || coalesce(cast(j.highest_years as text), '') || '周岁' end"
    ) }},
    j.age_years,
    j.delivery_date
from judged as j
where j.kind is not null
