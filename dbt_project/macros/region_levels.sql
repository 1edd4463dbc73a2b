{# Codes of the levels above a county (GB/T 2260), also of what is no county. #}
{% macro prefecture_of(region) -%}substr({{ region }}, 1, 4) || '00'{%- endmacro %}
{% macro province_of(region) -%}substr({{ region }}, 1, 2) || '0000'{%- endmacro %}

{# What names no region (a treasury's row) is the province's. #}
{% macro or_province(region) -%}coalesce({{ region }}, '630000'){%- endmacro %}
