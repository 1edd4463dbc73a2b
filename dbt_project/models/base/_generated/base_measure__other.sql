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
{% call when_part_of('base_assistance_person') -%}
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
        count(s.citizen_id_raw) as n4,
        count(s.assistance_category_code) as n5,
        count(s.valid_from_date) as n6,
        count(s.person_name) as n7,
        count(distinct s.citizen_id_raw) as n8,
        count(s.assistance_amount) as n9,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n10,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n11,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n12,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n13,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n14,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n15,
        {{ money_sum('s.assistance_amount') }} as a9,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l10,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l12,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l13,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l14,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l15
    from {{ rows_of_same_part('base_assistance_person') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('CA01', 1, 'rows', ''),
    ('CA01', 2, 'filled', 'admin_division_code'),
    ('CA01', 3, 'filled', 'data_period'),
    ('CA01', 4, 'filled', 'citizen_id'),
    ('CA01', 5, 'filled', 'assistance_category_code'),
    ('CA01', 6, 'filled', 'valid_from_date'),
    ('CA01', 7, 'filled', 'person_name'),
    ('CA01', 8, 'persons', 'citizen_id'),
    ('CA01', 9, 'amount', 'assistance_amount'),
    ('CA01', 10, 'defect', 'citizen_id_15:citizen_id'),
    ('CA01', 11, 'defect', 'citizen_id_untidy:citizen_id'),
    ('CA01', 12, 'defect', 'citizen_id_invalid:citizen_id'),
    ('CA01', 13, 'defect', 'person_name_untidy:person_name'),
    ('CA01', 14, 'defect', 'region_retired:admin_division_code'),
    ('CA01', 15, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.assistance_category_code) = 0 then 2
            when grouping(s.disability_level_code) = 0 then 3
        end as number,
        coalesce(s.region_code_raw, s.assistance_category_code, s.disability_level_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        case when s.assistance_category_code is not null then '' end as assistance_category_code,
        s.disability_level_code
        from {{ rows_of_same_part('base_assistance_person') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.assistance_category_code),
        (s.file_code, s._delivery_id, s.disability_level_code)
    )
    having coalesce(s.region_code_raw, s.assistance_category_code, s.disability_level_code) is not null
) as t
inner join (values
    ('CA01', 1, 'admin_division_code'),
    ('CA01', 2, 'assistance_category_code'),
    ('CA01', 3, 'disability_level_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 end as bigint) as row_count,
    cast(case m.number when 5 then t.a5 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.account_no) as n2,
        count(s.statement_id) as n3,
        count(s.entry_no) as n4,
        count(s.amount) as n5,
        {{ money_sum('s.amount') }} as a5,
        min(s._line_no) as l1
    from (select c.*, 'BK02' as file_code from ({{ counted_rows('stg_bank__bk02_bank_entry', ['account_no', 'statement_id', 'entry_no']) }}) as c) as s
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('BK02', 1, 'rows', ''),
    ('BK02', 2, 'filled', 'account_no'),
    ('BK02', 3, 'filled', 'statement_id'),
    ('BK02', 4, 'filled', 'entry_no'),
    ('BK02', 5, 'amount', 'amount')
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
            when grouping(s.credit_debit_code) = 0 then 1
        end as number,
        s.credit_debit_code as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.credit_debit_code
        from (select c.*, 'BK02' as file_code from ({{ counted_rows('stg_bank__bk02_bank_entry', ['account_no', 'statement_id', 'entry_no']) }}) as c) as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.credit_debit_code)
    )
    having s.credit_debit_code is not null
) as t
inner join (values
    ('BK02', 1, 'credit_debit_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{% call when_part_of('base_bank_statement') -%}
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
        count(s.account_no) as n2,
        count(s.statement_id) as n3,
        count(s.credit_total) as n4,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n5,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n6,
        {{ money_sum('s.credit_total') }} as a4,
        min(s._line_no) as l1,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l5,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l6
    from {{ rows_of_same_part('base_bank_statement') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('BK01', 1, 'rows', ''),
    ('BK01', 2, 'filled', 'account_no'),
    ('BK01', 3, 'filled', 'statement_id'),
    ('BK01', 4, 'amount', 'credit_total'),
    ('BK01', 5, 'defect', 'region_retired:admin_division_code'),
    ('BK01', 6, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.currency_code) = 0 then 2
        end as number,
        coalesce(s.region_code_raw, s.currency_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.currency_code
        from {{ rows_of_same_part('base_bank_statement') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.currency_code)
    )
    having coalesce(s.region_code_raw, s.currency_code) is not null
) as t
inner join (values
    ('BK01', 1, 'admin_division_code'),
    ('BK01', 2, 'currency_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_death_registration') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 end as bigint) as row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 8 then t.l8 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.citizen_id_raw) as n4,
        count(s.registered_date) as n5,
        count(s.registration_cancelled_flag) as n6,
        count(distinct s.citizen_id_raw) as n7,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n8,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n9,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n10,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n11,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n12,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n13,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l8,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l9,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l10,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l11,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l12,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l13
    from {{ rows_of_same_part('base_death_registration') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('PS02', 1, 'rows', ''),
    ('PS02', 2, 'filled', 'admin_division_code'),
    ('PS02', 3, 'filled', 'data_period'),
    ('PS02', 4, 'filled', 'citizen_id'),
    ('PS02', 5, 'filled', 'registered_date'),
    ('PS02', 6, 'filled', 'registration_cancelled_flag'),
    ('PS02', 7, 'persons', 'citizen_id'),
    ('PS02', 8, 'defect', 'citizen_id_15:citizen_id'),
    ('PS02', 9, 'defect', 'citizen_id_untidy:citizen_id'),
    ('PS02', 10, 'defect', 'citizen_id_invalid:citizen_id'),
    ('PS02', 11, 'defect', 'person_name_untidy:person_name'),
    ('PS02', 12, 'defect', 'region_retired:admin_division_code'),
    ('PS02', 13, 'defect', 'region_unknown:admin_division_code')
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
        end as number,
        coalesce(s.region_code_raw, s.sex_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        s.sex_code
        from {{ rows_of_same_part('base_death_registration') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code)
    )
    having coalesce(s.region_code_raw, s.sex_code) is not null
) as t
inner join (values
    ('PS02', 1, 'admin_division_code'),
    ('PS02', 2, 'sex_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_disbursement') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 end as bigint) as row_count,
    cast(case m.number when 10 then t.a10 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 11 then t.l11 when 12 then t.l12 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.agency_code) as n2,
        count(s.insurance_type_code) as n3,
        count(s.region_code_raw) as n4,
        count(s.period) as n5,
        count(s.bank_account_no) as n6,
        count(s.disbursement_method_code) as n7,
        count(s.disbursed_time) as n8,
        count(s.bank_account_name) as n9,
        count(s.amount) as n10,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n11,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n12,
        count(s.payment_master_id) as n13,
        {{ money_sum('s.amount') }} as a10,
        min(s._line_no) as l1,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l11,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l12
    from {{ rows_of_same_part('base_disbursement') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP10', 1, 'rows', ''),
    ('EP10', 2, 'filled', 'agency_code'),
    ('EP10', 3, 'filled', 'insurance_type_code'),
    ('EP10', 4, 'filled', 'pooling_area_code'),
    ('EP10', 5, 'filled', 'data_period'),
    ('EP10', 6, 'filled', 'bank_account_no'),
    ('EP10', 7, 'filled', 'disbursement_method_code'),
    ('EP10', 8, 'filled', 'disbursed_time'),
    ('EP10', 9, 'filled', 'bank_account_name'),
    ('EP10', 10, 'amount', 'amount'),
    ('EP10', 11, 'defect', 'region_retired:pooling_area_code'),
    ('EP10', 12, 'defect', 'region_unknown:pooling_area_code'),
    ('IP10', 1, 'rows', ''),
    ('IP10', 2, 'filled', 'agency_code'),
    ('IP10', 3, 'filled', 'insurance_type_code'),
    ('IP10', 4, 'filled', 'pooling_area_code'),
    ('IP10', 5, 'filled', 'data_period'),
    ('IP10', 6, 'filled', 'bank_account_no'),
    ('IP10', 7, 'filled', 'disbursement_method_code'),
    ('IP10', 8, 'filled', 'disbursed_time'),
    ('IP10', 9, 'filled', 'bank_account_name'),
    ('IP10', 10, 'amount', 'amount'),
    ('IP10', 11, 'defect', 'region_retired:pooling_area_code'),
    ('IP10', 12, 'defect', 'region_unknown:pooling_area_code'),
    ('RP07', 1, 'rows', ''),
    ('RP07', 2, 'filled', 'agency_code'),
    ('RP07', 3, 'filled', 'insurance_type_code'),
    ('RP07', 4, 'filled', 'pooling_area_code'),
    ('RP07', 5, 'filled', 'data_period'),
    ('RP07', 6, 'filled', 'bank_account_no'),
    ('RP07', 7, 'filled', 'disbursement_method_code'),
    ('RP07', 8, 'filled', 'disbursed_time'),
    ('RP07', 9, 'filled', 'bank_account_name'),
    ('RP07', 10, 'amount', 'amount'),
    ('RP07', 11, 'defect', 'region_retired:pooling_area_code'),
    ('RP07', 12, 'defect', 'region_unknown:pooling_area_code'),
    ('EM11', 1, 'rows', ''),
    ('EM11', 13, 'filled', 'payment_master_id'),
    ('EM11', 6, 'filled', 'bank_account_no'),
    ('EM11', 9, 'filled', 'bank_account_name'),
    ('EM11', 10, 'amount', 'amount'),
    ('EM11', 11, 'defect', 'region_retired:pooling_area_code'),
    ('EM11', 12, 'defect', 'region_unknown:pooling_area_code'),
    ('RM05', 1, 'rows', ''),
    ('RM05', 13, 'filled', 'payment_master_id'),
    ('RM05', 6, 'filled', 'bank_account_no'),
    ('RM05', 9, 'filled', 'bank_account_name'),
    ('RM05', 10, 'amount', 'amount'),
    ('RM05', 11, 'defect', 'region_retired:pooling_area_code'),
    ('RM05', 12, 'defect', 'region_unknown:pooling_area_code'),
    ('UE08', 1, 'rows', ''),
    ('UE08', 2, 'filled', 'agency_code'),
    ('UE08', 3, 'filled', 'insurance_type_code'),
    ('UE08', 4, 'filled', 'pooling_area_code'),
    ('UE08', 5, 'filled', 'data_period'),
    ('UE08', 6, 'filled', 'bank_account_no'),
    ('UE08', 7, 'filled', 'disbursement_method_code'),
    ('UE08', 8, 'filled', 'disbursed_time'),
    ('UE08', 9, 'filled', 'bank_account_name'),
    ('UE08', 10, 'amount', 'amount'),
    ('UE08', 11, 'defect', 'region_retired:pooling_area_code'),
    ('UE08', 12, 'defect', 'region_unknown:pooling_area_code'),
    ('WI07', 1, 'rows', ''),
    ('WI07', 2, 'filled', 'agency_code'),
    ('WI07', 3, 'filled', 'insurance_type_code'),
    ('WI07', 4, 'filled', 'pooling_area_code'),
    ('WI07', 5, 'filled', 'data_period'),
    ('WI07', 6, 'filled', 'bank_account_no'),
    ('WI07', 7, 'filled', 'disbursement_method_code'),
    ('WI07', 8, 'filled', 'disbursed_time'),
    ('WI07', 9, 'filled', 'bank_account_name'),
    ('WI07', 10, 'amount', 'amount'),
    ('WI07', 11, 'defect', 'region_retired:pooling_area_code'),
    ('WI07', 12, 'defect', 'region_unknown:pooling_area_code'),
    ('MT05', 1, 'rows', ''),
    ('MT05', 13, 'filled', 'payment_master_id'),
    ('MT05', 6, 'filled', 'bank_account_no'),
    ('MT05', 9, 'filled', 'bank_account_name'),
    ('MT05', 10, 'amount', 'amount'),
    ('MT05', 11, 'defect', 'region_retired:pooling_area_code'),
    ('MT05', 12, 'defect', 'region_unknown:pooling_area_code')
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
            when grouping(s.bank_code) = 0 then 1
            when grouping(s.insurance_type_code) = 0 then 2
            when grouping(s.region_code_raw) = 0 then 3
            when grouping(s.disbursement_method_code) = 0 then 4
            when grouping(s.agency_code) = 0 then 5
        end as number,
        coalesce(s.bank_code, s.insurance_type_code, s.region_code_raw, s.disbursement_method_code, s.agency_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        case when s.bank_code is not null then '' end as bank_code,
        s.insurance_type_code,
        s.region_code_raw,
        case when s.disbursement_method_code is not null then '' end as disbursement_method_code,
        case when s.agency_code is not null then '' end as agency_code
        from {{ rows_of_same_part('base_disbursement') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.bank_code),
        (s.file_code, s._delivery_id, s.insurance_type_code),
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.disbursement_method_code),
        (s.file_code, s._delivery_id, s.agency_code)
    )
    having coalesce(s.bank_code, s.insurance_type_code, s.region_code_raw, s.disbursement_method_code, s.agency_code) is not null
) as t
inner join (values
    ('EP10', 1, 'bank_code'),
    ('IP10', 1, 'bank_code'),
    ('RP07', 1, 'bank_code'),
    ('EM11', 1, 'bank_code'),
    ('RM05', 1, 'bank_code'),
    ('UE08', 1, 'bank_code'),
    ('WI07', 1, 'bank_code'),
    ('MT05', 1, 'bank_code'),
    ('EP10', 2, 'insurance_type_code'),
    ('IP10', 2, 'insurance_type_code'),
    ('RP07', 2, 'insurance_type_code'),
    ('EM11', 2, 'insurance_type_code'),
    ('RM05', 2, 'insurance_type_code'),
    ('UE08', 2, 'insurance_type_code'),
    ('WI07', 2, 'insurance_type_code'),
    ('MT05', 2, 'insurance_type_code'),
    ('EP10', 3, 'pooling_area_code'),
    ('IP10', 3, 'pooling_area_code'),
    ('RP07', 3, 'pooling_area_code'),
    ('EM11', 3, 'pooling_area_code'),
    ('RM05', 3, 'pooling_area_code'),
    ('UE08', 3, 'pooling_area_code'),
    ('WI07', 3, 'pooling_area_code'),
    ('MT05', 3, 'pooling_area_code'),
    ('EP10', 4, 'disbursement_method_code'),
    ('IP10', 4, 'disbursement_method_code'),
    ('RP07', 4, 'disbursement_method_code'),
    ('EM11', 4, 'disbursement_method_code'),
    ('RM05', 4, 'disbursement_method_code'),
    ('UE08', 4, 'disbursement_method_code'),
    ('WI07', 4, 'disbursement_method_code'),
    ('MT05', 4, 'disbursement_method_code'),
    ('EP10', 5, 'agency_code'),
    ('IP10', 5, 'agency_code'),
    ('RP07', 5, 'agency_code'),
    ('EM11', 5, 'agency_code'),
    ('RM05', 5, 'agency_code'),
    ('UE08', 5, 'agency_code'),
    ('WI07', 5, 'agency_code'),
    ('MT05', 5, 'agency_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_history_cell') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 end as bigint) as row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 11 then t.l11 when 12 then t.l12 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.work_id) as n2,
        count(s.region_code_raw) as n3,
        count(s.period) as n4,
        count(s.report_cycle) as n5,
        count(s.version_no) as n6,
        count(s.sheet_title) as n7,
        count(s.row_no) as n8,
        count(s.column_no) as n9,
        count(s.line_label) as n10,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n11,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n12,
        min(s._line_no) as l1,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l11,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l12
    from {{ rows_of_same_part('base_history_cell') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('HI01', 1, 'rows', ''),
    ('HI01', 2, 'filled', 'work_id'),
    ('HI01', 3, 'filled', 'admin_division_code'),
    ('HI01', 4, 'filled', 'data_period'),
    ('HI01', 5, 'filled', 'report_cycle'),
    ('HI01', 6, 'filled', 'version_no'),
    ('HI01', 7, 'filled', 'sheet_title'),
    ('HI01', 8, 'filled', 'row_no'),
    ('HI01', 9, 'filled', 'column_no'),
    ('HI01', 10, 'filled', 'line_label'),
    ('HI01', 11, 'defect', 'region_retired:admin_division_code'),
    ('HI01', 12, 'defect', 'region_unknown:admin_division_code')
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
        from {{ rows_of_same_part('base_history_cell') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw)
    )
    having s.region_code_raw is not null
) as t
inner join (values
    ('HI01', 1, 'admin_division_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_income_tax_person') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 end as bigint) as row_count,
    cast(case m.number when 7 then t.a7 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 8 then t.l8 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.citizen_id_raw) as n2,
        count(s.org_code) as n3,
        count(s.period) as n4,
        count(s.person_name) as n5,
        count(distinct s.citizen_id_raw) as n6,
        count(s.taxable_wage_amount) as n7,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n8,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n9,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n10,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n11,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n12,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n13,
        {{ money_sum('s.taxable_wage_amount') }} as a7,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l8,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l9,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l10,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l11,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l12,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l13
    from {{ rows_of_same_part('base_income_tax_person') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('PI02', 1, 'rows', ''),
    ('PI02', 2, 'filled', 'citizen_id'),
    ('PI02', 3, 'filled', 'org_code'),
    ('PI02', 4, 'filled', 'data_period'),
    ('PI02', 5, 'filled', 'person_name'),
    ('PI02', 6, 'persons', 'citizen_id'),
    ('PI02', 7, 'amount', 'taxable_wage_amount'),
    ('PI02', 8, 'defect', 'citizen_id_15:citizen_id'),
    ('PI02', 9, 'defect', 'citizen_id_untidy:citizen_id'),
    ('PI02', 10, 'defect', 'citizen_id_invalid:citizen_id'),
    ('PI02', 11, 'defect', 'person_name_untidy:person_name'),
    ('PI02', 12, 'defect', 'region_retired:admin_division_code'),
    ('PI02', 13, 'defect', 'region_unknown:admin_division_code')
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
        from {{ rows_of_same_part('base_income_tax_person') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw)
    )
    having s.region_code_raw is not null
) as t
inner join (values
    ('PI02', 1, 'admin_division_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_income_tax_unit') -%}
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
        count(s.org_code) as n2,
        count(s.period) as n3,
        count(s.taxable_wage_total) as n4,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n5,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n6,
        {{ money_sum('s.taxable_wage_total') }} as a4,
        min(s._line_no) as l1,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l5,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l6
    from {{ rows_of_same_part('base_income_tax_unit') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('PI01', 1, 'rows', ''),
    ('PI01', 2, 'filled', 'org_code'),
    ('PI01', 3, 'filled', 'data_period'),
    ('PI01', 4, 'amount', 'taxable_wage_total'),
    ('PI01', 5, 'defect', 'region_retired:admin_division_code'),
    ('PI01', 6, 'defect', 'region_unknown:admin_division_code')
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
        from {{ rows_of_same_part('base_income_tax_unit') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw)
    )
    having s.region_code_raw is not null
) as t
inner join (values
    ('PI01', 1, 'admin_division_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_payable_item') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 end as bigint) as row_count,
    cast(case m.number when 3 then t.a3 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.payable_item_detail_id) as n2,
        count(s.amount) as n3,
        {{ money_sum('s.amount') }} as a3,
        min(s._line_no) as l1
    from {{ rows_of_same_part('base_payable_item') }} as s
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP12', 1, 'rows', ''),
    ('EP12', 2, 'filled', 'payable_item_detail_id'),
    ('EP12', 3, 'amount', 'amount'),
    ('IP12', 1, 'rows', ''),
    ('IP12', 2, 'filled', 'payable_item_detail_id'),
    ('IP12', 3, 'amount', 'amount'),
    ('RP09', 1, 'rows', ''),
    ('RP09', 2, 'filled', 'payable_item_detail_id'),
    ('RP09', 3, 'amount', 'amount'),
    ('EM13', 1, 'rows', ''),
    ('EM13', 2, 'filled', 'payable_item_detail_id'),
    ('EM13', 3, 'amount', 'amount'),
    ('RM07', 1, 'rows', ''),
    ('RM07', 2, 'filled', 'payable_item_detail_id'),
    ('RM07', 3, 'amount', 'amount'),
    ('UE10', 1, 'rows', ''),
    ('UE10', 2, 'filled', 'payable_item_detail_id'),
    ('UE10', 3, 'amount', 'amount'),
    ('WI09', 1, 'rows', ''),
    ('WI09', 2, 'filled', 'payable_item_detail_id'),
    ('WI09', 3, 'amount', 'amount'),
    ('MT07', 1, 'rows', ''),
    ('MT07', 2, 'filled', 'payable_item_detail_id'),
    ('MT07', 3, 'amount', 'amount')
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
            when grouping(s.benefit_item_code) = 0 then 1
            when grouping(s.payable_type_code) = 0 then 2
            when grouping(s.benefit_item_code_2) = 0 then 3
        end as number,
        coalesce(s.benefit_item_code, s.payable_type_code, s.benefit_item_code_2) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        case when s.benefit_item_code is not null then '' end as benefit_item_code,
        case when s.payable_type_code is not null then '' end as payable_type_code,
        case when s.benefit_item_code_2 is not null then '' end as benefit_item_code_2
        from {{ rows_of_same_part('base_payable_item') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.benefit_item_code),
        (s.file_code, s._delivery_id, s.payable_type_code),
        (s.file_code, s._delivery_id, s.benefit_item_code_2)
    )
    having coalesce(s.benefit_item_code, s.payable_type_code, s.benefit_item_code_2) is not null
) as t
inner join (values
    ('EP12', 1, 'benefit_item_code'),
    ('IP12', 1, 'benefit_item_code'),
    ('RP09', 1, 'benefit_item_code'),
    ('EM13', 1, 'benefit_item_code'),
    ('RM07', 1, 'benefit_item_code'),
    ('UE10', 1, 'benefit_item_code'),
    ('WI09', 1, 'benefit_item_code'),
    ('MT07', 1, 'benefit_item_code'),
    ('EP12', 2, 'payable_type_code'),
    ('IP12', 2, 'payable_type_code'),
    ('RP09', 2, 'payable_type_code'),
    ('EM13', 2, 'payable_type_code'),
    ('RM07', 2, 'payable_type_code'),
    ('UE10', 2, 'payable_type_code'),
    ('WI09', 2, 'payable_type_code'),
    ('MT07', 2, 'payable_type_code'),
    ('UE10', 3, 'benefit_item_code_2'),
    ('WI09', 3, 'benefit_item_code_2')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_payment') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 when 14 then t.n14 when 15 then t.n15 end as bigint) as row_count,
    cast(case m.number when 10 then t.a10 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 when 14 then t.l14 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.insurance_type_code) as n2,
        count(s.period) as n3,
        count(s.corresponding_fee_period) as n4,
        count(s.party_type_code) as n5,
        count(s.party_id) as n6,
        count(s.paid_time) as n7,
        count(s.party_name) as n8,
        count(distinct s.party_identity_no) as n9,
        count(s.amount) as n10,
        count(case when length(trim(s.party_identity_no)) = 15 and s.citizen_id is not null then 1 end) as n11,
        count(case when s.party_identity_no <> upper(trim(s.party_identity_no)) and s.citizen_id is not null then 1 end) as n12,
        count(case when s.party_identity_no is not null and s.citizen_id is null then 1 end) as n13,
        count(case when upper(trim(s.party_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then 1 end) as n14,
        count(s.payable_plan_detail_id) as n15,
        {{ money_sum('s.amount') }} as a10,
        min(s._line_no) as l1,
        min(case when length(trim(s.party_identity_no)) = 15 and s.citizen_id is not null then s._line_no end) as l11,
        min(case when s.party_identity_no <> upper(trim(s.party_identity_no)) and s.citizen_id is not null then s._line_no end) as l12,
        min(case when s.party_identity_no is not null and s.citizen_id is null then s._line_no end) as l13,
        min(case when upper(trim(s.party_id)) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') then s._line_no end) as l14
    from {{ rows_of_same_part('base_payment') }} as s
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('EP11', 1, 'rows', ''),
    ('EP11', 2, 'filled', 'insurance_type_code'),
    ('EP11', 3, 'filled', 'fee_period'),
    ('EP11', 4, 'filled', 'corresponding_fee_period'),
    ('EP11', 5, 'filled', 'party_type_code'),
    ('EP11', 6, 'filled', 'party_id'),
    ('EP11', 7, 'filled', 'paid_time'),
    ('EP11', 8, 'filled', 'party_name'),
    ('EP11', 9, 'persons', 'party_identity_no'),
    ('EP11', 10, 'amount', 'amount'),
    ('EP11', 11, 'defect', 'citizen_id_15:party_identity_no'),
    ('EP11', 12, 'defect', 'citizen_id_untidy:party_identity_no'),
    ('EP11', 13, 'defect', 'citizen_id_invalid:party_identity_no'),
    ('EP11', 14, 'defect', 'person_number_placeholder:party_id'),
    ('IP11', 1, 'rows', ''),
    ('IP11', 2, 'filled', 'insurance_type_code'),
    ('IP11', 3, 'filled', 'fee_period'),
    ('IP11', 4, 'filled', 'corresponding_fee_period'),
    ('IP11', 5, 'filled', 'party_type_code'),
    ('IP11', 6, 'filled', 'party_id'),
    ('IP11', 7, 'filled', 'paid_time'),
    ('IP11', 8, 'filled', 'party_name'),
    ('IP11', 9, 'persons', 'party_identity_no'),
    ('IP11', 10, 'amount', 'amount'),
    ('IP11', 11, 'defect', 'citizen_id_15:party_identity_no'),
    ('IP11', 12, 'defect', 'citizen_id_untidy:party_identity_no'),
    ('IP11', 13, 'defect', 'citizen_id_invalid:party_identity_no'),
    ('IP11', 14, 'defect', 'person_number_placeholder:party_id'),
    ('RP08', 1, 'rows', ''),
    ('RP08', 2, 'filled', 'insurance_type_code'),
    ('RP08', 3, 'filled', 'fee_period'),
    ('RP08', 4, 'filled', 'corresponding_fee_period'),
    ('RP08', 5, 'filled', 'party_type_code'),
    ('RP08', 6, 'filled', 'party_id'),
    ('RP08', 7, 'filled', 'paid_time'),
    ('RP08', 8, 'filled', 'party_name'),
    ('RP08', 9, 'persons', 'party_identity_no'),
    ('RP08', 10, 'amount', 'amount'),
    ('RP08', 11, 'defect', 'citizen_id_15:party_identity_no'),
    ('RP08', 12, 'defect', 'citizen_id_untidy:party_identity_no'),
    ('RP08', 13, 'defect', 'citizen_id_invalid:party_identity_no'),
    ('RP08', 14, 'defect', 'person_number_placeholder:party_id'),
    ('EM12', 1, 'rows', ''),
    ('EM12', 15, 'filled', 'payable_plan_detail_id'),
    ('EM12', 6, 'filled', 'party_id'),
    ('EM12', 8, 'filled', 'party_name'),
    ('EM12', 9, 'persons', 'party_identity_no'),
    ('EM12', 10, 'amount', 'amount'),
    ('EM12', 11, 'defect', 'citizen_id_15:party_identity_no'),
    ('EM12', 12, 'defect', 'citizen_id_untidy:party_identity_no'),
    ('EM12', 13, 'defect', 'citizen_id_invalid:party_identity_no'),
    ('EM12', 14, 'defect', 'person_number_placeholder:party_id'),
    ('RM06', 1, 'rows', ''),
    ('RM06', 15, 'filled', 'payable_plan_detail_id'),
    ('RM06', 6, 'filled', 'party_id'),
    ('RM06', 8, 'filled', 'party_name'),
    ('RM06', 9, 'persons', 'party_identity_no'),
    ('RM06', 10, 'amount', 'amount'),
    ('RM06', 11, 'defect', 'citizen_id_15:party_identity_no'),
    ('RM06', 12, 'defect', 'citizen_id_untidy:party_identity_no'),
    ('RM06', 13, 'defect', 'citizen_id_invalid:party_identity_no'),
    ('RM06', 14, 'defect', 'person_number_placeholder:party_id'),
    ('UE09', 1, 'rows', ''),
    ('UE09', 2, 'filled', 'insurance_type_code'),
    ('UE09', 3, 'filled', 'fee_period'),
    ('UE09', 4, 'filled', 'corresponding_fee_period'),
    ('UE09', 5, 'filled', 'party_type_code'),
    ('UE09', 6, 'filled', 'party_id'),
    ('UE09', 7, 'filled', 'paid_time'),
    ('UE09', 8, 'filled', 'party_name'),
    ('UE09', 9, 'persons', 'party_identity_no'),
    ('UE09', 10, 'amount', 'amount'),
    ('UE09', 11, 'defect', 'citizen_id_15:party_identity_no'),
    ('UE09', 12, 'defect', 'citizen_id_untidy:party_identity_no'),
    ('UE09', 13, 'defect', 'citizen_id_invalid:party_identity_no'),
    ('UE09', 14, 'defect', 'person_number_placeholder:party_id'),
    ('WI08', 1, 'rows', ''),
    ('WI08', 2, 'filled', 'insurance_type_code'),
    ('WI08', 3, 'filled', 'fee_period'),
    ('WI08', 4, 'filled', 'corresponding_fee_period'),
    ('WI08', 5, 'filled', 'party_type_code'),
    ('WI08', 6, 'filled', 'party_id'),
    ('WI08', 7, 'filled', 'paid_time'),
    ('WI08', 8, 'filled', 'party_name'),
    ('WI08', 9, 'persons', 'party_identity_no'),
    ('WI08', 10, 'amount', 'amount'),
    ('WI08', 11, 'defect', 'citizen_id_15:party_identity_no'),
    ('WI08', 12, 'defect', 'citizen_id_untidy:party_identity_no'),
    ('WI08', 13, 'defect', 'citizen_id_invalid:party_identity_no'),
    ('WI08', 14, 'defect', 'person_number_placeholder:party_id'),
    ('MT06', 1, 'rows', ''),
    ('MT06', 15, 'filled', 'payable_plan_detail_id'),
    ('MT06', 6, 'filled', 'party_id'),
    ('MT06', 8, 'filled', 'party_name'),
    ('MT06', 9, 'persons', 'party_identity_no'),
    ('MT06', 10, 'amount', 'amount'),
    ('MT06', 11, 'defect', 'citizen_id_15:party_identity_no'),
    ('MT06', 12, 'defect', 'citizen_id_untidy:party_identity_no'),
    ('MT06', 13, 'defect', 'citizen_id_invalid:party_identity_no'),
    ('MT06', 14, 'defect', 'person_number_placeholder:party_id')
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
            when grouping(s.insurance_type_code) = 0 then 1
            when grouping(s.party_type_code) = 0 then 2
            when grouping(s.payment_status_code) = 0 then 3
            when grouping(s.bank_code) = 0 then 4
        end as number,
        coalesce(s.insurance_type_code, s.party_type_code, s.payment_status_code, s.bank_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.insurance_type_code,
        case when s.party_type_code is not null then '' end as party_type_code,
        case when s.payment_status_code is not null then '' end as payment_status_code,
        case when s.bank_code is not null then '' end as bank_code
        from {{ rows_of_same_part('base_payment') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.insurance_type_code),
        (s.file_code, s._delivery_id, s.party_type_code),
        (s.file_code, s._delivery_id, s.payment_status_code),
        (s.file_code, s._delivery_id, s.bank_code)
    )
    having coalesce(s.insurance_type_code, s.party_type_code, s.payment_status_code, s.bank_code) is not null
) as t
inner join (values
    ('EP11', 1, 'insurance_type_code'),
    ('IP11', 1, 'insurance_type_code'),
    ('RP08', 1, 'insurance_type_code'),
    ('EM12', 1, 'insurance_type_code'),
    ('RM06', 1, 'insurance_type_code'),
    ('UE09', 1, 'insurance_type_code'),
    ('WI08', 1, 'insurance_type_code'),
    ('MT06', 1, 'insurance_type_code'),
    ('EP11', 2, 'party_type_code'),
    ('IP11', 2, 'party_type_code'),
    ('RP08', 2, 'party_type_code'),
    ('EM12', 2, 'party_type_code'),
    ('RM06', 2, 'party_type_code'),
    ('UE09', 2, 'party_type_code'),
    ('WI08', 2, 'party_type_code'),
    ('MT06', 2, 'party_type_code'),
    ('EP11', 3, 'payment_status_code'),
    ('IP11', 3, 'payment_status_code'),
    ('RP08', 3, 'payment_status_code'),
    ('EM12', 3, 'payment_status_code'),
    ('RM06', 3, 'payment_status_code'),
    ('UE09', 3, 'payment_status_code'),
    ('WI08', 3, 'payment_status_code'),
    ('MT06', 3, 'payment_status_code'),
    ('EP11', 4, 'bank_code'),
    ('IP11', 4, 'bank_code'),
    ('RP08', 4, 'bank_code'),
    ('EM12', 4, 'bank_code'),
    ('RM06', 4, 'bank_code'),
    ('UE09', 4, 'bank_code'),
    ('WI08', 4, 'bank_code'),
    ('MT06', 4, 'bank_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_payroll_person') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 when 13 then t.n13 end as bigint) as row_count,
    cast(case m.number when 7 then t.a7 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 8 then t.l8 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 when 13 then t.l13 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.citizen_id_raw) as n2,
        count(s.org_code) as n3,
        count(s.period) as n4,
        count(s.person_name) as n5,
        count(distinct s.citizen_id_raw) as n6,
        count(s.payroll_wage_amount) as n7,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n8,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n9,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n10,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n11,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n12,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n13,
        {{ money_sum('s.payroll_wage_amount') }} as a7,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l8,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l9,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l10,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l11,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l12,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l13
    from {{ rows_of_same_part('base_payroll_person') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('PY01', 1, 'rows', ''),
    ('PY01', 2, 'filled', 'citizen_id'),
    ('PY01', 3, 'filled', 'org_code'),
    ('PY01', 4, 'filled', 'data_period'),
    ('PY01', 5, 'filled', 'person_name'),
    ('PY01', 6, 'persons', 'citizen_id'),
    ('PY01', 7, 'amount', 'payroll_wage_amount'),
    ('PY01', 8, 'defect', 'citizen_id_15:citizen_id'),
    ('PY01', 9, 'defect', 'citizen_id_untidy:citizen_id'),
    ('PY01', 10, 'defect', 'citizen_id_invalid:citizen_id'),
    ('PY01', 11, 'defect', 'person_name_untidy:person_name'),
    ('PY01', 12, 'defect', 'region_retired:admin_division_code'),
    ('PY01', 13, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.payroll_status_code) = 0 then 2
            when grouping(s.fiscal_funding_mode_code) = 0 then 3
        end as number,
        coalesce(s.region_code_raw, s.payroll_status_code, s.fiscal_funding_mode_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.region_code_raw,
        case when s.payroll_status_code is not null then '' end as payroll_status_code,
        case when s.fiscal_funding_mode_code is not null then '' end as fiscal_funding_mode_code
        from {{ rows_of_same_part('base_payroll_person') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.payroll_status_code),
        (s.file_code, s._delivery_id, s.fiscal_funding_mode_code)
    )
    having coalesce(s.region_code_raw, s.payroll_status_code, s.fiscal_funding_mode_code) is not null
) as t
inner join (values
    ('PY01', 1, 'admin_division_code'),
    ('PY01', 2, 'payroll_status_code'),
    ('PY01', 3, 'fiscal_funding_mode_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_person_registration') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 when 11 then t.n11 when 12 then t.n12 end as bigint) as row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 7 then t.l7 when 8 then t.l8 when 9 then t.l9 when 10 then t.l10 when 11 then t.l11 when 12 then t.l12 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.region_code_raw) as n2,
        count(s.period) as n3,
        count(s.citizen_id_raw) as n4,
        count(s.person_name) as n5,
        count(distinct s.citizen_id_raw) as n6,
        count(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then 1 end) as n7,
        count(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then 1 end) as n8,
        count(case when s.citizen_id_raw is not null and s.citizen_id is null then 1 end) as n9,
        count(case when {{ name_key('s.person_name') }} <> s.person_name then 1 end) as n10,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n11,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n12,
        min(s._line_no) as l1,
        min(case when length(trim(s.citizen_id_raw)) = 15 and s.citizen_id is not null then s._line_no end) as l7,
        min(case when s.citizen_id_raw <> upper(trim(s.citizen_id_raw)) and s.citizen_id is not null then s._line_no end) as l8,
        min(case when s.citizen_id_raw is not null and s.citizen_id is null then s._line_no end) as l9,
        min(case when {{ name_key('s.person_name') }} <> s.person_name then s._line_no end) as l10,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l11,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l12
    from {{ rows_of_same_part('base_person_registration') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('PS01', 1, 'rows', ''),
    ('PS01', 2, 'filled', 'admin_division_code'),
    ('PS01', 3, 'filled', 'data_period'),
    ('PS01', 4, 'filled', 'citizen_id'),
    ('PS01', 5, 'filled', 'person_name'),
    ('PS01', 6, 'persons', 'citizen_id'),
    ('PS01', 7, 'defect', 'citizen_id_15:citizen_id'),
    ('PS01', 8, 'defect', 'citizen_id_untidy:citizen_id'),
    ('PS01', 9, 'defect', 'citizen_id_invalid:citizen_id'),
    ('PS01', 10, 'defect', 'person_name_untidy:person_name'),
    ('PS01', 11, 'defect', 'region_retired:admin_division_code'),
    ('PS01', 12, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.registration_status_code) = 0 then 5
        end as number,
        coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.hukou_type_code, s.registration_status_code) as code,
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
        case when s.registration_status_code is not null then '' end as registration_status_code
        from {{ rows_of_same_part('base_person_registration') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.ethnicity_code),
        (s.file_code, s._delivery_id, s.hukou_type_code),
        (s.file_code, s._delivery_id, s.registration_status_code)
    )
    having coalesce(s.region_code_raw, s.sex_code, s.ethnicity_code, s.hukou_type_code, s.registration_status_code) is not null
) as t
inner join (values
    ('PS01', 1, 'admin_division_code'),
    ('PS01', 2, 'sex_code'),
    ('PS01', 3, 'ethnicity_code'),
    ('PS01', 4, 'hukou_type_code'),
    ('PS01', 5, 'registration_status_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
{% call when_part_of('base_statistical_indicator') -%}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 end as bigint) as row_count,
    cast(null as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 9 then t.l9 when 10 then t.l10 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.indicator_code) as n2,
        count(s.region_code_raw) as n3,
        count(s.indicator_year) as n4,
        count(s.sex_code) as n5,
        count(s.age_value) as n6,
        count(s.urban_rural_code) as n7,
        count(s.indicator_value) as n8,
        count(case when coalesce(r.region_code, p.code) <> s.region_code_raw then 1 end) as n9,
        count(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then 1 end) as n10,
        min(s._line_no) as l1,
        min(case when coalesce(r.region_code, p.code) <> s.region_code_raw then s._line_no end) as l9,
        min(case when s.region_code_raw is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l10
    from {{ rows_of_same_part('base_statistical_indicator') }} as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code_raw
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code_raw
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('ST01', 1, 'rows', ''),
    ('ST01', 2, 'filled', 'indicator_code'),
    ('ST01', 3, 'filled', 'admin_division_code'),
    ('ST01', 4, 'filled', 'indicator_year'),
    ('ST01', 5, 'filled', 'sex_code'),
    ('ST01', 6, 'filled', 'age_value'),
    ('ST01', 7, 'filled', 'urban_rural_code'),
    ('ST01', 8, 'filled', 'indicator_value'),
    ('ST01', 9, 'defect', 'region_retired:admin_division_code'),
    ('ST01', 10, 'defect', 'region_unknown:admin_division_code')
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
            when grouping(s.indicator_code) = 0 then 1
            when grouping(s.region_code_raw) = 0 then 2
            when grouping(s.indicator_year) = 0 then 3
            when grouping(s.sex_code) = 0 then 4
            when grouping(s.urban_rural_code) = 0 then 5
        end as number,
        coalesce(s.indicator_code, s.region_code_raw, s.indicator_year, s.sex_code, s.urban_rural_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        case when s.indicator_code is not null then '' end as indicator_code,
        s.region_code_raw,
        case when s.indicator_year is not null then '' end as indicator_year,
        s.sex_code,
        case when s.urban_rural_code is not null then '' end as urban_rural_code
        from {{ rows_of_same_part('base_statistical_indicator') }} as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.indicator_code),
        (s.file_code, s._delivery_id, s.region_code_raw),
        (s.file_code, s._delivery_id, s.indicator_year),
        (s.file_code, s._delivery_id, s.sex_code),
        (s.file_code, s._delivery_id, s.urban_rural_code)
    )
    having coalesce(s.indicator_code, s.region_code_raw, s.indicator_year, s.sex_code, s.urban_rural_code) is not null
) as t
inner join (values
    ('ST01', 1, 'indicator_code'),
    ('ST01', 2, 'admin_division_code'),
    ('ST01', 3, 'indicator_year'),
    ('ST01', 4, 'sex_code'),
    ('ST01', 5, 'urban_rural_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
{%- endcall %}
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 when 10 then t.n10 end as bigint) as row_count,
    cast(case m.number when 6 then t.a6 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 7 then t.l7 when 8 then t.l8 when 9 then t.l9 when 10 then t.l10 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.id) as n2,
        count(s.updated_at) as n3,
        count(s.request_no) as n4,
        count(s.payee_account) as n5,
        count(s.amount) as n6,
        count(case when coalesce(s.is_deleted, false) then 1 end) as n7,
        count(case when coalesce(r.region_code, p.code) <> s.region_code then 1 end) as n8,
        count(case when s.region_code is not null and coalesce(r.region_code, p.code) is null then 1 end) as n9,
        count(case when {{ fund_code('s.fund_code') }} <> s.fund_code then 1 end) as n10,
        {{ money_sum('s.amount') }} as a6,
        min(s._line_no) as l1,
        min(case when coalesce(s.is_deleted, false) then s._line_no end) as l7,
        min(case when coalesce(r.region_code, p.code) <> s.region_code then s._line_no end) as l8,
        min(case when s.region_code is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l9,
        min(case when {{ fund_code('s.fund_code') }} <> s.fund_code then s._line_no end) as l10
    from (select c.*, 'TR01' as file_code from ({{ counted_rows('stg_tre__tr01_payment_result', ['id'], region='region_code', latest_by='updated_at') }}) as c) as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('TR01', 1, 'rows', ''),
    ('TR01', 2, 'filled', 'id'),
    ('TR01', 3, 'filled', 'updated_at'),
    ('TR01', 4, 'filled', 'request_no'),
    ('TR01', 5, 'filled', 'payee_account'),
    ('TR01', 6, 'amount', 'amount'),
    ('TR01', 7, 'defect', 'deleted_by_sender:is_deleted'),
    ('TR01', 8, 'defect', 'region_retired:region_code'),
    ('TR01', 9, 'defect', 'region_unknown:region_code'),
    ('TR01', 10, 'defect', 'fund_short_code:fund_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    'TR01' as file_code,
    'states' as measure,
    '' as column_name,
    '' as code,
    count(*) as row_count,
    cast(null as numeric(18, 2)) as amount,
    s._delivery_id,
    min(s._line_no) as _line_no
from (
    {{ counted_rows('stg_tre__tr01_payment_result', ['id', 'updated_at']) }}
) as s
group by s._delivery_id
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
            when grouping(s.fund_code) = 0 then 1
            when grouping(s.region_code) = 0 then 2
            when grouping(s.status) = 0 then 3
        end as number,
        coalesce(s.fund_code, s.region_code, s.status) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.fund_code,
        s.region_code,
        s.status
        from (select c.*, 'TR01' as file_code from ({{ counted_rows('stg_tre__tr01_payment_result', ['id'], region='region_code', latest_by='updated_at') }}) as c) as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.fund_code),
        (s.file_code, s._delivery_id, s.region_code),
        (s.file_code, s._delivery_id, s.status)
    )
    having coalesce(s.fund_code, s.region_code, s.status) is not null
) as t
inner join (values
    ('TR01', 1, 'fund_code'),
    ('TR01', 2, 'region_code'),
    ('TR01', 3, 'status')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 end as bigint) as row_count,
    cast(case m.number when 5 then t.a5 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 6 then t.l6 when 7 then t.l7 when 8 then t.l8 when 9 then t.l9 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.id) as n2,
        count(s.updated_at) as n3,
        count(s.receipt_no) as n4,
        count(s.amount) as n5,
        count(case when coalesce(s.is_deleted, false) then 1 end) as n6,
        count(case when coalesce(r.region_code, p.code) <> s.region_code then 1 end) as n7,
        count(case when s.region_code is not null and coalesce(r.region_code, p.code) is null then 1 end) as n8,
        count(case when {{ fund_code('s.fund_code') }} <> s.fund_code then 1 end) as n9,
        {{ money_sum('s.amount') }} as a5,
        min(s._line_no) as l1,
        min(case when coalesce(s.is_deleted, false) then s._line_no end) as l6,
        min(case when coalesce(r.region_code, p.code) <> s.region_code then s._line_no end) as l7,
        min(case when s.region_code is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l8,
        min(case when {{ fund_code('s.fund_code') }} <> s.fund_code then s._line_no end) as l9
    from (select c.*, 'TR03' as file_code from ({{ counted_rows('stg_tre__tr03_treasury_receipt', ['id'], region='region_code', latest_by='updated_at') }}) as c) as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('TR03', 1, 'rows', ''),
    ('TR03', 2, 'filled', 'id'),
    ('TR03', 3, 'filled', 'updated_at'),
    ('TR03', 4, 'filled', 'receipt_no'),
    ('TR03', 5, 'amount', 'amount'),
    ('TR03', 6, 'defect', 'deleted_by_sender:is_deleted'),
    ('TR03', 7, 'defect', 'region_retired:region_code'),
    ('TR03', 8, 'defect', 'region_unknown:region_code'),
    ('TR03', 9, 'defect', 'fund_short_code:fund_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    'TR03' as file_code,
    'states' as measure,
    '' as column_name,
    '' as code,
    count(*) as row_count,
    cast(null as numeric(18, 2)) as amount,
    s._delivery_id,
    min(s._line_no) as _line_no
from (
    {{ counted_rows('stg_tre__tr03_treasury_receipt', ['id', 'updated_at']) }}
) as s
group by s._delivery_id
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
            when grouping(s.fund_code) = 0 then 1
            when grouping(s.region_code) = 0 then 2
        end as number,
        coalesce(s.fund_code, s.region_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.fund_code,
        s.region_code
        from (select c.*, 'TR03' as file_code from ({{ counted_rows('stg_tre__tr03_treasury_receipt', ['id'], region='region_code', latest_by='updated_at') }}) as c) as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.fund_code),
        (s.file_code, s._delivery_id, s.region_code)
    )
    having coalesce(s.fund_code, s.region_code) is not null
) as t
inner join (values
    ('TR03', 1, 'fund_code'),
    ('TR03', 2, 'region_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
union all
select
    t.file_code,
    m.measure,
    m.column_name,
    '' as code,
    cast(case m.number when 1 then t.n1 when 2 then t.n2 when 3 then t.n3 when 4 then t.n4 when 5 then t.n5 when 6 then t.n6 when 7 then t.n7 when 8 then t.n8 when 9 then t.n9 end as bigint) as row_count,
    cast(case m.number when 5 then t.a5 end as numeric(18, 2)) as amount,
    t._delivery_id,
    cast(case m.number when 1 then t.l1 when 6 then t.l6 when 7 then t.l7 when 8 then t.l8 when 9 then t.l9 end as bigint) as _line_no
from (
    select
        s.file_code,
        s._delivery_id,
        count(*) as n1,
        count(s.id) as n2,
        count(s.updated_at) as n3,
        count(s.doc_no) as n4,
        count(s.amount) as n5,
        count(case when coalesce(s.is_deleted, false) then 1 end) as n6,
        count(case when coalesce(r.region_code, p.code) <> s.region_code then 1 end) as n7,
        count(case when s.region_code is not null and coalesce(r.region_code, p.code) is null then 1 end) as n8,
        count(case when {{ fund_code('s.fund_code') }} <> s.fund_code then 1 end) as n9,
        {{ money_sum('s.amount') }} as a5,
        min(s._line_no) as l1,
        min(case when coalesce(s.is_deleted, false) then s._line_no end) as l6,
        min(case when coalesce(r.region_code, p.code) <> s.region_code then s._line_no end) as l7,
        min(case when s.region_code is not null and coalesce(r.region_code, p.code) is null then s._line_no end) as l8,
        min(case when {{ fund_code('s.fund_code') }} <> s.fund_code then s._line_no end) as l9
    from (select c.*, 'TR02' as file_code from ({{ counted_rows('stg_tre__tr02_subsidy_disbursement', ['id'], region='region_code', latest_by='updated_at') }}) as c) as s
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code
    left join {{ ref('seed_region_pseudo') }} as p on p.code = s.region_code
    where true
    group by s.file_code, s._delivery_id
) as t
inner join (values
    ('TR02', 1, 'rows', ''),
    ('TR02', 2, 'filled', 'id'),
    ('TR02', 3, 'filled', 'updated_at'),
    ('TR02', 4, 'filled', 'doc_no'),
    ('TR02', 5, 'amount', 'amount'),
    ('TR02', 6, 'defect', 'deleted_by_sender:is_deleted'),
    ('TR02', 7, 'defect', 'region_retired:region_code'),
    ('TR02', 8, 'defect', 'region_unknown:region_code'),
    ('TR02', 9, 'defect', 'fund_short_code:fund_code')
) as m (file_code, number, measure, column_name)
    on m.file_code = t.file_code
union all
select
    'TR02' as file_code,
    'states' as measure,
    '' as column_name,
    '' as code,
    count(*) as row_count,
    cast(null as numeric(18, 2)) as amount,
    s._delivery_id,
    min(s._line_no) as _line_no
from (
    {{ counted_rows('stg_tre__tr02_subsidy_disbursement', ['id', 'updated_at']) }}
) as s
group by s._delivery_id
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
            when grouping(s.level) = 0 then 1
            when grouping(s.fund_code) = 0 then 2
            when grouping(s.region_code) = 0 then 3
        end as number,
        coalesce(s.level, s.fund_code, s.region_code) as code,
        count(*) as row_count,
        min(s._line_no) as _line_no
    from (
        select
        s.file_code,
        s._delivery_id,
        s._line_no,
        s.level,
        s.fund_code,
        s.region_code
        from (select c.*, 'TR02' as file_code from ({{ counted_rows('stg_tre__tr02_subsidy_disbursement', ['id'], region='region_code', latest_by='updated_at') }}) as c) as s
        where true
    ) as s
    group by grouping sets (
        (s.file_code, s._delivery_id, s.level),
        (s.file_code, s._delivery_id, s.fund_code),
        (s.file_code, s._delivery_id, s.region_code)
    )
    having coalesce(s.level, s.fund_code, s.region_code) is not null
) as t
inner join (values
    ('TR02', 1, 'level'),
    ('TR02', 2, 'fund_code'),
    ('TR02', 3, 'region_code')
) as m (file_code, number, column_name)
    on m.file_code = t.file_code and m.number = t.number
