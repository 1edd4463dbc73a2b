{# The values of a small query as a list that a scan can be narrowed by: while a build runs they are asked first and written out,
   for no engine skips a month of five years because a subquery would not name it. Elsewhere the query itself. #}
{% macro listed(query) -%}
    {%- if execute and var('parts') -%}
        {%- set values = run_query(query).columns[0].values() | reject('none') | list -%}
        (
            {%- for value in values %}{{ "'" ~ value ~ "'" if value is string else value }}{{ ', ' if not loop.last }}{% endfor -%}
            {{ 'null' if not values }}
        )
    {%- else -%}
        ({{ query }})
    {%- endif -%}
{%- endmacro %}
