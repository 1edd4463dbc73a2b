-- 人员归并依据: one row a pair of keys that are, or may be, one person, with the best reason for it. Pairs of plain groups
-- (base_person_key_group) are those that were possible; the records of all others are judged.
with to_be_judged as materialized (
    select r.*, '{{ last_day() }}' as moment
    from {{ ref('base_person_record') }} as r
    inner join {{ ref('base_person_key_group') }} as g on g.person_key = r.person_key and not g.is_plain
)
select person_key, other_person_key, method, reason_zh, confidence, is_merged, first_seen, _delivery_id, _line_no
from ({{ person_links('to_be_judged', units_by_day()) }}) as links
union all
select
    p.person_key, p.other_person_key, p.method, p.reason_zh, p.confidence, p.is_merged, p.first_seen,
    p._delivery_id, p._line_no
from {{ ref('base_person_pair') }} as p
inner join {{ ref('base_person_key_group') }} as g on g.person_key = p.person_key and g.is_plain
