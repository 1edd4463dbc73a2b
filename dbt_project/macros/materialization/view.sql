{# Views, like tables, under their own names (table.sql): a build finds nothing that stands in their way. #}
{% macro view_made_at_once() -%}
    {%- set target_relation = this.incorporate(type='view') -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('main') -%}
        create or replace view {{ target_relation }} as
        {{ sql }}
    {%- endcall %}
    {%- do look_at_key(rows_of_view()) -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return([target_relation]) }}
{%- endmacro %}

{% materialization view, adapter='duckdb' %}
    {{ return({'relations': view_made_at_once()}) }}
{% endmaterialization %}

{% materialization view, adapter='postgres' %}
    {{ return({'relations': view_made_at_once()}) }}
{% endmaterialization %}
