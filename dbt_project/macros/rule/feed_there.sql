{# A table of the row's month is there: of its region, or of the prefecture or the province, which may send it for their
   counties. What the table would tell of somebody cannot be held against him before it has come. As scope `local` of
   seed_rule_input. #}
{% macro feed_there(file_code, row) -%}
    {%- set region = row ~ '.region_code' -%}
    (
        {%- for place in [region, prefecture_of(region), province_of(region)] %}
        {% if not loop.first %}or {% endif %}({{ place }}, {{ row }}.period) in (
            select region_code, period from {{ ref('base_feed_month') }} where file_code = '{{ file_code }}'
        )
        {%- endfor %}
    )
{%- endmacro %}
