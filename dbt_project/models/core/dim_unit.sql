-- 单位: one row a unit (归并后) over all funds and departments; of the keys under which it was reported the one seen last
-- gives name and kind.
with resolved as (
    select
        b.*,
        {{ unit_of('b') }} as resolved_unit_key,
        row_number() over (
            partition by {{ unit_of('b') }} order by last_period desc nulls last, first_period desc nulls last, b.unit_key
        ) as _place,
        min(first_period) over (partition by {{ unit_of('b') }}) as first_period_of_all,
        max(last_period) over (partition by {{ unit_of('b') }}) as last_period_of_all,
        count(*) over (partition by {{ unit_of('b') }}) as reported_key_count
    from {{ ref('base_unit') }} as b
    {{ identity_joins('b') }}
)
select
    resolved_unit_key as unit_key,
    region_code,
    unit_id,
    unit_name,
    org_code,
    unit_type_code,
    economic_type_code,
    industry_code,
    unit_enrolment_date,
    unit_contribution_status_code,
    first_period_of_all as first_period,
    last_period_of_all as last_period,
    reported_key_count,
    _delivery_id,
    _line_no
from resolved
where _place = 1
