{# Paying as somebody's employee through the whole month: not flexible (51 自由职业者, 54 个体经营者), not a joiner. #}
{% macro is_full_employment_month(row) -%}
    {{ row }}.contribution_status_code = '1'
    and {{ row }}.personal_contribution_base > 0
    and coalesce({{ row }}.personal_identity_code, '') not in ('51', '54')
    and coalesce({{ month_index_of_date(row ~ '.work_start_date') }}, 0) <> {{ month_index(row ~ '.period') }}
    and coalesce({{ month_index_of_date(row ~ '.account_opened_date') }}, 0) <> {{ month_index(row ~ '.period') }}
    and coalesce({{ month_index_of_date(row ~ '.enrolment_date') }}, 0) <> {{ month_index(row ~ '.period') }}
{%- endmacro %}
