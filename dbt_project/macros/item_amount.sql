{# What an item of a payable plan adds to it (应付项目计入金额): a reversal (冲销) takes away, whichever sign it was written with. The
   gate reckons so as well (`reversed_by` in catalogue/checks.py). #}
{% macro item_amount(row) -%}
    case when {{ row }}.is_reversal then -abs({{ row }}.amount) else {{ row }}.amount end
{%- endmacro %}
