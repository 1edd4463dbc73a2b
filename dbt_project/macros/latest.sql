{# Rank 1 is the row that counts where a key comes more than once: the later sequence, then the later line. #}
{% macro latest_first(keys, row='s', delivery='d') -%}
    row_number() over (
        partition by {{ keys | join(', ') }}
        order by {{ delivery }}.seq desc nulls last, {{ row }}._delivery_id desc, {{ row }}._line_no desc
    )
{%- endmacro %}
