-- 人员归并: one row a reported key that is counted under another one (person_key -> resolved_person_key). A key without a
-- row stands for itself. Of the keys of one person the one counts that was known first, valid IDs before numbers; so a
-- later delivery never changes it, unless two persons known before turn out to be one. In a plain group
-- (base_person_key_group) that is its ID's key, and each number has one pair with it.
{%- set link %}(
    select l.*, '' as moment
    from {{ ref('base_person_link') }} as l
    inner join {{ ref('base_person_key_group') }} as g on g.person_key = l.person_key and not g.is_plain
){% endset %}
{%- set record %}(
    select r.*
    from {{ ref('base_person_record') }} as r
    inner join {{ ref('base_person_key_group') }} as g on g.person_key = r.person_key and not g.is_plain
){% endset %}
select person_key, resolved_person_key, method, confidence, false as is_plain, _delivery_id, _line_no
from ({{ linked_keys('person_key', link, record, 'citizen_key') }}) as linked
union all
select g.person_key, g.group_key, l.method, l.confidence, true as is_plain, l._delivery_id, l._line_no
from {{ ref('base_person_key_group') }} as g
inner join {{ ref('base_person_link') }} as l
    on l.person_key = least(g.person_key, g.group_key) and l.other_person_key = greatest(g.person_key, g.group_key)
where g.is_plain and g.person_key <> g.group_key
