-- 养老待遇首见: the first month in which a fund of a region says of a pensioner who he is and when he retired (fct_retirement).
{{ config(materialized='parted') }}
{%- set start %}
        fund_code, person_key, citizen_id, region_code, sex_code, birth_date, retirement_date, retirement_category_code,
        pre_retirement_identity_code, special_job_months, contribution_months, period, paid_for_month_amount,
        _delivery_id, _line_no{% endset %}
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
        coalesce(b.deemed_contribution_months + coalesce(b.actual_contribution_months, 0), b.actual_contribution_months, 0)
            as contribution_months,
        b.period,
        {{ money('coalesce(b.pension_paid_total, 0) - coalesce(b.pension_backpay_total, 0)') }} as paid_for_month_amount,
        b._delivery_id,
        b._line_no
    from {{ rows_since('base_benefit_month') }} as b
    where b.fund_code in ('enterprise_pension', 'institution_pension')
        and coalesce(b.retirement_date, b.benefit_start_date) is not null and b.birth_date is not null and b.sex_code in ('1', '2')
    {{ and_before(before) }}
),
ranked as (
    select
        *,
        row_number() over (partition by fund_code, person_key, region_code order by period, _delivery_id, _line_no) as _first
    from told
)
select {{ start }}
from ranked
where _first = 1
