{# Family 住院: stays in hospital, one row each, for rules that compare stays or ask what stood behind them.

       with stay as ({{ stays(of_rule('MED-004', 'v')) }})

   A bill delivered again with a later month is the same stay (its first row counts). What was taken back of it (冲销, a row of
   the same number and day with negative amounts) lowers what was paid, and one whose cost was taken back is none. Visits carry
   no citizen's number: it is the person's.
   `funds` condition on the visit `v`: those of the rule. `kinds` of visits. paid_amount is what the pool or the veteran
   cadres' fund paid, less what it took back. #}
{% macro stays(funds, kinds=['inpatient']) -%}
    select s.*, d.citizen_id, d.birth_date
    from (
        select
            v.fund_code, v.region_code, v.period, v.file_code, v.person_key, v.person_id, v.visit_no, v.visit_kind, v.visit_type_code,
            v.insured_category_code, v.admission_date, v.discharge_date, v.medical_institution_code, v.primary_diagnosis_code,
            v.secondary_diagnosis_code_1, v.secondary_diagnosis_code_2,
            {{ money('greatest(sum(v.pool_paid_amount + v.cadre_fund_paid_amount) over same_visit, 0)') }} as paid_amount,
            v._delivery_id, v._line_no, v._time,
            sum(v.total_cost_amount) over same_visit as _net_cost_amount
        from ({{ visits_once(funds ~ " and v.visit_kind in ('" ~ kinds | join("', '") ~ "')") }}) as v
        window same_visit as (
            partition by v.fund_code, v.region_code, v.person_key, v.visit_no, v.admission_date
        )
    ) as s
    left join {{ ref('dim_person') }} as d on d.person_key = s.person_key
    where s._time = 1 and s._net_cost_amount > 0
{%- endmacro %}

{# Rows of visits whose amounts may be added up: of a bill (one number, person and day) that was delivered again with a later
   month only the first, and all from the first that takes something back (冲销) on: what was reversed is written anew.
   `visits` condition on the visit `v`. `again` columns that are the same, too, in a row delivered again. #}
{% macro visits_once(visits, again=[]) -%}
    select *
    from (
        select
            v.*,
            row_number() over (
                partition by v.fund_code, v.region_code, v.person_key, v.visit_no, v.admission_date
                {%- for column in again %}, v.{{ column }}{% endfor %}
                order by v.period, v._delivery_id, v._line_no
            ) as _time,
            min(least(v.total_cost_amount, v.pool_paid_amount, v.cadre_fund_paid_amount, v.in_policy_self_paid_amount,
                v.large_illness_paid_amount)) over (
                partition by v.fund_code, v.region_code, v.person_key, v.visit_no, v.admission_date
                order by v.period, v._delivery_id, v._line_no rows unbounded preceding
            ) < 0 as _is_reversed
        from {{ ref('fct_medical_visit') }} as v
        where {{ visits }}
    ) as delivered
    where _time = 1 or _is_reversed
{%- endmacro %}

{# 参保人员类别 of residents by what it means: the catalogue's list (1 学生, 2 儿童, 3 成年人) or the health administration's
   (psn_type); any other code is not judged. #}
{% macro resident_category(code) -%}
    case
        when {{ code }} in ('1', '1403', '1404') then 'student'
        when {{ code }} in ('2', '14', '1401', '1402', '1405') then 'child'
        when {{ code }} = '3' or {{ code }} like '15%' or {{ code }} like '16%' then 'adult'
    end
{%- endmacro %}
