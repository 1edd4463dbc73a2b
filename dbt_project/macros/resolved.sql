{# Persons and units as they are linked over systems and corrections (base_person_identity, base_unit_identity), for facts:
   `row` is the alias of a base model whose keys are those of the record as reported. identity_joins stands after the from
   clause of that alias; it joins what the model asks for by person_of and unit_of, since not every base model has both.
   Nothing that it joins has a column name of a base model, so names need no alias for its sake. #}
{% macro person_of(row) -%}coalesce({{ row }}_person.{{ row }}_resolved_person_key, {{ row }}.person_key){%- endmacro %}

{% macro unit_of(row) -%}{{ row }}.unit_key{%- endmacro %}

{% macro identity_joins(row) -%}
    {%- if "person_of('" ~ row ~ "')" in model.raw_code %}
left join (
    select person_key as {{ row }}_reported_person_key, resolved_person_key as {{ row }}_resolved_person_key
    from {{ ref('base_person_identity') }}
) as {{ row }}_person on {{ row }}_person.{{ row }}_reported_person_key = {{ row }}.person_key
    {%- endif %}
{%- endmacro %}
