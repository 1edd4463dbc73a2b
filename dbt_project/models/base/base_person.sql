-- 人员: one row a person over all feeds; the latest feed that names him gives name, sex and birth date.
with seen as (
    select
        {{ citizen_id18('citizen_id') }} as citizen_id18, admin_division_code, person_id, person_name, sex_code, birth_date,
        data_period as period, 'ep02' as feed, _delivery_id, _line_no
    from {{ ref('stg_hrss__ep02_personal_contribution') }}
    union all
    select
        {{ citizen_id18('citizen_id') }}, admin_division_code, person_id, person_name, sex_code, birth_date,
        data_period, 'ep03', _delivery_id, _line_no
    from {{ ref('stg_hrss__ep03_retiree_benefit') }}
    union all
    select
        {{ citizen_id18('citizen_id') }}, admin_division_code, person_id, person_name, sex_code, birth_date,
        data_period, 'ep21', _delivery_id, _line_no
    from {{ ref('stg_hrss__ep21_enrolment_termination') }}
),
keyed as (
    select
        s.*,
        coalesce(r.region_code, s.admin_division_code) as region_code,
        {{ person_key('s.citizen_id18', 'coalesce(r.region_code, s.admin_division_code)', 's.person_id') }} as person_key
    from seen as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.admin_division_code
),
ranked as (
    select
        *,
        row_number() over (
            partition by person_key order by period desc nulls last, feed, _delivery_id desc, _line_no desc
        ) as _latest,
        min(period) over (partition by person_key) as first_period,
        max(period) over (partition by person_key) as last_period
    from keyed
)
select
    person_key,
    citizen_id18 as citizen_id,
    citizen_id18 is not null as has_valid_citizen_id,
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
