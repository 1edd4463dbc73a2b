{# Family 职工医保缴费月份: one row a person and month of employee medical, all units together, for the persons of a CTE
   (those with a stay), so that a night looks at nobody else's months; with `month`, a column of the CTE, at that month only.

       insured_month as ({{ insured_months(of_rule('MED-002', 'c'), 'stay') }})

   owes_none: a retiree (退休人员个人不缴费), somebody who paid for life at once (一次性缴费), or nothing due while enrolled
   as contributing. is_paid: paid, or owes none. contribution_months: as reported, actual and deemed; null is not known. #}
{% macro insured_months(funds, persons, month=none) -%}
    select m.*, m.paid_amount > 0 or m.owes_none as is_paid
    from (
        select
            c.fund_code,
            c.person_key,
            c.period,
            {{ month_index('c.period') }} as month_index,
            min(c.region_code) as region_code,
            min(c.unit_key) as unit_key,
            sum(c.due_amount) as due_amount,
            sum(c.paid_amount) as paid_amount,
            max(c.actual_contribution_months + coalesce(c.deemed_contribution_months, 0)) as contribution_months,
            sum(case when {{ medical_retiree('c.employee_insured_category_code') }} or c.retirement_date is not null
                or c.lump_sum_payer_flag or (c.due_amount = 0 and c.contribution_status_code = '1') then 1 else 0 end) > 0 as owes_none
        from {{ ref('fct_contribution') }} as c
        where {{ funds }}
            and {{ '(c.person_key, c.period)' if month else 'c.person_key' }} in (select person_key{{ ', ' ~ month if month }} from {{ persons }})
        group by c.fund_code, c.person_key, c.period
    ) as m
{%- endmacro %}

{# Stays of employee medical that the pool paid for people who have to contribute: not retirees nor veteran cadres. #}
{% macro contributors_stays(funds) -%}
    select
        s.*,
        {{ period_of_date('s.admission_date') }} as admission_period,
        {{ month_index(period_of_date('s.admission_date')) }} as admitted_index
    from ({{ stays(funds) }}) as s
    where s.paid_amount > 0 and s.file_code <> 'EM07' and not {{ medical_retiree("coalesce(s.insured_category_code, '')") }}
{%- endmacro %}

{# Category of an employee's insurance that owes no contribution: retired or veteran cadre, in the catalogue's list (2, 3)
   or the health administration's (psn_type 12…, 13…); null where there is none. #}
{% macro medical_retiree(code) -%}
    ({{ code }} in ('2', '3') or {{ code }} like '12%' or {{ code }} like '13%')
{%- endmacro %}
