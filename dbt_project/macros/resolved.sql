{# Persons and units as they are linked over systems and corrections, for facts: `row` is the alias of a base model whose
   keys are those of the record as reported. identity_joins stands after the from clause of that alias. #}
{% macro person_of(row) -%}{{ row }}.person_key{%- endmacro %}

{% macro unit_of(row) -%}{{ row }}.unit_key{%- endmacro %}

{% macro identity_joins(row) -%}{%- endmacro %}
