{# 离退休类别 by what it means to a rule; the list itself is catalogue/codes (HRSS aic161). #}
{% macro retirement_categories(meaning) -%}
    {%- set lists = {
        'veteran': ['11'],
        'special_work': ['22'],
        'disability': ['23', '31'],
        'exempt_from_months': ['11', '23', '31'],
    } -%}
    '{{ lists[meaning] | join("', '") }}'
{%- endmacro %}
