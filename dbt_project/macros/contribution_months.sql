{# 缴费月数 of a pensioner: the actual and the deemed (视同) months, or a resident's years. What the source left blank is
   not none: of two parts the one told is the least it can be (`is_contribution_complete`); nothing told is null. #}
{% macro contribution_months(row) -%}
    coalesce(
        {{ row }}.deemed_contribution_months + {{ row }}.actual_contribution_months,
        {{ row }}.deemed_contribution_months, {{ row }}.actual_contribution_months, 12 * {{ row }}.total_contribution_years
    )
{%- endmacro %}
{% macro is_contribution_complete(row) -%}
    ({{ row }}.deemed_contribution_months + {{ row }}.actual_contribution_months is not null
        or {{ row }}.total_contribution_years is not null)
{%- endmacro %}

{# Months that the law in force at retirement asks of a row of fct_benefit; null where that is not known. Workers from before
   1949 and retirements for disability or with veteran status need none. Residents need no more full years than lay between
   the start of the scheme and their pension age, so none who had reached it then. `minimum`, `age`, `start`: values of
   min_contribution_months, resident_pension_age_months, resident_scheme_start. #}
{% macro required_contribution_months(row, minimum='m.value', age='a.value', start='s.value') -%}
    {%- set before_age -%}
        (cast({{ month_index_of_date(row ~ '.birth_date') }} + {{ age }} as integer)
            - {{ month_index('cast(cast(' ~ start ~ ' as integer) as text)') }})
    {%- endset -%}
    cast(case
        when {{ row }}.is_pre_1949_worker
            or {{ row }}.retirement_category_code in ({{ retirement_categories('exempt_from_months') }}) then 0
        when {{ row }}.fund_code <> 'resident_pension' then {{ minimum }}
        when {{ before_age }} <= 0 then 0
        when {{ before_age }} < {{ minimum }} then 12 * {{ int_div(before_age, 12) }}
        when {{ before_age }} >= {{ minimum }} then {{ minimum }}
    end as integer)
{%- endmacro %}
