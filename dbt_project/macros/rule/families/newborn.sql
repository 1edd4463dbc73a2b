{# Family 新生儿: a row, insured in month `period`, whose year of birth (`birth_year`, SQL; of its birth_date) is that year or the one
   before, under the ID of somebody born in another year. A child that has no number yet is insured on the mother's ID, under a
   personal number (个人编号) and a name of its own: neither is hers. A child with an ID of its own is judged like everybody. #}
{% macro is_of_a_newborn(row, birth_year=none, period='period') -%}
{%- set born = birth_year or 'extract(year from ' ~ row ~ '.birth_date)' -%}
(
    {{ born }} >= cast(substr({{ row }}.{{ period }}, 1, 4) as integer) - 1
    and cast({{ born }} as text) <> coalesce(substr({{ row }}.citizen_id, 7, 4), '')
)
{%- endmacro %}

{# Numbers under which such newborns are insured, once each: whose receipts and stays under them are not the mother's.

       newborn as ({{ newborns(of_rule('PER-007', 'c')) }}) #}
{% macro newborns(funds) -%}
    select c.fund_code, c.person_key, c.person_id, max(c.birth_date) as birth_date
    from {{ ref('fct_contribution') }} as c
    where {{ funds }} and {{ is_of_a_newborn('c') }}
    group by c.fund_code, c.person_key, c.person_id
{%- endmacro %}

{# A join that finds such a number for the row; `n.person_key is null` where there is none. To ask by `not exists`, DuckDB joins all
   contributions with all rows first. #}
{% macro join_newborn(row) -%}
    left join newborn as n on n.fund_code = {{ row }}.fund_code and n.person_key = {{ row }}.person_key and n.person_id = {{ row }}.person_id
{%- endmacro %}

{# Stays (住院) of the persons themselves: not those of newborns on the mother's ID or number (新生儿随母), which would be compared
   with hers, and are not hers to answer for.

       with stay as ({{ own_stays(of_rule('MED-010', 'v')) }})

   Such are stays under a personal number of a newborn, and what says so of itself while the person is older, or of an age
   that nobody knows. A newborn with an ID of its own is judged like everybody. #}
{% macro own_stays(funds, kinds=['inpatient']) -%}
    select s.*
    from ({{ stays(funds, kinds) }}) as s
    left join ({{ newborns("c.fund_code = 'resident_medical'") }}) as n on n.person_key = s.person_key and n.person_id = s.person_id
    where not {{ is_stay_of_a_newborn('s', 's.birth_date') }} and n.person_key is null
{%- endmacro %}

{# A stay of a newborn under the ID or number of somebody older (`born`), or of an age that nobody knows: it says so of itself,
   by 新生儿随母住院 (9921), category 1401 of the health administration, or the diagnosis: conditions of the perinatal period
   (ICD-10 P), a child born alive (Z38). #}
{% macro is_stay_of_a_newborn(stay, born) -%}
(
    (coalesce({{ stay }}.visit_type_code, '') = '9921' or coalesce({{ stay }}.insured_category_code, '') = '1401'
        or upper(coalesce({{ stay }}.primary_diagnosis_code, '')) like 'P%'
        or upper(coalesce({{ stay }}.primary_diagnosis_code, '')) like 'Z38%')
    and coalesce({{ stay }}.admission_date - {{ born }} > 366, true)
)
{%- endmacro %}
