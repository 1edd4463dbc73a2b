-- 多人同一账户: one bank account gets the benefits of several people who are not one family, over all funds. Told once for
-- each account, in the month in which it first gets those of so many. Dependants of one supporter (同一供养人的供养亲属) are one
-- family; accounts of the funds themselves are none. The account is shown nowhere, only its key.
with shared as (
    select bank_account_no as account_no
    from {{ ref('fct_payment') }} as p
    where p.is_paid and p.citizen_id is not null and p.bank_account_no is not null
    group by bank_account_no
    having min(person_key) <> max(person_key)
),
payee as (
    select
        p.bank_account_no as account_no, p.fund_code, p.region_code, p.period, p.amount, p._delivery_id, p._line_no,
        coalesce('supporter ' || d.supporter_person_id, p.person_key) as family_key,
        case when {{ name_key('p.bank_account_name') }} = {{ name_key('p.party_name') }} then 1 else 0 end as is_holder
    from {{ ref('fct_payment') }} as p
    inner join shared as s on s.account_no = p.bank_account_no
    left join (
        select fund_code, region_code, period, person_key, min(supporter_person_id) as supporter_person_id
        from {{ ref('fct_dependant_benefit') }}
        group by fund_code, region_code, period, person_key
    ) as d on d.fund_code = p.fund_code and d.region_code = p.region_code and d.period = p.period and d.person_key = p.person_key
    where {{ of_rule('PAY-003', 'p') }} and p.is_paid and p.citizen_id is not null
        and {{ without(ref('dim_bank_account'), {'account_no': 'p.bank_account_no'}, where="o.account_kind <> 'unknown'") }}
),
month as (
    select account_no, period, count(distinct family_key) as payee_count, count(distinct fund_code) as fund_count,
        sum(amount) as paid_amount, max(is_holder) as holder_among_them
    from payee
    group by account_no, period
),
grown as (
    select
        m.*,
        max(m.payee_count) over (
            partition by m.account_no order by m.period rows between unbounded preceding and 1 preceding
        ) as most_before
    from month as m
),
told as (
    select
        g.*, p.fund_code, p.region_code, p._delivery_id, p._line_no, {{ hash_key(['g.account_no']) }} as account_key,
        row_number() over (
            partition by g.account_no, g.period order by p.fund_code, p.region_code, p._delivery_id, p._line_no
        ) as _rank
    from grown as g
    inner join payee as p on p.account_no = g.account_no and p.period = g.period
    where g.payee_count >= 2 and g.payee_count > coalesce(g.most_before, 0)
)
select
    {{ finding(
        'PAY-003', 't', 'account', 't.account_key', kind="case t.holder_among_them when 1 then 'one_of_them' else 'somebody_else' end",
        amount='t.paid_amount', observed="cast(t.payee_count as text) || '人'", expected="'本人或其家庭'"
    ) }},
    t.payee_count,
    t.fund_count,
    {{ money('t.paid_amount') }} as paid_amount
from told as t
where t._rank = 1
