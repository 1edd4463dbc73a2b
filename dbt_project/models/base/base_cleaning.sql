{{ config(materialized='view') }}
-- 数据清洗: how many rows of a delivery each declared treatment touched, and the first of them.
select
    c.defect_id,
    c.label_zh,
    c.treatment,
    c.treatment_zh,
    d.source,
    m.file_code,
    substr(m.column_name, length(c.defect_id) + 2) as column_name,
    d.region_code,
    d.period,
    m.row_count as touched_count,
    m._delivery_id,
    m._line_no
from {{ ref('base_measure') }} as m
inner join {{ ref('seed_cleaning') }} as c
    on substr(m.column_name, 1, length(c.defect_id) + 1) = c.defect_id || ':'
inner join {{ ref('base_delivery') }} as d on d._delivery_id = m._delivery_id
where m.measure = 'defect'
union all
-- What was taken in and is not among the rows that count came twice. Of rows that the sender changes later (TR01–TR03)
-- each state counts here, though only the last one counts elsewhere.
select
    c.defect_id,
    c.label_zh,
    c.treatment,
    c.treatment_zh,
    d.source,
    d.file_code,
    '' as column_name,
    d.region_code,
    d.period,
    d.accepted_count - coalesce(s.row_count, m.row_count, 0) as touched_count,
    d._delivery_id,
    cast(null as bigint) as _line_no
from {{ ref('base_delivery') }} as d
inner join {{ ref('seed_feed') }} as f on f.file_code = d.file_code
inner join {{ ref('seed_cleaning') }} as c on c.defect_id = 'duplicate_row'
left join {{ ref('base_measure') }} as m
    on m._delivery_id = d._delivery_id and m.file_code = d.file_code and m.measure = 'rows'
left join {{ ref('base_measure') }} as s
    on s._delivery_id = d._delivery_id and s.file_code = d.file_code and s.measure = 'states'
where d.is_counted
