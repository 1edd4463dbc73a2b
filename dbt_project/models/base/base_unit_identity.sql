-- 单位归并: one row a reported key that is counted under another one (unit_key -> resolved_unit_key). A key without a row
-- stands for itself. Of the keys of one unit the one counts that was known first, organisation codes before numbers.
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
{%- set link %}(select l.*, '' as moment from {{ ref('base_unit_link') }} as l){% endset %}
select unit_key, resolved_unit_key, method, confidence, _delivery_id, _line_no
from ({{ linked_keys('unit_key', link, keys, 'code_key') }}) as linked
