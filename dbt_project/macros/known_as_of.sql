{# Keeps the deliveries that were current at the moment of the build; `alias` is control.current_delivery. What the moment
   is stands in part.moment (warehouse_sql/transform.py), not in a variable: for another variable dbt reads the whole
   project again. `repairs_until`: repaired rows that came later are left out, to tell them apart from late data. #}
{% macro known_as_of(alias) -%}
    {%- set as_of, repairs_until = moment() -%}
    {{ alias }}.known_from <= cast('{{ as_of }}' as timestamp)
    and ({{ alias }}.known_to is null or {{ alias }}.known_to > cast('{{ as_of }}' as timestamp))
    {%- if repairs_until %}
    and ({{ alias }}.channel <> 'repair' or {{ alias }}.known_from <= cast('{{ repairs_until }}' as timestamp))
    {%- endif %}
{%- endmacro %}

{# Keeps what counted at any time up to that moment, corrected since or not. #}
{% macro ever_known(alias) -%}
    {%- set as_of, repairs_until = moment() -%}
    {{ alias }}.known_from <= cast('{{ as_of }}' as timestamp)
    and ({{ alias }}.known_to is null or {{ alias }}.known_to > {{ alias }}.known_from)
    {%- if repairs_until %}
    and ({{ alias }}.channel <> 'repair' or {{ alias }}.known_from <= cast('{{ repairs_until }}' as timestamp))
    {%- endif %}
{%- endmacro %}

{# When a correction ended a delivery; null where it counts at that moment. #}
{% macro known_until(alias) -%}
    case when {{ alias }}.known_to <= cast('{{ moment()[0] }}' as timestamp) then {{ alias }}.known_to end
{%- endmacro %}

{% macro moment() -%}
    {%- if execute and var('parts') -%}
        {%- set row = run_query("select as_of, repairs_until from part.moment").rows[0] -%}
        {{ return((row['as_of'], row['repairs_until'])) }}
    {%- endif -%}
    {{ return((var('as_of'), none)) }}
{%- endmacro %}
