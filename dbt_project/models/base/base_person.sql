-- 人员: one row a person over all funds and departments; the latest record that names him gives name, sex and birth date.
{{ config(materialized='parted') }}
{%- set sightings = [
    'base_contribution_month', 'base_person_enrolment_month', 'base_benefit_month', 'base_termination',
    'base_unemployment_benefit_month', 'base_injury_benefit_month', 'base_veteran_cadre',
] %}
{%- set before %}
    select
        person_key, citizen_id, last_region_code, person_name, sex_code, birth_date, last_period, first_period, last_period,
        file_code, _delivery_id, _line_no
    from __before__ as b
{%- endset %}
with seen as (
{%- for model in sightings %}
    select
        person_key, citizen_id, region_code, person_name, sex_code, birth_date, period, period as first_period,
        period as last_period, file_code, _delivery_id, _line_no
    from {{ rows_since(model) }} as {{ model }}
    where person_key is not null
    {%- if not loop.last %}
    union all
    {%- endif %}
{%- endfor %}
    {{ and_before(before) }}
),
ranked as (
    select
        *,
        row_number() over (
            partition by person_key order by period desc nulls last, file_code, _delivery_id desc, _line_no desc
        ) as _latest,
        min(first_period) over (partition by person_key) as first_of_all,
        max(last_period) over (partition by person_key) as last_of_all
    from seen
)
select
    person_key,
    citizen_id,
    citizen_id is not null as has_valid_citizen_id,
    person_name,
    {{ name_key('person_name') }} as person_name_key,
    sex_code,
    birth_date,
    region_code as last_region_code,
    first_of_all as first_period,
    last_of_all as last_period,
    file_code,
    _delivery_id,
    _line_no
from ranked
where _latest = 1
