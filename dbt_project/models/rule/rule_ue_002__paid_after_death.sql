-- 死亡次月仍领取: unemployment benefit or medical allowance for a month after the month of death, which itself is due. Grants for the
-- death (丧葬、抚恤补助金) are due.
select
    {{ person_finding(
        'UE-002', 'c',
        kind="case when c.period <= c.registered_period then 'recover' else 'fraud' end",
        amount='c.periodic_amount', recovered='c.recovered_here_amount', observed='c.period', expected='c.death_period',
        key=['person_id']
    ) }},
    c.death_period,
    c.registered_period as death_registered_period,
    c.death_source
from ({{ paid_after(
    "(select u.*, " ~ money('u.benefit_amount + u.medical_allowance_amount') ~ " as periodic_amount from "
        ~ ref('fct_unemployment_month') ~ " as u)",
    'periodic_amount', ref('base_death'), 'death_period', ['registered_period', 'death_source'], where=of_rule('UE-002', 'p')
) }}) as c
