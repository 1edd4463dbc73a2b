{# Whether the key, which has no valid ID, is of a number under which different people stand (编号下有不同的人): whose visit it is
   nobody knows, so that no contribution stands under it says nothing of who contributes. #}
{% macro is_of_doubtful_number(person_key, citizen_id) -%}
    ({{ citizen_id }} is null and {{ person_key }} in (
        select person_key from {{ ref('base_person_link') }} where method = 'number_shared'
        union all
        select other_person_key from {{ ref('base_person_link') }} where method = 'number_shared'
    ))
{%- endmacro %}
