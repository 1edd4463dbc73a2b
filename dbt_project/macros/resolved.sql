{# Persons and units as they are linked over systems and corrections (base_person_identity, base_unit_identity), for facts:
   `row` is the alias of a base model whose keys are those of the record as reported. identity_joins stands after the from
   clause of that alias; it joins what the model asks for by person_of and unit_of, since not every base model has both.
   Nothing that it joins has a column name of a base model, so names need no alias for its sake. `of` names the base model where it is
   a large one whose rows have IDs. #}
{% macro person_of(row) -%}coalesce({{ row }}_person.{{ row }}_resolved_person_key, {{ row }}.person_key){%- endmacro %}

{% macro unit_of(row) -%}coalesce({{ row }}_unit.{{ row }}_resolved_unit_key, {{ row }}.unit_key){%- endmacro %}

{% macro identity_joins(row, of=none) -%}
    {%- for kind in ['person', 'unit'] if kind ~ "_of('" ~ row ~ "')" in model.raw_code %}
        {%- set identity = ref('base_person_identity') if kind == 'person' else ref('base_unit_identity') %}
left join (
    {%- set columns = kind ~ '_key as ' ~ row ~ '_reported_' ~ kind ~ '_key, resolved_' ~ kind ~ '_key as ' ~ row ~ '_resolved_' ~ kind ~ '_key' %}
    {{ identities_in(ref(of), identity, columns) if of and kind == 'person' else 'select ' ~ columns ~ ' from ' ~ identity }}
) as {{ row }}_{{ kind }} on {{ row }}_{{ kind }}.{{ row }}_reported_{{ kind }}_key = {{ row }}.{{ kind }}_key
    {%- endfor %}
{%- endmacro %}

{# Identities that rows of a base model can have: those of numbers only where a row has no ID. Nearly all rows have one, and DuckDB
   looks up each of them: among a few that takes a tenth. Parquet files say where no row is without. #}
{% macro identities_in(rows, identity, columns) %}{{ return(adapter.dispatch('identities_in')(rows, identity, columns)) }}{% endmacro %}
{% macro default__identities_in(rows, identity, columns) -%}
    select {{ columns }} from {{ identity }}
{%- endmacro %}
{% macro duckdb__identities_in(rows, identity, columns) -%}
    select {{ columns }} from {{ identity }} where not is_plain
    union all
    select {{ columns }} from {{ identity }} where is_plain and person_key in (select person_key from {{ rows }} where not has_citizen_id)
{%- endmacro %}
