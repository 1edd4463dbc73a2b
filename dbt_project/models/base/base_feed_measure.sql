-- 报送质量计量: what was counted of a table of a delivery, put together, and how many of its codes stand for nothing.
{{ config(materialized='parted') }}
with told as (
    {%- for group in ['hrss', 'med', 'tax', 'other'] %}
    select file_code, measure, column_name, code, row_count, amount, _delivery_id, _line_no
    from {{ rows_of_same_part('base_measure__' ~ group) }} as of_{{ group }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),
{%- set used %}(
    select t.*, d.region_code, d.period
    from told as t
    inner join {{ ref('stg_control__delivery') }} as d on d.delivery_id = t._delivery_id
    where t.measure = 'code'
){% endset %}
measured as (
    select
        file_code,
        _delivery_id,
        sum(case when measure = 'rows' then row_count end) as row_count,
        sum(case when measure = 'states' then row_count end) as state_count,
        sum(case when measure = 'filled' then row_count end) as cell_filled_count,
        sum(case when measure = 'persons' then row_count end) as person_count,
        sum(case when measure = 'units' then row_count end) as unit_count,
        sum(case when measure = 'amount' then amount end) as amount,
        sum(case when column_name like 'citizen_id_invalid:%' then row_count end) as citizen_invalid_count
    from told
    where measure <> 'code'
    group by file_code, _delivery_id
),
codes as (
    select
        file_code,
        _delivery_id,
        sum(row_count) as code_count,
        sum(case when outcome in ('unmapped', 'expired') then row_count else 0 end) as code_unmapped_count
    from ({{ code_use(used) }}) as c
    where outcome <> 'no_list'
    group by file_code, _delivery_id
)
select
    m.file_code,
    {%- for name in ['row_count', 'cell_filled_count', 'person_count', 'unit_count', 'citizen_invalid_count'] %}
    cast(m.{{ name }} as bigint) as {{ name }},
    {%- endfor %}
    cast(c.code_count as bigint) as code_count,
    cast(c.code_unmapped_count as bigint) as code_unmapped_count,
    {{ money('m.amount') }} as amount,
    m._delivery_id,
    cast(m.state_count as bigint) as state_count
from measured as m
left join codes as c on c.file_code = m.file_code and c._delivery_id = m._delivery_id
