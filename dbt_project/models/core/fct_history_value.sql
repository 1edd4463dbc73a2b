-- 历史报表数值: each filled cell of the last version of each sheet of a report, with the line of its year's indicator set.
-- A label that the set does not know stays (unknown_line); a table without any line of a set is compared by its labels
-- (no_set).
with keyed as (
    select
        c.*,
        {{ label_key('c.section_label') }} as section_key,
        {{ label_key('c.line_label') }} as label_key,
        {{ timeless_key('c.column_label') }} as column_key,
        {{ timeless_key('c.sheet_title') }} as sheet_key,
        max(c.version_no) over (
            partition by c.work_id, c.report_cycle, c.region_code, c.period, {{ label_key('c.sheet_title') }}
        ) as last_version_no
    from {{ ref('base_history_cell') }} as c
),
counted as (
    select
        k.*,
        dense_rank() over (
            partition by work_id, report_cycle, region_code, period, sheet_title, section_key, label_key order by row_no
        ) as occurrence
    from keyed as k
    where version_no = last_version_no
),
matched as (
    select
        c.*,
        l.line_no,
        l.canonical_line as line_in_set,
        l.line_label as set_label,
        l.line_status,
        l.note as line_note,
        sum(case when l.line_no is not null then 1 else 0 end) over (
            partition by c.work_id, c.report_cycle, c.region_code, c.period, c.sheet_title
        ) as lines_known
    from counted as c
    left join {{ ref('dim_report_line') }} as l
        on l.indicator_set = c.indicator_set and l.section_key = c.section_key
        and l.label_key = c.label_key and l.occurrence = c.occurrence
        and c.work_id like 'H1%'
)
select
    work_id,
    report_cycle,
    region_code,
    period,
    sheet_title,
    row_no,
    column_no,
    indicator_set,
    version_no,
    sheet_key,
    column_key,
    column_label,
    line_label,
    printed_line_no,
    line_no,
    coalesce(line_in_set, section_key || '/' || label_key || '#' || cast(occurrence as text)) as canonical_line,
    case
        when line_no is not null and line_label = set_label then 'exact'
        when line_no is not null then 'alike'
        when lines_known > 0 then 'unknown_line'
        else 'no_set'
    end as match_status,
    line_status,
    line_note,
    unit_label,
    cell_text,
    cell_value,
    _delivery_id,
    _line_no
from matched
