{# Family 伤残等级: rows of the injured workers' benefits, each with the grade in force in its month.

       from ({{ injury_benefits_with_grade('disability_grade_code', 'b.allowance_amount > 0') }}) as b

   `column` disability_grade_code (1 the worst … 10) or self_care_grade_code (1 the worst … 3); `where` on `b`.
   A later appraisal (再次、复查鉴定) changes the grade from its date; in its month the former grade is lawful too. Several injuries
   of one person: the worst grade of all injuries holds; `of_last_injury`: that of the last injury that has a grade, since
   a grant is for one injury.
   Yields b.* with grade (99: appraised, none found; null: not appraised by then), appraisal_date, injury_no, and months_at_once:
   those since the last row before, or the first appraisal with a grade where that is later (1 where neither is known). #}
{% macro injury_benefits_with_grade(column, where='true', of_last_injury=false) -%}
    select
        graded.*,
        coalesce(greatest({{ month_index('graded.period') }} - {{ month_index('greatest(
            graded.graded_since_period,
            lag(graded.period) over (
                partition by graded.person_key
                order by graded.period, graded.region_code, graded.person_id, graded._delivery_id, graded._line_no
            )
        )') }}, 1), 1) as months_at_once
    from (
        select
            b.*,
            g.grade,
            g.appraisal_date,
            g.injury_no,
            g.graded_since_period,
            row_number() over (
                partition by b.region_code, b.period, b.person_key, b.person_id
                order by {% if of_last_injury %}g.grade > 10, g.injury_no desc, {% endif %}g.grade, g.appraisal_date desc
            ) as _nth
        from {{ ref('fct_injury_benefit') }} as b
        left join ({{ injury_grades(column) }}) as g
            on g.person_key = b.person_key and b.period between g.from_period and g.to_period
        where {{ where }}
    ) as graded
    where _nth = 1
{%- endmacro %}

{# One row a person, injury and grade: from the month of its appraisal to that of the next one. An appraisal does not say which
   injury it is of. As many injuries as were recognised by its day have an appraisal of their own first, in their order; what is
   appraised after that is the last of them again. Where none is recognised by its day (an injury from before the first list),
   it may be of another one each time. #}
{% macro injury_grades(column) -%}
    select
        person_key,
        appraisal_date,
        grade,
        injury_no,
        {{ period_of_date('min(case when grade <= 10 then appraisal_date end) over (partition by person_key)') }}
            as graded_since_period,
        {{ period_of_date('appraisal_date') }} as from_period,
        coalesce(
            {{ period_of_date('lead(appraisal_date) over (partition by person_key, injury_no order by appraisal_date)') }}, '999912'
        ) as to_period
    from (
        select *, before_any + least(appraisal_no - before_any, injuries) as injury_no
        from (
            select
                *,
                row_number() over (partition by person_key order by appraisal_date) as appraisal_no,
                count(case when injuries = 0 then 1 end) over (partition by person_key order by appraisal_date) as before_any
            from (
                select a.person_key, a.appraisal_date, a.grade, count(distinct i.injury_date) as injuries
                from (
                    select
                        person_key,
                        appraisal_date,
                        coalesce(min(nullif(cast({{ column }} as integer), 0)), 99) as grade
                    from {{ ref('fct_capacity_appraisal') }}
                    where {{ column }} in ('0', '00', '1', '2', '3', '4', '5', '6', '7', '8', '9', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10')
                        and appraisal_date is not null
                    group by person_key, appraisal_date
                ) as a
                left join {{ ref('fct_injury_recognition') }} as i
                    on i.person_key = a.person_key and i.injury_date <= a.appraisal_date
                group by a.person_key, a.appraisal_date, a.grade
            ) as appraised
        ) as numbered
    ) as chained
{%- endmacro %}

{# 本人工资 as the law takes it: not below 60 % nor above 300 % of the average wage, that in force at the appraisal. `low`, `high`,
   `average` are aliases of in_force. Null where the average is not known. #}
{% macro lawful_injury_wage(wage, low, high, average) -%}
    {{ money('case when ' ~ low ~ '.value is not null and ' ~ high ~ '.value is not null and ' ~ average ~ '.value is not null
        then least(greatest(' ~ wage ~ ', ' ~ low ~ '.value * ' ~ average ~ '.value), ' ~ high ~ '.value * ' ~ average ~ '.value) end') }}
{%- endmacro %}
