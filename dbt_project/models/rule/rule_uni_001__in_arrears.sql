-- 单位欠缴: a unit owes for longer than arrears_months; one finding a spell, which the unit's next row closes where nothing of it is
-- owed any more. Owed is the balance that the table reports, less what was prepaid or written off in the month; medical and maternity
-- tables report none, so dues less payments are added up. Money owed a month longer is what this month's shortfall does not
-- explain. Months whose table has not come end no spell, and what was written off is neither owed nor recovered.
with month as (
    select
        u.fund_code, u.region_code, u.unit_key, u.period,
        {{ month_index('u.period') }} as month_index,
        sum(u.due_amount + u.due_supplementary_amount - u.paid_amount - u.paid_supplementary_amount) as shortfall,
        sum(u.written_off_amount) as written_off,
        sum(case when u.fund_code in ('employee_medical', 'maternity') then u.due_amount - u.paid_amount
            else u.arrears_balance_amount end - u.prepaid_amount - u.written_off_amount) as owed,
        {{ first_line('u') }}
    from {{ ref('fct_unit_contribution') }} as u
    where {{ of_rule('UNI-001', 'u') }} and u.unit_key is not null
    group by u.fund_code, u.region_code, u.unit_key, u.period
),
balance as (
    select
        fund_code, region_code, unit_key, period, month_index, shortfall, written_off, _delivery_id, _line_no,
        dense_rank() over (partition by fund_code, region_code order by month_index) as table_no,
        case when fund_code in ('employee_medical', 'maternity')
            then sum(owed) over (partition by fund_code, region_code, unit_key order by month_index) else owed end as owed
    from month
),
followed as (
    select
        b.*,
        lag(b.table_no) over of_unit as former_no,
        lead(b.owed) over of_unit <= greatest(lead(b.shortfall) over of_unit, 0) as is_settled,
        lead(b.written_off) over of_unit as written_off_next
    from balance as b
    window of_unit as (partition by b.fund_code, b.region_code, b.unit_key order by b.month_index)
),
numbered as (
    select
        f.*,
        sum(case when f.former_no = f.table_no - 1 and f.owed > greatest(f.shortfall, 0)
            then 0 else 1 end) over (partition by f.fund_code, f.region_code, f.unit_key order by f.month_index) as spell
    from followed as f
),
spell as (
    select
        n.*,
        n.owed - case when n.is_settled then n.written_off_next else 0 end as at_stake,
        min(n.period) over in_spell as start_period,
        max(n.period) over in_spell as end_period,
        cast(max(n.month_index) over in_spell - min(n.month_index) over in_spell + 1 as integer) as owed_months,
        first_value(n.owed) over (
            partition by n.fund_code, n.region_code, n.unit_key, n.spell order by n.month_index
        ) as first_owed
    from numbered as n
    where n.owed > 0
    window in_spell as (partition by n.fund_code, n.region_code, n.unit_key, n.spell)
)
select
    {{ unit_finding(
        'UNI-001', 's', kind="'arrears'", amount='s.at_stake', recovered='case when s.is_settled then s.at_stake else 0 end',
        observed='cast(s.owed_months as text)', expected='cast(cast(a.value as integer) as text)',
        period='start_period', seen='period'
    ) }},
    s.end_period as last_owed_period,
    s.owed_months,
    {{ int_div('s.owed_months', 12) }} as owed_years,
    {{ money('s.owed') }} as owed_amount,
    {{ money('s.owed - s.first_owed') }} as growth_amount
from spell as s
inner join {{ in_force('arrears_months', 'a', of='s') }}
left join {{ in_force('deferral_max_months', 'd', of='s', period='s.start_period') }}
left join {{ in_force('deferral_repay_by', 'r', of='s', period='s.start_period') }}
where s.period = s.end_period
    and s.at_stake > 0
    and s.owed_months > a.value
    and s.period > coalesce(cast(cast(r.value as integer) as text), '')
    and s.owed_months > coalesce(d.value, 0)
