{# Of what a rule lacks (rows `m` with the kind of findings that needs it, * = all; `k` counts its kinds): whether no kind is left
   that it could look for, and which it could not. #}
{% macro kinds_without(m, k) -%}
    max(case {{ m }}.kind when '*' then 1 else 0 end) = 1 or count(distinct {{ m }}.kind) = max({{ k }}.kind_count) as is_for_all_kinds,
        string_agg(distinct {{ m }}.kind, ',' order by {{ m }}.kind) as kinds
{%- endmacro %}
