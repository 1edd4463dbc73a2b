{# A published DuckDB file is a build renamed, and may be attached under any name: views in it must not name their database. #}
{% macro ref() -%}
    {%- set relation = builtins.ref(*varargs) -%}
    {{ return(relation.include(database=false) if target.type == 'duckdb' else relation) }}
{%- endmacro %}
