{{ config(materialized='view') }}
-- 代码使用: each value of each column of codes, how often a delivery has it, and which national code it stands for.
-- Nothing is dropped and nothing guessed: what stands in no list and no map is `unmapped`.
{%- set told %}(
    select m.*, d.region_code, d.period
    from {{ ref('base_measure') }} as m
    inner join {{ ref('base_delivery') }} as d on d._delivery_id = m._delivery_id
    where m.measure = 'code'
){% endset %}
{{ code_use(told) }}
