{# Family 生育: births of insured women, one row each; twins (双胞胎) are one birth, a case delivered again with a later month is the
   same case (its first row counts), what was taken back (冲销) lowers what was paid, and a case that was taken back is none.
   Miscarriages and operations of birth control are no births.
   `funds` condition on the case `m`. paid_amount is what the fund paid, allowance and costs, less what it took back. #}
{% macro births(funds) -%}
    select *
    from (
        select
            m.fund_code, m.region_code, m.period, m.person_key, m.citizen_id, m.person_id, m.unit_key, m.birth_date,
            m.delivery_date, m.delivery_period, m.fetus_count,
            {{ money('greatest(sum(m.allowance_amount) over same_birth, 0)') }} as allowance_amount,
            {{ money('sum(m.fund_paid_amount) over same_birth') }} as paid_amount,
            m._delivery_id, m._line_no, m._row
        from (
            select
                m.*,
                row_number() over in_order as _row,
                min(m.fund_paid_amount) over in_order < 0 as _is_reversed
            from {{ ref('fct_maternity_case') }} as m
            where {{ funds }} and m.case_kind = 'mother' and m.delivery_date is not null
                and coalesce(m.family_planning_surgery_type_code, '') in ('', '0', '00')
                and coalesce(m.miscarriage_level_code, '') in ('', '0', '00')
            window in_order as (
                partition by m.person_key, m.region_code, m.delivery_date
                order by m.period, m._delivery_id, m._line_no rows unbounded preceding
            )
        ) as m
        where m._row = 1 or m._is_reversed      -- what was reversed is written anew after it
        window same_birth as (partition by m.person_key, m.region_code, m.delivery_date)
    ) as births
    where _row = 1 and paid_amount > 0
{%- endmacro %}
