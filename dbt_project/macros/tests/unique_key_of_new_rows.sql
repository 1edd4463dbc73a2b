{# unique_key for a view over parts, whose rows have a period: in the periods that new deliveries touch. All others were
   looked at when they came, and a key holds its period, so nothing of another period can be the same. #}
{% test unique_key_of_new_rows(model, columns) %}
select
    {{ columns | join(',\n    ') }},
    count(*) as rows_of_key
from {{ model }} as rows_
{% if var('parts') -%}
{%- set new = listed('select delivery_id from part.new_delivery') -%}
where period in {{ listed('select distinct period from ' ~ model ~ ' where _delivery_id in ' ~ new) }}
{% endif -%}
group by
    {{ columns | join(',\n    ') }}
having count(*) > 1
{% endtest %}
