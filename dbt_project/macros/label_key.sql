{# A label of a report without numbering, blanks and punctuation: （一）参保人数 → 参保人数. The same three steps as
   catalogue/report_lines.py, which makes the keys of seed_report_line. #}
{% macro label_key(label) -%}
    regexp_replace(
        regexp_replace(
            regexp_replace({{ label }}, '[ \t\r\n　]', '', 'g'),
            '^(其中[:：])?([一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[、.．])?(其中[:：])?', ''
        ),
        '[（）():：、，,.．。;；%％/／·]', '', 'g'
    )
{%- endmacro %}

{# The same without the year, month or quarter it is about, so that columns and sheets of two years are one. #}
{% macro timeless_key(label) -%}
    regexp_replace(
        {{ label_key(label) }}, '20[0-9][0-9]年?|第?[一二三四1-4]季度?|[0-9]+月份?', '', 'g'
    )
{%- endmacro %}
