{# The line that stands for the rows of a group: _delivery_id and _line_no of ONE of them, the first by delivery and line.
   Their minima taken apart may name a line that no file has: of lines 9 of delivery 1 and 2 of delivery 3, line 2 of 1.

       select fund_code, sum(amount) as amount, {{ first_line('p') }}   …   group by fund_code #}
{% macro first_line(row) -%}
    min({{ row }}._delivery_id) as _delivery_id,
        cast(
            min({{ line_number(row) }}) - cast(min({{ row }}._delivery_id) as numeric(38, 0)) * 10000000000 as bigint
        ) as _line_no
{%- endmacro %}

{# A line as one number that sorts: its delivery's, and ten digits of the line. #}
{% macro line_number(row) -%}
    cast({{ row }}._delivery_id as numeric(38, 0)) * 10000000000 + {{ row }}._line_no
{%- endmacro %}
