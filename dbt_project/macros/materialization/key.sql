{# The grain that a model declares (meta.explain.grain) is its key: the columns together occur once, empty values being equal to one
   another. It is looked at right after the model is made, in the same node, since dbt takes longer over a node for a test than
   the test does. A model whose keys are not unique fails like one whose SELECT does: nothing is published; or, where it is a
   rule, nothing of that rule (warehouse_sql/rule_failures.py). Where several rows may have the same, `grain_repeats` says so.
   Of a view that is looked at as well, though its key holds no period, `key_in` says in which rows: `all`, or those of `new_periods`. #}
{% macro grain() -%}
    {%- set meta = model.config.meta -%}
    {{ return([] if meta.get('grain_repeats') else meta.get('explain', {}).get('grain', [])) }}
{%- endmacro %}

{% macro look_at_key(rows) -%}
    {%- set key = grain() | join(', ') -%}
    {%- if key and rows -%}
        {%- set doubled = doubled_keys(rows, key) -%}
        {%- if doubled -%}
            {{ exceptions.raise_compiler_error(
                "one row a (" ~ key ~ ") is declared, but " ~ doubled ~ " of them have several rows"
            ) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{# How many keys have several rows. Numbers of keys are looked at first, which costs half as much as keys of several texts do; the keys
   themselves only where a number occurs twice, by mistake or by chance. #}
{% macro doubled_keys(rows, key) -%}
    {%- set found = run_query(
        "select " ~ row_hash([key]) ~ " as hash from " ~ rows ~ " as rows_ group by 1 having count(*) > 1 limit 1000"
    ) -%}
    {%- set hashes = found.columns[0].values() | map('int') | list -%}
    {%- if not hashes -%}{{ return(0) }}{%- endif -%}
    {%- set among = "where " ~ row_hash([key]) ~ " in (" ~ hashes | join(', ') ~ ")" if hashes | length < 1000 else "" -%}
    {%- set counted = run_query(
        "select count(*) from (select " ~ key ~ " from " ~ rows ~ " as rows_ " ~ among
        ~ " group by " ~ key ~ " having count(*) > 1) as doubled"
    ) -%}
    {{ return(counted.columns[0].values()[0]) }}
{%- endmacro %}

{# The rows in which a view's key is looked at; none of a view whose key nobody asks for. #}
{% macro rows_of_view() -%}
    {%- set looked_in = model.config.meta.get('key_in') or ('new_periods' if 'period' in grain() else 'none') -%}
    {{ return(this if looked_in == 'all' else rows_of_new_periods() if looked_in == 'new_periods' else none) }}
{%- endmacro %}

{# Of the parts that make a model, those that nobody has looked at yet. #}
{% macro new_parts(parts) -%}
    {{ return(parts | selectattr('is_new') | selectattr('is_shown') | selectattr('period') | list) }}
{%- endmacro %}

{# Of a view over parts: the rows of the periods that new parts have rows of. All others were looked at when they came; where a key
   holds its period, nothing of another period can be the same. A view over tables only: all rows. #}
{% macro rows_of_new_periods() -%}
    {%- set below = [] -%}
    {%- do parted_below(model.unique_id, below) -%}
    {%- set selects = [] -%}
    {%- for name in below | unique -%}
        {%- set fresh = new_parts(planned_parts(name)) -%}
        {%- if fresh -%}
            {%- do selects.append('select period from (' ~ rows_of_parts(fresh) ~ ') as rows_of_' ~ name) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not below -%}
        {{ return(this) }}
    {%- elif selects -%}
        {{ return('(select * from ' ~ this ~ ' where period in '
            ~ listed('select distinct period from (' ~ selects | join(' union all ') ~ ') as new_rows') ~ ')') }}
    {%- endif -%}
{%- endmacro %}

{# Adds the names of the parted models that a model stands on to `below`; a running one repeats what others have. #}
{% macro parted_below(unique_id, below) -%}
    {%- for parent in graph.nodes[unique_id].depends_on.nodes if parent.startswith('model.') -%}
        {%- set node = graph.nodes[parent] -%}
        {%- if node.config.materialized != 'parted' -%}
            {%- do parted_below(parent, below) -%}
        {%- elif not node.config.meta.get('running') -%}
            {%- do below.append(node.name) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
