-- 人员: one row a person over all funds and departments; the latest record that names him gives name, sex and birth date.
{%- set sightings = [
    'base_contribution_month', 'base_person_enrolment_month', 'base_benefit_month', 'base_termination',
    'base_unemployment_benefit_month', 'base_injury_benefit_month', 'base_veteran_cadre',
] %}
with seen as (
{%- for model in sightings %}
    select
        person_key, citizen_id, region_code, person_id, person_name, sex_code, birth_date, period, file_code as feed,
        _delivery_id, _line_no
    from {{ ref(model) }}
    where person_key is not null
    {%- if not loop.last %}
    union all
    {%- endif %}
{%- endfor %}
),
ranked as (
    select
        *,
        row_number() over (
            partition by person_key order by period desc nulls last, feed, _delivery_id desc, _line_no desc
        ) as _latest,
        min(period) over (partition by person_key) as first_period,
        max(period) over (partition by person_key) as last_period
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
    first_period,
    last_period,
    _delivery_id,
    _line_no
from ranked
where _latest = 1
