-- 养老待遇首见: what a fund of a region says by now of a pensioner (who he is, when and how he retired), the line that said so
-- first, and the month in which he was first seen (fct_retirement). What a later month puts right counts; a month that leaves
-- out what the lawful age hangs on takes back nothing that was told.
{{ config(materialized='parted') }}
{%- set said = ['sex_code', 'birth_date', 'retirement_date', 'retirement_category_code', 'pre_retirement_identity_code',
    'special_job_months', 'contribution_months', 'is_contribution_complete'] %}
{%- set start %}
        fund_code, person_key, citizen_id, region_code, {{ said | join(', ') }}, is_complete,
        period, first_period, last_period, paid_for_month_amount, _delivery_id, _line_no{% endset %}
{%- set before %}
    select {{ start }}
    from __before__ as f
{%- endset %}
with told as (
    select
        b.fund_code,
        b.person_key,
        b.citizen_id,
        b.region_code,
        b.sex_code,
        b.birth_date,
        coalesce(b.retirement_date, b.benefit_start_date) as retirement_date,
        b.retirement_category_code,
        b.pre_retirement_identity_code,
        coalesce(b.special_job_months, 0) as special_job_months,
        {{ contribution_months('b') }} as contribution_months,
        {{ is_contribution_complete('b') }} as is_contribution_complete,
        coalesce(b.retirement_date, b.benefit_start_date) is not null and b.birth_date is not null
            and coalesce(b.sex_code, '') in ('1', '2') as is_complete,
        b.period,
        b.period as seen_from,
        b.period as seen_to,
        {{ money('coalesce(b.pension_paid_total, 0) - coalesce(b.pension_backpay_total, 0)') }} as paid_for_month_amount,
        b._delivery_id,
        b._line_no
    from {{ rows_since('base_benefit_month') }} as b
    where b.fund_code in ('enterprise_pension', 'institution_pension')
    {{ and_before(before) }}
),
-- One line a month, so that two that differ are not taken for a change each month.
of_month as (
    select
        *,
        min(seen_from) over of_one as first_period,
        max(seen_to) over of_one as last_period,
        row_number() over (
            partition by fund_code, person_key, region_code, period order by is_complete desc, _delivery_id, _line_no
        ) as _line
    from told
    window of_one as (partition by fund_code, person_key, region_code)
),
compared as (
    select
        *,
        row_number() over told_before = 1
            {%- for column in said %}
            or {{ column }} is distinct from lag({{ column }}) over told_before
            {%- endfor %} as _is_new
    from of_month
    where _line = 1
    window told_before as (partition by fund_code, person_key, region_code, is_complete order by period)
),
ranked as (
    select
        *,
        row_number() over (
            partition by fund_code, person_key, region_code order by _is_new desc, is_complete desc, period desc
        ) as _last
    from compared
)
select {{ start }}
from ranked
where _last = 1
