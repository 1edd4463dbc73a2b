-- 可能同一人: one row a pair of keys that any part of what was ever reported could make one person, with the best reason.
-- What of it holds is in base_person_link.
{%- set record %}(select r.*, '{{ last_day() }}' as moment from {{ ref('base_person_record') }} as r){% endset %}
{%- set units %}(
    select unit_key, group_key as resolved_unit_key, '' as known_from, cast(null as text) as known_to
    from {{ ref('base_unit_key_group') }}
){% endset %}
select
    person_key, other_person_key, leads_to_key, method, reason_zh, confidence, is_merged, first_seen,
    _delivery_id, _line_no
from ({{ person_links(record, units, possible=true) }}) as links
