{# 特殊工种提前退休: said to be one, with months of such work recorded. #}
{% macro is_special_work(row) -%}
    (coalesce({{ row }}.retirement_category_code, '') in ({{ retirement_categories('special_work') }}) and {{ row }}.special_job_months > 0)
{%- endmacro %}
