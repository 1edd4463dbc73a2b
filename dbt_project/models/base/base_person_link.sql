-- 人员归并依据: one row a pair of keys that are, or may be, one person, with the best reason for it.
{%- set record %}(select r.*, '' as moment from {{ ref('base_person_record') }} as r){% endset %}
select person_key, other_person_key, method, reason_zh, confidence, is_merged, first_seen, _delivery_id, _line_no
from ({{ person_links(record) }}) as links
