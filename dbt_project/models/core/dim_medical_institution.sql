-- 定点医疗机构: as the latest record that names it says; institutions that stand only in visits have no name.
with seen as (
    select
        medical_institution_code, medical_institution_name, medical_institution_type_code, medical_institution_level_code,
        region_code, period, 1 as source_rank, _delivery_id, _line_no
    from {{ ref('base_medical_settlement') }}
    union all
    select
        medical_institution_code, medical_institution_name, medical_institution_type_code, medical_institution_level_code,
        region_code, period, 2, _delivery_id, _line_no
    from {{ ref('base_maternity_benefit') }}
    union all
    select
        medical_institution_code, cast(null as text), medical_institution_type_code, medical_institution_level_code,
        region_code, period, 3, _delivery_id, _line_no
    from {{ ref('base_medical_visit') }}
),
ranked as (
    select
        *,
        row_number() over (
            partition by medical_institution_code
            order by case when medical_institution_name is null then 1 else 0 end, period desc nulls last, source_rank,
                _delivery_id desc, _line_no desc
        ) as _latest,
        min(period) over (partition by medical_institution_code) as first_period,
        max(period) over (partition by medical_institution_code) as last_period
    from seen
    where medical_institution_code is not null
)
select
    medical_institution_code,
    medical_institution_name,
    medical_institution_type_code,
    medical_institution_level_code,
    region_code as last_region_code,
    first_period,
    last_period,
    _delivery_id,
    _line_no
from ranked
where _latest = 1
