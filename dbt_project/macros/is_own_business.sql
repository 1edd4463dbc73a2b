{# A code of a level's own business (本级: 省本级 639900, 630000; 市本级 630199, 630100): no region of its own beside those below it.
   The budget (财政区划) writes nine digits, of which the first six are the region's. #}
{% macro is_own_business(region) -%}
    {{ region }} in (select substr(code, 1, 6) from {{ ref('seed_region_pseudo') }})
{%- endmacro %}
