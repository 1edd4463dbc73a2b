-- 单位键的关联组: one row a key that any part of what was ever reported could make one unit with others. What happened to a
-- key (base_unit_key_history) can depend on the keys of its group only. A group is plain that is
-- of one code and one name, without corrections: there a link holds since its evidence is known.
{%- set keys %}
(
    select number_key as unit_key, cast(null as text) as code_key, known
    from {{ ref('base_unit_record') }}
    where number_key is not null
    union all
    select code_key, code_key, known
    from {{ ref('base_unit_record') }}
    where code_key is not null
)
{%- endset %}
{%- set record %}(select r.*, '' as moment from {{ ref('base_unit_record') }} as r){% endset %}
{%- set taken %}(select p.*, true as is_merged from possible as p){% endset %}
with possible as (
    select moment, unit_key, other_unit_key, method, confidence, _delivery_id, _line_no
    from ({{ unit_links(record, possible=true) }}) as links
),
counted as (
    {{ linked_keys('unit_key', taken, keys, 'code_key', reasons=false) }}
),
grouped as (
    select unit_key, resolved_unit_key as group_key from counted
    union
    select resolved_unit_key, resolved_unit_key from counted
),
told as (
    select g.group_key, r.*
    from grouped as g
    inner join {{ ref('base_unit_record') }} as r on r.number_key = g.unit_key
    union
    select g.group_key, r.*
    from grouped as g
    inner join {{ ref('base_unit_record') }} as r on r.code_key = g.unit_key
),
plain as (
    select group_key
    from told
    group by group_key
    having count(distinct code_key) = 1 and count(distinct name_key) = 1
        and count(case
            when was_corrected or (number_key is not null and (code_key is null or name_key is null)) then 1
        end) = 0
)
select g.unit_key, g.group_key, p.group_key is not null as is_plain
from grouped as g
left join plain as p on p.group_key = g.group_key
