-- 指标体系各年版本的项目: lines of each indicator set; a line has one name (canonical_line) through all sets.
select
    indicator_set,
    line_no,
    indent_level,
    label_zh as line_label,
    parent_line_no,
    section_key,
    label_key,
    occurrence,
    canonical_line,
    line_status,
    note
from {{ ref('seed_report_line') }}
