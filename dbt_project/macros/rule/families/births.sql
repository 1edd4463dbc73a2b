{# Family 生育: births of insured women, one row each; twins (双胞胎) are one birth, a case delivered again with a later month is the
   same case, and one that was taken back (冲销) is none. Miscarriages and operations of birth control are no births.
   `funds` condition on the case `m`. paid_amount is what the fund paid by its first row, allowance and costs. #}
{% macro births(funds) -%}
    select *
    from (
        select
            m.fund_code, m.region_code, m.period, m.person_key, m.citizen_id, m.person_id, m.unit_key, m.birth_date,
            m.delivery_date, m.delivery_period, m.fetus_count, m.allowance_amount,
            m.fund_paid_amount as paid_amount,
            sum(m.fund_paid_amount) over same_birth as _net_amount,
            m._delivery_id, m._line_no,
            row_number() over (same_birth order by m.period, m._delivery_id, m._line_no) as _row
        from {{ ref('fct_maternity_case') }} as m
        where {{ funds }} and m.case_kind = 'mother' and m.delivery_date is not null
            and coalesce(m.family_planning_surgery_type_code, '') in ('', '0', '00')
            and coalesce(m.miscarriage_level_code, '') in ('', '0', '00')
        window same_birth as (partition by m.person_key, m.region_code, m.delivery_date)
    ) as births
    where _row = 1 and _net_amount > 0
{%- endmacro %}
