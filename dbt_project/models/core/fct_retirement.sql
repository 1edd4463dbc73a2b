-- 退休事实: each retirement, with the earliest month in which the law let him retire (法定退休年龄).
-- The age before the raise, the gradual raise from 2025 (one month per step of cohorts, up to a cap), and flexible early
-- retirement (up to 36 months, never below the age before, only with the minimum months); later by up to 36 months where
-- the employer agrees. Months are counted from year 0.
with pensioner as (
    select
        b.*,
        {{ person_of('b') }} as resolved_key,
        {{ period_of_date('b.retirement_date') }} as retirement_period,
        cast(extract(year from b.birth_date) * 12 + extract(month from b.birth_date) - 1 as integer) as birth_month,
        cast(extract(year from b.retirement_date) * 12 + extract(month from b.retirement_date) - 1 as integer) as retirement_month,
        -- 干部、专业技术与管理人员; 个体和灵活就业 (51, 54) have the same age of 55 (劳社厅函〔2001〕125号)
        case
            when b.sex_code = '1' then 'male'
            when b.sex_code = '2' and b.pre_retirement_identity_code in ('11', '13', '17', '21', '51', '54') then 'female_cadre'
            when b.sex_code = '2' then 'female_worker'
        end as category,
        min(b.first_period) over (partition by b.fund_code, {{ person_of('b') }}, b.region_code) as seen_period,
        row_number() over (
            partition by b.fund_code, {{ person_of('b') }}, b.region_code
            order by b.is_complete desc, b.last_period desc, b.period, b._delivery_id, b._line_no
        ) as _now
    from {{ ref('base_pension_start') }} as b
    {{ identity_joins('b') }}
),
-- The age before the raise is that of the day of retirement; steps and cap are those of the raise, whenever one retires.
law as (
    {% for category in ['male', 'female_cadre', 'female_worker'] -%}
    select
        '{{ category }}' as category,
        age.fund_code,
        age.region_code,
        cast(age.value as integer) as age_months,
        cast(step.value as integer) as step_months,
        cast(cap.value as integer) as cap_months,
        cast(flexible.value as integer) as flexible_months,
        cast(late.value as integer) as late_months,
        age.valid_from as age_valid_from,
        age.valid_to as age_valid_to,
        cast(extract(year from step.valid_from) * 12 + extract(month from step.valid_from) - 1 as integer) as raise_month
    from {{ ref('dim_parameter') }} as age
    {%- for name, parameter_id in [
        ('step', 'retirement_raise_step_' ~ category ~ '_months'), ('cap', 'retirement_raise_cap_' ~ category ~ '_months'),
        ('flexible', 'retirement_flexible_early_months'), ('late', 'retirement_flexible_late_months'),
    ] %}
    inner join {{ ref('dim_parameter') }} as {{ name }}
        on {{ name }}.parameter_id = '{{ parameter_id }}'
        and {{ name }}.fund_code = age.fund_code and {{ name }}.region_code = age.region_code
        and {{ name }}.value is not null
    {%- endfor %}
    where age.parameter_id = 'retirement_age_{{ category }}_months'
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}
),
original as (
    select
        p.*,
        r.age_months,
        r.step_months,
        r.cap_months,
        r.flexible_months,
        r.late_months,
        r.raise_month,
        r.age_valid_from,
        p.birth_month + r.age_months as original_month,
        p.birth_month + r.age_months - r.raise_month + 1 as cohort
    from pensioner as p
    left join law as r
        on r.category = p.category and r.fund_code = p.fund_code and r.region_code = p.region_code
        and p.retirement_date between r.age_valid_from and r.age_valid_to
    where p._now = 1
),
raised as (
    select
        *,
        case
            when cohort <= 0 then 0
            when cohort > 0 then least({{ int_div('cohort + step_months - 1', 'step_months') }}, cap_months)
        end as delay_months
    from original
),
-- 特殊工种、病残: ages of their own, by sex (a column to join by, for a join on a condition of one side compares all with all).
age_by_sex as (
    {%- for kind in ['special', 'disability'] %}{% for sex, sex_code in [('male', '1'), ('female', '2')] %}
    select '{{ kind }}' as kind, '{{ sex_code }}' as sex_code, p.fund_code, p.region_code, p.value, p.valid_from, p.valid_to
    from {{ ref('dim_parameter') }} as p
    where p.parameter_id = 'retirement_age_{{ kind }}_{{ sex }}_months' and p.key = '*'
    {%- if not (loop.last and kind == 'disability') %}
    union all
    {%- endif %}{% endfor %}{% endfor %}
),
entitled as (
    select
        r.*,
        greatest(r.age_months, r.age_months + r.delay_months - r.flexible_months) as flexible_age_months,
        cast(m.value as integer) as required_months
    from raised as r
    left join {{ in_force('min_contribution_months', 'm', of='r',
        day=first_day(period_of_index('cast(r.original_month + r.delay_months as integer)'))) }}
)
select
    e.fund_code,
    e.resolved_key as person_key,
    e.citizen_id,
    e.region_code,
    e.retirement_period,
    e.retirement_category_code,
    e.category,
    cast(e.age_months as integer) as original_age_months,
    cast(e.delay_months as integer) as delay_months,
    {{ period_of_index('cast(e.original_month + e.delay_months as integer)') }} as statutory_period,
    cast(e.age_months + e.delay_months + e.late_months as integer) as latest_age_months,
    e.required_months,
    cast(e.retirement_month - e.birth_month as integer) as retired_at_months,
    cast(case
        when e.delay_months is null then null
        when e.retirement_category_code in ({{ retirement_categories('disability') }}) then d.value
        when {{ is_special_work('e') }} then s.value
        when e.retirement_month >= e.raise_month
            and not coalesce(e.is_contribution_complete and e.contribution_months < e.required_months, false)
            then e.flexible_age_months
        else e.age_months + e.delay_months
    end as integer) as lawful_age_months,
    -- 特殊工种: how many months such work must have lasted is not known (a gap), so from the special age on a retirement
    -- before the ordinary age is not judged; nor is one for disability after its age went out of force, nor a flexible one
    -- whose months are not told. Without birth, sex, date of retirement or law of that day nothing is.
    case
        when e.delay_months is null then false
        when e.retirement_category_code in ({{ retirement_categories('disability') }}) then d.value is not null
        when {{ is_special_work('e') }}
            then e.retirement_month - e.birth_month < s.value
            or e.retirement_month - e.birth_month >= e.age_months + e.delay_months
        when e.retirement_month >= e.raise_month and e.retirement_month - e.birth_month >= e.flexible_age_months
            and e.retirement_month - e.birth_month < e.age_months + e.delay_months
            then coalesce(e.contribution_months >= e.required_months
                or e.is_contribution_complete and e.required_months is not null, false)
        else true
    end as is_judged,
    e.contribution_months,
    e.seen_period,
    e.paid_for_month_amount,
    e._delivery_id,
    e._line_no
from entitled as e
{%- for name, kind in [('s', 'special'), ('d', 'disability')] %}
left join age_by_sex as {{ name }}
    on {{ name }}.kind = '{{ kind }}' and {{ name }}.sex_code = e.sex_code
    and {{ name }}.fund_code = e.fund_code and {{ name }}.region_code = e.region_code
    and e.retirement_date between {{ name }}.valid_from and {{ name }}.valid_to
{%- endfor %}
