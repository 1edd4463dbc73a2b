-- 单位归并依据: one row a pair of keys that are, or may be, one unit, with the best reason for it. Branches, projects and
-- windows for the self-employed (分公司、项目部、个人窗口) bear the code of whom they belong to and are units of their own.
{%- set record %}(select r.*, '' as moment from {{ ref('base_unit_record') }} as r){% endset %}
select unit_key, other_unit_key, method, reason_zh, confidence, is_merged, first_seen, _delivery_id, _line_no
from ({{ unit_links(record) }}) as links
