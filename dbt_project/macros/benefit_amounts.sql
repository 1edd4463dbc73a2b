{# What a row of base_benefit_month (three tables of three funds) says in one word of the facts. #}
{% macro contribution_months_of(row) -%}
    coalesce({{ row }}.deemed_contribution_months + coalesce({{ row }}.actual_contribution_months, 0), {{ row }}.actual_contribution_months,
        12 * {{ row }}.total_contribution_years, 0)
{%- endmacro %}
{# Back-pay stands in 实发合计 of enterprise and institution pension, beside it in resident pension. #}
{% macro paid_for_month_of(row) -%}
    {{ money('case when ' ~ row ~ '.file_code = \'RP02\' then coalesce(' ~ row ~ '.pension_paid_total, 0)
        else coalesce(' ~ row ~ '.pension_paid_total, 0) - coalesce(' ~ row ~ '.pension_backpay_total, 0) end') }}
{%- endmacro %}
