{# A share of two whole numbers as a score from 0 to 1 with four places; null where there is nothing to divide by. #}
{% macro score(part, whole) -%}
    cast(round({{ ratio('(' ~ part ~ ')', '(' ~ whole ~ ')') }}, 4) as numeric(5, 4))
{%- endmacro %}
