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
{% call when_part_of('base_tax_declaration_person') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 when 18 then t.n18 when 19 then t.n19 when 20 then t.n20 end as bigint) as row_count,
    cast(case m.number when 11 then t.a11 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 when 16 then t.l16 when 17 then t.l17 when 18 then t.l18 when 19 then t.l19 when 20 then t.l20 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.insurance_type_code) as n4,
        count(s.unit_id) as n5,
        count(s.person_id) as n6,
        count(s.citizen_id_raw) as n7,
        count(s.person_name) as n8,
        count(distinct s.citizen_id_raw) as n9,
        count(distinct s.unit_id) as n10,
        count(s.personal_due_current_amount) as n11,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n12,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n13,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n14,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n15,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n16,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n17,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n18,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n19,
        count(case when {{ fund_code('s.insurance_type_code') }} <> s.insurance_type_code then 1 end) as n20,
        {{ money_sum('s.personal_due_current_amount') }} as a11,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l12,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l13,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l14,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l15,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l16,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l17,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l18,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l19,
        min(case when {{ fund_code('s.insurance_type_code') }} <> s.insurance_type_code then s._line_no end) as l20
    from {{ rows_of_same_part('base_tax_declaration_person') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('TX02', 1, 'rows', ''),
    ('TX02', 2, 'filled', 'admin_division_code'),
    ('TX02', 3, 'filled', 'data_period'),
    ('TX02', 4, 'filled', 'insurance_type_code'),
    ('TX02', 5, 'filled', 'unit_id'),
    ('TX02', 6, 'filled', 'person_id'),
    ('TX02', 7, 'filled', 'citizen_id'),
    ('TX02', 8, 'filled', 'person_name'),
    ('TX02', 9, 'persons', 'citizen_id'),
    ('TX02', 10, 'units', 'unit_id'),
    ('TX02', 11, 'amount', 'personal_due_current_amount'),
    ('TX02', 12, 'defect', 'citizen_id_15:citizen_id'),
    ('TX02', 13, 'defect', 'citizen_id_untidy:citizen_id'),
    ('TX02', 14, 'defect', 'citizen_id_invalid:citizen_id'),
    ('TX02', 15, 'defect', 'person_name_untidy:person_name'),
    ('TX02', 16, 'defect', 'person_number_placeholder:person_id'),
    ('TX02', 17, 'defect', 'unit_number_placeholder:unit_id'),
    ('TX02', 18, 'defect', 'region_retired:admin_division_code'),
    ('TX02', 19, 'defect', 'region_unknown:admin_division_code'),
    ('TX02', 20, 'defect', 'fund_short_code:insurance_type_code')
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
            when grouping(s.insurance_type_code) = 0 then 2
        end as number,
        coalesce(s.region_code_raw, s.insurance_type_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.insurance_type_code
        from {{ rows_of_same_part('base_tax_declaration_person') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.insurance_type_code)
    )
    having coalesce(s.region_code_raw, s.insurance_type_code) is not null
) as t
inner join (values
    ('TX02', 1, 'admin_division_code'),
    ('TX02', 2, 'insurance_type_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_tax_declaration_unit') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 end as bigint) as row_count,
    cast(case m.number when 9 then t.a9 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.insurance_type_code) as n4,
        count(s.unit_id) as n5,
        count(s.unit_name) as n6,
        count(s.org_code) as n7,
        count(distinct s.unit_id) as n8,
        count(s.unit_due_current_amount) as n9,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n10,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n11,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n12,
        count(case when {{ fund_code('s.insurance_type_code') }} <> s.insurance_type_code then 1 end) as n13,
        {{ money_sum('s.unit_due_current_amount') }} as a9,
        min(s._line_no) as l1,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l10,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l11,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l12,
        min(case when {{ fund_code('s.insurance_type_code') }} <> s.insurance_type_code then s._line_no end) as l13
    from {{ rows_of_same_part('base_tax_declaration_unit') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('TX01', 1, 'rows', ''),
    ('TX01', 2, 'filled', 'admin_division_code'),
    ('TX01', 3, 'filled', 'data_period'),
    ('TX01', 4, 'filled', 'insurance_type_code'),
    ('TX01', 5, 'filled', 'unit_id'),
    ('TX01', 6, 'filled', 'unit_name'),
    ('TX01', 7, 'filled', 'org_code'),
    ('TX01', 8, 'units', 'unit_id'),
    ('TX01', 9, 'amount', 'unit_due_current_amount'),
    ('TX01', 10, 'defect', 'unit_number_placeholder:unit_id'),
    ('TX01', 11, 'defect', 'region_retired:admin_division_code'),
    ('TX01', 12, 'defect', 'region_unknown:admin_division_code'),
    ('TX01', 13, 'defect', 'fund_short_code:insurance_type_code')
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
            when grouping(s.insurance_type_code) = 0 then 2
            when grouping(s.unit_contribution_status_code) = 0 then 3
        end as number,
        coalesce(s.region_code_raw, s.insurance_type_code, s.unit_contribution_status_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.insurance_type_code,
        s.unit_contribution_status_code
        from {{ rows_of_same_part('base_tax_declaration_unit') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.insurance_type_code),
        (s.file_code, s._delivery_id, s.unit_contribution_status_code)
    )
    having coalesce(s.region_code_raw, s.insurance_type_code, s.unit_contribution_status_code) is not null
) as t
inner join (values
    ('TX01', 1, 'admin_division_code'),
    ('TX01', 2, 'insurance_type_code'),
    ('TX01', 3, 'unit_contribution_status_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_tax_receipt') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 end as bigint) as row_count,
    cast(case m.number when 11 then t.a11 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.levy_notice_no) as n3,
        count(s.tax_receipt_no) as n4,
        count(s.insurance_type_code) as n5,
        count(s.unit_id) as n6,
        count(s.period) as n7,
        count(s.contribution_type_code) as n8,
        count(s.transmission_batch_no) as n9,
        count(distinct s.unit_id) as n10,
        count(s.unit_paid_amount) as n11,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n12,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n13,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n14,
        count(s.uuid) as n15,
        {{ money_sum('s.unit_paid_amount') }} as a11,
        min(s._line_no) as l1,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l12,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l13,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l14
    from {{ rows_of_same_part('base_tax_receipt') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP08', 1, 'rows', ''),
    ('EP08', 2, 'filled', 'pooling_area_code'),
    ('EP08', 3, 'filled', 'levy_notice_no'),
    ('EP08', 4, 'filled', 'tax_receipt_no'),
    ('EP08', 5, 'filled', 'insurance_type_code'),
    ('EP08', 6, 'filled', 'unit_id'),
    ('EP08', 7, 'filled', 'corresponding_fee_period'),
    ('EP08', 8, 'filled', 'contribution_type_code'),
    ('EP08', 9, 'filled', 'transmission_batch_no'),
    ('EP08', 10, 'units', 'unit_id'),
    ('EP08', 11, 'amount', 'unit_paid_amount'),
    ('EP08', 12, 'defect', 'unit_number_placeholder:unit_id'),
    ('EP08', 13, 'defect', 'region_retired:pooling_area_code'),
    ('EP08', 14, 'defect', 'region_unknown:pooling_area_code'),
    ('IP08', 1, 'rows', ''),
    ('IP08', 2, 'filled', 'pooling_area_code'),
    ('IP08', 3, 'filled', 'levy_notice_no'),
    ('IP08', 4, 'filled', 'tax_receipt_no'),
    ('IP08', 5, 'filled', 'insurance_type_code'),
    ('IP08', 6, 'filled', 'unit_id'),
    ('IP08', 7, 'filled', 'corresponding_fee_period'),
    ('IP08', 8, 'filled', 'contribution_type_code'),
    ('IP08', 9, 'filled', 'transmission_batch_no'),
    ('IP08', 10, 'units', 'unit_id'),
    ('IP08', 11, 'amount', 'unit_paid_amount'),
    ('IP08', 12, 'defect', 'unit_number_placeholder:unit_id'),
    ('IP08', 13, 'defect', 'region_retired:pooling_area_code'),
    ('IP08', 14, 'defect', 'region_unknown:pooling_area_code'),
    ('EM08', 1, 'rows', ''),
    ('EM08', 15, 'filled', 'uuid'),
    ('EM08', 10, 'units', 'unit_id'),
    ('EM08', 11, 'amount', 'unit_paid_amount'),
    ('EM08', 12, 'defect', 'unit_number_placeholder:unit_id'),
    ('EM08', 13, 'defect', 'region_retired:pooling_area_code'),
    ('EM08', 14, 'defect', 'region_unknown:pooling_area_code'),
    ('UE06', 1, 'rows', ''),
    ('UE06', 2, 'filled', 'pooling_area_code'),
    ('UE06', 3, 'filled', 'levy_notice_no'),
    ('UE06', 4, 'filled', 'tax_receipt_no'),
    ('UE06', 5, 'filled', 'insurance_type_code'),
    ('UE06', 6, 'filled', 'unit_id'),
    ('UE06', 7, 'filled', 'corresponding_fee_period'),
    ('UE06', 8, 'filled', 'contribution_type_code'),
    ('UE06', 9, 'filled', 'transmission_batch_no'),
    ('UE06', 10, 'units', 'unit_id'),
    ('UE06', 11, 'amount', 'unit_paid_amount'),
    ('UE06', 12, 'defect', 'unit_number_placeholder:unit_id'),
    ('UE06', 13, 'defect', 'region_retired:pooling_area_code'),
    ('UE06', 14, 'defect', 'region_unknown:pooling_area_code'),
    ('WI06', 1, 'rows', ''),
    ('WI06', 2, 'filled', 'pooling_area_code'),
    ('WI06', 3, 'filled', 'levy_notice_no'),
    ('WI06', 4, 'filled', 'tax_receipt_no'),
    ('WI06', 5, 'filled', 'insurance_type_code'),
    ('WI06', 6, 'filled', 'unit_id'),
    ('WI06', 7, 'filled', 'corresponding_fee_period'),
    ('WI06', 8, 'filled', 'contribution_type_code'),
    ('WI06', 9, 'filled', 'transmission_batch_no'),
    ('WI06', 10, 'units', 'unit_id'),
    ('WI06', 11, 'amount', 'unit_paid_amount'),
    ('WI06', 12, 'defect', 'unit_number_placeholder:unit_id'),
    ('WI06', 13, 'defect', 'region_retired:pooling_area_code'),
    ('WI06', 14, 'defect', 'region_unknown:pooling_area_code'),
    ('MT04', 1, 'rows', ''),
    ('MT04', 15, 'filled', 'uuid'),
    ('MT04', 10, 'units', 'unit_id'),
    ('MT04', 11, 'amount', 'unit_paid_amount'),
    ('MT04', 12, 'defect', 'unit_number_placeholder:unit_id'),
    ('MT04', 13, 'defect', 'region_retired:pooling_area_code'),
    ('MT04', 14, 'defect', 'region_unknown:pooling_area_code')
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
            when grouping(s.ss_system_code) = 0 then 1
            when grouping(s.region_code_raw) = 0 then 2
            when grouping(s.agency_code) = 0 then 3
            when grouping(s.insurance_type_code) = 0 then 4
            when grouping(s.contribution_type_code) = 0 then 5
            when grouping(s.contribution_mark_code) = 0 then 6
            when grouping(s.tax_authority_code) = 0 then 7
            when grouping(s.transmission_type_code) = 0 then 8
        end as number,
        coalesce(s.ss_system_code, s.region_code_raw, s.agency_code, s.insurance_type_code, s.contribution_type_code, s.contribution_mark_code, s.tax_authority_code, s.transmission_type_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        case when s.ss_system_code is not null then '' end as ss_system_code,
        s.region_code_raw,
        case when s.agency_code is not null then '' end as agency_code,
        s.insurance_type_code,
        case when s.contribution_type_code is not null then '' end as contribution_type_code,
        case when s.contribution_mark_code is not null then '' end as contribution_mark_code,
        case when s.tax_authority_code is not null then '' end as tax_authority_code,
        case when s.transmission_type_code is not null then '' end as transmission_type_code
        from {{ rows_of_same_part('base_tax_receipt') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.ss_system_code),
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.agency_code),
        (s.file_code, s._delivery_id, s.insurance_type_code),
        (s.file_code, s._delivery_id, s.contribution_type_code),
        (s.file_code, s._delivery_id, s.contribution_mark_code),
        (s.file_code, s._delivery_id, s.tax_authority_code),
        (s.file_code, s._delivery_id, s.transmission_type_code)
    )
    having coalesce(s.ss_system_code, s.region_code_raw, s.agency_code, s.insurance_type_code, s.contribution_type_code, s.contribution_mark_code, s.tax_authority_code, s.transmission_type_code) is not null
) as t
inner join (values
    ('EP08', 1, 'ss_system_code'),
    ('IP08', 1, 'ss_system_code'),
    ('EM08', 1, 'ss_system_code'),
    ('UE06', 1, 'ss_system_code'),
    ('WI06', 1, 'ss_system_code'),
    ('MT04', 1, 'ss_system_code'),
    ('EP08', 2, 'pooling_area_code'),
    ('IP08', 2, 'pooling_area_code'),
    ('EM08', 2, 'pooling_area_code'),
    ('UE06', 2, 'pooling_area_code'),
    ('WI06', 2, 'pooling_area_code'),
    ('MT04', 2, 'pooling_area_code'),
    ('EP08', 3, 'agency_code'),
    ('IP08', 3, 'agency_code'),
    ('EM08', 3, 'agency_code'),
    ('UE06', 3, 'agency_code'),
    ('WI06', 3, 'agency_code'),
    ('MT04', 3, 'agency_code'),
    ('EP08', 4, 'insurance_type_code'),
    ('IP08', 4, 'insurance_type_code'),
    ('EM08', 4, 'insurance_type_code'),
    ('UE06', 4, 'insurance_type_code'),
    ('WI06', 4, 'insurance_type_code'),
    ('MT04', 4, 'insurance_type_code'),
    ('EP08', 5, 'contribution_type_code'),
    ('IP08', 5, 'contribution_type_code'),
    ('EM08', 5, 'contribution_type_code'),
    ('UE06', 5, 'contribution_type_code'),
    ('WI06', 5, 'contribution_type_code'),
    ('MT04', 5, 'contribution_type_code'),
    ('EP08', 6, 'contribution_mark_code'),
    ('IP08', 6, 'contribution_mark_code'),
    ('EM08', 6, 'contribution_mark_code'),
    ('UE06', 6, 'contribution_mark_code'),
    ('WI06', 6, 'contribution_mark_code'),
    ('MT04', 6, 'contribution_mark_code'),
    ('EP08', 7, 'tax_authority_code'),
    ('IP08', 7, 'tax_authority_code'),
    ('EM08', 7, 'tax_authority_code'),
    ('UE06', 7, 'tax_authority_code'),
    ('WI06', 7, 'tax_authority_code'),
    ('MT04', 7, 'tax_authority_code'),
    ('EP08', 8, 'transmission_type_code'),
    ('IP08', 8, 'transmission_type_code'),
    ('EM08', 8, 'transmission_type_code'),
    ('UE06', 8, 'transmission_type_code'),
    ('WI06', 8, 'transmission_type_code'),
    ('MT04', 8, 'transmission_type_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_tax_receipt_person') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 when 18 then t.n18 when 19 then t.n19 when 20 then t.n20 when 21 then t.n21 end as bigint) as row_count,
    cast(case m.number when 5 then t.a5 when 20 then t.a20 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 6 then t.l6 when 7 then t.l7 when 8 then t.l8 when 9 then t.l9 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.uuid) as n2,
        count(distinct s.person_id) as n3,
        count(distinct s.unit_id) as n4,
        count(s.unit_paid_amount) as n5,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n6,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n7,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n8,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n9,
        count(s.region_code_raw) as n10,
        count(s.levy_notice_no) as n11,
        count(s.tax_receipt_no) as n12,
        count(s.insurance_type_code) as n13,
        count(s.unit_id) as n14,
        count(s.person_id) as n15,
        count(s.period) as n16,
        count(s.contribution_type_code) as n17,
        count(s.transmission_batch_no) as n18,
        count(s.fee_period_end) as n19,
        count(s.personal_paid_amount) as n20,
        count(s.record_pk) as n21,
        {{ money_sum('s.unit_paid_amount') }} as a5,
        {{ money_sum('s.personal_paid_amount') }} as a20,
        min(s._line_no) as l1,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l6,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l7,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l8,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l9
    from {{ rows_of_same_part('base_tax_receipt_person') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP09', 1, 'rows', ''),
    ('EP09', 2, 'filled', 'uuid'),
    ('EP09', 3, 'persons', 'person_id'),
    ('EP09', 4, 'units', 'unit_id'),
    ('EP09', 5, 'amount', 'unit_paid_amount'),
    ('EP09', 6, 'defect', 'person_number_placeholder:person_id'),
    ('EP09', 7, 'defect', 'unit_number_placeholder:unit_id'),
    ('EP09', 8, 'defect', 'region_retired:pooling_area_code'),
    ('EP09', 9, 'defect', 'region_unknown:pooling_area_code'),
    ('IP09', 1, 'rows', ''),
    ('IP09', 10, 'filled', 'pooling_area_code'),
    ('IP09', 11, 'filled', 'levy_notice_no'),
    ('IP09', 12, 'filled', 'tax_receipt_no'),
    ('IP09', 13, 'filled', 'insurance_type_code'),
    ('IP09', 14, 'filled', 'unit_id'),
    ('IP09', 15, 'filled', 'person_id'),
    ('IP09', 16, 'filled', 'corresponding_fee_period'),
    ('IP09', 17, 'filled', 'contribution_type_code'),
    ('IP09', 18, 'filled', 'transmission_batch_no'),
    ('IP09', 3, 'persons', 'person_id'),
    ('IP09', 4, 'units', 'unit_id'),
    ('IP09', 5, 'amount', 'unit_paid_amount'),
    ('IP09', 6, 'defect', 'person_number_placeholder:person_id'),
    ('IP09', 7, 'defect', 'unit_number_placeholder:unit_id'),
    ('IP09', 8, 'defect', 'region_retired:pooling_area_code'),
    ('IP09', 9, 'defect', 'region_unknown:pooling_area_code'),
    ('EM09', 1, 'rows', ''),
    ('EM09', 2, 'filled', 'uuid'),
    ('EM09', 3, 'persons', 'person_id'),
    ('EM09', 4, 'units', 'unit_id'),
    ('EM09', 5, 'amount', 'unit_paid_amount'),
    ('EM09', 6, 'defect', 'person_number_placeholder:person_id'),
    ('EM09', 7, 'defect', 'unit_number_placeholder:unit_id'),
    ('EM09', 8, 'defect', 'region_retired:pooling_area_code'),
    ('EM09', 9, 'defect', 'region_unknown:pooling_area_code'),
    ('EM10', 1, 'rows', ''),
    ('EM10', 2, 'filled', 'uuid'),
    ('EM10', 3, 'persons', 'person_id'),
    ('EM10', 4, 'units', 'unit_id'),
    ('EM10', 5, 'amount', 'unit_paid_amount'),
    ('EM10', 6, 'defect', 'person_number_placeholder:person_id'),
    ('EM10', 7, 'defect', 'unit_number_placeholder:unit_id'),
    ('EM10', 8, 'defect', 'region_retired:pooling_area_code'),
    ('EM10', 9, 'defect', 'region_unknown:pooling_area_code'),
    ('UE07', 1, 'rows', ''),
    ('UE07', 2, 'filled', 'uuid'),
    ('UE07', 3, 'persons', 'person_id'),
    ('UE07', 4, 'units', 'unit_id'),
    ('UE07', 5, 'amount', 'unit_paid_amount'),
    ('UE07', 6, 'defect', 'person_number_placeholder:person_id'),
    ('UE07', 7, 'defect', 'unit_number_placeholder:unit_id'),
    ('UE07', 8, 'defect', 'region_retired:pooling_area_code'),
    ('UE07', 9, 'defect', 'region_unknown:pooling_area_code'),
    ('RP06', 1, 'rows', ''),
    ('RP06', 10, 'filled', 'pooling_area_code'),
    ('RP06', 11, 'filled', 'levy_notice_no'),
    ('RP06', 12, 'filled', 'tax_receipt_no'),
    ('RP06', 15, 'filled', 'person_id'),
    ('RP06', 13, 'filled', 'insurance_type_code'),
    ('RP06', 17, 'filled', 'contribution_type_code'),
    ('RP06', 16, 'filled', 'fee_period_start'),
    ('RP06', 19, 'filled', 'fee_period_end'),
    ('RP06', 18, 'filled', 'transmission_batch_no'),
    ('RP06', 3, 'persons', 'person_id'),
    ('RP06', 20, 'amount', 'personal_paid_amount'),
    ('RP06', 6, 'defect', 'person_number_placeholder:person_id'),
    ('RP06', 8, 'defect', 'region_retired:pooling_area_code'),
    ('RP06', 9, 'defect', 'region_unknown:pooling_area_code'),
    ('RM04', 1, 'rows', ''),
    ('RM04', 21, 'filled', 'record_pk'),
    ('RM04', 3, 'persons', 'person_id'),
    ('RM04', 20, 'amount', 'personal_paid_amount'),
    ('RM04', 6, 'defect', 'person_number_placeholder:person_id'),
    ('RM04', 8, 'defect', 'region_retired:pooling_area_code'),
    ('RM04', 9, 'defect', 'region_unknown:pooling_area_code')
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
            when grouping(s.ss_system_code) = 0 then 1
            when grouping(s.region_code_raw) = 0 then 2
            when grouping(s.agency_code) = 0 then 3
            when grouping(s.insurance_type_code) = 0 then 4
            when grouping(s.contribution_type_code) = 0 then 5
            when grouping(s.contribution_mark_code) = 0 then 6
            when grouping(s.tax_authority_code) = 0 then 7
            when grouping(s.transmission_type_code) = 0 then 8
        end as number,
        coalesce(s.ss_system_code, s.region_code_raw, s.agency_code, s.insurance_type_code, s.contribution_type_code, s.contribution_mark_code, s.tax_authority_code, s.transmission_type_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        case when s.ss_system_code is not null then '' end as ss_system_code,
        s.region_code_raw,
        case when s.agency_code is not null then '' end as agency_code,
        s.insurance_type_code,
        case when s.contribution_type_code is not null then '' end as contribution_type_code,
        case when s.contribution_mark_code is not null then '' end as contribution_mark_code,
        case when s.tax_authority_code is not null then '' end as tax_authority_code,
        case when s.transmission_type_code is not null then '' end as transmission_type_code
        from {{ rows_of_same_part('base_tax_receipt_person') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.ss_system_code),
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.agency_code),
        (s.file_code, s._delivery_id, s.insurance_type_code),
        (s.file_code, s._delivery_id, s.contribution_type_code),
        (s.file_code, s._delivery_id, s.contribution_mark_code),
        (s.file_code, s._delivery_id, s.tax_authority_code),
        (s.file_code, s._delivery_id, s.transmission_type_code)
    )
    having coalesce(s.ss_system_code, s.region_code_raw, s.agency_code, s.insurance_type_code, s.contribution_type_code, s.contribution_mark_code, s.tax_authority_code, s.transmission_type_code) is not null
) as t
inner join (values
    ('EP09', 1, 'ss_system_code'),
    ('IP09', 1, 'ss_system_code'),
    ('EM09', 1, 'ss_system_code'),
    ('EM10', 1, 'ss_system_code'),
    ('UE07', 1, 'ss_system_code'),
    ('EP09', 2, 'pooling_area_code'),
    ('IP09', 2, 'pooling_area_code'),
    ('EM09', 2, 'pooling_area_code'),
    ('EM10', 2, 'pooling_area_code'),
    ('UE07', 2, 'pooling_area_code'),
    ('RP06', 2, 'pooling_area_code'),
    ('RM04', 2, 'pooling_area_code'),
    ('EP09', 3, 'agency_code'),
    ('IP09', 3, 'agency_code'),
    ('EM09', 3, 'agency_code'),
    ('EM10', 3, 'agency_code'),
    ('UE07', 3, 'agency_code'),
    ('RP06', 3, 'agency_code'),
    ('RM04', 3, 'agency_code'),
    ('EP09', 4, 'insurance_type_code'),
    ('IP09', 4, 'insurance_type_code'),
    ('EM09', 4, 'insurance_type_code'),
    ('EM10', 4, 'insurance_type_code'),
    ('UE07', 4, 'insurance_type_code'),
    ('RP06', 4, 'insurance_type_code'),
    ('RM04', 4, 'insurance_type_code'),
    ('EP09', 5, 'contribution_type_code'),
    ('IP09', 5, 'contribution_type_code'),
    ('EM09', 5, 'contribution_type_code'),
    ('EM10', 5, 'contribution_type_code'),
    ('UE07', 5, 'contribution_type_code'),
    ('RP06', 5, 'contribution_type_code'),
    ('RM04', 5, 'contribution_type_code'),
    ('EP09', 6, 'contribution_mark_code'),
    ('IP09', 6, 'contribution_mark_code'),
    ('EM09', 6, 'contribution_mark_code'),
    ('EM10', 6, 'contribution_mark_code'),
    ('UE07', 6, 'contribution_mark_code'),
    ('RP06', 6, 'contribution_mark_code'),
    ('RM04', 6, 'contribution_mark_code'),
    ('EP09', 7, 'tax_authority_code'),
    ('IP09', 7, 'tax_authority_code'),
    ('EM09', 7, 'tax_authority_code'),
    ('EM10', 7, 'tax_authority_code'),
    ('UE07', 7, 'tax_authority_code'),
    ('RP06', 7, 'tax_authority_code'),
    ('RM04', 7, 'tax_authority_code'),
    ('EP09', 8, 'transmission_type_code'),
    ('IP09', 8, 'transmission_type_code'),
    ('EM09', 8, 'transmission_type_code'),
    ('EM10', 8, 'transmission_type_code'),
    ('UE07', 8, 'transmission_type_code'),
    ('RP06', 8, 'transmission_type_code'),
    ('RM04', 8, 'transmission_type_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
