{# A legal number in force, to stand after `left join` or `inner join`:
       left join {{ in_force('min_contribution_months', 'm', of='b', day='b.retirement_date') }}
   gives m.value (decimal(18,6)), m.unit, m.document, m.article, m.status for the fund and region of row `b`, in force on
   the first day of its period, or on `day` (a date). No row, or m.value null, where the number is missing: then nothing
   may be said. `fund`, `region` and `period` replace the columns of the row; `key` (SQL) names the line of a table. #}
{% macro in_force(parameter_id, name, of, day=none, fund=none, region=none, period=none, key="'*'") -%}
    {{ ref('dim_parameter') }} as {{ name }}
        on {{ name }}.parameter_id = '{{ parameter_id }}'
        and {{ name }}.fund_code = {{ fund or of ~ '.fund_code' }}
        and {{ name }}.region_code = {{ region or of ~ '.region_code' }}
        and {{ name }}.key = {{ key }}
        {% if day -%}
        and {{ day }} between {{ name }}.valid_from and {{ name }}.valid_to
        {%- else -%}
        and {{ period or of ~ '.period' }} between {{ name }}.period_from and {{ name }}.period_to
        {%- endif %}
{%- endmacro %}

{# A condition: any line of a table of the law (tiers, standards by category) is known for the row's fund and region then.
   Without it nothing may be said of a value that the table does not have. #}
{% macro any_in_force(parameter_id, of, day) -%}
    exists (
        select 1
        from {{ ref('dim_parameter') }} as k
        where k.parameter_id = '{{ parameter_id }}' and k.value is not null
            and k.fund_code = {{ of }}.fund_code and k.region_code = {{ of }}.region_code
            and {{ day }} between k.valid_from and k.valid_to
    )
{%- endmacro %}
