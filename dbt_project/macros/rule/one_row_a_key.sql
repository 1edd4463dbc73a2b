{# Every finding has a key of its own: looked at right after a rule's table is made (macros/table.sql), in the same node, since
   dbt takes longer over a node for a test than the test does. A rule whose keys are not unique fails like one whose SELECT
   does (warehouse_sql/rule_failures.py), and its table is not there. #}
{% macro one_row_a_key() -%}
    {%- if model.config.meta.get('rule') -%}
        {%- set found = run_query(
            "select count(*) from (select finding_key from " ~ this ~ " group by finding_key having count(*) > 1) as doubled"
        ) -%}
        {%- set doubled = found.columns[0].values()[0] -%}
        {%- if doubled -%}
            {{ exceptions.raise_compiler_error(model.name ~ ": finding_key is not unique, " ~ doubled ~ " of them have several rows") }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
