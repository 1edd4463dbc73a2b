{# unique_key for a view over parts, whose rows have a period: in the periods that new deliveries touch. All others were
   looked at when they came, and a key holds its period, so nothing of another period can be the same. #}
{% test unique_key_of_new_rows(model, columns) %}
select
    {{ columns | join(',\n    ') }},
    count(*) as rows_of_key
from {{ model }} as rows_
{% if execute and var('parts') -%}
where period in {{ listed('select distinct period from ' ~ new_rows_below(model.identifier)) }}
{% endif -%}
group by
    {{ columns | join(',\n    ') }}
having count(*) > 1
{% endtest %}

{# The rows of new parts that a view is made of, as one relation of their periods: to look for new deliveries in the view would be
   to read all months. #}
{% macro new_rows_below(name) -%}
    {%- set below = [] -%}
    {%- do parted_below('model.sif.' ~ name, below) -%}
    (
        {%- for one in below | unique %}
        select period from {{ untested(api.Relation.create(identifier=one)) }} as rows_of_{{ loop.index }}{% if not loop.last %} union all{% endif %}
        {%- endfor %}
    ) as new_rows
{%- endmacro %}

{# Adds the names of the parted models that a model stands on to `below`; a running one repeats what others have. #}
{% macro parted_below(unique_id, below) -%}
    {%- for parent in graph.nodes[unique_id].depends_on.nodes if parent.startswith('model.') -%}
        {%- set node = graph.nodes[parent] -%}
        {%- if node.config.materialized != 'parted' -%}
            {%- do parted_below(parent, below) -%}
        {%- elif not node.config.meta.get('running') -%}
            {%- do below.append(node.name) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
