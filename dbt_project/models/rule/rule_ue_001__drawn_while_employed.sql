-- 参保次月仍领取失业金: unemployment benefit for a month after that in which contributions as an employee (pension or unemployment
-- insurance) began again since the registration; that month itself is due. Who pays a pension as self-insured (灵活就业) is not employed.
with drawn as (
    select
        u.*, u.person_key || '/' || cast(u.registration_date as text) as spell_key,
        {{ period_of_date('u.registration_date') }} as registered_period
    from {{ ref('fct_unemployment_month') }} as u
    where {{ of_rule('UE-001', 'u') }} and u.registration_date is not null
),
employed as (
    select c.person_key, c.period, min(c.unit_key) as unit_key
    from {{ ref('fct_contribution') }} as c
    where c.fund_code in ('enterprise_pension', 'institution_pension', 'unemployment')
        and c.paid_amount > 0 and not {{ is_self_insured('c') }}
        and c.person_key in (select person_key from drawn)
    group by c.person_key, c.period
),
restart as (
    select spell_key, restart_period, unit_key
    from (
        select
            d.spell_key, e.period as restart_period, e.unit_key,
            row_number() over (partition by d.spell_key order by e.period) as nth
        from (select distinct spell_key, person_key, registered_period from drawn) as d
        inner join employed as e on e.person_key = d.person_key and e.period > d.registered_period
    ) as month
    where nth = 1
)
select
    {{ person_finding(
        'UE-001', 'c', kind="'employed_again'", amount='c.benefit_amount', recovered='c.recovered_here_amount',
        key=['person_id', 'registration_date'],
        observed='c.period', expected='c.restart_period', unit='c.unit_key'
    ) }},
    c.restart_period,
    c.registration_date,
    c.benefit_amount
from ({{ paid_after('drawn', 'benefit_amount', 'restart', 'restart_period', ['unit_key'], key='spell_key') }}) as c
