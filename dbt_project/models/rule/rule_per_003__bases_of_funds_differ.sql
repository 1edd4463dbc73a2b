-- 不同险种缴费基数不一致: one person, unit and month, but another base in medical or unemployment insurance than in pension
-- (without a pension there: than in medical insurance). Funds have bounds of their own: where the lower base stands at its
-- ceiling, or the higher one at its floor, one wage explains both; until the year's wage is announced, last year's bounds do too.
with several as (       -- most months have one base only: the others are compared
    select person_key, unit_key, period from {{ ref('fct_contribution') }}
    where unit_key is not null and personal_contribution_base > 0
    group by person_key, unit_key, period having min(personal_contribution_base) < max(personal_contribution_base)
),
line as (
    select
        c.fund_code, c.region_code, c.period, c.person_key, c.citizen_id, c.unit_key, c.personal_contribution_base,
        c._delivery_id, c._line_no,
        row_number() over (
            partition by c.fund_code, c.region_code, c.period, c.person_key, c.unit_key order by c._delivery_id, c._line_no
        ) as _first
    from {{ ref('fct_contribution') }} as c
    where ({{ of_rule('PER-003', 'c') }} or c.fund_code in ('enterprise_pension', 'institution_pension'))
        and {{ is_full_employment_month('c') }}
        and (c.person_key, c.unit_key, c.period) in (select person_key, unit_key, period from several)
),
numbered as (
    select
        l.*, b.highest_floor_amount, b.lowest_ceiling_amount, b.tolerance_amount,
        case l.fund_code when 'unemployment' then 3 when 'employee_medical' then 2 else 1 end as place
    from line as l
    inner join {{ ref('dim_contribution_band') }} as b
        on b.fund_code = l.fund_code and b.region_code = l.region_code and b.period = l.period
),
compared as (
    select
        l.*,
        first_value(l.place) over of_month as other_place,
        first_value(l.fund_code) over of_month as other_fund_code,
        first_value(l.personal_contribution_base) over of_month as other_base,
        first_value(l.highest_floor_amount) over of_month as other_floor,
        first_value(l.lowest_ceiling_amount) over of_month as other_ceiling
    from numbered as l
    where l._first = 1
    window of_month as (
        partition by l.person_key, l.unit_key, l.period order by l.place, l.fund_code, l.region_code
        rows between unbounded preceding and unbounded following
    )
),
measured as (
    select
        c.*,
        case
            when c.personal_contribution_base < c.other_base then c.personal_contribution_base >= c.lowest_ceiling_amount - c.tolerance_amount
                or c.other_base <= c.other_floor + c.tolerance_amount
            else c.personal_contribution_base <= c.highest_floor_amount + c.tolerance_amount
                or c.other_base >= c.other_ceiling - c.tolerance_amount
        end as is_at_bound,
        abs(c.personal_contribution_base - c.other_base) as difference
    from compared as c
    where c.place > c.other_place
)
select
    {{ person_finding(
        'PER-003', 'c', kind="'differs'", amount='c.difference',
        observed='cast(c.personal_contribution_base as text)', expected='cast(c.other_base as text)',
        key=['unit_key'], unit='c.unit_key'
    ) }},
    c.personal_contribution_base,
    c.other_fund_code,
    c.other_base as other_base_amount,
    {{ money('c.difference') }} as difference_amount
from measured as c
where not c.is_at_bound and c.difference >= 1
