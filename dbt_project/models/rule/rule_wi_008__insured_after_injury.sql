-- 首次缴费晚于工伤: the fund pays what an injury gave a right to before there was insurance: the person was enrolled after that day, or
-- a new unit's first money came after that month. Grants fall due with the injury (一次性伤残、工亡、丧葬补助金), other benefits by
-- month: what is new after the first contribution (新发生的费用) is the fund's.
with injury as ({{ recognised_injuries(of_rule('WI-008', 'i')) }}),
enrolled as (
    select e.person_key, min(e.enrolment_date) as enrolment_date, min(e.period) as first_period
    from {{ ref('fct_enrolment') }} as e
    where {{ of_rule('WI-008', 'e') }} and e.person_key in (select person_key from injury)
    group by e.person_key
),
new_unit as (
    select u.unit_key, u.first_period, r.first_paid_period
    from (
        select unit_key, min(period) as first_period, min(min(period)) over (partition by region_code) as region_first_period
        from {{ ref('fct_unit_contribution') }} as c
        where {{ of_rule('WI-008', 'c') }} and unit_key is not null
        group by unit_key, region_code
    ) as u
    inner join (
        select t.unit_key, min(t.levied_period) as first_paid_period
        from {{ ref('fct_tax_receipt') }} as t
        where {{ of_rule('WI-008', 't') }} and t.amount > 0
        group by t.unit_key
    ) as r on r.unit_key = u.unit_key
    where u.first_period > u.region_first_period
),
uninsured as (
    select
        i.person_key, i.injury_date, i.injury_period, i.unit_key,
        case when e.enrolment_date > i.injury_date then 'enrolled_after' else 'paid_after' end as kind,
        case when e.enrolment_date > i.injury_date then {{ period_of_date('e.enrolment_date') }} else n.first_paid_period end
            as first_period
    from injury as i
    left join enrolled as e on e.person_key = i.person_key
    left join new_unit as n on n.unit_key = i.unit_key and (n.first_period <= i.injury_period
        -- a unit first seen after it: where nothing tells of the person's insurance before
        or e.enrolment_date is null and coalesce(e.first_period > i.injury_period, true))
    where not i.is_of_project and (e.enrolment_date > i.injury_date or n.first_paid_period > i.injury_period)
),
benefit_and_unit as (
    select
        b.*, u.kind, u.injury_date, u.first_period, u.unit_key as insured_unit_key,
        {{ money('b.lump_sum_disability_amount + b.lump_sum_death_amount + b.funeral_amount') }} as grant_amount,
        case when b.period < u.first_period then b.paid_amount
            else b.lump_sum_disability_amount + b.lump_sum_death_amount + b.funeral_amount end as unlawful_amount,
        row_number() over (partition by b.region_code, b.period, b.person_key, b.person_id order by u.injury_date desc) as _nth
    from {{ ref('fct_injury_benefit') }} as b
    inner join uninsured as u on u.person_key = b.person_key and u.injury_period <= b.period
    where {{ of_rule('WI-008', 'b') }}
        and not exists (
            select 1 from injury as later
            where later.person_key = b.person_key and later.injury_date > u.injury_date and later.injury_period <= b.period
        )
),
benefit as (
    select * from benefit_and_unit where _nth = 1 -- a unit stands once a region
),
unlawful as (
    select * from benefit where unlawful_amount > 0
)
select
    {{ person_finding(
        'WI-008', 'b', kind='b.kind', amount='b.unlawful_amount', recovered='b.recovered_here_amount',
        key=['person_id'], unit='b.insured_unit_key',
        observed='b.first_period', expected="'≤ ' || cast(b.injury_date as text)"
    ) }},
    b.injury_date,
    b.first_period as first_insured_period,
    b.grant_amount
from ({{ with_taken_back('unlawful', 'unlawful_amount', 'benefit', 'unlawful_amount') }}) as b
