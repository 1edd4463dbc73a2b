{# A person known by citizen's ID (rows of `suspects`: citizen_id, system_code, region_code, person_id, period, _delivery_id,
   _line_no …), each once, with fund_code, region_code and person_key of one fund of rule `rule_id` in which he is insured or
   draws: that of the record itself where there is one. #}
{% macro placed_in_fund(suspects, rule_id, key) -%}
    select *
    from (
        select
            s.*,
            i.fund_code,
            i.region_code as placed_region_code,
            i.person_key,
            row_number() over (
                partition by {% for column in key %}s.{{ column }}, {% endfor %}0
                order by
                    case when (i.fund_code in ('employee_medical', 'resident_medical')) = (s.system_code = 'MED') then 0 else 1 end,
                    case when i.region_code = s.region_code and i.person_id = s.person_id then 0 else 1 end,
                    i.fund_code, i.region_code, i.person_key, s.period, s._delivery_id, s._line_no
            ) as _place
        from {{ suspects }} as s
        inner join (
            select c.fund_code, c.region_code, c.person_key, c.person_id, c.citizen_id
            from {{ ref('fct_contribution') }} as c
            where {{ of_rule(rule_id, 'c') }}
            union all
            select b.fund_code, b.region_code, b.person_key, b.person_id, b.citizen_id
            from {{ ref('fct_benefit') }} as b
            where {{ of_rule(rule_id, 'b') }}
        ) as i on i.citizen_id = s.citizen_id
    ) as placed
    where _place = 1
{%- endmacro %}

{# A name without a stand-in for a character that the sender could not write (生僻字). #}
{% macro is_written_out(name) -%}
    {{ name }} = translate({{ name }}, '?？*＊□■〓�', '')
{%- endmacro %}
