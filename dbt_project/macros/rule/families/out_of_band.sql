{# Family 超出范围: conditions on a value and the band it must lie in. Where a bound is missing (null) nothing is said.

       where {{ below_band('c.personal_contribution_base', 'b.lowest_floor_amount', 'b.tolerance_amount') }} #}
{% macro below_band(value, lowest, tolerance='0') -%}
    {{ value }} < {{ lowest }} - {{ tolerance }}
{%- endmacro %}

{% macro above_band(value, highest, tolerance='0') -%}
    {{ value }} > {{ highest }} + {{ tolerance }}
{%- endmacro %}
