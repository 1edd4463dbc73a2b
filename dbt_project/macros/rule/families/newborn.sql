{# Family 新生儿: an insured month whose day of birth is in its year or the one before, under the ID of somebody born in another
   year. A child that has no number yet is insured on the mother's ID, under a personal number (个人编号) of its own: what is
   paid for that number is not hers. A child with an ID of its own is judged like everybody. #}
{% macro is_of_a_newborn(row) -%}
(
    extract(year from {{ row }}.birth_date) >= cast(substr({{ row }}.period, 1, 4) as integer) - 1
    and substr(cast({{ row }}.birth_date as text), 1, 4) <> coalesce(substr({{ row }}.citizen_id, 7, 4), '')
)
{%- endmacro %}
