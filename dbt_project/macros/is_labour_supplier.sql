{# A unit that supplies labour to others (人力资源服务 726, GB/T 4754): its people work, and may be taxed, elsewhere. #}
{% macro is_labour_supplier(unit) -%}
    coalesce(
        {{ unit }}.industry_code like '726%' or {{ unit }}.industry_code like 'L726%'
        or {{ unit }}.unit_name like '%劳务派遣%' or {{ unit }}.unit_name like '%人力资源%', false
    )
{%- endmacro %}
