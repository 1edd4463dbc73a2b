-- Generated from catalogue/ by `make generate`; do not edit.
-- HI01 历史报表单元: one row per filled cell of a historical report and version of it
select
    r.admin_division_code,
    r.data_period,
    r.work_id,
    r.report_cycle,
    r.indicator_set,
    r.version_no,
    r.sheet_title,
    r.row_no,
    r.column_no,
    r.section_label,
    r.line_label,
    r.printed_line_no,
    r.column_label,
    r.unit_label,
    r.cell_text,
    r.cell_value,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'hi01_history_cell') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
