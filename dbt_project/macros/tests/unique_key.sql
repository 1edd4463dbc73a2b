{# One row a key: the columns of `columns` together occur once. Empty values are equal to one another. #}
{% test unique_key(model, columns) %}
{{ doubled_keys(untested(model), columns) }}
{% endtest %}

{# A row for each key that occurs more than once. DuckDB groups by two hashes of it, 16 bytes, instead of its texts. #}
{% macro doubled_keys(rows, columns, only='true') %}{{ return(adapter.dispatch('doubled_keys')(rows, columns, only)) }}{% endmacro %}
{% macro default__doubled_keys(rows, columns, only) -%}
select
    {{ columns | join(',\n    ') }},
    count(*) as rows_of_key
from {{ rows }} as rows_
where {{ only }}
group by
    {{ columns | join(',\n    ') }}
having count(*) > 1
{%- endmacro %}
{% macro duckdb__doubled_keys(rows, columns, only) -%}
select
    hash({{ columns | join(', ') }}) as key_hash,
    hash({{ columns | reverse | join(', ') }}, 1) as second_hash,
    count(*) as rows_of_key
from {{ rows }} as rows_
where {{ only }}
group by key_hash, second_hash
having count(*) > 1
{%- endmacro %}
