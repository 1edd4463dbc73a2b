{# 残疾、伤残等级 by what they mean to a rule: of civil affairs' levels one and two are severe (重度残疾); of the grades of
   capacity (劳动能力鉴定) one to four are total incapacity (完全丧失劳动能力). #}
{% macro disability_levels(meaning) -%}
    {%- set lists = {'severe': ['1', '2', '01', '02'], 'incapable': ['1', '2', '3', '4', '01', '02', '03', '04']} -%}
    '{{ lists[meaning] | join("', '") }}'
{%- endmacro %}
