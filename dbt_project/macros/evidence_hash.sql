{# What a finding `f` rests on, but for the amount and its own month: what was dismissed stays dismissed in other months.
   `told_apart`: of several findings of one subject and month (an account, an employer each) a word is about one. #}
{% macro evidence_hash(f) -%}
    {%- set own_month -%}'"' || coalesce({{ f }}.period, '?') || '"'{%- endset -%}
    {%- set month_seen -%}'"' || coalesce({{ f }}.seen_period, '?') || '"'{%- endset -%}
    {%- set expected -%}case when {{ f }}.expected in ({{ f }}.period, {{ f }}.seen_period) then '*' else {{ f }}.expected end{%- endset -%}
    {%- set said -%}replace(replace({{ f }}.said, {{ own_month }}, '"*"'), {{ month_seen }}, '"*"'){%- endset -%}
    {%- set about = f ~ ".subject_key || coalesce('/' || " ~ f ~ ".told_apart, '')" -%}
    {{ hash_key([f ~ '.rule_id', f ~ '.fund_code', about, f ~ '.region_code', f ~ '.kind', expected, said]) }}
{%- endmacro %}
