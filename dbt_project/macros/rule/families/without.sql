{# Family 有甲无乙: a condition that there is no such row elsewhere.

       where {{ without(ref('base_transfer'), {'fund_code': 'r.fund_code', 'person_key': 'r.person_key'},
           where="o.month_index - r.month_index between 0 and 1") }}

   `other` relation; `on` its column: our expression; `where` a further condition, its row being `o`. #}
{% macro without(other, on, where='true') -%}
    not exists (
        select 1
        from {{ other }} as o
        where {% for column, ours in on.items() %}o.{{ column }} = {{ ours }} and {% endfor %}{{ where }}
    )
{%- endmacro %}
