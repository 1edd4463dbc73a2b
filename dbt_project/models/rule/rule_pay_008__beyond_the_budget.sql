-- 超预算支出: what a fund of a region has paid in benefits since January is more than the whole expenditure approved for the year.
-- Told for each month from then on with what the month added, so that amounts add up to the excess; a month in which more
-- came back than was paid adds nothing. The last version of the budget counts (预算调整); payments that failed are none. Other expenditure (转移、上解 …) is not even in the sum.
with month as (
    select p.fund_code, p.region_code, p.period, sum(p.amount) as amount, {{ first_line('p') }}
    from {{ ref('fct_payment') }} as p
    where {{ of_rule('PAY-008', 'p') }} and p.is_paid
    group by p.fund_code, p.region_code, p.period
),
spent as (
    select
        m.*,
        b.approved_amount,
        b.budget_year,
        sum(m.amount) over (
            partition by m.fund_code, m.region_code, b.budget_year order by m.period rows unbounded preceding
        ) as spent_amount
    from month as m
    inner join {{ ref('fct_budget_line') }} as b
        on b.fund_code = m.fund_code and b.region_code = m.region_code and b.budget_year = substr(m.period, 1, 4)
)
select
    {{ finding(
        'PAY-008', 's', 'region', 's.region_code', kind="'beyond_budget'", amount='least(s.amount, s.spent_amount - s.approved_amount)',
        observed='cast(' ~ money('s.spent_amount') ~ ' as text)', expected='cast(s.approved_amount as text)'
    ) }},
    s.approved_amount,
    {{ money('s.spent_amount') }} as spent_amount,
    {{ ratio('s.spent_amount', 's.approved_amount') }} as spent_ratio,
    s.budget_year
from spent as s
where s.spent_amount > s.approved_amount and s.amount > 0
