-- 死亡后领取待遇: a pension paid for a month after the month of death. The month of death itself is due, and back-pay
-- (补发) belongs to months before it. What was recovered (追回) or taken back (冲回) closes the earliest months first.
select
    {{ person_finding(
        'PEN-001', 'c',
        kind="case when c.period <= c.registered_period then 'recover' else 'fraud' end",
        amount='c.paid_for_month_amount', recovered='c.recovered_here_amount',
        observed='c.period', expected='c.death_period',
        key=['person_id', 'insurance_subtype_code']
    ) }},
    c.death_period,
    c.registered_period as death_registered_period,
    c.death_source
from ({{ paid_after(
    ref('fct_benefit'), 'paid_for_month_amount', ref('base_death'), 'death_period', ['registered_period', 'death_source'],
    recovered=ref('fct_overclaim_recovery'), where=of_rule('PEN-001', 'p')
) }}) as c
