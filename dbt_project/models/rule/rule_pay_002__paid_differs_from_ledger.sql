-- 经办支付与待遇发放台账不符: what the agency paid a person for a month is not what the ledger of benefits says was paid. A
-- payment that failed (支付失败) and is to be made again, and the same amount paid a few months earlier or later, explain
-- it; what was only taken back (追回) needs no ledger. What was granted for a death goes to heirs whom no ledger names,
-- and explains of the deceased no more than was granted.
-- Benefits that are settled with hospitals or units (医疗、生育、工伤) are not paid to the person and are not compared.
with difference as (
    select *, ledger_amount - paid_amount as difference_amount, {{ month_index('period') }} as month_index,
        sum(case when citizen_id is null and ledger_amount = 0 then paid_amount else 0 end) over (
            partition by fund_code, region_code, period
        ) as nameless_amount
    from {{ ref('fct_ledger_difference') }} as d
    where {{ of_rule('PAY-002', 'd') }} and ledger_amount <> paid_amount
),
granted as (
    -- Grants that stand in nobody's plan as they are: whoever gets exactly one does not differ (int_reconciliation).
    select g.fund_code, g.region_code, g.period, g.person_key, g.paid_amount,
        sum(g.paid_amount) over (partition by g.fund_code, g.region_code, g.period, g.person_key) as own_amount,
        sum(g.paid_amount) over (partition by g.fund_code, g.region_code, g.period) as all_amount
    from {{ ref('fct_death_grant') }} as g
    inner join difference as d
        on d.fund_code = g.fund_code and d.region_code = g.region_code and d.period = g.period and d.person_key = g.person_key
    where g.paid_amount > 0
),
heir as (
    -- Who gets one beside a pension, two who share one, and payees without an ID as far as the grants reach for all of them.
    select g.fund_code, g.region_code, g.period, one.party_id
    from granted as g
    inner join difference as one
        on one.fund_code = g.fund_code and one.region_code = g.region_code and one.period = g.period
    left join difference as other
        on other.fund_code = g.fund_code and other.region_code = g.region_code and other.period = g.period
        and other.party_id <> one.party_id and other.difference_amount < 0
        and other.difference_amount = -g.paid_amount - one.difference_amount
    where one.difference_amount < 0 and (
        one.difference_amount = -g.paid_amount or other.party_id is not null
        or one.citizen_id is null and one.ledger_amount = 0 and one.nameless_amount <= g.all_amount
    )
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
where {{ inputs_there('PAY-002', 'd') }}
    and not (d.paid_amount < d.ledger_amount and d.paid_amount + d.failed_amount >= d.ledger_amount)
    and not (d.ledger_amount = 0 and d.paid_amount < 0)
    and {{ without('heir', {'fund_code': 'd.fund_code', 'region_code': 'd.region_code', 'period': 'd.period',
        'party_id': 'd.party_id'}) }}
    and {{ without('granted', {'fund_code': 'd.fund_code', 'region_code': 'd.region_code', 'period': 'd.period',
        'person_key': 'd.person_key'}, where='o.own_amount >= abs(d.difference_amount)') }}
    and {{ without('difference', {'fund_code': 'd.fund_code', 'region_code': 'd.region_code', 'party_id': 'd.party_id'},
        where='o.difference_amount = -d.difference_amount and abs(o.month_index - d.month_index) between 1 and cast(w.value as integer)') }}
