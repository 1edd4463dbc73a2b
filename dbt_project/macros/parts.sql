{# Parted models: the rows of the deliveries of one period are one part, which is made once and never changed
   (warehouse_sql/parts.py says which parts a build needs, in part.plan, before dbt starts). #}

{# In a parted model: the condition on a delivery's number that makes it one part. Elsewhere all deliveries count. #}
{% macro in_part(row) -%}
    {%- if model is defined and model.get('config', {}).get('materialized') == 'parted' -%}
        {{ row }}._delivery_id __deliveries__
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{# In a parted model: the rows that another parted model has of the same period, that part alone and none of the others. #}
{% macro rows_of_same_part(name) -%}
    {%- set relation = ref(name) -%}
    (__part_of_{{ name }}__)
{%- endmacro %}

{# In a parted model: further SELECTs (`{% call when_part_of(name) %} union all select … {% endcall %}`) that are left out of a part for
   whose period that other parted model has none. To plan what reads nothing costs as much as to plan what reads all. #}
{% macro when_part_of(name) -%}__when_part_of_{{ name }}__ {{ caller() }} __end_of_when__{%- endmacro %}

{# In a running model (`meta.running`), whose part holds all periods up to its own, or those of its year (`year`): what the
   part that it goes on from holds, as a further SELECT from `__before__` where there is one; and the rows of a parted model of the periods since. Rows
   put together in any two steps must give what they give in one. #}
{% macro and_before(select) -%}__and_before__ union all {{ select }} __end_of_before__{%- endmacro %}
{% macro rows_since(name) -%}
    {%- set relation = ref(name) -%}
    (__since_{{ name }}__)
{%- endmacro %}

{# The calendar year of a part's deliveries. Rows may be of another one; whoever wants them together adds parts up. #}
{% macro year_of_part() -%}cast('__year_of_part__' as text){%- endmacro %}

{# A part's SQL with the parts of other models it reads in their places; without deliveries there is the empty part. #}
{% macro with_same_parts(sql, part) -%}
    {%- set names = modules.re.findall('__part_of_([a-z0-9_]+)__', sql) | unique | list -%}
    {%- set filled = namespace(sql=sql | replace('__year_of_part__', part['period'][:4])) -%}
    {%- set year = part['period'][:4] if model.config.meta.get('running') == 'year' else '' -%}
    {%- for name in modules.re.findall('__since_([a-z0-9_]+)__', sql) | unique -%}
        {%- set parts = planned_parts(name) -%}
        {%- set since = [] -%}
        {%- for one in parts if (part['goes_on_from'] or '') < one['period'] <= part['period'] and one['period'].startswith(year) -%}
            {%- do since.append(one) -%}
        {%- endfor -%}
        {%- set filled.sql = filled.sql | replace('__since_' ~ name ~ '__', rows_of_parts(since or [parts[0]])) -%}
    {%- endfor -%}
    {%- if part['goes_on_from'] -%}
        {%- set former = planned_parts(model.name) | selectattr('period', 'equalto', part['goes_on_from']) | list -%}
        {%- set filled.sql = filled.sql | replace('__before__', '(' ~ rows_of_parts(former) ~ ')')
            | replace('__and_before__', '') | replace('__end_of_before__', '') -%}
    {%- else -%}
        {%- set filled.sql = modules.re.sub('(?s)__and_before__.*?__end_of_before__', '', filled.sql) -%}
    {%- endif -%}
    {%- for name in modules.re.findall('__when_part_of_([a-z0-9_]+)__', sql) | unique -%}
        {%- set has = part['period'] and planned_parts(name) | selectattr('period', 'equalto', part['period']) | list -%}
        {%- set filled.sql = modules.re.sub(
            '(?s)__when_part_of_' ~ name ~ '__' ~ ('' if has else '.*?__end_of_when__'), '', filled.sql) -%}
    {%- endfor -%}
    {%- set filled.sql = filled.sql | replace('__end_of_when__', '') -%}
    {%- for name in names if '__part_of_' ~ name ~ '__' in filled.sql -%}
        {%- set parts = planned_parts(name) -%}
        {%- set same = parts | selectattr('period', 'equalto', part['period']) | list -%}
        {%- set filled.sql = filled.sql | replace('__part_of_' ~ name ~ '__', rows_of_parts(same or [parts[0]])) -%}
    {%- endfor -%}
    {{ return(filled.sql) }}
{%- endmacro %}

{# Parts of a model in part.plan; the first is the one without rows, which gives the model its columns. #}
{% macro planned_parts(name) -%}
    {%- if not execute or not var('parts') -%}{{ return([]) }}{%- endif -%}
    {%- set found = run_query(
        "select fingerprint, period, place, is_new, is_shown, goes_on_from from part.plan where model = '" ~ name ~ "' order by period, fingerprint"
    ) -%}
    {{ return(found.rows) }}
{%- endmacro %}

{# Rows of some parts, as one relation. The part without rows is read only where there is no other: DuckDB takes the rows of the
   first file for those of each, and a fact of which it expects nothing is what it builds hash tables from. #}
{% macro rows_of_parts(parts) %}
    {{- return(adapter.dispatch('rows_of_parts')((parts | selectattr('period') | list) or parts)) -}}
{% endmacro %}
{% macro default__rows_of_parts(parts) -%}
    {%- for part in parts %}
    select * from {{ part['place'] }}{% if not loop.last %} union all{% endif %}
    {%- endfor %}
{%- endmacro %}
{% macro duckdb__rows_of_parts(parts) -%}
    select * from read_parquet([{% for part in parts %}'{{ part['place'] }}'{% if not loop.last %}, {% endif %}{% endfor %}])
{%- endmacro %}

{# Deliveries of a part. DuckDB skips, column by column, what a join with a table of them does not want, and reads all months
   where it is given a list; PostgreSQL looks for the values of a list in its index. #}
{% macro deliveries_of(part) %}{{ return(adapter.dispatch('deliveries_of')(part)) }}{% endmacro %}
{% macro default__deliveries_of(part) -%}
    {{ listed("select delivery_id from part.delivery where fingerprint = '" ~ part['fingerprint'] ~ "'") }}
{%- endmacro %}
{% macro duckdb__deliveries_of(part) -%}
    (select delivery_id from part.delivery where fingerprint = '{{ part['fingerprint'] }}')
{%- endmacro %}

{% macro make_part(part, sql) %}{{ return(adapter.dispatch('make_part')(part, sql)) }}{% endmacro %}
{% macro default__make_part(part, sql) -%}
    drop table if exists {{ part['place'] }} cascade;
    create table {{ part['place'] }} as
    {{ sql | replace('__deliveries__', 'in ' ~ deliveries_of(part)) }};
    analyze {{ part['place'] }};
    {{ bounded(part['place']) }}
{%- endmacro %}
{# Which periods a part has rows of, as a constraint: a reader who names others is not led through it. Parquet files say the
   same of each column. #}
{% macro bounded(place) -%}
    do $$
    declare bounds text;
    begin
        if exists (select from pg_attribute where attrelid = '{{ place }}'::regclass and attname = 'period') then
            select format('alter table {{ place }} add check (period between %L and %L)', min(period), max(period))
            into bounds
            from {{ place }}
            having count(period) > 0;
            execute coalesce(bounds, 'alter table {{ place }} add check (period is null)');
        end if;
    end $$
{%- endmacro %}
{# Level 1: a quarter to two fifths less processor time than the default, and no larger. Dictionaries of few values only (keys
   have none), pages of version 2: a third less again. #}
{% macro duckdb__make_part(part, sql) -%}
    copy (
    {{ sql | replace('__deliveries__', 'in ' ~ deliveries_of(part)) }}
    ) to '{{ part['place'] }}' (
        format parquet, compression zstd, compression_level 1, dictionary_size_limit 4096, parquet_version v2
    )
{%- endmacro %}
