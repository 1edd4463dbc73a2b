{# Everything in which the engines differ, and small arithmetic on periods (YYYYMM as text). #}

{% macro int_div(a, b) %}{{ return(adapter.dispatch('int_div')(a, b)) }}{% endmacro %}
{% macro default__int_div(a, b) %}(({{ a }}) / ({{ b }})){% endmacro %}
{% macro duckdb__int_div(a, b) %}(({{ a }}) // ({{ b }})){% endmacro %}

{# a / b of two amounts as numeric(18,6), rounded half up away from zero; null where b is 0. Exact on both engines: #}
{# DuckDB divides decimals as doubles, so it divides whole numbers there (one divided by 0 is null). #}
{% macro ratio(a, b) %}{{ return(adapter.dispatch('ratio')(a, b)) }}{% endmacro %}
{% macro default__ratio(a, b) -%}
    cast(round(cast({{ a }} as numeric) / nullif(cast({{ b }} as numeric), 0), 6) as numeric(18, 6))
{%- endmacro %}
{% macro duckdb__ratio(a, b) -%}
    cast(
        cast(
            sign({{ a }}) * sign({{ b }}) * (
                (cast(abs({{ a }}) * 100 as hugeint) * 2000000 + cast(abs({{ b }}) * 100 as hugeint))
                // (2 * cast(abs({{ b }}) * 100 as hugeint))
            ) as decimal(36, 0)
        ) * cast(0.000001 as decimal(7, 6)) as decimal(18, 6)
    )
{%- endmacro %}

{# A sum of money as numeric(18,2); 0 where there is nothing to add. #}
{% macro money_sum(expression) -%}
    cast(coalesce(sum({{ expression }}), 0) as numeric(18, 2))
{%- endmacro %}

{% macro money(expression) -%}
    cast({{ expression }} as numeric(18, 2))
{%- endmacro %}

{# Whether a text holds nothing but characters of a class, which is written as within the brackets of a regular expression;
   true of the empty text. Looked at in every record, where translate is many times as dear. #}
{% macro only_characters(text, class) %}{{ return(adapter.dispatch('only_characters')(text, class)) }}{% endmacro %}
{% macro default__only_characters(text, class) %}({{ text }} ~ '^[{{ class }}]*$'){% endmacro %}
{% macro duckdb__only_characters(text, class) %}regexp_full_match({{ text }}, '[{{ class }}]*'){% endmacro %}

{# At the end of a subquery whose columns are worked out once and then used in several places. PostgreSQL would put the
   expression in place of each use, and so do steps that build on one another: the check of an ID became ten times as dear. #}
{% macro computed_once() %}{{ return(adapter.dispatch('computed_once')()) }}{% endmacro %}
{% macro default__computed_once() %}offset 0{% endmacro %}
{% macro duckdb__computed_once() %}{% endmacro %}

{# A key of several values, the same on both engines. #}
{% macro hash_key(parts) -%}
    md5({% for part in parts %}coalesce(cast({{ part }} as text), ''){% if not loop.last %} || '|' || {% endif %}{% endfor %})
{%- endmacro %}

{# A number for the values of a row: equal rows have the same, others hardly ever. Of this engine and version: not to be kept. #}
{% macro row_hash(columns) %}{{ return(adapter.dispatch('row_hash')(columns)) }}{% endmacro %}
{% macro default__row_hash(columns) %}hash_record_extended(row({{ columns | join(', ') }}), 0){% endmacro %}
{% macro duckdb__row_hash(columns) %}hash({{ columns | join(', ') }}){% endmacro %}

{# Months since year 0 of a period or a date. #}
{% macro month_index(period) -%}
    (cast(substr({{ period }}, 1, 4) as integer) * 12 + cast(substr({{ period }}, 5, 2) as integer) - 1)
{%- endmacro %}

{# The month of a period as one of twelve bits, and all of them: which months of a year there are, however often. #}
{% macro month_bit(period) -%}(1 << (cast(substr({{ period }}, 5, 2) as integer) - 1)){%- endmacro %}
{% macro all_months() -%}4095{%- endmacro %}

{# Of rows of one year, grouped: a month occurs twice. Bits of months that differ add up to what they are together. #}
{% macro a_month_twice(period) -%}
    sum({{ month_bit(period) }}) > bit_or({{ month_bit(period) }})
{%- endmacro %}

{# The months of a year as rows `name`(month, bit). #}
{% macro months_of_a_year(name) -%}
    (values {% for month in range(12) %}('{{ '%02d' % (month + 1) }}', {{ 2 ** month }}){{ ', ' if not loop.last }}{% endfor %}) as {{ name }} (month, bit)
{%- endmacro %}

{% macro period_of_index(index) -%}
    (
        lpad(cast({{ int_div(index, 12) }} as text), 4, '0')
        || lpad(cast(({{ index }}) % 12 + 1 as text), 2, '0')
    )
{%- endmacro %}

{# The month of a date or a point in time as a period. #}
{% macro period_of_date(day) %}{{ return(adapter.dispatch('period_of_date')(day)) }}{% endmacro %}
{% macro default__period_of_date(day) -%}
    (substr(cast({{ day }} as text), 1, 4) || substr(cast({{ day }} as text), 6, 2))
{%- endmacro %}
{% macro duckdb__period_of_date(day) %}strftime({{ day }}, '%Y%m'){% endmacro %}

{# The month of a date as month_index has that of a period: to compare them without making text of every date. #}
{% macro month_index_of_date(day) -%}
    cast(extract(year from {{ day }}) * 12 + extract(month from {{ day }}) - 1 as integer)
{%- endmacro %}

{% macro first_day(period) -%}
    cast(substr({{ period }}, 1, 4) || '-' || substr({{ period }}, 5, 2) || '-01' as date)
{%- endmacro %}

{# A JSON object of text values (null stays null): `pairs` of name and SQL. #}
{% macro json_object(pairs) -%}
    '{' {%- for name, text in pairs %}
    || '"{{ name }}": ' || coalesce('"' || {{ json_escaped(text) }} || '"', 'null'){% if not loop.last %} || ', '{% endif %}
    {%- endfor %} || '}'
{%- endmacro %}

{% macro json_escaped(text) -%}
    translate(replace(replace({{ text }}, '\', '\\'), '"', '\"'), chr(9) || chr(10) || chr(13), '   ')
{%- endmacro %}

{# The text under a name of such an object; `name` is SQL. #}
{% macro json_text(object, name) %}{{ return(adapter.dispatch('json_text')(object, name)) }}{% endmacro %}
{% macro default__json_text(object, name) %}(cast({{ object }} as jsonb) ->> {{ name }}){% endmacro %}
{% macro duckdb__json_text(object, name) %}json_extract_string({{ object }}, '$."' || {{ name }} || '"'){% endmacro %}

{# The `indexes` of a table of which single rows are looked up (`exists` in an expression), by the columns it is looked up by.
   DuckDB joins there; PostgreSQL read the whole table for each row. #}
{% macro looked_up_by(columns) %}{{ return(adapter.dispatch('looked_up_by')(columns)) }}{% endmacro %}
{% macro default__looked_up_by(columns) %}{{ return([{'columns': columns}]) }}{% endmacro %}
{% macro duckdb__looked_up_by(columns) %}{{ return([]) }}{% endmacro %}

{# PostgreSQL's planner knows of a table what `analyze` found in it: of one just made nothing, and takes each text for one of
   200 values. dbt asks for the indexes of a table when it stands filled, a seed too; parts have their own (parts.sql). #}
{% macro postgres__create_indexes(relation) -%}
    {{ default__create_indexes(relation) }}
    {%- do run_query('analyze ' ~ relation) -%}
{%- endmacro %}
