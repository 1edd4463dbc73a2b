{# 供养关系 of a dependant's pension as the lines of `dependant_age_months` call it; the first digit is that of GB/T 4761, the
   sex tells husband from wife. Null where the relation or the sex is not known: then nothing is said. #}
{% macro dependant_relation(row) -%}
    case
        when substr({{ row }}.dependency_relation_code, 1, 1) in ('2', '3') then 'child'
        when substr({{ row }}.dependency_relation_code, 1, 1) = '4' then 'grandchild'
        when substr({{ row }}.dependency_relation_code, 1, 1) = '7' then 'sibling'
        {%- for digit, man, woman in [('1', 'husband', 'wife'), ('5', 'father', 'mother'), ('6', 'grandfather', 'grandmother')] %}
        when substr({{ row }}.dependency_relation_code, 1, 1) = '{{ digit }}' and {{ row }}.sex_code = '1' then '{{ man }}'
        when substr({{ row }}.dependency_relation_code, 1, 1) = '{{ digit }}' and {{ row }}.sex_code = '2' then '{{ woman }}'
        {%- endfor %}
    end
{%- endmacro %}
