-- 未达等级领取一次性伤残补助金: a one-off disability grant paid though no appraisal by the end of that month found a grade (1 to 10).
with ungraded as (
    select b.*, f.from_period as first_graded_period
    from ({{ injury_benefits_with_grade(
        'disability_grade_code', of_rule('WI-003', 'b') ~ ' and b.lump_sum_disability_amount > 0') }}) as b
    left join (
        select g.person_key, min(g.from_period) as from_period
        from ({{ injury_grades('disability_grade_code') }}) as g
        where g.grade <= 10
        group by g.person_key
    ) as f on f.person_key = b.person_key
    where coalesce(b.grade, 99) > 10
)
select
    {{ person_finding(
        'WI-003', 'b',
        kind="case when b.grade is not null then 'below_grade' when b.first_graded_period is not null then 'appraised_later'
            else 'not_appraised' end",
        amount='b.lump_sum_disability_amount', recovered='b.recovered_here_amount', key=['person_id'],
        observed="case when b.grade is null then '未鉴定' else '未达等级' end", expected="'1—10级'"
    ) }},
    {{ money('b.lump_sum_disability_amount') }} as lump_sum_disability_amount,
    b.appraisal_date,
    b.first_graded_period
from ({{ with_taken_back(
    'ungraded', 'lump_sum_disability_amount', ref('fct_injury_benefit'), 'lump_sum_disability_amount') }}) as b
