-- Generated from catalogue/ by `make generate`; do not edit.
-- 历史报表单元: one row per filled cell of a historical report and version of it.
{{ config(materialized='parted') }}
select
    'HI01' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    work_id,
    report_cycle,
    indicator_set,
    version_no,
    sheet_title,
    row_no,
    column_no,
    section_label,
    line_label,
    printed_line_no,
    column_label,
    unit_label,
    cell_text,
    cell_value,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_his__hi01_history_cell', ['work_id', 'admin_division_code', 'data_period', 'report_cycle', 'version_no', 'sheet_title', 'row_no', 'column_no'], region='admin_division_code') }}
) as hi01
