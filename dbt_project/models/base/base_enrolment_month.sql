{{ config(materialized="view") }}
-- 参保（月）: who is enrolled where, with which state, each month, over all funds.
{%- set shared %}
    fund_code,
    file_code,
    region_code,
    region_code_raw,
    period,
    person_key,
    unit_key,
    citizen_id,
    person_id,
    unit_id,
    contribution_status_code,
    contribution_status_code = '1' as is_contributing
{%- endset %}
select
    {{ shared }},
    insurance_subtype_code,
    deemed_contribution_months,
    actual_contribution_months,
    _delivery_id,
    _line_no
from {{ ref('base_contribution_month') }}
union all
select
    {{ shared }},
    cast(null as text) as insurance_subtype_code,
    cast(null as bigint) as deemed_contribution_months,
    cast(null as bigint) as actual_contribution_months,
    _delivery_id,
    _line_no
from {{ ref('base_person_enrolment_month') }}
