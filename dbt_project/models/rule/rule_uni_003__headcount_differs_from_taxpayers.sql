-- 申报人数与纳税人数不符: people insured for pension by a unit against those it declares for income tax, in a month. Only units whose
-- declared numbers differ are looked at person by person, and whoever has a lawful reason leaves the difference: taxed here but
-- retired, insured by another unit (劳务派遣, several employers) or without a citizen's ID (foreigners); insured here but taxed
-- by another unit. Units newly enrolled are left out, and those that supply labour, as a fund or the declaration says. One that
-- insures nobody and is no window of the self-insured is of its former fund, else of enterprise pension, once that table has come.
-- Nothing is said before the persons' declarations (PI02) of the month have come: only they tell whose reason is lawful.
{%- set employed = 'not ' ~ is_self_insured('c') %}
with enrolled as (
    select
        c.person_key, c.unit_key, c.period, max(case when {{ employed }} then 1 else 0 end) as is_employed,
        max(case when {{ employed }} and c.fund_code = 'enterprise_pension' then 1 else 0 end) as in_enterprise
    from {{ ref('fct_contribution') }} as c
    where {{ of_rule('UNI-003', 'c') }} and c.contribution_status_code = '1' and c.unit_key is not null
    group by c.person_key, c.unit_key, c.period
),
insured as (select person_key, unit_key, period from enrolled where is_employed = 1),
headcount as (
    select unit_key, period, sum(is_employed) as insured_count, sum(in_enterprise) as enterprise_count from enrolled group by 1, 2
),
declared as (
    select
        t.region_code, t.unit_key, t.period, t._delivery_id, t._line_no, t.unit_name, cast(null as text) as industry_code,
        coalesce(t.taxpayer_count, 0) as taxpayer_count, coalesce(i.insured_count, 0) as insured_count, i.unit_key is null as insures_nobody,
        case when i.unit_key is null then min(t.period) over (partition by t.unit_key) else '' end as declares_since,
        case when coalesce(i.enterprise_count * 2 >= i.insured_count, e.is_enterprise, true)
            then 'enterprise_pension' else 'institution_pension' end as fund_code
    from {{ ref('fct_income_tax_unit') }} as t
    left join headcount as i on i.unit_key = t.unit_key and i.period = t.period
    left join (
        select unit_key, sum(enterprise_count) * 2 >= sum(insured_count) as is_enterprise from headcount group by unit_key
    ) as e on e.unit_key = t.unit_key
),
unit as (
    select t.* from declared as t
    left join {{ ref('dim_unit') }} as u on u.unit_key = t.unit_key
    where t.insured_count <> t.taxpayer_count and t.unit_key is not null and not ({{ is_labour_supplier('u') }} or {{ is_labour_supplier('t') }})
        and {{ feed_there('PI02', 't') }} and (t.insured_count > 0 or t.insures_nobody and {{ inputs_there('UNI-003', 't') }})
        and coalesce({{ period_of_date('u.unit_enrolment_date') }}, t.declares_since) < {{ period_of_index(month_index('t.period') ~ ' - 1') }}
),
taxed as (
    select distinct person_key, coalesce(person_key, citizen_id_raw) as payer, unit_key, period
    from {{ ref('fct_income_tax_person') }} where period in (select period from unit)
),
drawing as (select distinct b.person_key, b.period from {{ ref('fct_benefit') }} as b where {{ of_rule('UNI-003', 'b') }}),
explained as (
    select u.unit_key, u.period, count(distinct t.payer) as people
    from unit as u
    inner join taxed as t on t.unit_key = u.unit_key and t.period = u.period
    left join insured as h on h.person_key = t.person_key and h.unit_key = t.unit_key and h.period = t.period
    left join insured as e on e.person_key = t.person_key and e.period = t.period
    left join drawing as d on d.person_key = t.person_key and d.period = t.period
    where u.taxpayer_count > u.insured_count and h.person_key is null
        and (t.person_key is null or e.person_key is not null or d.person_key is not null)
    group by u.unit_key, u.period
    union all
    select u.unit_key, u.period, count(distinct i.person_key)
    from unit as u
    inner join insured as i on i.unit_key = u.unit_key and i.period = u.period
    left join taxed as h on h.person_key = i.person_key and h.unit_key = i.unit_key and h.period = i.period
    inner join taxed as e on e.person_key = i.person_key and e.period = i.period
    where u.insured_count > u.taxpayer_count and h.person_key is null
    group by u.unit_key, u.period
),
gap as (
    select u.*, cast(coalesce(e.people, 0) as integer) as explained_count,
        cast(abs(u.insured_count - u.taxpayer_count) - coalesce(e.people, 0) as integer) as gap_count
    from unit as u left join explained as e on e.unit_key = u.unit_key and e.period = u.period
)
select
    {{ unit_finding(
        'UNI-003', 'g', kind="case when g.insured_count < g.taxpayer_count then 'fewer_insured' else 'more_insured' end", amount='0',
        observed='cast(g.insured_count as text)', expected='cast(g.taxpayer_count as text)') }},
    cast(g.insured_count as integer) as insured_count, cast(g.taxpayer_count as integer) as taxpayer_count, g.explained_count, g.gap_count,
    cast(coalesce({{ ratio('g.gap_count', 'g.taxpayer_count') }}, 1) as numeric(18, 6)) as gap_ratio
from gap as g where g.gap_count >= 1 and coalesce({{ ratio('g.gap_count', 'g.taxpayer_count') }}, 1) >= 0.01
