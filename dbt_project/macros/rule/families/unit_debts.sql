{# Family 单位欠费月份: one row a unit and month of the employer's own part, for the units of a CTE.

       unit_month as ({{ unit_debts(of_rule('MED-003', 'u'), of_rule('MED-003', 'r'), 'insured_month') }})

   is_short: less was paid than due in some kind of staff, by more than the tolerance. is_in_debt: so it is over all months so far,
   with what was prepaid or written off (预缴、核销), as UNI-001 adds up. repaid_by: the month in which receipts for it, levied
   later, had made up for it. `funds` condition on the month `u`, `receipts` on the receipt `r`. #}
{% macro unit_debts(funds, receipts, units) -%}
    select
        u.unit_key, u.period,
        max(u.short_amount) > max(u.tolerance) as is_short,
        max(u.owed_so_far) > max(u.tolerance) as is_in_debt,
        min(case when r.received_so_far >= u.short_amount - u.tolerance then r.levied_period end) as repaid_by
    from (
        select
            u.unit_key, u.period,
            max(u.unit_due_amount - u.unit_paid_amount - coalesce(t.value, 0)) + max(coalesce(t.value, 0)) as short_amount,
            max(coalesce(t.value, 0)) as tolerance,
            sum(sum(u.unit_due_amount - u.unit_paid_amount - u.prepaid_amount - u.written_off_amount)) over (
                partition by u.unit_key order by u.period
            ) as owed_so_far
        from {{ ref('fct_unit_contribution') }} as u
        left join {{ in_force('payment_tolerance', 't', of='u') }}
        where {{ funds }} and u.unit_key in (select unit_key from {{ units }})
        group by u.unit_key, u.period
    ) as u
    left join (
        select
            r.unit_key, r.period, r.levied_period,
            sum(sum(r.unit_amount)) over (partition by r.unit_key, r.period order by r.levied_period) as received_so_far
        from {{ ref('fct_tax_receipt') }} as r
        where {{ receipts }} and r.period < r.levied_period
        group by r.unit_key, r.period, r.levied_period
    ) as r on r.unit_key = u.unit_key and r.period = u.period
    group by u.unit_key, u.period
{%- endmacro %}
