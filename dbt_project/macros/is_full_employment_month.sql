{# Paying as somebody's employee through the whole month: not flexible, not a joiner. #}
{% macro is_full_employment_month(row) -%}
    {{ row }}.contribution_status_code = '1'
    and {{ row }}.personal_contribution_base > 0
    and not {{ is_self_insured(row) }}
    and coalesce({{ month_index_of_date(row ~ '.work_start_date') }}, 0) <> {{ month_index(row ~ '.period') }}
    and coalesce({{ month_index_of_date(row ~ '.account_opened_date') }}, 0) <> {{ month_index(row ~ '.period') }}
    and coalesce({{ month_index_of_date(row ~ '.enrolment_date') }}, 0) <> {{ month_index(row ~ '.period') }}
{%- endmacro %}

{# Flexible employment (灵活就业): a base of their own choice, nobody's employee. By identity (51 自由职业者, 54 个体经营者), or in
   medical insurance by the health administration's category of persons (psn_type 1160 灵活就业人员在职). #}
{% macro is_self_insured(row) -%}
    (
        coalesce({{ row }}.personal_identity_code, '') in ('51', '54')
        or coalesce({{ row }}.employee_insured_category_code, '') = '1160'
    )
{%- endmacro %}
