-- 上级小于下级之和: lines of numbers of persons whose parts add up to more than the line itself. Rates and standards have no
-- parts in this sense, nor have lines that stand under “其中” beside lines that do not. A line and its parts stand in one
-- column; columns of two years have one key (column_key), so it alone does not tell them apart.
with line as (
    select
        v.work_id,
        v.report_cycle,
        v.region_code,
        v.period,
        v.sheet_key,
        v.column_key,
        v.sheet_title,
        v.column_no,
        v.indicator_set,
        v.line_no,
        v.line_label,
        v.cell_value
    from {{ ref('fct_history_value') }} as v
    where v.line_no is not null and v.cell_value is not null
)
select
    p.work_id,
    p.report_cycle,
    p.region_code,
    p.period,
    p.sheet_key,
    p.column_key,
    p.indicator_set,
    p.line_no,
    p.line_label,
    max(p.cell_value) as parent_value,
    sum(c.cell_value) as parts_value,
    count(*) as part_count,
    p.sheet_title,
    p.column_no
from line as p
inner join {{ ref('dim_report_line') }} as d on d.indicator_set = p.indicator_set and d.parent_line_no = p.line_no
inner join line as c
    on c.work_id = p.work_id and c.report_cycle = p.report_cycle and c.region_code = p.region_code and c.period = p.period
    and c.sheet_title = p.sheet_title and c.column_no = p.column_no and c.indicator_set = p.indicator_set
    and c.line_no = d.line_no
where p.line_label like '%人数%' or p.line_label like '%人员%' or p.line_label like '%职工'
group by
    p.work_id, p.report_cycle, p.region_code, p.period, p.sheet_key, p.column_key, p.indicator_set, p.line_no, p.line_label,
    p.sheet_title, p.column_no
having sum(c.cell_value) > max(p.cell_value)
