{# One row a key: the columns of `columns` together occur once. Empty values are equal to one another. #}
{% test unique_key(model, columns) %}
select
    {{ columns | join(',\n    ') }},
    count(*) as rows_of_key
from {{ untested(model) }} as rows_
group by
    {{ columns | join(',\n    ') }}
having count(*) > 1
{% endtest %}
