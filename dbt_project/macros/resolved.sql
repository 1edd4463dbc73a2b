{# Persons and units as they are linked over systems and corrections (base_person_identity, base_unit_identity), for facts:
   `row` is the alias of a base model whose keys are those of the record as reported. identity_joins stands after the from
   clause of that alias; it joins what the model asks for by person_of and unit_of, since not every base model has both.
   Nothing that it joins has a column name of a base model, so names need no alias for its sake. #}
{% macro person_of(row) -%}coalesce({{ row }}_person.{{ row }}_resolved_person_key, {{ row }}.person_key){%- endmacro %}

{% macro unit_of(row) -%}coalesce({{ row }}_unit.{{ row }}_resolved_unit_key, {{ row }}.unit_key){%- endmacro %}

{% macro identity_joins(row) -%}
    {%- for kind in ['person', 'unit'] if kind ~ "_of('" ~ row ~ "')" in model.raw_code %}
left join (
    select {{ kind }}_key as {{ row }}_reported_{{ kind }}_key, resolved_{{ kind }}_key as {{ row }}_resolved_{{ kind }}_key
    from {{ ref('base_person_identity') if kind == 'person' else ref('base_unit_identity') }}
) as {{ row }}_{{ kind }} on {{ row }}_{{ kind }}.{{ row }}_reported_{{ kind }}_key = {{ row }}.{{ kind }}_key
    {%- endfor %}
{%- endmacro %}
