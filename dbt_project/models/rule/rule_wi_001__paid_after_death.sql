-- 死亡后领取定期待遇: disability allowance, nursing or a dependant's pension for a month after the recipient's month of death,
-- which itself is due. Grants for the death (丧葬补助金、一次性工亡补助金) are not periodic, back-pay belongs to earlier months.
-- The date of death in the fund's own table counts where neither the registry nor another fund knows of one.
select
    {{ person_finding(
        'WI-001', 'c',
        kind="case when c.period <= c.registered_period then 'recover' else 'fraud' end",
        amount='c.periodic_amount', recovered='c.recovered_here_amount', observed='c.period', expected='c.death_period',
        key=['benefit_kind', 'supporter_person_id', 'person_id']
    ) }},
    c.benefit_kind,
    c.death_period,
    c.registered_period as death_registered_period,
    c.death_source
from ({{ paid_after(
    "(
        select
            b.fund_code, b.region_code, b.period, b.person_key, b.citizen_id, b.person_id, '' as supporter_person_id,
            'injured' as benefit_kind, " ~ money('b.allowance_amount + b.nursing_amount') ~ " as periodic_amount,
            b._delivery_id, b._line_no
        from " ~ ref('fct_injury_benefit') ~ " as b
        union all
        select
            d.fund_code, d.region_code, d.period, d.person_key, d.citizen_id, d.dependant_person_id, d.supporter_person_id,
            'dependant', d.month_amount, d._delivery_id, d._line_no
        from " ~ ref('fct_dependant_benefit') ~ " as d
    )",
    'periodic_amount',
    "(
        select person_key, death_period, registered_period, death_source from " ~ ref('base_death') ~ "
        union all
        select b.person_key, " ~ period_of_date('min(b.death_date)') ~ ", min(b.period), 'injury_benefit'
        from " ~ ref('fct_injury_benefit') ~ " as b
        where b.death_date is not null
            and not exists (select 1 from " ~ ref('base_death') ~ " as k where k.person_key = b.person_key)
            and not exists (select 1 from " ~ ref('base_death_registration') ~ " as r where r.citizen_id = b.citizen_id)
        group by b.person_key
    )",
    'death_period', ['registered_period', 'death_source'], where=of_rule('WI-001', 'p')
) }}) as c
