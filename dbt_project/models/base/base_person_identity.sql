-- 人员归并: one row a reported key that is counted under another one (person_key -> resolved_person_key). A key without a
-- row stands for itself. Of the keys of one person the one counts that was known first, valid IDs before numbers; so a
-- later delivery never changes it, unless two persons known before turn out to be one.
{%- set link %}(select l.*, '' as moment from {{ ref('base_person_link') }} as l){% endset %}
select person_key, resolved_person_key, method, confidence, _delivery_id, _line_no
from ({{ linked_keys('person_key', link, ref('base_person_record'), 'citizen_key') }}) as linked
