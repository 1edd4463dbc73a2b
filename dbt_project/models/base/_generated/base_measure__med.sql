-- Generated from catalogue/ by `make generate`; do not edit.
-- 质量计量: what was counted of each delivery.
{{ config(materialized='parted') }}
select
    cast(null as text) as file_code,
    cast(null as text) as measure,
    cast(null as text) as column_name,
    cast(null as text) as code,
    cast(null as bigint) as row_count,
    cast(null as numeric(18, 2)) as amount,
    cast(null as bigint) as _delivery_id,
    cast(null as bigint) as _line_no
where false
{% call when_part_of('base_contribution_month') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 when 18 then t.n18 when 19 then t.n19 when 20 then t.n20 end as bigint) as row_count,
    cast(case m.number when 10 then t.a10 when 19 then t.a19 when 20 then t.a20 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 when 16 then t.l16 when 17 then t.l17 when 18 then t.l18 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.unit_id) as n4,
        count(s.person_id) as n5,
        count(s.citizen_id_raw) as n6,
        count(s.person_name) as n7,
        count(distinct s.citizen_id_raw) as n8,
        count(distinct s.unit_id) as n9,
        count(s.personal_paid_current_amount) as n10,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n11,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n12,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n13,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n14,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n15,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n16,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n17,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n18,
        count(s.ytd_personal_contribution_amount) as n19,
        count(s.personal_contribution_amount) as n20,
        {{ money_sum('s.personal_paid_current_amount') }} as a10,
        {{ money_sum('s.ytd_personal_contribution_amount') }} as a19,
        {{ money_sum('s.personal_contribution_amount') }} as a20,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l12,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l13,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l14,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l15,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l16,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l17,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l18
    from {{ rows_of_same_part('base_contribution_month') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where s.file_code in ('EM02', 'RM01', 'NR21')
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EM02', 1, 'rows', ''),
    ('EM02', 2, 'filled', 'admin_division_code'),
    ('EM02', 3, 'filled', 'data_period'),
    ('EM02', 4, 'filled', 'unit_id'),
    ('EM02', 5, 'filled', 'person_id'),
    ('EM02', 6, 'filled', 'citizen_id'),
    ('EM02', 7, 'filled', 'person_name'),
    ('EM02', 8, 'persons', 'citizen_id'),
    ('EM02', 9, 'units', 'unit_id'),
    ('EM02', 10, 'amount', 'personal_paid_current_amount'),
    ('EM02', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('EM02', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('EM02', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('EM02', 14, 'defect', 'person_name_untidy:person_name'),
    ('EM02', 15, 'defect', 'person_number_placeholder:person_id'),
    ('EM02', 16, 'defect', 'unit_number_placeholder:unit_id'),
    ('EM02', 17, 'defect', 'region_retired:admin_division_code'),
    ('EM02', 18, 'defect', 'region_unknown:admin_division_code'),
    ('RM01', 1, 'rows', ''),
    ('RM01', 2, 'filled', 'admin_division_code'),
    ('RM01', 3, 'filled', 'data_period'),
    ('RM01', 5, 'filled', 'person_id'),
    ('RM01', 6, 'filled', 'citizen_id'),
    ('RM01', 7, 'filled', 'person_name'),
    ('RM01', 8, 'persons', 'citizen_id'),
    ('RM01', 19, 'amount', 'ytd_personal_contribution_amount'),
    ('RM01', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('RM01', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('RM01', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('RM01', 14, 'defect', 'person_name_untidy:person_name'),
    ('RM01', 15, 'defect', 'person_number_placeholder:person_id'),
    ('RM01', 17, 'defect', 'region_retired:admin_division_code'),
    ('RM01', 18, 'defect', 'region_unknown:admin_division_code'),
    ('NR21', 1, 'rows', ''),
    ('NR21', 2, 'filled', 'admin_division_code'),
    ('NR21', 3, 'filled', 'data_period'),
    ('NR21', 5, 'filled', 'person_id'),
    ('NR21', 6, 'filled', 'citizen_id'),
    ('NR21', 7, 'filled', 'person_name'),
    ('NR21', 8, 'persons', 'citizen_id'),
    ('NR21', 20, 'amount', 'personal_contribution_amount'),
    ('NR21', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('NR21', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('NR21', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('NR21', 14, 'defect', 'person_name_untidy:person_name'),
    ('NR21', 15, 'defect', 'person_number_placeholder:person_id'),
    ('NR21', 17, 'defect', 'region_retired:admin_division_code'),
    ('NR21', 18, 'defect', 'region_unknown:admin_division_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    t.file_code,
    'code' as measure,
    m.column_name,
    t.code,
    t.row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    t._line_no
from (
    select
        s.file_code,
        s._delivery_id,
        case
            when grouping(s.region_code_raw) = 0 then 1
            when grouping(s.sex_code) = 0 then 2
            when grouping(s.ethnicity_code) = 0 then 3
            when grouping(s.hukou_type_code) = 0 then 4
            when grouping(s.personal_identity_code) = 0 then 5
            when grouping(s.employee_insured_category_code) = 0 then 6
            when grouping(s.employee_medical_scheme_code) = 0 then 7
            when grouping(s.contribution_status_code) = 0 then 8
            when grouping(s.resident_insured_category_code) = 0 then 9
            when grouping(s.resident_hardship_category_code) = 0 then 10
            when grouping(s.continuous_enrolment_status_code) = 0 then 11
            when grouping(s.township_code) = 0 then 12
            when grouping(s.village_code) = 0 then 13
            when grouping(s.rural_insured_category_code) = 0 then 14
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.hukou_type_code, s.personal_identity_code, s.employee_insured_category_code, s.employee_medical_scheme_code, s.contribution_status_code, s.resident_insured_category_code, s.resident_hardship_category_code, s.continuous_enrolment_status_code, s.township_code, s.village_code, s.rural_insured_category_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.sex_code,
        s.ethnicity_code,
        s.hukou_type_code,
        s.personal_identity_code,
        case when s.employee_insured_category_code is not null then '' end as employee_insured_category_code,
        case when s.employee_medical_scheme_code is not null then '' end as employee_medical_scheme_code,
        s.contribution_status_code,
        case when s.resident_insured_category_code is not null then '' end as resident_insured_category_code,
        case when s.resident_hardship_category_code is not null then '' end as resident_hardship_category_code,
        case when s.continuous_enrolment_status_code is not null then '' end as continuous_enrolment_status_code,
        case when s.township_code is not null then '' end as township_code,
        case when s.village_code is not null then '' end as village_code,
        case when s.rural_insured_category_code is not null then '' end as rural_insured_category_code
        from {{ rows_of_same_part('base_contribution_month') }} as s
        where s.file_code in ('EM02', 'RM01', 'NR21')
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.ethnicity_code),
        (s.file_code, s._delivery_id, s.hukou_type_code),
        (s.file_code, s._delivery_id, s.personal_identity_code),
        (s.file_code, s._delivery_id, s.employee_insured_category_code),
        (s.file_code, s._delivery_id, s.employee_medical_scheme_code),
        (s.file_code, s._delivery_id, s.contribution_status_code),
        (s.file_code, s._delivery_id, s.resident_insured_category_code),
        (s.file_code, s._delivery_id, s.resident_hardship_category_code),
        (s.file_code, s._delivery_id, s.continuous_enrolment_status_code),
        (s.file_code, s._delivery_id, s.township_code),
        (s.file_code, s._delivery_id, s.village_code),
        (s.file_code, s._delivery_id, s.rural_insured_category_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.hukou_type_code, s.personal_identity_code, s.employee_insured_category_code, s.employee_medical_scheme_code, s.contribution_status_code, s.resident_insured_category_code, s.resident_hardship_category_code, s.continuous_enrolment_status_code, s.township_code, s.village_code, s.rural_insured_category_code) is not null
) as t
inner join (values
    ('EM02', 1, 'admin_division_code'),
    ('RM01', 1, 'admin_division_code'),
    ('NR21', 1, 'admin_division_code'),
    ('EM02', 2, 'sex_code'),
    ('RM01', 2, 'sex_code'),
    ('EM02', 3, 'ethnicity_code'),
    ('RM01', 3, 'ethnicity_code'),
    ('EM02', 4, 'hukou_type_code'),
    ('RM01', 4, 'hukou_type_code'),
    ('EM02', 5, 'personal_identity_code'),
    ('EM02', 6, 'employee_insured_category_code'),
    ('EM02', 7, 'employee_medical_scheme_code'),
    ('EM02', 8, 'contribution_status_code'),
    ('RM01', 9, 'resident_insured_category_code'),
    ('RM01', 10, 'resident_hardship_category_code'),
    ('RM01', 11, 'continuous_enrolment_status_code'),
    ('NR21', 12, 'township_code'),
    ('NR21', 13, 'village_code'),
    ('NR21', 14, 'rural_insured_category_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_maternity_benefit') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 when 18 then t.n18 when 19 then t.n19 when 20 then t.n20 when 21 then t.n21 end as bigint) as row_count,
    cast(case m.number when 12 then t.a12 when 21 then t.a21 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 when 16 then t.l16 when 17 then t.l17 when 18 then t.l18 when 19 then t.l19 when 20 then t.l20 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.person_id) as n4,
        count(s.delivery_date) as n5,
        count(s.maternity_type_code) as n6,
        count(s.family_planning_surgery_type_code) as n7,
        count(s.citizen_id_raw) as n8,
        count(s.person_name) as n9,
        count(distinct s.citizen_id_raw) as n10,
        count(distinct s.unit_id) as n11,
        count(s.maternity_medical_cost_total) as n12,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n13,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n14,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n15,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n16,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n17,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n18,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n19,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n20,
        count(s.maternity_fund_paid_amount) as n21,
        {{ money_sum('s.maternity_medical_cost_total') }} as a12,
        {{ money_sum('s.maternity_fund_paid_amount') }} as a21,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l13,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l14,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l15,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l16,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l17,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l18,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l19,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l20
    from {{ rows_of_same_part('base_maternity_benefit') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('MT02', 1, 'rows', ''),
    ('MT02', 2, 'filled', 'admin_division_code'),
    ('MT02', 3, 'filled', 'data_period'),
    ('MT02', 4, 'filled', 'person_id'),
    ('MT02', 5, 'filled', 'delivery_date'),
    ('MT02', 6, 'filled', 'maternity_type_code'),
    ('MT02', 7, 'filled', 'family_planning_surgery_type_code'),
    ('MT02', 8, 'filled', 'citizen_id'),
    ('MT02', 9, 'filled', 'person_name'),
    ('MT02', 10, 'persons', 'citizen_id'),
    ('MT02', 11, 'units', 'unit_id'),
    ('MT02', 12, 'amount', 'maternity_medical_cost_total'),
    ('MT02', 13, 'defect', 'citizen_id_15:citizen_id'),
    ('MT02', 14, 'defect', 'citizen_id_untidy:citizen_id'),
    ('MT02', 15, 'defect', 'citizen_id_invalid:citizen_id'),
    ('MT02', 16, 'defect', 'person_name_untidy:person_name'),
    ('MT02', 17, 'defect', 'person_number_placeholder:person_id'),
    ('MT02', 18, 'defect', 'unit_number_placeholder:unit_id'),
    ('MT02', 19, 'defect', 'region_retired:admin_division_code'),
    ('MT02', 20, 'defect', 'region_unknown:admin_division_code'),
    ('MT03', 1, 'rows', ''),
    ('MT03', 2, 'filled', 'admin_division_code'),
    ('MT03', 3, 'filled', 'data_period'),
    ('MT03', 4, 'filled', 'person_id'),
    ('MT03', 8, 'filled', 'citizen_id'),
    ('MT03', 9, 'filled', 'person_name'),
    ('MT03', 10, 'persons', 'citizen_id'),
    ('MT03', 11, 'units', 'unit_id'),
    ('MT03', 21, 'amount', 'maternity_fund_paid_amount'),
    ('MT03', 13, 'defect', 'citizen_id_15:citizen_id'),
    ('MT03', 14, 'defect', 'citizen_id_untidy:citizen_id'),
    ('MT03', 15, 'defect', 'citizen_id_invalid:citizen_id'),
    ('MT03', 16, 'defect', 'person_name_untidy:person_name'),
    ('MT03', 17, 'defect', 'person_number_placeholder:person_id'),
    ('MT03', 18, 'defect', 'unit_number_placeholder:unit_id'),
    ('MT03', 19, 'defect', 'region_retired:admin_division_code'),
    ('MT03', 20, 'defect', 'region_unknown:admin_division_code'),
    ('RM22', 1, 'rows', ''),
    ('RM22', 2, 'filled', 'admin_division_code'),
    ('RM22', 3, 'filled', 'data_period'),
    ('RM22', 4, 'filled', 'person_id'),
    ('RM22', 5, 'filled', 'delivery_date'),
    ('RM22', 8, 'filled', 'citizen_id'),
    ('RM22', 9, 'filled', 'person_name'),
    ('RM22', 10, 'persons', 'citizen_id'),
    ('RM22', 12, 'amount', 'maternity_medical_cost_total'),
    ('RM22', 13, 'defect', 'citizen_id_15:citizen_id'),
    ('RM22', 14, 'defect', 'citizen_id_untidy:citizen_id'),
    ('RM22', 15, 'defect', 'citizen_id_invalid:citizen_id'),
    ('RM22', 16, 'defect', 'person_name_untidy:person_name'),
    ('RM22', 17, 'defect', 'person_number_placeholder:person_id'),
    ('RM22', 19, 'defect', 'region_retired:admin_division_code'),
    ('RM22', 20, 'defect', 'region_unknown:admin_division_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    t.file_code,
    'code' as measure,
    m.column_name,
    t.code,
    t.row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    t._line_no
from (
    select
        s.file_code,
        s._delivery_id,
        case
            when grouping(s.region_code_raw) = 0 then 1
            when grouping(s.ethnicity_code) = 0 then 2
            when grouping(s.hukou_type_code) = 0 then 3
            when grouping(s.personal_identity_code) = 0 then 4
            when grouping(s.medical_institution_code) = 0 then 5
            when grouping(s.medical_institution_type_code) = 0 then 6
            when grouping(s.medical_institution_level_code) = 0 then 7
            when grouping(s.miscarriage_level_code) = 0 then 8
            when grouping(s.maternity_type_code) = 0 then 9
            when grouping(s.family_planning_surgery_type_code) = 0 then 10
            when grouping(s.settlement_type_code) = 0 then 11
            when grouping(s.settlement_method_code) = 0 then 12
        end as number,
        coalesce(s.region_code_raw, s.ethnicity_code, s.hukou_type_code, s.personal_identity_code, s.medical_institution_code, s.medical_institution_type_code, s.medical_institution_level_code, s.miscarriage_level_code, s.maternity_type_code, s.family_planning_surgery_type_code, s.settlement_type_code, s.settlement_method_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.ethnicity_code,
        s.hukou_type_code,
        s.personal_identity_code,
        case when s.medical_institution_code is not null then '' end as medical_institution_code,
        s.medical_institution_type_code,
        s.medical_institution_level_code,
        case when s.miscarriage_level_code is not null then '' end as miscarriage_level_code,
        case when s.maternity_type_code is not null then '' end as maternity_type_code,
        case when s.family_planning_surgery_type_code is not null then '' end as family_planning_surgery_type_code,
        case when s.settlement_type_code is not null then '' end as settlement_type_code,
        case when s.settlement_method_code is not null then '' end as settlement_method_code
        from {{ rows_of_same_part('base_maternity_benefit') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.ethnicity_code),
        (s.file_code, s._delivery_id, s.hukou_type_code),
        (s.file_code, s._delivery_id, s.personal_identity_code),
        (s.file_code, s._delivery_id, s.medical_institution_code),
        (s.file_code, s._delivery_id, s.medical_institution_type_code),
        (s.file_code, s._delivery_id, s.medical_institution_level_code),
        (s.file_code, s._delivery_id, s.miscarriage_level_code),
        (s.file_code, s._delivery_id, s.maternity_type_code),
        (s.file_code, s._delivery_id, s.family_planning_surgery_type_code),
        (s.file_code, s._delivery_id, s.settlement_type_code),
        (s.file_code, s._delivery_id, s.settlement_method_code)
    )
    having coalesce(s.region_code_raw, s.ethnicity_code, s.hukou_type_code, s.personal_identity_code, s.medical_institution_code, s.medical_institution_type_code, s.medical_institution_level_code, s.miscarriage_level_code, s.maternity_type_code, s.family_planning_surgery_type_code, s.settlement_type_code, s.settlement_method_code) is not null
) as t
inner join (values
    ('MT02', 1, 'admin_division_code'),
    ('MT03', 1, 'admin_division_code'),
    ('RM22', 1, 'admin_division_code'),
    ('MT02', 2, 'ethnicity_code'),
    ('MT03', 2, 'ethnicity_code'),
    ('MT02', 3, 'hukou_type_code'),
    ('MT03', 3, 'hukou_type_code'),
    ('MT02', 4, 'personal_identity_code'),
    ('MT03', 4, 'personal_identity_code'),
    ('MT02', 5, 'medical_institution_code'),
    ('RM22', 5, 'medical_institution_code'),
    ('MT02', 6, 'medical_institution_type_code'),
    ('MT02', 7, 'medical_institution_level_code'),
    ('MT02', 8, 'miscarriage_level_code'),
    ('MT02', 9, 'maternity_type_code'),
    ('RM22', 9, 'maternity_type_code'),
    ('MT02', 10, 'family_planning_surgery_type_code'),
    ('MT02', 11, 'settlement_type_code'),
    ('MT02', 12, 'settlement_method_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_medical_account_entry') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 end as bigint) as row_count,
    cast(case m.number when 9 then t.a9 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.person_id) as n4,
        count(s.entry_date) as n5,
        count(s.account_entry_type_code) as n6,
        count(s.citizen_id_raw) as n7,
        count(distinct s.citizen_id_raw) as n8,
        count(s.account_credit_amount) as n9,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n10,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n11,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n12,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n13,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n14,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n15,
        {{ money_sum('s.account_credit_amount') }} as a9,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l10,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l12,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l13,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l14,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l15
    from {{ rows_of_same_part('base_medical_account_entry') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EM22', 1, 'rows', ''),
    ('EM22', 2, 'filled', 'admin_division_code'),
    ('EM22', 3, 'filled', 'data_period'),
    ('EM22', 4, 'filled', 'person_id'),
    ('EM22', 5, 'filled', 'entry_date'),
    ('EM22', 6, 'filled', 'account_entry_type_code'),
    ('EM22', 7, 'filled', 'citizen_id'),
    ('EM22', 8, 'persons', 'citizen_id'),
    ('EM22', 9, 'amount', 'account_credit_amount'),
    ('EM22', 10, 'defect', 'citizen_id_15:citizen_id'),
    ('EM22', 11, 'defect', 'citizen_id_untidy:citizen_id'),
    ('EM22', 12, 'defect', 'citizen_id_invalid:citizen_id'),
    ('EM22', 13, 'defect', 'person_number_placeholder:person_id'),
    ('EM22', 14, 'defect', 'region_retired:admin_division_code'),
    ('EM22', 15, 'defect', 'region_unknown:admin_division_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    t.file_code,
    'code' as measure,
    m.column_name,
    t.code,
    t.row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    t._line_no
from (
    select
        s.file_code,
        s._delivery_id,
        case
            when grouping(s.region_code_raw) = 0 then 1
            when grouping(s.account_entry_type_code) = 0 then 2
            when grouping(s.medical_institution_code) = 0 then 3
        end as number,
        coalesce(s.region_code_raw, s.account_entry_type_code, s.medical_institution_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        case when s.account_entry_type_code is not null then '' end as account_entry_type_code,
        case when s.medical_institution_code is not null then '' end as medical_institution_code
        from {{ rows_of_same_part('base_medical_account_entry') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.account_entry_type_code),
        (s.file_code, s._delivery_id, s.medical_institution_code)
    )
    having coalesce(s.region_code_raw, s.account_entry_type_code, s.medical_institution_code) is not null
) as t
inner join (values
    ('EM22', 1, 'admin_division_code'),
    ('EM22', 2, 'account_entry_type_code'),
    ('EM22', 3, 'medical_institution_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_medical_settlement') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 end as bigint) as row_count,
    cast(case m.number when 6 then t.a6 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 7 then t.l7 when 8 then t.l8 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.medical_institution_code) as n4,
        count(s.settlement_no) as n5,
        count(s.claimed_total_cost) as n6,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n7,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n8,
        {{ money_sum('s.claimed_total_cost') }} as a6,
        min(s._line_no) as l1,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l7,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l8
    from {{ rows_of_same_part('base_medical_settlement') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EM21', 1, 'rows', ''),
    ('EM21', 2, 'filled', 'admin_division_code'),
    ('EM21', 3, 'filled', 'data_period'),
    ('EM21', 4, 'filled', 'medical_institution_code'),
    ('EM21', 5, 'filled', 'settlement_no'),
    ('EM21', 6, 'amount', 'claimed_total_cost'),
    ('EM21', 7, 'defect', 'region_retired:admin_division_code'),
    ('EM21', 8, 'defect', 'region_unknown:admin_division_code'),
    ('RM21', 1, 'rows', ''),
    ('RM21', 2, 'filled', 'admin_division_code'),
    ('RM21', 3, 'filled', 'data_period'),
    ('RM21', 4, 'filled', 'medical_institution_code'),
    ('RM21', 5, 'filled', 'settlement_no'),
    ('RM21', 6, 'amount', 'claimed_total_cost'),
    ('RM21', 7, 'defect', 'region_retired:admin_division_code'),
    ('RM21', 8, 'defect', 'region_unknown:admin_division_code'),
    ('RM23', 1, 'rows', ''),
    ('RM23', 2, 'filled', 'admin_division_code'),
    ('RM23', 3, 'filled', 'data_period'),
    ('RM23', 4, 'filled', 'medical_institution_code'),
    ('RM23', 5, 'filled', 'settlement_no'),
    ('RM23', 6, 'amount', 'claimed_total_cost'),
    ('RM23', 7, 'defect', 'region_retired:admin_division_code'),
    ('RM23', 8, 'defect', 'region_unknown:admin_division_code'),
    ('NR23', 1, 'rows', ''),
    ('NR23', 2, 'filled', 'admin_division_code'),
    ('NR23', 3, 'filled', 'data_period'),
    ('NR23', 4, 'filled', 'medical_institution_code'),
    ('NR23', 5, 'filled', 'settlement_no'),
    ('NR23', 6, 'amount', 'claimed_total_cost'),
    ('NR23', 7, 'defect', 'region_retired:admin_division_code'),
    ('NR23', 8, 'defect', 'region_unknown:admin_division_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    t.file_code,
    'code' as measure,
    m.column_name,
    t.code,
    t.row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    t._line_no
from (
    select
        s.file_code,
        s._delivery_id,
        case
            when grouping(s.region_code_raw) = 0 then 1
            when grouping(s.medical_institution_code) = 0 then 2
            when grouping(s.medical_institution_type_code) = 0 then 3
            when grouping(s.medical_institution_level_code) = 0 then 4
            when grouping(s.expense_category_code) = 0 then 5
        end as number,
        coalesce(s.region_code_raw, s.medical_institution_code, s.medical_institution_type_code, s.medical_institution_level_code, s.expense_category_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        case when s.medical_institution_code is not null then '' end as medical_institution_code,
        s.medical_institution_type_code,
        s.medical_institution_level_code,
        case when s.expense_category_code is not null then '' end as expense_category_code
        from {{ rows_of_same_part('base_medical_settlement') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.medical_institution_code),
        (s.file_code, s._delivery_id, s.medical_institution_type_code),
        (s.file_code, s._delivery_id, s.medical_institution_level_code),
        (s.file_code, s._delivery_id, s.expense_category_code)
    )
    having coalesce(s.region_code_raw, s.medical_institution_code, s.medical_institution_type_code, s.medical_institution_level_code, s.expense_category_code) is not null
) as t
inner join (values
    ('EM21', 1, 'admin_division_code'),
    ('RM21', 1, 'admin_division_code'),
    ('RM23', 1, 'admin_division_code'),
    ('NR23', 1, 'admin_division_code'),
    ('EM21', 2, 'medical_institution_code'),
    ('RM21', 2, 'medical_institution_code'),
    ('RM23', 2, 'medical_institution_code'),
    ('NR23', 2, 'medical_institution_code'),
    ('EM21', 3, 'medical_institution_type_code'),
    ('RM21', 3, 'medical_institution_type_code'),
    ('RM23', 3, 'medical_institution_type_code'),
    ('NR23', 3, 'medical_institution_type_code'),
    ('EM21', 4, 'medical_institution_level_code'),
    ('RM21', 4, 'medical_institution_level_code'),
    ('RM23', 4, 'medical_institution_level_code'),
    ('NR23', 4, 'medical_institution_level_code'),
    ('EM21', 5, 'expense_category_code'),
    ('RM21', 5, 'expense_category_code'),
    ('RM23', 5, 'expense_category_code'),
    ('NR23', 5, 'expense_category_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_medical_visit') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 end as bigint) as row_count,
    cast(case m.number when 10 then t.a10 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 15 then t.l15 when 16 then t.l16 when 17 then t.l17 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.person_id) as n4,
        count(s.visit_no) as n5,
        count(s.visit_date) as n6,
        count(s.medical_institution_code) as n7,
        count(s.primary_diagnosis_code) as n8,
        count(distinct s.person_id) as n9,
        count(s.visit_total_cost) as n10,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n11,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n12,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n13,
        count(distinct s.citizen_id_raw) as n14,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n15,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n16,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n17,
        {{ money_sum('s.visit_total_cost') }} as a10,
        min(s._line_no) as l1,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l11,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l12,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l13,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l15,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l16,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l17
    from {{ rows_of_same_part('base_medical_visit') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EM03', 1, 'rows', ''),
    ('EM03', 2, 'filled', 'admin_division_code'),
    ('EM03', 3, 'filled', 'data_period'),
    ('EM03', 4, 'filled', 'person_id'),
    ('EM03', 5, 'filled', 'visit_no'),
    ('EM03', 6, 'filled', 'visit_date'),
    ('EM03', 7, 'filled', 'medical_institution_code'),
    ('EM03', 8, 'filled', 'primary_diagnosis_code'),
    ('EM03', 9, 'persons', 'person_id'),
    ('EM03', 10, 'amount', 'visit_total_cost'),
    ('EM03', 11, 'defect', 'person_number_placeholder:person_id'),
    ('EM03', 12, 'defect', 'region_retired:admin_division_code'),
    ('EM03', 13, 'defect', 'region_unknown:admin_division_code'),
    ('EM04', 1, 'rows', ''),
    ('EM04', 2, 'filled', 'admin_division_code'),
    ('EM04', 3, 'filled', 'data_period'),
    ('EM04', 4, 'filled', 'person_id'),
    ('EM04', 5, 'filled', 'visit_no'),
    ('EM04', 6, 'filled', 'visit_date'),
    ('EM04', 7, 'filled', 'medical_institution_code'),
    ('EM04', 8, 'filled', 'primary_diagnosis_code'),
    ('EM04', 9, 'persons', 'person_id'),
    ('EM04', 10, 'amount', 'visit_total_cost'),
    ('EM04', 11, 'defect', 'person_number_placeholder:person_id'),
    ('EM04', 12, 'defect', 'region_retired:admin_division_code'),
    ('EM04', 13, 'defect', 'region_unknown:admin_division_code'),
    ('RM02', 1, 'rows', ''),
    ('RM02', 2, 'filled', 'admin_division_code'),
    ('RM02', 3, 'filled', 'data_period'),
    ('RM02', 4, 'filled', 'person_id'),
    ('RM02', 5, 'filled', 'visit_no'),
    ('RM02', 6, 'filled', 'visit_date'),
    ('RM02', 7, 'filled', 'medical_institution_code'),
    ('RM02', 8, 'filled', 'primary_diagnosis_code'),
    ('RM02', 9, 'persons', 'person_id'),
    ('RM02', 10, 'amount', 'visit_total_cost'),
    ('RM02', 11, 'defect', 'person_number_placeholder:person_id'),
    ('RM02', 12, 'defect', 'region_retired:admin_division_code'),
    ('RM02', 13, 'defect', 'region_unknown:admin_division_code'),
    ('EM07', 1, 'rows', ''),
    ('EM07', 2, 'filled', 'admin_division_code'),
    ('EM07', 3, 'filled', 'data_period'),
    ('EM07', 4, 'filled', 'person_id'),
    ('EM07', 5, 'filled', 'visit_no'),
    ('EM07', 6, 'filled', 'visit_date'),
    ('EM07', 7, 'filled', 'medical_institution_code'),
    ('EM07', 8, 'filled', 'primary_diagnosis_code'),
    ('EM07', 9, 'persons', 'person_id'),
    ('EM07', 10, 'amount', 'visit_total_cost'),
    ('EM07', 11, 'defect', 'person_number_placeholder:person_id'),
    ('EM07', 12, 'defect', 'region_retired:admin_division_code'),
    ('EM07', 13, 'defect', 'region_unknown:admin_division_code'),
    ('NR22', 1, 'rows', ''),
    ('NR22', 2, 'filled', 'admin_division_code'),
    ('NR22', 3, 'filled', 'data_period'),
    ('NR22', 4, 'filled', 'person_id'),
    ('NR22', 5, 'filled', 'visit_no'),
    ('NR22', 6, 'filled', 'visit_date'),
    ('NR22', 7, 'filled', 'medical_institution_code'),
    ('NR22', 8, 'filled', 'primary_diagnosis_code'),
    ('NR22', 14, 'persons', 'citizen_id'),
    ('NR22', 10, 'amount', 'visit_total_cost'),
    ('NR22', 15, 'defect', 'citizen_id_15:citizen_id'),
    ('NR22', 16, 'defect', 'citizen_id_untidy:citizen_id'),
    ('NR22', 17, 'defect', 'citizen_id_invalid:citizen_id'),
    ('NR22', 11, 'defect', 'person_number_placeholder:person_id'),
    ('NR22', 12, 'defect', 'region_retired:admin_division_code'),
    ('NR22', 13, 'defect', 'region_unknown:admin_division_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    t.file_code,
    'code' as measure,
    m.column_name,
    t.code,
    t.row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    t._line_no
from (
    select
        s.file_code,
        s._delivery_id,
        case
            when grouping(s.region_code_raw) = 0 then 1
            when grouping(s.employee_insured_category_code) = 0 then 2
            when grouping(s.visit_location_code) = 0 then 3
            when grouping(s.medical_institution_code) = 0 then 4
            when grouping(s.medical_institution_type_code) = 0 then 5
            when grouping(s.medical_institution_level_code) = 0 then 6
            when grouping(s.primary_diagnosis_code) = 0 then 7
            when grouping(s.secondary_diagnosis_code_1) = 0 then 8
            when grouping(s.secondary_diagnosis_code_2) = 0 then 9
            when grouping(s.visit_type_code) = 0 then 10
            when grouping(s.settlement_method_code) = 0 then 11
            when grouping(s.resident_insured_category_code) = 0 then 12
            when grouping(s.cadre_settlement_method_code) = 0 then 13
            when grouping(s.rural_insured_category_code) = 0 then 14
        end as number,
        coalesce(s.region_code_raw, s.employee_insured_category_code, s.visit_location_code, s.medical_institution_code, s.medical_institution_type_code, s.medical_institution_level_code, s.primary_diagnosis_code, s.secondary_diagnosis_code_1, s.secondary_diagnosis_code_2, s.visit_type_code, s.settlement_method_code, s.resident_insured_category_code, s.cadre_settlement_method_code, s.rural_insured_category_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        case when s.employee_insured_category_code is not null then '' end as employee_insured_category_code,
        case when s.visit_location_code is not null then '' end as visit_location_code,
        case when s.medical_institution_code is not null then '' end as medical_institution_code,
        s.medical_institution_type_code,
        s.medical_institution_level_code,
        case when s.primary_diagnosis_code is not null then '' end as primary_diagnosis_code,
        case when s.secondary_diagnosis_code_1 is not null then '' end as secondary_diagnosis_code_1,
        case when s.secondary_diagnosis_code_2 is not null then '' end as secondary_diagnosis_code_2,
        case when s.visit_type_code is not null then '' end as visit_type_code,
        case when s.settlement_method_code is not null then '' end as settlement_method_code,
        case when s.resident_insured_category_code is not null then '' end as resident_insured_category_code,
        case when s.cadre_settlement_method_code is not null then '' end as cadre_settlement_method_code,
        case when s.rural_insured_category_code is not null then '' end as rural_insured_category_code
        from {{ rows_of_same_part('base_medical_visit') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.employee_insured_category_code),
        (s.file_code, s._delivery_id, s.visit_location_code),
        (s.file_code, s._delivery_id, s.medical_institution_code),
        (s.file_code, s._delivery_id, s.medical_institution_type_code),
        (s.file_code, s._delivery_id, s.medical_institution_level_code),
        (s.file_code, s._delivery_id, s.primary_diagnosis_code),
        (s.file_code, s._delivery_id, s.secondary_diagnosis_code_1),
        (s.file_code, s._delivery_id, s.secondary_diagnosis_code_2),
        (s.file_code, s._delivery_id, s.visit_type_code),
        (s.file_code, s._delivery_id, s.settlement_method_code),
        (s.file_code, s._delivery_id, s.resident_insured_category_code),
        (s.file_code, s._delivery_id, s.cadre_settlement_method_code),
        (s.file_code, s._delivery_id, s.rural_insured_category_code)
    )
    having coalesce(s.region_code_raw, s.employee_insured_category_code, s.visit_location_code, s.medical_institution_code, s.medical_institution_type_code, s.medical_institution_level_code, s.primary_diagnosis_code, s.secondary_diagnosis_code_1, s.secondary_diagnosis_code_2, s.visit_type_code, s.settlement_method_code, s.resident_insured_category_code, s.cadre_settlement_method_code, s.rural_insured_category_code) is not null
) as t
inner join (values
    ('EM03', 1, 'admin_division_code'),
    ('EM04', 1, 'admin_division_code'),
    ('RM02', 1, 'admin_division_code'),
    ('EM07', 1, 'admin_division_code'),
    ('NR22', 1, 'admin_division_code'),
    ('EM03', 2, 'employee_insured_category_code'),
    ('EM04', 2, 'employee_insured_category_code'),
    ('EM03', 3, 'visit_location_code'),
    ('EM04', 3, 'visit_location_code'),
    ('RM02', 3, 'visit_location_code'),
    ('EM07', 3, 'visit_location_code'),
    ('EM03', 4, 'medical_institution_code'),
    ('EM04', 4, 'medical_institution_code'),
    ('RM02', 4, 'medical_institution_code'),
    ('EM07', 4, 'medical_institution_code'),
    ('NR22', 4, 'medical_institution_code'),
    ('EM03', 5, 'medical_institution_type_code'),
    ('EM04', 5, 'medical_institution_type_code'),
    ('RM02', 5, 'medical_institution_type_code'),
    ('EM07', 5, 'medical_institution_type_code'),
    ('EM03', 6, 'medical_institution_level_code'),
    ('EM04', 6, 'medical_institution_level_code'),
    ('RM02', 6, 'medical_institution_level_code'),
    ('EM07', 6, 'medical_institution_level_code'),
    ('NR22', 6, 'medical_institution_level_code'),
    ('EM03', 7, 'primary_diagnosis_code'),
    ('EM04', 7, 'primary_diagnosis_code'),
    ('RM02', 7, 'primary_diagnosis_code'),
    ('EM07', 7, 'primary_diagnosis_code'),
    ('NR22', 7, 'primary_diagnosis_code'),
    ('EM03', 8, 'secondary_diagnosis_code_1'),
    ('EM04', 8, 'secondary_diagnosis_code_1'),
    ('RM02', 8, 'secondary_diagnosis_code_1'),
    ('EM07', 8, 'secondary_diagnosis_code_1'),
    ('EM03', 9, 'secondary_diagnosis_code_2'),
    ('EM04', 9, 'secondary_diagnosis_code_2'),
    ('RM02', 9, 'secondary_diagnosis_code_2'),
    ('EM07', 9, 'secondary_diagnosis_code_2'),
    ('EM04', 10, 'visit_type_code'),
    ('RM02', 10, 'visit_type_code'),
    ('NR22', 10, 'visit_type_code'),
    ('EM04', 11, 'settlement_method_code'),
    ('RM02', 11, 'settlement_method_code'),
    ('RM02', 12, 'resident_insured_category_code'),
    ('EM07', 13, 'cadre_settlement_method_code'),
    ('NR22', 14, 'rural_insured_category_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_person_enrolment_month') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 when 18 then t.n18 end as bigint) as row_count,
    cast(case m.number when 10 then t.a10 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 when 16 then t.l16 when 17 then t.l17 when 18 then t.l18 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.unit_id) as n4,
        count(s.person_id) as n5,
        count(s.citizen_id_raw) as n6,
        count(s.person_name) as n7,
        count(distinct s.citizen_id_raw) as n8,
        count(distinct s.unit_id) as n9,
        count(s.personal_contribution_base) as n10,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n11,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n12,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n13,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n14,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n15,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n16,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n17,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n18,
        {{ money_sum('s.personal_contribution_base') }} as a10,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l12,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l13,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l14,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l15,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l16,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l17,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l18
    from {{ rows_of_same_part('base_person_enrolment_month') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where s.file_code in ('MT21')
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('MT21', 1, 'rows', ''),
    ('MT21', 2, 'filled', 'admin_division_code'),
    ('MT21', 3, 'filled', 'data_period'),
    ('MT21', 4, 'filled', 'unit_id'),
    ('MT21', 5, 'filled', 'person_id'),
    ('MT21', 6, 'filled', 'citizen_id'),
    ('MT21', 7, 'filled', 'person_name'),
    ('MT21', 8, 'persons', 'citizen_id'),
    ('MT21', 9, 'units', 'unit_id'),
    ('MT21', 10, 'amount', 'personal_contribution_base'),
    ('MT21', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('MT21', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('MT21', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('MT21', 14, 'defect', 'person_name_untidy:person_name'),
    ('MT21', 15, 'defect', 'person_number_placeholder:person_id'),
    ('MT21', 16, 'defect', 'unit_number_placeholder:unit_id'),
    ('MT21', 17, 'defect', 'region_retired:admin_division_code'),
    ('MT21', 18, 'defect', 'region_unknown:admin_division_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    t.file_code,
    'code' as measure,
    m.column_name,
    t.code,
    t.row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    t._line_no
from (
    select
        s.file_code,
        s._delivery_id,
        case
            when grouping(s.region_code_raw) = 0 then 1
            when grouping(s.sex_code) = 0 then 2
            when grouping(s.hukou_type_code) = 0 then 3
            when grouping(s.contribution_status_code) = 0 then 4
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.hukou_type_code, s.contribution_status_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.sex_code,
        s.hukou_type_code,
        s.contribution_status_code
        from {{ rows_of_same_part('base_person_enrolment_month') }} as s
        where s.file_code in ('MT21')
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.hukou_type_code),
        (s.file_code, s._delivery_id, s.contribution_status_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.hukou_type_code, s.contribution_status_code) is not null
) as t
inner join (values
    ('MT21', 1, 'admin_division_code'),
    ('MT21', 2, 'sex_code'),
    ('MT21', 3, 'hukou_type_code'),
    ('MT21', 4, 'contribution_status_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_policy_parameter') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 end as bigint) as row_count,
    cast(case m.number when 4 then t.a4 when 9 then t.a9 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 5 then t.l5 when 6 then t.l6 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.local_avg_monthly_wage_prior_year) as n4,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n5,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n6,
        count(s.resident_insured_category_code) as n7,
        count(s.resident_hardship_category_code) as n8,
        count(s.personal_contribution_standard) as n9,
        count(s.rural_insured_category_code) as n10,
        count(s.medical_institution_level_code) as n11,
        {{ money_sum('s.local_avg_monthly_wage_prior_year') }} as a4,
        {{ money_sum('s.personal_contribution_standard') }} as a9,
        min(s._line_no) as l1,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l5,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l6
    from {{ rows_of_same_part('base_policy_parameter') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where s.file_code in ('EM05', 'RM03', 'NR24')
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EM05', 1, 'rows', ''),
    ('EM05', 2, 'filled', 'admin_division_code'),
    ('EM05', 3, 'filled', 'data_period'),
    ('EM05', 4, 'amount', 'local_avg_monthly_wage_prior_year'),
    ('EM05', 5, 'defect', 'region_retired:admin_division_code'),
    ('EM05', 6, 'defect', 'region_unknown:admin_division_code'),
    ('RM03', 1, 'rows', ''),
    ('RM03', 2, 'filled', 'admin_division_code'),
    ('RM03', 3, 'filled', 'data_period'),
    ('RM03', 7, 'filled', 'resident_insured_category_code'),
    ('RM03', 8, 'filled', 'resident_hardship_category_code'),
    ('RM03', 9, 'amount', 'personal_contribution_standard'),
    ('RM03', 5, 'defect', 'region_retired:admin_division_code'),
    ('RM03', 6, 'defect', 'region_unknown:admin_division_code'),
    ('NR24', 1, 'rows', ''),
    ('NR24', 2, 'filled', 'admin_division_code'),
    ('NR24', 3, 'filled', 'data_period'),
    ('NR24', 10, 'filled', 'rural_insured_category_code'),
    ('NR24', 11, 'filled', 'medical_institution_level_code'),
    ('NR24', 9, 'amount', 'personal_contribution_standard'),
    ('NR24', 5, 'defect', 'region_retired:admin_division_code'),
    ('NR24', 6, 'defect', 'region_unknown:admin_division_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    t.file_code,
    'code' as measure,
    m.column_name,
    t.code,
    t.row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    t._line_no
from (
    select
        s.file_code,
        s._delivery_id,
        case
            when grouping(s.region_code_raw) = 0 then 1
            when grouping(s.resident_insured_category_code) = 0 then 2
            when grouping(s.resident_hardship_category_code) = 0 then 3
            when grouping(s.rural_insured_category_code) = 0 then 4
            when grouping(s.medical_institution_level_code) = 0 then 5
        end as number,
        coalesce(s.region_code_raw, s.resident_insured_category_code, s.resident_hardship_category_code, s.rural_insured_category_code, s.medical_institution_level_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        case when s.resident_insured_category_code is not null then '' end as resident_insured_category_code,
        case when s.resident_hardship_category_code is not null then '' end as resident_hardship_category_code,
        case when s.rural_insured_category_code is not null then '' end as rural_insured_category_code,
        s.medical_institution_level_code
        from {{ rows_of_same_part('base_policy_parameter') }} as s
        where s.file_code in ('EM05', 'RM03', 'NR24')
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.resident_insured_category_code),
        (s.file_code, s._delivery_id, s.resident_hardship_category_code),
        (s.file_code, s._delivery_id, s.rural_insured_category_code),
        (s.file_code, s._delivery_id, s.medical_institution_level_code)
    )
    having coalesce(s.region_code_raw, s.resident_insured_category_code, s.resident_hardship_category_code, s.rural_insured_category_code, s.medical_institution_level_code) is not null
) as t
inner join (values
    ('EM05', 1, 'admin_division_code'),
    ('RM03', 1, 'admin_division_code'),
    ('NR24', 1, 'admin_division_code'),
    ('RM03', 2, 'resident_insured_category_code'),
    ('RM03', 3, 'resident_hardship_category_code'),
    ('NR24', 4, 'rural_insured_category_code'),
    ('NR24', 5, 'medical_institution_level_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_unit_contribution_month') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 end as bigint) as row_count,
    cast(case m.number when 8 then t.a8 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.unit_id) as n4,
        count(s.unit_name) as n5,
        count(s.org_code) as n6,
        count(distinct s.unit_id) as n7,
        count(s.unit_paid_current_amount) as n8,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n9,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n10,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n11,
        {{ money_sum('s.unit_paid_current_amount') }} as a8,
        min(s._line_no) as l1,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l9,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l10,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l11
    from {{ rows_of_same_part('base_unit_contribution_month') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where s.file_code in ('EM01', 'MT01')
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EM01', 1, 'rows', ''),
    ('EM01', 2, 'filled', 'admin_division_code'),
    ('EM01', 3, 'filled', 'data_period'),
    ('EM01', 4, 'filled', 'unit_id'),
    ('EM01', 5, 'filled', 'unit_name'),
    ('EM01', 6, 'filled', 'org_code'),
    ('EM01', 7, 'units', 'unit_id'),
    ('EM01', 8, 'amount', 'unit_paid_current_amount'),
    ('EM01', 9, 'defect', 'unit_number_placeholder:unit_id'),
    ('EM01', 10, 'defect', 'region_retired:admin_division_code'),
    ('EM01', 11, 'defect', 'region_unknown:admin_division_code'),
    ('MT01', 1, 'rows', ''),
    ('MT01', 2, 'filled', 'admin_division_code'),
    ('MT01', 3, 'filled', 'data_period'),
    ('MT01', 4, 'filled', 'unit_id'),
    ('MT01', 5, 'filled', 'unit_name'),
    ('MT01', 6, 'filled', 'org_code'),
    ('MT01', 7, 'units', 'unit_id'),
    ('MT01', 8, 'amount', 'unit_paid_current_amount'),
    ('MT01', 9, 'defect', 'unit_number_placeholder:unit_id'),
    ('MT01', 10, 'defect', 'region_retired:admin_division_code'),
    ('MT01', 11, 'defect', 'region_unknown:admin_division_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    t.file_code,
    'code' as measure,
    m.column_name,
    t.code,
    t.row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    t._line_no
from (
    select
        s.file_code,
        s._delivery_id,
        case
            when grouping(s.region_code_raw) = 0 then 1
            when grouping(s.unit_type_code) = 0 then 2
            when grouping(s.economic_type_code) = 0 then 3
            when grouping(s.affiliation_code) = 0 then 4
            when grouping(s.industry_code) = 0 then 5
            when grouping(s.unit_contribution_status_code) = 0 then 6
        end as number,
        coalesce(s.region_code_raw, s.unit_type_code, s.economic_type_code, s.affiliation_code, s.industry_code, s.unit_contribution_status_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.unit_type_code,
        s.economic_type_code,
        s.affiliation_code,
        s.industry_code,
        s.unit_contribution_status_code
        from {{ rows_of_same_part('base_unit_contribution_month') }} as s
        where s.file_code in ('EM01', 'MT01')
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.unit_type_code),
        (s.file_code, s._delivery_id, s.economic_type_code),
        (s.file_code, s._delivery_id, s.affiliation_code),
        (s.file_code, s._delivery_id, s.industry_code),
        (s.file_code, s._delivery_id, s.unit_contribution_status_code)
    )
    having coalesce(s.region_code_raw, s.unit_type_code, s.economic_type_code, s.affiliation_code, s.industry_code, s.unit_contribution_status_code) is not null
) as t
inner join (values
    ('EM01', 1, 'admin_division_code'),
    ('MT01', 1, 'admin_division_code'),
    ('EM01', 2, 'unit_type_code'),
    ('MT01', 2, 'unit_type_code'),
    ('EM01', 3, 'economic_type_code'),
    ('MT01', 3, 'economic_type_code'),
    ('EM01', 4, 'affiliation_code'),
    ('MT01', 4, 'affiliation_code'),
    ('EM01', 5, 'industry_code'),
    ('MT01', 5, 'industry_code'),
    ('EM01', 6, 'unit_contribution_status_code'),
    ('MT01', 6, 'unit_contribution_status_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_veteran_cadre') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 end as bigint) as row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 8 then t.l8 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.person_id) as n4,
        count(s.citizen_id_raw) as n5,
        count(s.person_name) as n6,
        count(distinct s.citizen_id_raw) as n7,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n8,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n9,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n10,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n11,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n12,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n13,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n14,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l8,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l9,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l10,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l11,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l12,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l13,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l14
    from {{ rows_of_same_part('base_veteran_cadre') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EM06', 1, 'rows', ''),
    ('EM06', 2, 'filled', 'admin_division_code'),
    ('EM06', 3, 'filled', 'data_period'),
    ('EM06', 4, 'filled', 'person_id'),
    ('EM06', 5, 'filled', 'citizen_id'),
    ('EM06', 6, 'filled', 'person_name'),
    ('EM06', 7, 'persons', 'citizen_id'),
    ('EM06', 8, 'defect', 'citizen_id_15:citizen_id'),
    ('EM06', 9, 'defect', 'citizen_id_untidy:citizen_id'),
    ('EM06', 10, 'defect', 'citizen_id_invalid:citizen_id'),
    ('EM06', 11, 'defect', 'person_name_untidy:person_name'),
    ('EM06', 12, 'defect', 'person_number_placeholder:person_id'),
    ('EM06', 13, 'defect', 'region_retired:admin_division_code'),
    ('EM06', 14, 'defect', 'region_unknown:admin_division_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    t.file_code,
    'code' as measure,
    m.column_name,
    t.code,
    t.row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    t._line_no
from (
    select
        s.file_code,
        s._delivery_id,
        case
            when grouping(s.region_code_raw) = 0 then 1
            when grouping(s.sex_code) = 0 then 2
            when grouping(s.ethnicity_code) = 0 then 3
            when grouping(s.former_unit_type_code) = 0 then 4
            when grouping(s.former_unit_economic_type_code) = 0 then 5
            when grouping(s.former_unit_affiliation_code) = 0 then 6
            when grouping(s.former_unit_industry_code) = 0 then 7
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.former_unit_type_code, s.former_unit_economic_type_code, s.former_unit_affiliation_code, s.former_unit_industry_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.sex_code,
        s.ethnicity_code,
        s.former_unit_type_code,
        s.former_unit_economic_type_code,
        s.former_unit_affiliation_code,
        s.former_unit_industry_code
        from {{ rows_of_same_part('base_veteran_cadre') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.ethnicity_code),
        (s.file_code, s._delivery_id, s.former_unit_type_code),
        (s.file_code, s._delivery_id, s.former_unit_economic_type_code),
        (s.file_code, s._delivery_id, s.former_unit_affiliation_code),
        (s.file_code, s._delivery_id, s.former_unit_industry_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.former_unit_type_code, s.former_unit_economic_type_code, s.former_unit_affiliation_code, s.former_unit_industry_code) is not null
) as t
inner join (values
    ('EM06', 1, 'admin_division_code'),
    ('EM06', 2, 'sex_code'),
    ('EM06', 3, 'ethnicity_code'),
    ('EM06', 4, 'former_unit_type_code'),
    ('EM06', 5, 'former_unit_economic_type_code'),
    ('EM06', 6, 'former_unit_affiliation_code'),
    ('EM06', 7, 'former_unit_industry_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
