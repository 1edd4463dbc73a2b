{# Family 工伤: one row a person and injury recognised, from the first list that has it.

       with injury as ({{ recognised_injuries(of_rule('WI-010', 'i')) }})

   `funds` condition on `i` (an injury; also an enrolment, so that no other fund's are read). is_of_project: the unit insures by construction project (工程项目) and the person has no base of his own
   there; then there are no months of employment to look at. #}
{% macro recognised_injuries(funds) -%}
    select
        r.*,
        exists (
            select 1
            from {{ ref('fct_unit_contribution') }} as u
            where u.fund_code = r.fund_code and u.unit_key = r.unit_key and u.project_name is not null
        ) and not exists (
            select 1
            from {{ ref('fct_enrolment') }} as i
            where {{ funds }} and i.fund_code = r.fund_code and i.person_key = r.person_key and i.unit_key = r.unit_key
                and i.personal_contribution_base > 0
        ) as is_of_project
    from (
        select
            i.fund_code, i.region_code, i.period, i.person_key, i.citizen_id, i.person_id, i.unit_key, i.injury_date,
            i.injury_period, {{ month_index('i.injury_period') }} as injury_index, i._delivery_id, i._line_no,
            row_number() over (
                partition by i.person_key, i.injury_date order by i.period, i._delivery_id, i._line_no
            ) as _row
        from {{ ref('fct_injury_recognition') }} as i
        where {{ funds }} and i.injury_date is not null
    ) as r
    where r._row = 1
{%- endmacro %}
