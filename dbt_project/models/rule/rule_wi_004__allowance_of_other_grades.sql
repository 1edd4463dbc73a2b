-- 非1–4级享受伤残津贴: the fund pays a disability allowance in a month in which the grade is not one of those it pays for (1 to 4);
-- that of grades 5 and 6 is the employer's.
with of_other_grade as (
    select b.*, m.value as grade_max
    from ({{ injury_benefits_with_grade('disability_grade_code', of_rule('WI-004', 'b') ~ ' and b.allowance_amount > 0') }}) as b
    inner join {{ in_force('injury_allowance_fund_grade_max', 'm', of='b') }}
    where coalesce(b.grade, 99) > m.value
)
select
    {{ person_finding(
        'WI-004', 'b', kind="case when b.grade is null then 'not_appraised' else 'other_grade' end",
        amount='b.allowance_amount', recovered='b.recovered_here_amount', key=['person_id'],
        observed="coalesce(cast(nullif(b.grade, 99) as text) || '级', '无等级')",
        expected="'1—' || cast(cast(b.grade_max as integer) as text) || '级'"
    ) }},
    nullif(b.grade, 99) as grade,
    b.appraisal_date,
    {{ money('b.allowance_amount') }} as allowance_amount,
    {{ money('b.pension_gap_amount') }} as pension_gap_amount
from ({{ with_taken_back('of_other_grade', 'allowance_amount', ref('fct_injury_benefit'), 'allowance_amount') }}) as b
