{# Family 新生儿: an insured month whose day of birth is in its year or the one before. A child that has no number yet is
   insured on the mother's ID, under a personal number (个人编号) of its own: what is paid for that number is not hers. #}
{% macro is_of_a_newborn(row) -%}
extract(year from {{ row }}.birth_date) >= cast(substr({{ row }}.period, 1, 4) as integer) - 1
{%- endmacro %}
