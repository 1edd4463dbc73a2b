-- 人员键的关联组: one row a key that any part of what was ever reported could make one person with others. What happened to a
-- key (base_person_key_history) can depend on the keys of its group only.
{%- set record %}(select r.*, '' as moment from {{ ref('base_person_record') }} as r){% endset %}
{%- set taken %}(select p.*, true as is_merged from possible as p){% endset %}
with possible as (
    select moment, person_key, other_person_key, method, confidence, _delivery_id, _line_no
    from ({{ person_links(record, possible=true) }}) as links
),
counted as (
    {{ linked_keys('person_key', taken, ref('base_person_record'), 'citizen_key') }}
)
select person_key, resolved_person_key as group_key from counted
union
select resolved_person_key, resolved_person_key from counted
