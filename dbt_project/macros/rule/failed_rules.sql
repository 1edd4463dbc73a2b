{# Rules whose SELECT or key failed in this build: `sif build` names them in part.failed_rule and builds what stands
   after them without them (warehouse_sql/transform.py). As SQL text for `in (…)`. #}
{% macro failed_rules() -%}
    {%- if not execute or not var('parts') -%}{{ return("''") }}{%- endif -%}
    {%- set found = run_query("select rule_id from part.failed_rule order by rule_id") -%}
    {{ return("'" ~ ([''] + found.columns[0].values() | list) | join("', '") ~ "'") }}
{%- endmacro %}
