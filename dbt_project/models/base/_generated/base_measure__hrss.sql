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
{% call when_part_of('base_annuity_account') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 end as bigint) as row_count,
    cast(case m.number when 8 then t.a8 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.org_code) as n4,
        count(s.citizen_id_raw) as n5,
        count(s.person_name) as n6,
        count(distinct s.citizen_id_raw) as n7,
        count(s.account_income_amount) as n8,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n9,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n10,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n11,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n12,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n13,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n14,
        {{ money_sum('s.account_income_amount') }} as a8,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l9,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l10,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l11,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l12,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l13,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l14
    from {{ rows_of_same_part('base_annuity_account') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('IP06', 1, 'rows', ''),
    ('IP06', 2, 'filled', 'admin_division_code'),
    ('IP06', 3, 'filled', 'data_period'),
    ('IP06', 4, 'filled', 'org_code'),
    ('IP06', 5, 'filled', 'citizen_id'),
    ('IP06', 6, 'filled', 'person_name'),
    ('IP06', 7, 'persons', 'citizen_id'),
    ('IP06', 8, 'amount', 'account_income_amount'),
    ('IP06', 9, 'defect', 'citizen_id_15:citizen_id'),
    ('IP06', 10, 'defect', 'citizen_id_untidy:citizen_id'),
    ('IP06', 11, 'defect', 'citizen_id_invalid:citizen_id'),
    ('IP06', 12, 'defect', 'person_name_untidy:person_name'),
    ('IP06', 13, 'defect', 'region_retired:admin_division_code'),
    ('IP06', 14, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.contribution_status_code) = 0 then 2
            when grouping(s.account_retention_code) = 0 then 3
        end as number,
        coalesce(s.region_code_raw, s.contribution_status_code, s.account_retention_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.contribution_status_code,
        case when s.account_retention_code is not null then '' end as account_retention_code
        from {{ rows_of_same_part('base_annuity_account') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.contribution_status_code),
        (s.file_code, s._delivery_id, s.account_retention_code)
    )
    having coalesce(s.region_code_raw, s.contribution_status_code, s.account_retention_code) is not null
) as t
inner join (values
    ('IP06', 1, 'admin_division_code'),
    ('IP06', 2, 'contribution_status_code'),
    ('IP06', 3, 'account_retention_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_annuity_benefit') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 end as bigint) as row_count,
    cast(case m.number when 8 then t.a8 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.org_code) as n4,
        count(s.citizen_id_raw) as n5,
        count(s.person_name) as n6,
        count(distinct s.citizen_id_raw) as n7,
        count(s.instalment_benefit_amount) as n8,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n9,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n10,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n11,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n12,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n13,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n14,
        {{ money_sum('s.instalment_benefit_amount') }} as a8,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l9,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l10,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l11,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l12,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l13,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l14
    from {{ rows_of_same_part('base_annuity_benefit') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('IP07', 1, 'rows', ''),
    ('IP07', 2, 'filled', 'admin_division_code'),
    ('IP07', 3, 'filled', 'data_period'),
    ('IP07', 4, 'filled', 'org_code'),
    ('IP07', 5, 'filled', 'citizen_id'),
    ('IP07', 6, 'filled', 'person_name'),
    ('IP07', 7, 'persons', 'citizen_id'),
    ('IP07', 8, 'amount', 'instalment_benefit_amount'),
    ('IP07', 9, 'defect', 'citizen_id_15:citizen_id'),
    ('IP07', 10, 'defect', 'citizen_id_untidy:citizen_id'),
    ('IP07', 11, 'defect', 'citizen_id_invalid:citizen_id'),
    ('IP07', 12, 'defect', 'person_name_untidy:person_name'),
    ('IP07', 13, 'defect', 'region_retired:admin_division_code'),
    ('IP07', 14, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.benefit_claim_method_code) = 0 then 2
        end as number,
        coalesce(s.region_code_raw, s.benefit_claim_method_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        case when s.benefit_claim_method_code is not null then '' end as benefit_claim_method_code
        from {{ rows_of_same_part('base_annuity_benefit') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.benefit_claim_method_code)
    )
    having coalesce(s.region_code_raw, s.benefit_claim_method_code) is not null
) as t
inner join (values
    ('IP07', 1, 'admin_division_code'),
    ('IP07', 2, 'benefit_claim_method_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_annuity_contribution') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 end as bigint) as row_count,
    cast(case m.number when 7 then t.a7 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 8 then t.l8 when 9 then t.l9 when 10 then t.l10 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.unit_id) as n4,
        count(s.corresponding_fee_period) as n5,
        count(distinct s.unit_id) as n6,
        count(s.annuity_unit_paid_amount) as n7,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n8,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n9,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n10,
        {{ money_sum('s.annuity_unit_paid_amount') }} as a7,
        min(s._line_no) as l1,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l8,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l9,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l10
    from {{ rows_of_same_part('base_annuity_contribution') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('IP23', 1, 'rows', ''),
    ('IP23', 2, 'filled', 'admin_division_code'),
    ('IP23', 3, 'filled', 'data_period'),
    ('IP23', 4, 'filled', 'unit_id'),
    ('IP23', 5, 'filled', 'corresponding_fee_period'),
    ('IP23', 6, 'units', 'unit_id'),
    ('IP23', 7, 'amount', 'annuity_unit_paid_amount'),
    ('IP23', 8, 'defect', 'unit_number_placeholder:unit_id'),
    ('IP23', 9, 'defect', 'region_retired:admin_division_code'),
    ('IP23', 10, 'defect', 'region_unknown:admin_division_code')
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
        end as number,
        s.region_code_raw as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw
        from {{ rows_of_same_part('base_annuity_contribution') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw)
    )
    having s.region_code_raw is not null
) as t
inner join (values
    ('IP23', 1, 'admin_division_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_annuity_funding') -%}
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
        count(s.person_id) as n4,
        count(s.funding_date) as n5,
        count(s.citizen_id_raw) as n6,
        count(s.person_name) as n7,
        count(distinct s.citizen_id_raw) as n8,
        count(distinct s.unit_id) as n9,
        count(s.funded_principal_amount) as n10,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n11,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n12,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n13,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n14,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n15,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n16,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n17,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n18,
        {{ money_sum('s.funded_principal_amount') }} as a10,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l12,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l13,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l14,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l15,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l16,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l17,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l18
    from {{ rows_of_same_part('base_annuity_funding') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('IP24', 1, 'rows', ''),
    ('IP24', 2, 'filled', 'admin_division_code'),
    ('IP24', 3, 'filled', 'data_period'),
    ('IP24', 4, 'filled', 'person_id'),
    ('IP24', 5, 'filled', 'funding_date'),
    ('IP24', 6, 'filled', 'citizen_id'),
    ('IP24', 7, 'filled', 'person_name'),
    ('IP24', 8, 'persons', 'citizen_id'),
    ('IP24', 9, 'units', 'unit_id'),
    ('IP24', 10, 'amount', 'funded_principal_amount'),
    ('IP24', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('IP24', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('IP24', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('IP24', 14, 'defect', 'person_name_untidy:person_name'),
    ('IP24', 15, 'defect', 'person_number_placeholder:person_id'),
    ('IP24', 16, 'defect', 'unit_number_placeholder:unit_id'),
    ('IP24', 17, 'defect', 'region_retired:admin_division_code'),
    ('IP24', 18, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.funding_reason_code) = 0 then 2
            when grouping(s.funding_source_level_code) = 0 then 3
        end as number,
        coalesce(s.region_code_raw, s.funding_reason_code, s.funding_source_level_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        case when s.funding_reason_code is not null then '' end as funding_reason_code,
        s.funding_source_level_code
        from {{ rows_of_same_part('base_annuity_funding') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.funding_reason_code),
        (s.file_code, s._delivery_id, s.funding_source_level_code)
    )
    having coalesce(s.region_code_raw, s.funding_reason_code, s.funding_source_level_code) is not null
) as t
inner join (values
    ('IP24', 1, 'admin_division_code'),
    ('IP24', 2, 'funding_reason_code'),
    ('IP24', 3, 'funding_source_level_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_annuity_interest') -%}
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
        count(s.person_id) as n4,
        count(s.interest_year) as n5,
        count(s.citizen_id_raw) as n6,
        count(s.person_name) as n7,
        count(distinct s.citizen_id_raw) as n8,
        count(distinct s.unit_id) as n9,
        count(s.account_opening_balance) as n10,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n11,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n12,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n13,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n14,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n15,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n16,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n17,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n18,
        {{ money_sum('s.account_opening_balance') }} as a10,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l12,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l13,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l14,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l15,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l16,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l17,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l18
    from {{ rows_of_same_part('base_annuity_interest') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('IP25', 1, 'rows', ''),
    ('IP25', 2, 'filled', 'admin_division_code'),
    ('IP25', 3, 'filled', 'data_period'),
    ('IP25', 4, 'filled', 'person_id'),
    ('IP25', 5, 'filled', 'interest_year'),
    ('IP25', 6, 'filled', 'citizen_id'),
    ('IP25', 7, 'filled', 'person_name'),
    ('IP25', 8, 'persons', 'citizen_id'),
    ('IP25', 9, 'units', 'unit_id'),
    ('IP25', 10, 'amount', 'account_opening_balance'),
    ('IP25', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('IP25', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('IP25', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('IP25', 14, 'defect', 'person_name_untidy:person_name'),
    ('IP25', 15, 'defect', 'person_number_placeholder:person_id'),
    ('IP25', 16, 'defect', 'unit_number_placeholder:unit_id'),
    ('IP25', 17, 'defect', 'region_retired:admin_division_code'),
    ('IP25', 18, 'defect', 'region_unknown:admin_division_code')
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
        end as number,
        s.region_code_raw as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw
        from {{ rows_of_same_part('base_annuity_interest') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw)
    )
    having s.region_code_raw is not null
) as t
inner join (values
    ('IP25', 1, 'admin_division_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_annuity_person') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 end as bigint) as row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 when 16 then t.l16 end as bigint) as _line_no
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
        count(distinct s.unit_id) as n8,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n9,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n10,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n11,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n12,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n13,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n14,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n15,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n16,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l9,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l10,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l11,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l12,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l13,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l14,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l15,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l16
    from {{ rows_of_same_part('base_annuity_person') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('IP22', 1, 'rows', ''),
    ('IP22', 2, 'filled', 'admin_division_code'),
    ('IP22', 3, 'filled', 'data_period'),
    ('IP22', 4, 'filled', 'person_id'),
    ('IP22', 5, 'filled', 'citizen_id'),
    ('IP22', 6, 'filled', 'person_name'),
    ('IP22', 7, 'persons', 'citizen_id'),
    ('IP22', 8, 'units', 'unit_id'),
    ('IP22', 9, 'defect', 'citizen_id_15:citizen_id'),
    ('IP22', 10, 'defect', 'citizen_id_untidy:citizen_id'),
    ('IP22', 11, 'defect', 'citizen_id_invalid:citizen_id'),
    ('IP22', 12, 'defect', 'person_name_untidy:person_name'),
    ('IP22', 13, 'defect', 'person_number_placeholder:person_id'),
    ('IP22', 14, 'defect', 'unit_number_placeholder:unit_id'),
    ('IP22', 15, 'defect', 'region_retired:admin_division_code'),
    ('IP22', 16, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.contribution_status_code) = 0 then 3
            when grouping(s.unit_credit_mode_code) = 0 then 4
            when grouping(s.account_retention_code) = 0 then 5
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.contribution_status_code, s.unit_credit_mode_code, s.account_retention_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.sex_code,
        s.contribution_status_code,
        case when s.unit_credit_mode_code is not null then '' end as unit_credit_mode_code,
        case when s.account_retention_code is not null then '' end as account_retention_code
        from {{ rows_of_same_part('base_annuity_person') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.contribution_status_code),
        (s.file_code, s._delivery_id, s.unit_credit_mode_code),
        (s.file_code, s._delivery_id, s.account_retention_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.contribution_status_code, s.unit_credit_mode_code, s.account_retention_code) is not null
) as t
inner join (values
    ('IP22', 1, 'admin_division_code'),
    ('IP22', 2, 'sex_code'),
    ('IP22', 3, 'contribution_status_code'),
    ('IP22', 4, 'unit_credit_mode_code'),
    ('IP22', 5, 'account_retention_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_annuity_unit') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 end as bigint) as row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 8 then t.l8 when 9 then t.l9 when 10 then t.l10 end as bigint) as _line_no
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
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n8,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n9,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n10,
        min(s._line_no) as l1,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l8,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l9,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l10
    from {{ rows_of_same_part('base_annuity_unit') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('IP21', 1, 'rows', ''),
    ('IP21', 2, 'filled', 'admin_division_code'),
    ('IP21', 3, 'filled', 'data_period'),
    ('IP21', 4, 'filled', 'unit_id'),
    ('IP21', 5, 'filled', 'unit_name'),
    ('IP21', 6, 'filled', 'org_code'),
    ('IP21', 7, 'units', 'unit_id'),
    ('IP21', 8, 'defect', 'unit_number_placeholder:unit_id'),
    ('IP21', 9, 'defect', 'region_retired:admin_division_code'),
    ('IP21', 10, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.affiliation_code) = 0 then 3
            when grouping(s.fiscal_funding_mode_code) = 0 then 4
            when grouping(s.unit_credit_mode_code) = 0 then 5
            when grouping(s.unit_contribution_status_code) = 0 then 6
        end as number,
        coalesce(s.region_code_raw, s.unit_type_code, s.affiliation_code, s.fiscal_funding_mode_code, s.unit_credit_mode_code, s.unit_contribution_status_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.unit_type_code,
        s.affiliation_code,
        case when s.fiscal_funding_mode_code is not null then '' end as fiscal_funding_mode_code,
        case when s.unit_credit_mode_code is not null then '' end as unit_credit_mode_code,
        s.unit_contribution_status_code
        from {{ rows_of_same_part('base_annuity_unit') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.unit_type_code),
        (s.file_code, s._delivery_id, s.affiliation_code),
        (s.file_code, s._delivery_id, s.fiscal_funding_mode_code),
        (s.file_code, s._delivery_id, s.unit_credit_mode_code),
        (s.file_code, s._delivery_id, s.unit_contribution_status_code)
    )
    having coalesce(s.region_code_raw, s.unit_type_code, s.affiliation_code, s.fiscal_funding_mode_code, s.unit_credit_mode_code, s.unit_contribution_status_code) is not null
) as t
inner join (values
    ('IP21', 1, 'admin_division_code'),
    ('IP21', 2, 'unit_type_code'),
    ('IP21', 3, 'affiliation_code'),
    ('IP21', 4, 'fiscal_funding_mode_code'),
    ('IP21', 5, 'unit_credit_mode_code'),
    ('IP21', 6, 'unit_contribution_status_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_benefit_month') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 when 18 then t.n18 when 19 then t.n19 end as bigint) as row_count,
    cast(case m.number when 10 then t.a10 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 when 16 then t.l16 when 17 then t.l17 end as bigint) as _line_no
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
        count(s.retirement_date) as n7,
        count(s.benefit_payment_status_code) as n8,
        count(distinct s.citizen_id_raw) as n9,
        count(s.pension_due_total) as n10,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n11,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n12,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n13,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n14,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n15,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n16,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n17,
        count(s.insurance_subtype_code) as n18,
        count(s.benefit_start_date) as n19,
        {{ money_sum('s.pension_due_total') }} as a10,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l12,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l13,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l14,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l15,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l16,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l17
    from {{ rows_of_same_part('base_benefit_month') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP03', 1, 'rows', ''),
    ('EP03', 2, 'filled', 'admin_division_code'),
    ('EP03', 3, 'filled', 'data_period'),
    ('EP03', 4, 'filled', 'person_id'),
    ('EP03', 5, 'filled', 'citizen_id'),
    ('EP03', 6, 'filled', 'person_name'),
    ('EP03', 7, 'filled', 'retirement_date'),
    ('EP03', 8, 'filled', 'benefit_payment_status_code'),
    ('EP03', 9, 'persons', 'citizen_id'),
    ('EP03', 10, 'amount', 'pension_due_total'),
    ('EP03', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('EP03', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('EP03', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('EP03', 14, 'defect', 'person_name_untidy:person_name'),
    ('EP03', 15, 'defect', 'person_number_placeholder:person_id'),
    ('EP03', 16, 'defect', 'region_retired:admin_division_code'),
    ('EP03', 17, 'defect', 'region_unknown:admin_division_code'),
    ('IP03', 1, 'rows', ''),
    ('IP03', 2, 'filled', 'admin_division_code'),
    ('IP03', 3, 'filled', 'data_period'),
    ('IP03', 4, 'filled', 'person_id'),
    ('IP03', 5, 'filled', 'citizen_id'),
    ('IP03', 6, 'filled', 'person_name'),
    ('IP03', 7, 'filled', 'retirement_date'),
    ('IP03', 8, 'filled', 'benefit_payment_status_code'),
    ('IP03', 9, 'persons', 'citizen_id'),
    ('IP03', 10, 'amount', 'pension_due_total'),
    ('IP03', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('IP03', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('IP03', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('IP03', 14, 'defect', 'person_name_untidy:person_name'),
    ('IP03', 15, 'defect', 'person_number_placeholder:person_id'),
    ('IP03', 16, 'defect', 'region_retired:admin_division_code'),
    ('IP03', 17, 'defect', 'region_unknown:admin_division_code'),
    ('RP02', 1, 'rows', ''),
    ('RP02', 2, 'filled', 'admin_division_code'),
    ('RP02', 3, 'filled', 'data_period'),
    ('RP02', 18, 'filled', 'insurance_subtype_code'),
    ('RP02', 4, 'filled', 'person_id'),
    ('RP02', 5, 'filled', 'citizen_id'),
    ('RP02', 6, 'filled', 'person_name'),
    ('RP02', 19, 'filled', 'benefit_start_date'),
    ('RP02', 8, 'filled', 'benefit_payment_status_code'),
    ('RP02', 9, 'persons', 'citizen_id'),
    ('RP02', 10, 'amount', 'pension_due_total'),
    ('RP02', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('RP02', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('RP02', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('RP02', 14, 'defect', 'person_name_untidy:person_name'),
    ('RP02', 15, 'defect', 'person_number_placeholder:person_id'),
    ('RP02', 16, 'defect', 'region_retired:admin_division_code'),
    ('RP02', 17, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.retirement_category_code) = 0 then 4
            when grouping(s.pre_retirement_identity_code) = 0 then 5
            when grouping(s.pre_retirement_technical_title_code) = 0 then 6
            when grouping(s.pre_retirement_vocational_grade_code) = 0 then 7
            when grouping(s.pre_retirement_admin_rank_code) = 0 then 8
            when grouping(s.veteran_category_code) = 0 then 9
            when grouping(s.model_worker_level_code) = 0 then 10
            when grouping(s.former_unit_type_code) = 0 then 11
            when grouping(s.former_unit_economic_type_code) = 0 then 12
            when grouping(s.former_unit_affiliation_code) = 0 then 13
            when grouping(s.former_unit_industry_code) = 0 then 14
            when grouping(s.socialized_management_code) = 0 then 15
            when grouping(s.benefit_payment_status_code) = 0 then 16
            when grouping(s.benefit_stop_reason_code) = 0 then 17
            when grouping(s.insurance_subtype_code) = 0 then 18
            when grouping(s.village_code) = 0 then 19
            when grouping(s.hukou_type_code) = 0 then 20
            when grouping(s.disability_category_code) = 0 then 21
            when grouping(s.disability_grade_code) = 0 then 22
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.retirement_category_code, s.pre_retirement_identity_code, s.pre_retirement_technical_title_code, s.pre_retirement_vocational_grade_code, s.pre_retirement_admin_rank_code, s.veteran_category_code, s.model_worker_level_code, s.former_unit_type_code, s.former_unit_economic_type_code, s.former_unit_affiliation_code, s.former_unit_industry_code, s.socialized_management_code, s.benefit_payment_status_code, s.benefit_stop_reason_code, s.insurance_subtype_code, s.village_code, s.hukou_type_code, s.disability_category_code, s.disability_grade_code) as code,
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
        s.retirement_category_code,
        s.pre_retirement_identity_code,
        case when s.pre_retirement_technical_title_code is not null then '' end as pre_retirement_technical_title_code,
        s.pre_retirement_vocational_grade_code,
        case when s.pre_retirement_admin_rank_code is not null then '' end as pre_retirement_admin_rank_code,
        case when s.veteran_category_code is not null then '' end as veteran_category_code,
        case when s.model_worker_level_code is not null then '' end as model_worker_level_code,
        s.former_unit_type_code,
        s.former_unit_economic_type_code,
        s.former_unit_affiliation_code,
        s.former_unit_industry_code,
        case when s.socialized_management_code is not null then '' end as socialized_management_code,
        s.benefit_payment_status_code,
        case when s.benefit_stop_reason_code is not null then '' end as benefit_stop_reason_code,
        s.insurance_subtype_code,
        case when s.village_code is not null then '' end as village_code,
        s.hukou_type_code,
        s.disability_category_code,
        s.disability_grade_code
        from {{ rows_of_same_part('base_benefit_month') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.ethnicity_code),
        (s.file_code, s._delivery_id, s.retirement_category_code),
        (s.file_code, s._delivery_id, s.pre_retirement_identity_code),
        (s.file_code, s._delivery_id, s.pre_retirement_technical_title_code),
        (s.file_code, s._delivery_id, s.pre_retirement_vocational_grade_code),
        (s.file_code, s._delivery_id, s.pre_retirement_admin_rank_code),
        (s.file_code, s._delivery_id, s.veteran_category_code),
        (s.file_code, s._delivery_id, s.model_worker_level_code),
        (s.file_code, s._delivery_id, s.former_unit_type_code),
        (s.file_code, s._delivery_id, s.former_unit_economic_type_code),
        (s.file_code, s._delivery_id, s.former_unit_affiliation_code),
        (s.file_code, s._delivery_id, s.former_unit_industry_code),
        (s.file_code, s._delivery_id, s.socialized_management_code),
        (s.file_code, s._delivery_id, s.benefit_payment_status_code),
        (s.file_code, s._delivery_id, s.benefit_stop_reason_code),
        (s.file_code, s._delivery_id, s.insurance_subtype_code),
        (s.file_code, s._delivery_id, s.village_code),
        (s.file_code, s._delivery_id, s.hukou_type_code),
        (s.file_code, s._delivery_id, s.disability_category_code),
        (s.file_code, s._delivery_id, s.disability_grade_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.retirement_category_code, s.pre_retirement_identity_code, s.pre_retirement_technical_title_code, s.pre_retirement_vocational_grade_code, s.pre_retirement_admin_rank_code, s.veteran_category_code, s.model_worker_level_code, s.former_unit_type_code, s.former_unit_economic_type_code, s.former_unit_affiliation_code, s.former_unit_industry_code, s.socialized_management_code, s.benefit_payment_status_code, s.benefit_stop_reason_code, s.insurance_subtype_code, s.village_code, s.hukou_type_code, s.disability_category_code, s.disability_grade_code) is not null
) as t
inner join (values
    ('EP03', 1, 'admin_division_code'),
    ('IP03', 1, 'admin_division_code'),
    ('RP02', 1, 'admin_division_code'),
    ('EP03', 2, 'sex_code'),
    ('IP03', 2, 'sex_code'),
    ('RP02', 2, 'sex_code'),
    ('EP03', 3, 'ethnicity_code'),
    ('IP03', 3, 'ethnicity_code'),
    ('RP02', 3, 'ethnicity_code'),
    ('EP03', 4, 'retirement_category_code'),
    ('IP03', 4, 'retirement_category_code'),
    ('EP03', 5, 'pre_retirement_identity_code'),
    ('IP03', 5, 'pre_retirement_identity_code'),
    ('EP03', 6, 'pre_retirement_technical_title_code'),
    ('IP03', 6, 'pre_retirement_technical_title_code'),
    ('EP03', 7, 'pre_retirement_vocational_grade_code'),
    ('IP03', 7, 'pre_retirement_vocational_grade_code'),
    ('EP03', 8, 'pre_retirement_admin_rank_code'),
    ('IP03', 8, 'pre_retirement_admin_rank_code'),
    ('EP03', 9, 'veteran_category_code'),
    ('IP03', 9, 'veteran_category_code'),
    ('RP02', 9, 'veteran_category_code'),
    ('EP03', 10, 'model_worker_level_code'),
    ('IP03', 10, 'model_worker_level_code'),
    ('EP03', 11, 'former_unit_type_code'),
    ('IP03', 11, 'former_unit_type_code'),
    ('EP03', 12, 'former_unit_economic_type_code'),
    ('IP03', 12, 'former_unit_economic_type_code'),
    ('EP03', 13, 'former_unit_affiliation_code'),
    ('IP03', 13, 'former_unit_affiliation_code'),
    ('EP03', 14, 'former_unit_industry_code'),
    ('IP03', 14, 'former_unit_industry_code'),
    ('EP03', 15, 'socialized_management_code'),
    ('IP03', 15, 'socialized_management_code'),
    ('EP03', 16, 'benefit_payment_status_code'),
    ('IP03', 16, 'benefit_payment_status_code'),
    ('RP02', 16, 'benefit_payment_status_code'),
    ('EP03', 17, 'benefit_stop_reason_code'),
    ('IP03', 17, 'benefit_stop_reason_code'),
    ('RP02', 17, 'benefit_stop_reason_code'),
    ('RP02', 18, 'insurance_subtype_code'),
    ('RP02', 19, 'village_code'),
    ('RP02', 20, 'hukou_type_code'),
    ('RP02', 21, 'disability_category_code'),
    ('RP02', 22, 'disability_grade_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_capacity_appraisal') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 when 18 then t.n18 end as bigint) as row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 when 16 then t.l16 when 17 then t.l17 when 18 then t.l18 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.person_id) as n4,
        count(s.appraisal_date) as n5,
        count(s.appraisal_item_code) as n6,
        count(s.citizen_id_raw) as n7,
        count(s.person_name) as n8,
        count(distinct s.citizen_id_raw) as n9,
        count(distinct s.unit_id) as n10,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n11,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n12,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n13,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n14,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n15,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n16,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n17,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n18,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l12,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l13,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l14,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l15,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l16,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l17,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l18
    from {{ rows_of_same_part('base_capacity_appraisal') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('WI03', 1, 'rows', ''),
    ('WI03', 2, 'filled', 'admin_division_code'),
    ('WI03', 3, 'filled', 'data_period'),
    ('WI03', 4, 'filled', 'person_id'),
    ('WI03', 5, 'filled', 'appraisal_date'),
    ('WI03', 6, 'filled', 'appraisal_item_code'),
    ('WI03', 7, 'filled', 'citizen_id'),
    ('WI03', 8, 'filled', 'person_name'),
    ('WI03', 9, 'persons', 'citizen_id'),
    ('WI03', 10, 'units', 'unit_id'),
    ('WI03', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('WI03', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('WI03', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('WI03', 14, 'defect', 'person_name_untidy:person_name'),
    ('WI03', 15, 'defect', 'person_number_placeholder:person_id'),
    ('WI03', 16, 'defect', 'unit_number_placeholder:unit_id'),
    ('WI03', 17, 'defect', 'region_retired:admin_division_code'),
    ('WI03', 18, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.appraisal_item_code) = 0 then 3
            when grouping(s.appraisal_category_code) = 0 then 4
            when grouping(s.work_disability_grade_code) = 0 then 5
            when grouping(s.self_care_impairment_grade_code) = 0 then 6
            when grouping(s.assistive_device_conclusion_code) = 0 then 7
            when grouping(s.rehabilitation_conclusion_code) = 0 then 8
            when grouping(s.induced_disease_conclusion_code) = 0 then 9
            when grouping(s.relapse_conclusion_code) = 0 then 10
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.appraisal_item_code, s.appraisal_category_code, s.work_disability_grade_code, s.self_care_impairment_grade_code, s.assistive_device_conclusion_code, s.rehabilitation_conclusion_code, s.induced_disease_conclusion_code, s.relapse_conclusion_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.sex_code,
        case when s.appraisal_item_code is not null then '' end as appraisal_item_code,
        case when s.appraisal_category_code is not null then '' end as appraisal_category_code,
        s.work_disability_grade_code,
        s.self_care_impairment_grade_code,
        case when s.assistive_device_conclusion_code is not null then '' end as assistive_device_conclusion_code,
        case when s.rehabilitation_conclusion_code is not null then '' end as rehabilitation_conclusion_code,
        case when s.induced_disease_conclusion_code is not null then '' end as induced_disease_conclusion_code,
        case when s.relapse_conclusion_code is not null then '' end as relapse_conclusion_code
        from {{ rows_of_same_part('base_capacity_appraisal') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.appraisal_item_code),
        (s.file_code, s._delivery_id, s.appraisal_category_code),
        (s.file_code, s._delivery_id, s.work_disability_grade_code),
        (s.file_code, s._delivery_id, s.self_care_impairment_grade_code),
        (s.file_code, s._delivery_id, s.assistive_device_conclusion_code),
        (s.file_code, s._delivery_id, s.rehabilitation_conclusion_code),
        (s.file_code, s._delivery_id, s.induced_disease_conclusion_code),
        (s.file_code, s._delivery_id, s.relapse_conclusion_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.appraisal_item_code, s.appraisal_category_code, s.work_disability_grade_code, s.self_care_impairment_grade_code, s.assistive_device_conclusion_code, s.rehabilitation_conclusion_code, s.induced_disease_conclusion_code, s.relapse_conclusion_code) is not null
) as t
inner join (values
    ('WI03', 1, 'admin_division_code'),
    ('WI03', 2, 'sex_code'),
    ('WI03', 3, 'appraisal_item_code'),
    ('WI03', 4, 'appraisal_category_code'),
    ('WI03', 5, 'work_disability_grade_code'),
    ('WI03', 6, 'self_care_impairment_grade_code'),
    ('WI03', 7, 'assistive_device_conclusion_code'),
    ('WI03', 8, 'rehabilitation_conclusion_code'),
    ('WI03', 9, 'induced_disease_conclusion_code'),
    ('WI03', 10, 'relapse_conclusion_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_contribution_month') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 when 18 then t.n18 when 19 then t.n19 when 20 then t.n20 end as bigint) as row_count,
    cast(case m.number when 10 then t.a10 when 20 then t.a20 end as numeric(18, 2)) as amount,
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
        count(s.insurance_subtype_code) as n19,
        count(s.contribution_tier_amount) as n20,
        {{ money_sum('s.personal_paid_current_amount') }} as a10,
        {{ money_sum('s.contribution_tier_amount') }} as a20,
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
    where s.file_code in ('EP02', 'IP02', 'RP01', 'UE02')
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP02', 1, 'rows', ''),
    ('EP02', 2, 'filled', 'admin_division_code'),
    ('EP02', 3, 'filled', 'data_period'),
    ('EP02', 4, 'filled', 'unit_id'),
    ('EP02', 5, 'filled', 'person_id'),
    ('EP02', 6, 'filled', 'citizen_id'),
    ('EP02', 7, 'filled', 'person_name'),
    ('EP02', 8, 'persons', 'citizen_id'),
    ('EP02', 9, 'units', 'unit_id'),
    ('EP02', 10, 'amount', 'personal_paid_current_amount'),
    ('EP02', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('EP02', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('EP02', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('EP02', 14, 'defect', 'person_name_untidy:person_name'),
    ('EP02', 15, 'defect', 'person_number_placeholder:person_id'),
    ('EP02', 16, 'defect', 'unit_number_placeholder:unit_id'),
    ('EP02', 17, 'defect', 'region_retired:admin_division_code'),
    ('EP02', 18, 'defect', 'region_unknown:admin_division_code'),
    ('IP02', 1, 'rows', ''),
    ('IP02', 2, 'filled', 'admin_division_code'),
    ('IP02', 3, 'filled', 'data_period'),
    ('IP02', 4, 'filled', 'unit_id'),
    ('IP02', 5, 'filled', 'person_id'),
    ('IP02', 6, 'filled', 'citizen_id'),
    ('IP02', 7, 'filled', 'person_name'),
    ('IP02', 8, 'persons', 'citizen_id'),
    ('IP02', 9, 'units', 'unit_id'),
    ('IP02', 10, 'amount', 'personal_paid_current_amount'),
    ('IP02', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('IP02', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('IP02', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('IP02', 14, 'defect', 'person_name_untidy:person_name'),
    ('IP02', 15, 'defect', 'person_number_placeholder:person_id'),
    ('IP02', 16, 'defect', 'unit_number_placeholder:unit_id'),
    ('IP02', 17, 'defect', 'region_retired:admin_division_code'),
    ('IP02', 18, 'defect', 'region_unknown:admin_division_code'),
    ('RP01', 1, 'rows', ''),
    ('RP01', 2, 'filled', 'admin_division_code'),
    ('RP01', 3, 'filled', 'data_period'),
    ('RP01', 19, 'filled', 'insurance_subtype_code'),
    ('RP01', 5, 'filled', 'person_id'),
    ('RP01', 6, 'filled', 'citizen_id'),
    ('RP01', 7, 'filled', 'person_name'),
    ('RP01', 8, 'persons', 'citizen_id'),
    ('RP01', 20, 'amount', 'contribution_tier_amount'),
    ('RP01', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('RP01', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('RP01', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('RP01', 14, 'defect', 'person_name_untidy:person_name'),
    ('RP01', 15, 'defect', 'person_number_placeholder:person_id'),
    ('RP01', 17, 'defect', 'region_retired:admin_division_code'),
    ('RP01', 18, 'defect', 'region_unknown:admin_division_code'),
    ('UE02', 1, 'rows', ''),
    ('UE02', 2, 'filled', 'admin_division_code'),
    ('UE02', 3, 'filled', 'data_period'),
    ('UE02', 4, 'filled', 'unit_id'),
    ('UE02', 5, 'filled', 'person_id'),
    ('UE02', 6, 'filled', 'citizen_id'),
    ('UE02', 7, 'filled', 'person_name'),
    ('UE02', 8, 'persons', 'citizen_id'),
    ('UE02', 9, 'units', 'unit_id'),
    ('UE02', 10, 'amount', 'personal_paid_current_amount'),
    ('UE02', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('UE02', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('UE02', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('UE02', 14, 'defect', 'person_name_untidy:person_name'),
    ('UE02', 15, 'defect', 'person_number_placeholder:person_id'),
    ('UE02', 16, 'defect', 'unit_number_placeholder:unit_id'),
    ('UE02', 17, 'defect', 'region_retired:admin_division_code'),
    ('UE02', 18, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.veteran_category_code) = 0 then 6
            when grouping(s.model_worker_level_code) = 0 then 7
            when grouping(s.contribution_status_code) = 0 then 8
            when grouping(s.contribution_stop_reason_code) = 0 then 9
            when grouping(s.insurance_subtype_code) = 0 then 10
            when grouping(s.village_code) = 0 then 11
            when grouping(s.disability_category_code) = 0 then 12
            when grouping(s.disability_grade_code) = 0 then 13
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.hukou_type_code, s.personal_identity_code, s.veteran_category_code, s.model_worker_level_code, s.contribution_status_code, s.contribution_stop_reason_code, s.insurance_subtype_code, s.village_code, s.disability_category_code, s.disability_grade_code) as code,
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
        case when s.veteran_category_code is not null then '' end as veteran_category_code,
        case when s.model_worker_level_code is not null then '' end as model_worker_level_code,
        s.contribution_status_code,
        case when s.contribution_stop_reason_code is not null then '' end as contribution_stop_reason_code,
        s.insurance_subtype_code,
        case when s.village_code is not null then '' end as village_code,
        s.disability_category_code,
        s.disability_grade_code
        from {{ rows_of_same_part('base_contribution_month') }} as s
        where s.file_code in ('EP02', 'IP02', 'RP01', 'UE02')
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.ethnicity_code),
        (s.file_code, s._delivery_id, s.hukou_type_code),
        (s.file_code, s._delivery_id, s.personal_identity_code),
        (s.file_code, s._delivery_id, s.veteran_category_code),
        (s.file_code, s._delivery_id, s.model_worker_level_code),
        (s.file_code, s._delivery_id, s.contribution_status_code),
        (s.file_code, s._delivery_id, s.contribution_stop_reason_code),
        (s.file_code, s._delivery_id, s.insurance_subtype_code),
        (s.file_code, s._delivery_id, s.village_code),
        (s.file_code, s._delivery_id, s.disability_category_code),
        (s.file_code, s._delivery_id, s.disability_grade_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.hukou_type_code, s.personal_identity_code, s.veteran_category_code, s.model_worker_level_code, s.contribution_status_code, s.contribution_stop_reason_code, s.insurance_subtype_code, s.village_code, s.disability_category_code, s.disability_grade_code) is not null
) as t
inner join (values
    ('EP02', 1, 'admin_division_code'),
    ('IP02', 1, 'admin_division_code'),
    ('RP01', 1, 'admin_division_code'),
    ('UE02', 1, 'admin_division_code'),
    ('EP02', 2, 'sex_code'),
    ('IP02', 2, 'sex_code'),
    ('RP01', 2, 'sex_code'),
    ('UE02', 2, 'sex_code'),
    ('EP02', 3, 'ethnicity_code'),
    ('IP02', 3, 'ethnicity_code'),
    ('RP01', 3, 'ethnicity_code'),
    ('UE02', 3, 'ethnicity_code'),
    ('EP02', 4, 'hukou_type_code'),
    ('IP02', 4, 'hukou_type_code'),
    ('RP01', 4, 'hukou_type_code'),
    ('UE02', 4, 'hukou_type_code'),
    ('EP02', 5, 'personal_identity_code'),
    ('IP02', 5, 'personal_identity_code'),
    ('UE02', 5, 'personal_identity_code'),
    ('EP02', 6, 'veteran_category_code'),
    ('IP02', 6, 'veteran_category_code'),
    ('RP01', 6, 'veteran_category_code'),
    ('UE02', 6, 'veteran_category_code'),
    ('EP02', 7, 'model_worker_level_code'),
    ('IP02', 7, 'model_worker_level_code'),
    ('UE02', 7, 'model_worker_level_code'),
    ('EP02', 8, 'contribution_status_code'),
    ('IP02', 8, 'contribution_status_code'),
    ('RP01', 8, 'contribution_status_code'),
    ('UE02', 8, 'contribution_status_code'),
    ('EP02', 9, 'contribution_stop_reason_code'),
    ('IP02', 9, 'contribution_stop_reason_code'),
    ('RP01', 9, 'contribution_stop_reason_code'),
    ('UE02', 9, 'contribution_stop_reason_code'),
    ('RP01', 10, 'insurance_subtype_code'),
    ('RP01', 11, 'village_code'),
    ('RP01', 12, 'disability_category_code'),
    ('RP01', 13, 'disability_grade_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_dependant_benefit_month') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 end as bigint) as row_count,
    cast(case m.number when 9 then t.a9 when 17 then t.a17 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.supporter_person_id) as n4,
        count(s.dependant_person_id) as n5,
        count(s.dependant_citizen_id) as n6,
        count(s.dependant_name) as n7,
        count(distinct s.dependant_citizen_id) as n8,
        count(s.dependant_benefit_paid) as n9,
        count(case when length(trim(s.dependant_citizen_id)) = 15 and s.citizen_id is not null then 1 end) as n10,
        count(case when s.dependant_citizen_id <> upper(trim(s.dependant_citizen_id)) and s.citizen_id is not null then 1 end) as n11,
        count(case when s.dependant_citizen_id is not null and s.citizen_id is null then 1 end) as n12,
        count(case when upper(trim(s.dependant_person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n13,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n14,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n15,
        count(s.deceased_person_id) as n16,
        count(s.dependant_monthly_pension) as n17,
        {{ money_sum('s.dependant_benefit_paid') }} as a9,
        {{ money_sum('s.dependant_monthly_pension') }} as a17,
        min(s._line_no) as l1,
        min(case when length(trim(s.dependant_citizen_id)) = 15 and s.citizen_id is not null then s._line_no end) as l10,
        min(case when s.dependant_citizen_id <> upper(trim(s.dependant_citizen_id)) and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.dependant_citizen_id is not null and s.citizen_id is null then s._line_no end) as l12,
        min(case when upper(trim(s.dependant_person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l13,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l14,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l15
    from {{ rows_of_same_part('base_dependant_benefit_month') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP04', 1, 'rows', ''),
    ('EP04', 2, 'filled', 'admin_division_code'),
    ('EP04', 3, 'filled', 'data_period'),
    ('EP04', 4, 'filled', 'supporter_person_id'),
    ('EP04', 5, 'filled', 'dependant_person_id'),
    ('EP04', 6, 'filled', 'dependant_citizen_id'),
    ('EP04', 7, 'filled', 'dependant_name'),
    ('EP04', 8, 'persons', 'dependant_citizen_id'),
    ('EP04', 9, 'amount', 'dependant_benefit_paid'),
    ('EP04', 10, 'defect', 'citizen_id_15:dependant_citizen_id'),
    ('EP04', 11, 'defect', 'citizen_id_untidy:dependant_citizen_id'),
    ('EP04', 12, 'defect', 'citizen_id_invalid:dependant_citizen_id'),
    ('EP04', 13, 'defect', 'person_number_placeholder:dependant_person_id'),
    ('EP04', 14, 'defect', 'region_retired:admin_division_code'),
    ('EP04', 15, 'defect', 'region_unknown:admin_division_code'),
    ('WI05', 1, 'rows', ''),
    ('WI05', 2, 'filled', 'admin_division_code'),
    ('WI05', 3, 'filled', 'data_period'),
    ('WI05', 16, 'filled', 'deceased_person_id'),
    ('WI05', 5, 'filled', 'dependant_person_id'),
    ('WI05', 6, 'filled', 'dependant_citizen_id'),
    ('WI05', 7, 'filled', 'dependant_name'),
    ('WI05', 8, 'persons', 'dependant_citizen_id'),
    ('WI05', 17, 'amount', 'dependant_monthly_pension'),
    ('WI05', 10, 'defect', 'citizen_id_15:dependant_citizen_id'),
    ('WI05', 11, 'defect', 'citizen_id_untidy:dependant_citizen_id'),
    ('WI05', 12, 'defect', 'citizen_id_invalid:dependant_citizen_id'),
    ('WI05', 13, 'defect', 'person_number_placeholder:dependant_person_id'),
    ('WI05', 14, 'defect', 'region_retired:admin_division_code'),
    ('WI05', 15, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.dependant_sex_code) = 0 then 2
            when grouping(s.dependency_relation_code) = 0 then 3
            when grouping(s.benefit_payment_status_code) = 0 then 4
            when grouping(s.long_term_payment_status_code) = 0 then 5
            when grouping(s.long_term_stop_reason_code) = 0 then 6
        end as number,
        coalesce(s.region_code_raw, s.dependant_sex_code, s.dependency_relation_code, s.benefit_payment_status_code, s.long_term_payment_status_code, s.long_term_stop_reason_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.dependant_sex_code,
        s.dependency_relation_code,
        s.benefit_payment_status_code,
        case when s.long_term_payment_status_code is not null then '' end as long_term_payment_status_code,
        case when s.long_term_stop_reason_code is not null then '' end as long_term_stop_reason_code
        from {{ rows_of_same_part('base_dependant_benefit_month') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.dependant_sex_code),
        (s.file_code, s._delivery_id, s.dependency_relation_code),
        (s.file_code, s._delivery_id, s.benefit_payment_status_code),
        (s.file_code, s._delivery_id, s.long_term_payment_status_code),
        (s.file_code, s._delivery_id, s.long_term_stop_reason_code)
    )
    having coalesce(s.region_code_raw, s.dependant_sex_code, s.dependency_relation_code, s.benefit_payment_status_code, s.long_term_payment_status_code, s.long_term_stop_reason_code) is not null
) as t
inner join (values
    ('EP04', 1, 'admin_division_code'),
    ('WI05', 1, 'admin_division_code'),
    ('EP04', 2, 'dependant_sex_code'),
    ('WI05', 2, 'dependant_sex_code'),
    ('EP04', 3, 'dependency_relation_code'),
    ('WI05', 3, 'dependency_relation_code'),
    ('EP04', 4, 'benefit_payment_status_code'),
    ('WI05', 5, 'long_term_payment_status_code'),
    ('WI05', 6, 'long_term_stop_reason_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_injury_benefit_month') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 end as bigint) as row_count,
    cast(case m.number when 9 then t.a9 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 when 16 then t.l16 when 17 then t.l17 end as bigint) as _line_no
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
        count(distinct s.unit_id) as n8,
        count(s.injury_benefit_paid_total) as n9,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n10,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n11,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n12,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n13,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n14,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n15,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n16,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n17,
        {{ money_sum('s.injury_benefit_paid_total') }} as a9,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l10,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l12,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l13,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l14,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l15,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l16,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l17
    from {{ rows_of_same_part('base_injury_benefit_month') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('WI04', 1, 'rows', ''),
    ('WI04', 2, 'filled', 'admin_division_code'),
    ('WI04', 3, 'filled', 'data_period'),
    ('WI04', 4, 'filled', 'person_id'),
    ('WI04', 5, 'filled', 'citizen_id'),
    ('WI04', 6, 'filled', 'person_name'),
    ('WI04', 7, 'persons', 'citizen_id'),
    ('WI04', 8, 'units', 'unit_id'),
    ('WI04', 9, 'amount', 'injury_benefit_paid_total'),
    ('WI04', 10, 'defect', 'citizen_id_15:citizen_id'),
    ('WI04', 11, 'defect', 'citizen_id_untidy:citizen_id'),
    ('WI04', 12, 'defect', 'citizen_id_invalid:citizen_id'),
    ('WI04', 13, 'defect', 'person_name_untidy:person_name'),
    ('WI04', 14, 'defect', 'person_number_placeholder:person_id'),
    ('WI04', 15, 'defect', 'unit_number_placeholder:unit_id'),
    ('WI04', 16, 'defect', 'region_retired:admin_division_code'),
    ('WI04', 17, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.long_term_payment_method_code) = 0 then 3
            when grouping(s.long_term_payment_status_code) = 0 then 4
            when grouping(s.long_term_stop_reason_code) = 0 then 5
            when grouping(s.assistive_device_category_code) = 0 then 6
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.long_term_payment_method_code, s.long_term_payment_status_code, s.long_term_stop_reason_code, s.assistive_device_category_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.sex_code,
        case when s.long_term_payment_method_code is not null then '' end as long_term_payment_method_code,
        case when s.long_term_payment_status_code is not null then '' end as long_term_payment_status_code,
        case when s.long_term_stop_reason_code is not null then '' end as long_term_stop_reason_code,
        case when s.assistive_device_category_code is not null then '' end as assistive_device_category_code
        from {{ rows_of_same_part('base_injury_benefit_month') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.long_term_payment_method_code),
        (s.file_code, s._delivery_id, s.long_term_payment_status_code),
        (s.file_code, s._delivery_id, s.long_term_stop_reason_code),
        (s.file_code, s._delivery_id, s.assistive_device_category_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.long_term_payment_method_code, s.long_term_payment_status_code, s.long_term_stop_reason_code, s.assistive_device_category_code) is not null
) as t
inner join (values
    ('WI04', 1, 'admin_division_code'),
    ('WI04', 2, 'sex_code'),
    ('WI04', 3, 'long_term_payment_method_code'),
    ('WI04', 4, 'long_term_payment_status_code'),
    ('WI04', 5, 'long_term_stop_reason_code'),
    ('WI04', 6, 'assistive_device_category_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_injury_recognition') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 when 18 then t.n18 end as bigint) as row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 when 16 then t.l16 when 17 then t.l17 when 18 then t.l18 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.person_id) as n4,
        count(s.injury_time) as n5,
        count(s.citizen_id_raw) as n6,
        count(s.person_name) as n7,
        count(s.recognition_date) as n8,
        count(distinct s.citizen_id_raw) as n9,
        count(distinct s.unit_id) as n10,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n11,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n12,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n13,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n14,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n15,
        count(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n16,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n17,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n18,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l12,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l13,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l14,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l15,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l16,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l17,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l18
    from {{ rows_of_same_part('base_injury_recognition') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('WI02', 1, 'rows', ''),
    ('WI02', 2, 'filled', 'admin_division_code'),
    ('WI02', 3, 'filled', 'data_period'),
    ('WI02', 4, 'filled', 'person_id'),
    ('WI02', 5, 'filled', 'injury_time'),
    ('WI02', 6, 'filled', 'citizen_id'),
    ('WI02', 7, 'filled', 'person_name'),
    ('WI02', 8, 'filled', 'recognition_date'),
    ('WI02', 9, 'persons', 'citizen_id'),
    ('WI02', 10, 'units', 'unit_id'),
    ('WI02', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('WI02', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('WI02', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('WI02', 14, 'defect', 'person_name_untidy:person_name'),
    ('WI02', 15, 'defect', 'person_number_placeholder:person_id'),
    ('WI02', 16, 'defect', 'unit_number_placeholder:unit_id'),
    ('WI02', 17, 'defect', 'region_retired:admin_division_code'),
    ('WI02', 18, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.education_code) = 0 then 5
            when grouping(s.unit_contribution_status_code) = 0 then 6
            when grouping(s.applicant_relation_code) = 0 then 7
            when grouping(s.recognition_conclusion_code) = 0 then 8
            when grouping(s.recognition_basis_code) = 0 then 9
            when grouping(s.occupation_at_injury_code) = 0 then 10
            when grouping(s.accident_category_code) = 0 then 11
            when grouping(s.injury_severity_code) = 0 then 12
            when grouping(s.injury_part_code_1) = 0 then 13
            when grouping(s.injury_part_code_2) = 0 then 14
            when grouping(s.injury_part_code_3) = 0 then 15
            when grouping(s.injury_part_code_4) = 0 then 16
            when grouping(s.injury_part_code_5) = 0 then 17
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.hukou_type_code, s.education_code, s.unit_contribution_status_code, s.applicant_relation_code, s.recognition_conclusion_code, s.recognition_basis_code, s.occupation_at_injury_code, s.accident_category_code, s.injury_severity_code, s.injury_part_code_1, s.injury_part_code_2, s.injury_part_code_3, s.injury_part_code_4, s.injury_part_code_5) as code,
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
        s.education_code,
        s.unit_contribution_status_code,
        case when s.applicant_relation_code is not null then '' end as applicant_relation_code,
        case when s.recognition_conclusion_code is not null then '' end as recognition_conclusion_code,
        case when s.recognition_basis_code is not null then '' end as recognition_basis_code,
        case when s.occupation_at_injury_code is not null then '' end as occupation_at_injury_code,
        case when s.accident_category_code is not null then '' end as accident_category_code,
        case when s.injury_severity_code is not null then '' end as injury_severity_code,
        case when s.injury_part_code_1 is not null then '' end as injury_part_code_1,
        case when s.injury_part_code_2 is not null then '' end as injury_part_code_2,
        case when s.injury_part_code_3 is not null then '' end as injury_part_code_3,
        case when s.injury_part_code_4 is not null then '' end as injury_part_code_4,
        case when s.injury_part_code_5 is not null then '' end as injury_part_code_5
        from {{ rows_of_same_part('base_injury_recognition') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.ethnicity_code),
        (s.file_code, s._delivery_id, s.hukou_type_code),
        (s.file_code, s._delivery_id, s.education_code),
        (s.file_code, s._delivery_id, s.unit_contribution_status_code),
        (s.file_code, s._delivery_id, s.applicant_relation_code),
        (s.file_code, s._delivery_id, s.recognition_conclusion_code),
        (s.file_code, s._delivery_id, s.recognition_basis_code),
        (s.file_code, s._delivery_id, s.occupation_at_injury_code),
        (s.file_code, s._delivery_id, s.accident_category_code),
        (s.file_code, s._delivery_id, s.injury_severity_code),
        (s.file_code, s._delivery_id, s.injury_part_code_1),
        (s.file_code, s._delivery_id, s.injury_part_code_2),
        (s.file_code, s._delivery_id, s.injury_part_code_3),
        (s.file_code, s._delivery_id, s.injury_part_code_4),
        (s.file_code, s._delivery_id, s.injury_part_code_5)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.hukou_type_code, s.education_code, s.unit_contribution_status_code, s.applicant_relation_code, s.recognition_conclusion_code, s.recognition_basis_code, s.occupation_at_injury_code, s.accident_category_code, s.injury_severity_code, s.injury_part_code_1, s.injury_part_code_2, s.injury_part_code_3, s.injury_part_code_4, s.injury_part_code_5) is not null
) as t
inner join (values
    ('WI02', 1, 'admin_division_code'),
    ('WI02', 2, 'sex_code'),
    ('WI02', 3, 'ethnicity_code'),
    ('WI02', 4, 'hukou_type_code'),
    ('WI02', 5, 'education_code'),
    ('WI02', 6, 'unit_contribution_status_code'),
    ('WI02', 7, 'applicant_relation_code'),
    ('WI02', 8, 'recognition_conclusion_code'),
    ('WI02', 9, 'recognition_basis_code'),
    ('WI02', 10, 'occupation_at_injury_code'),
    ('WI02', 11, 'accident_category_code'),
    ('WI02', 12, 'injury_severity_code'),
    ('WI02', 13, 'injury_part_code_1'),
    ('WI02', 14, 'injury_part_code_2'),
    ('WI02', 15, 'injury_part_code_3'),
    ('WI02', 16, 'injury_part_code_4'),
    ('WI02', 17, 'injury_part_code_5')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_overclaim_recovery') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 end as bigint) as row_count,
    cast(case m.number when 8 then t.a8 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 end as bigint) as _line_no
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
        count(s.overclaimed_amount) as n8,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n9,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n10,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n11,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n12,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n13,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n14,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n15,
        count(s.insurance_subtype_code) as n16,
        {{ money_sum('s.overclaimed_amount') }} as a8,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l9,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l10,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l11,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l12,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l13,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l14,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l15
    from {{ rows_of_same_part('base_overclaim_recovery') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP05', 1, 'rows', ''),
    ('EP05', 2, 'filled', 'admin_division_code'),
    ('EP05', 3, 'filled', 'data_period'),
    ('EP05', 4, 'filled', 'person_id'),
    ('EP05', 5, 'filled', 'citizen_id'),
    ('EP05', 6, 'filled', 'person_name'),
    ('EP05', 7, 'persons', 'citizen_id'),
    ('EP05', 8, 'amount', 'overclaimed_amount'),
    ('EP05', 9, 'defect', 'citizen_id_15:citizen_id'),
    ('EP05', 10, 'defect', 'citizen_id_untidy:citizen_id'),
    ('EP05', 11, 'defect', 'citizen_id_invalid:citizen_id'),
    ('EP05', 12, 'defect', 'person_name_untidy:person_name'),
    ('EP05', 13, 'defect', 'person_number_placeholder:person_id'),
    ('EP05', 14, 'defect', 'region_retired:admin_division_code'),
    ('EP05', 15, 'defect', 'region_unknown:admin_division_code'),
    ('RP04', 1, 'rows', ''),
    ('RP04', 2, 'filled', 'admin_division_code'),
    ('RP04', 3, 'filled', 'data_period'),
    ('RP04', 16, 'filled', 'insurance_subtype_code'),
    ('RP04', 4, 'filled', 'person_id'),
    ('RP04', 5, 'filled', 'citizen_id'),
    ('RP04', 6, 'filled', 'person_name'),
    ('RP04', 7, 'persons', 'citizen_id'),
    ('RP04', 8, 'amount', 'overclaimed_amount'),
    ('RP04', 9, 'defect', 'citizen_id_15:citizen_id'),
    ('RP04', 10, 'defect', 'citizen_id_untidy:citizen_id'),
    ('RP04', 11, 'defect', 'citizen_id_invalid:citizen_id'),
    ('RP04', 12, 'defect', 'person_name_untidy:person_name'),
    ('RP04', 13, 'defect', 'person_number_placeholder:person_id'),
    ('RP04', 14, 'defect', 'region_retired:admin_division_code'),
    ('RP04', 15, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.insurance_subtype_code) = 0 then 3
            when grouping(s.village_code) = 0 then 4
            when grouping(s.hukou_type_code) = 0 then 5
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.insurance_subtype_code, s.village_code, s.hukou_type_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.sex_code,
        s.insurance_subtype_code,
        case when s.village_code is not null then '' end as village_code,
        s.hukou_type_code
        from {{ rows_of_same_part('base_overclaim_recovery') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.insurance_subtype_code),
        (s.file_code, s._delivery_id, s.village_code),
        (s.file_code, s._delivery_id, s.hukou_type_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.insurance_subtype_code, s.village_code, s.hukou_type_code) is not null
) as t
inner join (values
    ('EP05', 1, 'admin_division_code'),
    ('RP04', 1, 'admin_division_code'),
    ('EP05', 2, 'sex_code'),
    ('RP04', 2, 'sex_code'),
    ('RP04', 3, 'insurance_subtype_code'),
    ('RP04', 4, 'village_code'),
    ('RP04', 5, 'hukou_type_code')
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
    where s.file_code in ('WI21')
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('WI21', 1, 'rows', ''),
    ('WI21', 2, 'filled', 'admin_division_code'),
    ('WI21', 3, 'filled', 'data_period'),
    ('WI21', 4, 'filled', 'unit_id'),
    ('WI21', 5, 'filled', 'person_id'),
    ('WI21', 6, 'filled', 'citizen_id'),
    ('WI21', 7, 'filled', 'person_name'),
    ('WI21', 8, 'persons', 'citizen_id'),
    ('WI21', 9, 'units', 'unit_id'),
    ('WI21', 10, 'amount', 'personal_contribution_base'),
    ('WI21', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('WI21', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('WI21', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('WI21', 14, 'defect', 'person_name_untidy:person_name'),
    ('WI21', 15, 'defect', 'person_number_placeholder:person_id'),
    ('WI21', 16, 'defect', 'unit_number_placeholder:unit_id'),
    ('WI21', 17, 'defect', 'region_retired:admin_division_code'),
    ('WI21', 18, 'defect', 'region_unknown:admin_division_code')
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
        where s.file_code in ('WI21')
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
    ('WI21', 1, 'admin_division_code'),
    ('WI21', 2, 'sex_code'),
    ('WI21', 3, 'hukou_type_code'),
    ('WI21', 4, 'contribution_status_code')
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
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 end as bigint) as row_count,
    cast(case m.number when 4 then t.a4 end as numeric(18, 2)) as amount,
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
        {{ money_sum('s.local_avg_monthly_wage_prior_year') }} as a4,
        min(s._line_no) as l1,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l5,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l6
    from {{ rows_of_same_part('base_policy_parameter') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where s.file_code in ('EP07', 'UE04')
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP07', 1, 'rows', ''),
    ('EP07', 2, 'filled', 'admin_division_code'),
    ('EP07', 3, 'filled', 'data_period'),
    ('EP07', 4, 'amount', 'local_avg_monthly_wage_prior_year'),
    ('EP07', 5, 'defect', 'region_retired:admin_division_code'),
    ('EP07', 6, 'defect', 'region_unknown:admin_division_code'),
    ('UE04', 1, 'rows', ''),
    ('UE04', 2, 'filled', 'admin_division_code'),
    ('UE04', 3, 'filled', 'data_period'),
    ('UE04', 4, 'amount', 'local_avg_monthly_wage_prior_year'),
    ('UE04', 5, 'defect', 'region_retired:admin_division_code'),
    ('UE04', 6, 'defect', 'region_unknown:admin_division_code')
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
        end as number,
        s.region_code_raw as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw
        from {{ rows_of_same_part('base_policy_parameter') }} as s
        where s.file_code in ('EP07', 'UE04')
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw)
    )
    having s.region_code_raw is not null
) as t
inner join (values
    ('EP07', 1, 'admin_division_code'),
    ('UE04', 1, 'admin_division_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_termination') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 end as bigint) as row_count,
    cast(case m.number when 8 then t.a8 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 end as bigint) as _line_no
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
        count(s.funeral_grant) as n8,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n9,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n10,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n11,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n12,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n13,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n14,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n15,
        count(s.insurance_subtype_code) as n16,
        {{ money_sum('s.funeral_grant') }} as a8,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l9,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l10,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l11,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l12,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l13,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l14,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l15
    from {{ rows_of_same_part('base_termination') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP21', 1, 'rows', ''),
    ('EP21', 2, 'filled', 'admin_division_code'),
    ('EP21', 3, 'filled', 'data_period'),
    ('EP21', 4, 'filled', 'person_id'),
    ('EP21', 5, 'filled', 'citizen_id'),
    ('EP21', 6, 'filled', 'person_name'),
    ('EP21', 7, 'persons', 'citizen_id'),
    ('EP21', 8, 'amount', 'funeral_grant'),
    ('EP21', 9, 'defect', 'citizen_id_15:citizen_id'),
    ('EP21', 10, 'defect', 'citizen_id_untidy:citizen_id'),
    ('EP21', 11, 'defect', 'citizen_id_invalid:citizen_id'),
    ('EP21', 12, 'defect', 'person_name_untidy:person_name'),
    ('EP21', 13, 'defect', 'person_number_placeholder:person_id'),
    ('EP21', 14, 'defect', 'region_retired:admin_division_code'),
    ('EP21', 15, 'defect', 'region_unknown:admin_division_code'),
    ('IP04', 1, 'rows', ''),
    ('IP04', 2, 'filled', 'admin_division_code'),
    ('IP04', 3, 'filled', 'data_period'),
    ('IP04', 4, 'filled', 'person_id'),
    ('IP04', 5, 'filled', 'citizen_id'),
    ('IP04', 6, 'filled', 'person_name'),
    ('IP04', 7, 'persons', 'citizen_id'),
    ('IP04', 8, 'amount', 'funeral_grant'),
    ('IP04', 9, 'defect', 'citizen_id_15:citizen_id'),
    ('IP04', 10, 'defect', 'citizen_id_untidy:citizen_id'),
    ('IP04', 11, 'defect', 'citizen_id_invalid:citizen_id'),
    ('IP04', 12, 'defect', 'person_name_untidy:person_name'),
    ('IP04', 13, 'defect', 'person_number_placeholder:person_id'),
    ('IP04', 14, 'defect', 'region_retired:admin_division_code'),
    ('IP04', 15, 'defect', 'region_unknown:admin_division_code'),
    ('RP03', 1, 'rows', ''),
    ('RP03', 2, 'filled', 'admin_division_code'),
    ('RP03', 3, 'filled', 'data_period'),
    ('RP03', 16, 'filled', 'insurance_subtype_code'),
    ('RP03', 4, 'filled', 'person_id'),
    ('RP03', 5, 'filled', 'citizen_id'),
    ('RP03', 6, 'filled', 'person_name'),
    ('RP03', 7, 'persons', 'citizen_id'),
    ('RP03', 8, 'amount', 'funeral_grant'),
    ('RP03', 9, 'defect', 'citizen_id_15:citizen_id'),
    ('RP03', 10, 'defect', 'citizen_id_untidy:citizen_id'),
    ('RP03', 11, 'defect', 'citizen_id_invalid:citizen_id'),
    ('RP03', 12, 'defect', 'person_name_untidy:person_name'),
    ('RP03', 13, 'defect', 'person_number_placeholder:person_id'),
    ('RP03', 14, 'defect', 'region_retired:admin_division_code'),
    ('RP03', 15, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.person_category_code) = 0 then 4
            when grouping(s.insurance_subtype_code) = 0 then 5
            when grouping(s.village_code) = 0 then 6
            when grouping(s.hukou_type_code) = 0 then 7
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.person_category_code, s.insurance_subtype_code, s.village_code, s.hukou_type_code) as code,
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
        case when s.person_category_code is not null then '' end as person_category_code,
        s.insurance_subtype_code,
        case when s.village_code is not null then '' end as village_code,
        s.hukou_type_code
        from {{ rows_of_same_part('base_termination') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.ethnicity_code),
        (s.file_code, s._delivery_id, s.person_category_code),
        (s.file_code, s._delivery_id, s.insurance_subtype_code),
        (s.file_code, s._delivery_id, s.village_code),
        (s.file_code, s._delivery_id, s.hukou_type_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.person_category_code, s.insurance_subtype_code, s.village_code, s.hukou_type_code) is not null
) as t
inner join (values
    ('EP21', 1, 'admin_division_code'),
    ('IP04', 1, 'admin_division_code'),
    ('RP03', 1, 'admin_division_code'),
    ('EP21', 2, 'sex_code'),
    ('IP04', 2, 'sex_code'),
    ('RP03', 2, 'sex_code'),
    ('EP21', 3, 'ethnicity_code'),
    ('IP04', 3, 'ethnicity_code'),
    ('RP03', 3, 'ethnicity_code'),
    ('EP21', 4, 'person_category_code'),
    ('IP04', 4, 'person_category_code'),
    ('RP03', 4, 'person_category_code'),
    ('RP03', 5, 'insurance_subtype_code'),
    ('RP03', 6, 'village_code'),
    ('RP03', 7, 'hukou_type_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_transfer') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 when 16 then t.n16 when 17 then t.n17 when 18 then t.n18 end as bigint) as row_count,
    cast(case m.number when 10 then t.a10 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 when 16 then t.l16 when 17 then t.l17 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.person_id) as n4,
        count(s.transfer_direction_code) as n5,
        count(s.transfer_type_code) as n6,
        count(s.citizen_id_raw) as n7,
        count(s.person_name) as n8,
        count(distinct s.citizen_id_raw) as n9,
        count(s.transfer_amount) as n10,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n11,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n12,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n13,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n14,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n15,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n16,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n17,
        count(s.insurance_subtype_code) as n18,
        {{ money_sum('s.transfer_amount') }} as a10,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l12,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l13,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l14,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l15,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l16,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l17
    from {{ rows_of_same_part('base_transfer') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP06', 1, 'rows', ''),
    ('EP06', 2, 'filled', 'admin_division_code'),
    ('EP06', 3, 'filled', 'data_period'),
    ('EP06', 4, 'filled', 'person_id'),
    ('EP06', 5, 'filled', 'transfer_direction_code'),
    ('EP06', 6, 'filled', 'transfer_type_code'),
    ('EP06', 7, 'filled', 'citizen_id'),
    ('EP06', 8, 'filled', 'person_name'),
    ('EP06', 9, 'persons', 'citizen_id'),
    ('EP06', 10, 'amount', 'transfer_amount'),
    ('EP06', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('EP06', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('EP06', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('EP06', 14, 'defect', 'person_name_untidy:person_name'),
    ('EP06', 15, 'defect', 'person_number_placeholder:person_id'),
    ('EP06', 16, 'defect', 'region_retired:admin_division_code'),
    ('EP06', 17, 'defect', 'region_unknown:admin_division_code'),
    ('IP05', 1, 'rows', ''),
    ('IP05', 2, 'filled', 'admin_division_code'),
    ('IP05', 3, 'filled', 'data_period'),
    ('IP05', 4, 'filled', 'person_id'),
    ('IP05', 5, 'filled', 'transfer_direction_code'),
    ('IP05', 6, 'filled', 'transfer_type_code'),
    ('IP05', 7, 'filled', 'citizen_id'),
    ('IP05', 8, 'filled', 'person_name'),
    ('IP05', 9, 'persons', 'citizen_id'),
    ('IP05', 10, 'amount', 'transfer_amount'),
    ('IP05', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('IP05', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('IP05', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('IP05', 14, 'defect', 'person_name_untidy:person_name'),
    ('IP05', 15, 'defect', 'person_number_placeholder:person_id'),
    ('IP05', 16, 'defect', 'region_retired:admin_division_code'),
    ('IP05', 17, 'defect', 'region_unknown:admin_division_code'),
    ('RP05', 1, 'rows', ''),
    ('RP05', 2, 'filled', 'admin_division_code'),
    ('RP05', 3, 'filled', 'data_period'),
    ('RP05', 18, 'filled', 'insurance_subtype_code'),
    ('RP05', 4, 'filled', 'person_id'),
    ('RP05', 5, 'filled', 'transfer_direction_code'),
    ('RP05', 7, 'filled', 'citizen_id'),
    ('RP05', 8, 'filled', 'person_name'),
    ('RP05', 9, 'persons', 'citizen_id'),
    ('RP05', 10, 'amount', 'transfer_amount'),
    ('RP05', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('RP05', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('RP05', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('RP05', 14, 'defect', 'person_name_untidy:person_name'),
    ('RP05', 15, 'defect', 'person_number_placeholder:person_id'),
    ('RP05', 16, 'defect', 'region_retired:admin_division_code'),
    ('RP05', 17, 'defect', 'region_unknown:admin_division_code'),
    ('UE03', 1, 'rows', ''),
    ('UE03', 2, 'filled', 'admin_division_code'),
    ('UE03', 3, 'filled', 'data_period'),
    ('UE03', 4, 'filled', 'person_id'),
    ('UE03', 5, 'filled', 'transfer_direction_code'),
    ('UE03', 6, 'filled', 'transfer_type_code'),
    ('UE03', 7, 'filled', 'citizen_id'),
    ('UE03', 8, 'filled', 'person_name'),
    ('UE03', 9, 'persons', 'citizen_id'),
    ('UE03', 10, 'amount', 'transfer_amount'),
    ('UE03', 11, 'defect', 'citizen_id_15:citizen_id'),
    ('UE03', 12, 'defect', 'citizen_id_untidy:citizen_id'),
    ('UE03', 13, 'defect', 'citizen_id_invalid:citizen_id'),
    ('UE03', 14, 'defect', 'person_name_untidy:person_name'),
    ('UE03', 15, 'defect', 'person_number_placeholder:person_id'),
    ('UE03', 16, 'defect', 'region_retired:admin_division_code'),
    ('UE03', 17, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.personal_identity_code) = 0 then 3
            when grouping(s.transfer_direction_code) = 0 then 4
            when grouping(s.transfer_scheme_direction_code) = 0 then 5
            when grouping(s.transfer_type_code) = 0 then 6
            when grouping(s.transfer_area_scope_code) = 0 then 7
            when grouping(s.insurance_subtype_code) = 0 then 8
            when grouping(s.village_code) = 0 then 9
            when grouping(s.hukou_type_code) = 0 then 10
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.personal_identity_code, s.transfer_direction_code, s.transfer_scheme_direction_code, s.transfer_type_code, s.transfer_area_scope_code, s.insurance_subtype_code, s.village_code, s.hukou_type_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.sex_code,
        s.personal_identity_code,
        s.transfer_direction_code,
        case when s.transfer_scheme_direction_code is not null then '' end as transfer_scheme_direction_code,
        s.transfer_type_code,
        case when s.transfer_area_scope_code is not null then '' end as transfer_area_scope_code,
        s.insurance_subtype_code,
        case when s.village_code is not null then '' end as village_code,
        s.hukou_type_code
        from {{ rows_of_same_part('base_transfer') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.personal_identity_code),
        (s.file_code, s._delivery_id, s.transfer_direction_code),
        (s.file_code, s._delivery_id, s.transfer_scheme_direction_code),
        (s.file_code, s._delivery_id, s.transfer_type_code),
        (s.file_code, s._delivery_id, s.transfer_area_scope_code),
        (s.file_code, s._delivery_id, s.insurance_subtype_code),
        (s.file_code, s._delivery_id, s.village_code),
        (s.file_code, s._delivery_id, s.hukou_type_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.personal_identity_code, s.transfer_direction_code, s.transfer_scheme_direction_code, s.transfer_type_code, s.transfer_area_scope_code, s.insurance_subtype_code, s.village_code, s.hukou_type_code) is not null
) as t
inner join (values
    ('EP06', 1, 'admin_division_code'),
    ('IP05', 1, 'admin_division_code'),
    ('RP05', 1, 'admin_division_code'),
    ('UE03', 1, 'admin_division_code'),
    ('EP06', 2, 'sex_code'),
    ('IP05', 2, 'sex_code'),
    ('RP05', 2, 'sex_code'),
    ('UE03', 2, 'sex_code'),
    ('EP06', 3, 'personal_identity_code'),
    ('IP05', 3, 'personal_identity_code'),
    ('UE03', 3, 'personal_identity_code'),
    ('EP06', 4, 'transfer_direction_code'),
    ('IP05', 4, 'transfer_direction_code'),
    ('RP05', 4, 'transfer_direction_code'),
    ('UE03', 4, 'transfer_direction_code'),
    ('EP06', 5, 'transfer_scheme_direction_code'),
    ('IP05', 5, 'transfer_scheme_direction_code'),
    ('EP06', 6, 'transfer_type_code'),
    ('IP05', 6, 'transfer_type_code'),
    ('RP05', 6, 'transfer_type_code'),
    ('UE03', 6, 'transfer_type_code'),
    ('EP06', 7, 'transfer_area_scope_code'),
    ('IP05', 7, 'transfer_area_scope_code'),
    ('RP05', 7, 'transfer_area_scope_code'),
    ('UE03', 7, 'transfer_area_scope_code'),
    ('RP05', 8, 'insurance_subtype_code'),
    ('RP05', 9, 'village_code'),
    ('RP05', 10, 'hukou_type_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_unemployment_benefit_month') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 end as bigint) as row_count,
    cast(case m.number when 8 then t.a8 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 when 15 then t.l15 end as bigint) as _line_no
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
        count(s.unemployment_benefit_paid_amount) as n8,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n9,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n10,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n11,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n12,
        count(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n13,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n14,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n15,
        {{ money_sum('s.unemployment_benefit_paid_amount') }} as a8,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l9,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l10,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l11,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l12,
        min(case when upper(trim(s.person_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l13,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l14,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l15
    from {{ rows_of_same_part('base_unemployment_benefit_month') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('UE05', 1, 'rows', ''),
    ('UE05', 2, 'filled', 'admin_division_code'),
    ('UE05', 3, 'filled', 'data_period'),
    ('UE05', 4, 'filled', 'person_id'),
    ('UE05', 5, 'filled', 'citizen_id'),
    ('UE05', 6, 'filled', 'person_name'),
    ('UE05', 7, 'persons', 'citizen_id'),
    ('UE05', 8, 'amount', 'unemployment_benefit_paid_amount'),
    ('UE05', 9, 'defect', 'citizen_id_15:citizen_id'),
    ('UE05', 10, 'defect', 'citizen_id_untidy:citizen_id'),
    ('UE05', 11, 'defect', 'citizen_id_invalid:citizen_id'),
    ('UE05', 12, 'defect', 'person_name_untidy:person_name'),
    ('UE05', 13, 'defect', 'person_number_placeholder:person_id'),
    ('UE05', 14, 'defect', 'region_retired:admin_division_code'),
    ('UE05', 15, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.education_code) = 0 then 5
            when grouping(s.unemployment_reason_code) = 0 then 6
            when grouping(s.pre_unemployment_unit_type_code) = 0 then 7
            when grouping(s.pre_unemployment_economic_type_code) = 0 then 8
            when grouping(s.pre_unemployment_industry_code) = 0 then 9
            when grouping(s.unemployment_benefit_status_code) = 0 then 10
            when grouping(s.former_occupation_code) = 0 then 11
            when grouping(s.technical_title_code) = 0 then 12
            when grouping(s.vocational_grade_code) = 0 then 13
            when grouping(s.former_employment_form_code) = 0 then 14
            when grouping(s.deregistration_reason_code) = 0 then 15
            when grouping(s.reemployment_unit_type_code) = 0 then 16
            when grouping(s.reemployment_economic_type_code) = 0 then 17
            when grouping(s.reemployment_industry_code) = 0 then 18
            when grouping(s.reemployment_occupation_code) = 0 then 19
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.hukou_type_code, s.education_code, s.unemployment_reason_code, s.pre_unemployment_unit_type_code, s.pre_unemployment_economic_type_code, s.pre_unemployment_industry_code, s.unemployment_benefit_status_code, s.former_occupation_code, s.technical_title_code, s.vocational_grade_code, s.former_employment_form_code, s.deregistration_reason_code, s.reemployment_unit_type_code, s.reemployment_economic_type_code, s.reemployment_industry_code, s.reemployment_occupation_code) as code,
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
        s.education_code,
        case when s.unemployment_reason_code is not null then '' end as unemployment_reason_code,
        s.pre_unemployment_unit_type_code,
        s.pre_unemployment_economic_type_code,
        s.pre_unemployment_industry_code,
        case when s.unemployment_benefit_status_code is not null then '' end as unemployment_benefit_status_code,
        case when s.former_occupation_code is not null then '' end as former_occupation_code,
        case when s.technical_title_code is not null then '' end as technical_title_code,
        s.vocational_grade_code,
        case when s.former_employment_form_code is not null then '' end as former_employment_form_code,
        case when s.deregistration_reason_code is not null then '' end as deregistration_reason_code,
        s.reemployment_unit_type_code,
        s.reemployment_economic_type_code,
        s.reemployment_industry_code,
        case when s.reemployment_occupation_code is not null then '' end as reemployment_occupation_code
        from {{ rows_of_same_part('base_unemployment_benefit_month') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.ethnicity_code),
        (s.file_code, s._delivery_id, s.hukou_type_code),
        (s.file_code, s._delivery_id, s.education_code),
        (s.file_code, s._delivery_id, s.unemployment_reason_code),
        (s.file_code, s._delivery_id, s.pre_unemployment_unit_type_code),
        (s.file_code, s._delivery_id, s.pre_unemployment_economic_type_code),
        (s.file_code, s._delivery_id, s.pre_unemployment_industry_code),
        (s.file_code, s._delivery_id, s.unemployment_benefit_status_code),
        (s.file_code, s._delivery_id, s.former_occupation_code),
        (s.file_code, s._delivery_id, s.technical_title_code),
        (s.file_code, s._delivery_id, s.vocational_grade_code),
        (s.file_code, s._delivery_id, s.former_employment_form_code),
        (s.file_code, s._delivery_id, s.deregistration_reason_code),
        (s.file_code, s._delivery_id, s.reemployment_unit_type_code),
        (s.file_code, s._delivery_id, s.reemployment_economic_type_code),
        (s.file_code, s._delivery_id, s.reemployment_industry_code),
        (s.file_code, s._delivery_id, s.reemployment_occupation_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.hukou_type_code, s.education_code, s.unemployment_reason_code, s.pre_unemployment_unit_type_code, s.pre_unemployment_economic_type_code, s.pre_unemployment_industry_code, s.unemployment_benefit_status_code, s.former_occupation_code, s.technical_title_code, s.vocational_grade_code, s.former_employment_form_code, s.deregistration_reason_code, s.reemployment_unit_type_code, s.reemployment_economic_type_code, s.reemployment_industry_code, s.reemployment_occupation_code) is not null
) as t
inner join (values
    ('UE05', 1, 'admin_division_code'),
    ('UE05', 2, 'sex_code'),
    ('UE05', 3, 'ethnicity_code'),
    ('UE05', 4, 'hukou_type_code'),
    ('UE05', 5, 'education_code'),
    ('UE05', 6, 'unemployment_reason_code'),
    ('UE05', 7, 'pre_unemployment_unit_type_code'),
    ('UE05', 8, 'pre_unemployment_economic_type_code'),
    ('UE05', 9, 'pre_unemployment_industry_code'),
    ('UE05', 10, 'unemployment_benefit_status_code'),
    ('UE05', 11, 'former_occupation_code'),
    ('UE05', 12, 'technical_title_code'),
    ('UE05', 13, 'vocational_grade_code'),
    ('UE05', 14, 'former_employment_form_code'),
    ('UE05', 15, 'deregistration_reason_code'),
    ('UE05', 16, 'reemployment_unit_type_code'),
    ('UE05', 17, 'reemployment_economic_type_code'),
    ('UE05', 18, 'reemployment_industry_code'),
    ('UE05', 19, 'reemployment_occupation_code')
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
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 end as bigint) as row_count,
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
        count(s.project_name) as n12,
        count(s.headcount_category_code) as n13,
        {{ money_sum('s.unit_paid_current_amount') }} as a8,
        min(s._line_no) as l1,
        min(case when upper(trim(s.unit_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l9,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l10,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l11
    from {{ rows_of_same_part('base_unit_contribution_month') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where s.file_code in ('EP01', 'IP01', 'UE01', 'WI01')
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP01', 1, 'rows', ''),
    ('EP01', 2, 'filled', 'admin_division_code'),
    ('EP01', 3, 'filled', 'data_period'),
    ('EP01', 4, 'filled', 'unit_id'),
    ('EP01', 5, 'filled', 'unit_name'),
    ('EP01', 6, 'filled', 'org_code'),
    ('EP01', 7, 'units', 'unit_id'),
    ('EP01', 8, 'amount', 'unit_paid_current_amount'),
    ('EP01', 9, 'defect', 'unit_number_placeholder:unit_id'),
    ('EP01', 10, 'defect', 'region_retired:admin_division_code'),
    ('EP01', 11, 'defect', 'region_unknown:admin_division_code'),
    ('IP01', 1, 'rows', ''),
    ('IP01', 2, 'filled', 'admin_division_code'),
    ('IP01', 3, 'filled', 'data_period'),
    ('IP01', 4, 'filled', 'unit_id'),
    ('IP01', 5, 'filled', 'unit_name'),
    ('IP01', 6, 'filled', 'org_code'),
    ('IP01', 7, 'units', 'unit_id'),
    ('IP01', 8, 'amount', 'unit_paid_current_amount'),
    ('IP01', 9, 'defect', 'unit_number_placeholder:unit_id'),
    ('IP01', 10, 'defect', 'region_retired:admin_division_code'),
    ('IP01', 11, 'defect', 'region_unknown:admin_division_code'),
    ('UE01', 1, 'rows', ''),
    ('UE01', 2, 'filled', 'admin_division_code'),
    ('UE01', 3, 'filled', 'data_period'),
    ('UE01', 4, 'filled', 'unit_id'),
    ('UE01', 5, 'filled', 'unit_name'),
    ('UE01', 6, 'filled', 'org_code'),
    ('UE01', 7, 'units', 'unit_id'),
    ('UE01', 8, 'amount', 'unit_paid_current_amount'),
    ('UE01', 9, 'defect', 'unit_number_placeholder:unit_id'),
    ('UE01', 10, 'defect', 'region_retired:admin_division_code'),
    ('UE01', 11, 'defect', 'region_unknown:admin_division_code'),
    ('WI01', 1, 'rows', ''),
    ('WI01', 2, 'filled', 'admin_division_code'),
    ('WI01', 3, 'filled', 'data_period'),
    ('WI01', 4, 'filled', 'unit_id'),
    ('WI01', 12, 'filled', 'project_name'),
    ('WI01', 13, 'filled', 'headcount_category_code'),
    ('WI01', 5, 'filled', 'unit_name'),
    ('WI01', 6, 'filled', 'org_code'),
    ('WI01', 7, 'units', 'unit_id'),
    ('WI01', 8, 'amount', 'unit_paid_current_amount'),
    ('WI01', 9, 'defect', 'unit_number_placeholder:unit_id'),
    ('WI01', 10, 'defect', 'region_retired:admin_division_code'),
    ('WI01', 11, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.registration_place_code) = 0 then 7
            when grouping(s.industry_risk_class_code) = 0 then 8
            when grouping(s.contribution_accounting_method_code) = 0 then 9
            when grouping(s.contribution_cycle_code) = 0 then 10
            when grouping(s.headcount_category_code) = 0 then 11
        end as number,
        coalesce(s.region_code_raw, s.unit_type_code, s.economic_type_code, s.affiliation_code, s.industry_code, s.unit_contribution_status_code, s.registration_place_code, s.industry_risk_class_code, s.contribution_accounting_method_code, s.contribution_cycle_code, s.headcount_category_code) as code,
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
        s.unit_contribution_status_code,
        case when s.registration_place_code is not null then '' end as registration_place_code,
        case when s.industry_risk_class_code is not null then '' end as industry_risk_class_code,
        case when s.contribution_accounting_method_code is not null then '' end as contribution_accounting_method_code,
        case when s.contribution_cycle_code is not null then '' end as contribution_cycle_code,
        case when s.headcount_category_code is not null then '' end as headcount_category_code
        from {{ rows_of_same_part('base_unit_contribution_month') }} as s
        where s.file_code in ('EP01', 'IP01', 'UE01', 'WI01')
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.unit_type_code),
        (s.file_code, s._delivery_id, s.economic_type_code),
        (s.file_code, s._delivery_id, s.affiliation_code),
        (s.file_code, s._delivery_id, s.industry_code),
        (s.file_code, s._delivery_id, s.unit_contribution_status_code),
        (s.file_code, s._delivery_id, s.registration_place_code),
        (s.file_code, s._delivery_id, s.industry_risk_class_code),
        (s.file_code, s._delivery_id, s.contribution_accounting_method_code),
        (s.file_code, s._delivery_id, s.contribution_cycle_code),
        (s.file_code, s._delivery_id, s.headcount_category_code)
    )
    having coalesce(s.region_code_raw, s.unit_type_code, s.economic_type_code, s.affiliation_code, s.industry_code, s.unit_contribution_status_code, s.registration_place_code, s.industry_risk_class_code, s.contribution_accounting_method_code, s.contribution_cycle_code, s.headcount_category_code) is not null
) as t
inner join (values
    ('EP01', 1, 'admin_division_code'),
    ('IP01', 1, 'admin_division_code'),
    ('UE01', 1, 'admin_division_code'),
    ('WI01', 1, 'admin_division_code'),
    ('EP01', 2, 'unit_type_code'),
    ('IP01', 2, 'unit_type_code'),
    ('UE01', 2, 'unit_type_code'),
    ('WI01', 2, 'unit_type_code'),
    ('EP01', 3, 'economic_type_code'),
    ('IP01', 3, 'economic_type_code'),
    ('UE01', 3, 'economic_type_code'),
    ('WI01', 3, 'economic_type_code'),
    ('EP01', 4, 'affiliation_code'),
    ('IP01', 4, 'affiliation_code'),
    ('UE01', 4, 'affiliation_code'),
    ('WI01', 4, 'affiliation_code'),
    ('EP01', 5, 'industry_code'),
    ('IP01', 5, 'industry_code'),
    ('UE01', 5, 'industry_code'),
    ('WI01', 5, 'industry_code'),
    ('EP01', 6, 'unit_contribution_status_code'),
    ('IP01', 6, 'unit_contribution_status_code'),
    ('UE01', 6, 'unit_contribution_status_code'),
    ('WI01', 6, 'unit_contribution_status_code'),
    ('WI01', 7, 'registration_place_code'),
    ('WI01', 8, 'industry_risk_class_code'),
    ('WI01', 9, 'contribution_accounting_method_code'),
    ('WI01', 10, 'contribution_cycle_code'),
    ('WI01', 11, 'headcount_category_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
