-- 户名与姓名不符: the account to which a person's benefit went has another name than the payee. Names are compared without spaces,
-- dots and ways of writing (name_key); a name that any department has for the same citizen's number (更名前姓名) is his own; a
-- stand-in for a rare character is no other name. Minors and dependants (未成年人、供养亲属) are paid to whoever looks after them.
-- Heirs without a citizen's number and payees that are units cannot be judged.
with other_name as (
    select p.fund_code, p.region_code, p.period, p.person_key, p.citizen_id, p.bank_account_no, count(*) as payment_count,
        sum(p.amount) as paid_amount, {{ name_key('p.bank_account_name') }} as account_name_key, {{ first_line('p') }}
    from {{ ref('fct_payment') }} as p
    where {{ of_rule('PAY-005', 'p') }} and p.is_paid and p.citizen_id is not null
        and p.bank_account_name <> p.party_name and {{ name_key('p.bank_account_name') }} <> {{ name_key('p.party_name') }}
        and {{ is_written_out('p.bank_account_name') }} and {{ is_written_out('p.party_name') }}
    group by p.fund_code, p.region_code, p.period, p.person_key, p.citizen_id, p.bank_account_no,
        {{ name_key('p.bank_account_name') }}
),
judged as (
    select
        o.*,
        {{ hash_key(['o.bank_account_no', 'o.account_name_key']) }} as account_key,
        {{ month_index('o.period') }} - {{ month_index('substr(o.citizen_id, 7, 6)') }} as age_months
    from other_name as o
)
select
    {{ person_finding(
        'PAY-005', 'j', kind="'name_differs'", amount='j.paid_amount', observed="'另一户名'", expected="'领取人本人'", key=['account_key']
    ) }},
    cast(j.payment_count as integer) as payment_count
from judged as j
left join {{ in_force('majority_age_months', 'm', of='j') }}
where j.age_months >= m.value
    and {{ without(ref('base_person_record'), {'citizen_id': 'j.citizen_id', 'name_key': 'j.account_name_key'}) }}
    and {{ without(ref('fct_dependant_benefit'), {'fund_code': 'j.fund_code', 'person_key': 'j.person_key', 'period': 'j.period'}) }}
