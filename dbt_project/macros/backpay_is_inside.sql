{# Back-pay (补发) is inside 实发合计 of a row of base_benefit_month, not beside it: in enterprise and institution pension. In resident
   pension (RP02), whose total is the sum of the month's own parts, it stands beside it, but for agencies that count it in:
   there the total is just what is due and the back-pay. #}
{% macro backpay_is_inside(row) -%}
    ({{ row }}.file_code <> 'RP02' or coalesce({{ row }}.pension_paid_total, 0)
        = coalesce({{ row }}.pension_due_total, 0) + coalesce({{ row }}.pension_backpay_total, 0))
{%- endmacro %}
