-- 经办支付与待遇发放台账不符: what the agency paid a person for a month is not what the ledger of benefits says was paid. A
-- payment that failed (支付失败) and is to be made again, and the same amount paid a few months earlier or later, explain
-- it; what was granted for a death goes to heirs whom no ledger names. Benefits that are settled with hospitals or units
-- (医疗、生育、工伤) are not paid to the person and are not compared.
with difference as (
    select *, ledger_amount - paid_amount as difference_amount, {{ month_index('period') }} as month_index
    from {{ ref('fct_ledger_difference') }} as d
    where {{ of_rule('PAY-002', 'd') }} and ledger_amount <> paid_amount
),
granted as (
    -- Grants of a region and month that the deceased themselves did not get.
    select g.fund_code, g.region_code, g.period, sum(g.paid_amount) as grant_amount
    from {{ ref('fct_death_grant') }} as g
    where g.paid_amount > 0
    group by g.fund_code, g.region_code, g.period
)
select
    {{ person_finding(
        'PAY-002', 'd', kind="case when d.paid_amount = 0 then 'not_paid' when d.ledger_amount = 0 then 'no_record' "
        ~ "when d.paid_amount > d.ledger_amount then 'paid_more' else 'paid_less' end",
        amount='abs(d.difference_amount)', observed='cast(d.paid_amount as text)', expected='cast(d.ledger_amount as text)',
        key=['party_id']
    ) }},
    d.ledger_amount,
    d.plan_amount,
    d.paid_amount
from difference as d
left join {{ in_force('reconciliation_window_months', 'w', of='d') }}
left join granted as g on g.fund_code = d.fund_code and g.region_code = d.region_code and g.period = d.period
where {{ inputs_there('PAY-002', 'd') }}
    and not (d.paid_amount < d.ledger_amount and d.paid_amount + d.failed_amount >= d.ledger_amount)
    and not (d.ledger_amount = 0 and d.paid_amount <= coalesce(g.grant_amount, 0))
    and {{ without(ref('fct_death_grant'), {'fund_code': 'd.fund_code', 'region_code': 'd.region_code', 'period': 'd.period',
        'person_key': 'd.person_key'}, where='o.paid_amount > 0') }}
    and {{ without('difference', {'fund_code': 'd.fund_code', 'region_code': 'd.region_code', 'party_id': 'd.party_id'},
        where='o.difference_amount = -d.difference_amount and abs(o.month_index - d.month_index) between 1 and cast(w.value as integer)') }}
