{# Family 住院: stays in hospital, one row each, for rules that compare stays or ask what stood behind them.

       with stay as ({{ stays(of_rule('MED-004', 'v')) }})

   A bill delivered again with a later month is the same stay (its first row counts); one that was reversed (冲销, a row
   of the same number and day that takes the cost back) is none. Visits carry no citizen's number: it is the person's.
   `funds` condition on the visit `v`: those of the rule. `kinds` of visits. paid_amount is what the pool or the veteran cadres' fund paid. #}
{% macro stays(funds, kinds=['inpatient']) -%}
    select s.*, d.citizen_id, d.birth_date
    from (
        select
            v.fund_code, v.region_code, v.period, v.file_code, v.person_key, v.visit_no, v.visit_kind, v.insured_category_code,
            v.admission_date, v.discharge_date, v.medical_institution_code, v.primary_diagnosis_code,
            v.secondary_diagnosis_code_1, v.secondary_diagnosis_code_2,
            {{ money('v.pool_paid_amount + v.cadre_fund_paid_amount') }} as paid_amount,
            v._delivery_id, v._line_no,
            row_number() over (same_visit order by v.period, v._delivery_id, v._line_no) as _row,
            sum(v.total_cost_amount) over same_visit as _net_cost_amount
        from {{ ref('fct_medical_visit') }} as v
        where {{ funds }} and v.visit_kind in ('{{ kinds | join("', '") }}')
        window same_visit as (
            partition by v.fund_code, v.region_code, v.person_key, v.visit_no, v.admission_date
        )
    ) as s
    left join {{ ref('dim_person') }} as d on d.person_key = s.person_key
    where s._row = 1 and s._net_cost_amount > 0
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
