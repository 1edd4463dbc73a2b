-- 单位缴费基数低于职工基数之和: the unit's base of a month below the sum of its people's bases. The self-insured are nobody's
-- employees. Where the law takes the payroll for the unit's base (工资总额), people whose base was raised to the floor may add
-- up to more: there the payroll is enough.
with unit as (
    select
        u.fund_code, u.region_code, u.period, u.unit_key,
        sum(u.unit_contribution_base) as unit_contribution_base,
        {{ money('sum(u.total_payroll)') }} as total_payroll,
        {{ first_line('u') }}
    from {{ ref('fct_unit_contribution') }} as u
    where {{ of_rule('UNI-002', 'u') }} and u.unit_key is not null
    group by u.fund_code, u.region_code, u.period, u.unit_key
)
select
    {{ unit_finding(
        'UNI-002', 'w', kind="'unit_base_below'", amount='w.expected_base - coalesce(w.unit_contribution_base, 0)',
        observed='cast(' ~ money('coalesce(w.unit_contribution_base, 0)') ~ ' as text)', expected='cast(w.expected_base as text)'
    ) }},
    {{ money('coalesce(w.unit_contribution_base, 0)') }} as unit_base_amount,
    w.parts_amount as people_base_amount,
    w.parts_count as people_count,
    w.total_payroll as payroll_amount
from (
    select
        p.*,
        {{ money('case when payroll.value = 1 and p.total_payroll > 0 then least(p.total_payroll, p.parts_amount)
            else p.parts_amount end') }} as expected_base
    from ({{ parts_and_whole('unit', 'unit_contribution_base', ref('fct_contribution'), 'personal_contribution_base',
        ['fund_code', 'region_code', 'period', 'unit_key'],
        part_where="p.contribution_status_code = '1' and p.personal_contribution_base > 0
            and not " ~ is_self_insured('p') ~ ' and ' ~ of_rule('UNI-002', 'p')) }}) as p
    left join {{ in_force('unit_base_is_payroll', 'payroll', of='p') }}
) as w
inner join {{ in_force('unit_base_tolerance', 't', of='w') }}
where coalesce(w.unit_contribution_base, 0) < w.expected_base - t.value
