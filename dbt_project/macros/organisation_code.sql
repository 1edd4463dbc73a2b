{# Codes of units made comparable (GB 32100-2015, GB 11714-1997). #}

{# The organisation code (9 characters) of a unified social credit code (18) or of itself; null where a check character
   is wrong, and for what stands in for a code ('000000000', '无'). #}
{% macro organisation_code(column) -%}
    {%- set cleaned = "translate(upper(" ~ column ~ "), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ-－ 　', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')" -%}
    {%- set text = "case when " ~ only_characters(column, '0-9A-Z') ~ " then " ~ column ~ " else " ~ cleaned ~ " end" -%}
    {%- set nine = "substr(" ~ text ~ ", case when length(" ~ text ~ ") = 18 then 9 else 1 end, 9)" -%}
    case
        when length({{ text }}) in (9, 18)
            and {{ only_characters(text, '0-9A-Z') }}
            and {{ has_several_characters('substr(' ~ nine ~ ', 1, 8)') }}
            and substr({{ nine }}, 9, 1) = {{ organisation_check(nine) }}
            and (length({{ text }}) = 9 or substr({{ text }}, 18, 1) = {{ unified_check(text) }})
            then {{ nine }}
    end
{%- endmacro %}

{% macro organisation_check(code) -%}
    substr('0X987654321', (
        {%- for weight in [3, 7, 9, 10, 5, 8, 4, 2] %}
        (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr({{ code }}, {{ loop.index }}, 1)) - 1) * {{ weight }}{% if not loop.last %} +{% endif %}
        {%- endfor %}
    ) % 11 + 1, 1)
{%- endmacro %}

{# Null where a letter is none of the alphabet (I, O, S, V, Z). #}
{% macro unified_check(code) -%}
    case
        when {{ only_characters(code, '0-9A-HJ-NP-RTUWXY') }}
            then substr('0123456789ABCDEFGHJKLMNPQRTUWXY', (31 - (
                {%- for weight in [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] %}
                (strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr({{ code }}, {{ loop.index }}, 1)) - 1) * {{ weight }}{% if not loop.last %} +{% endif %}
                {%- endfor %}
            ) % 31) % 31 + 1, 1)
    end
{%- endmacro %}

{# The key of a unit that is known by its code only (payroll, income tax, annuities). #}
{% macro code_key(org_code) -%}
    case when {{ org_code }} is not null then {{ hash_key(["'organisation'", org_code]) }} end
{%- endmacro %}

{# A name of a branch, a project or a window for the self-employed. #}
{% macro is_part_of_unit(name) -%}
    coalesce(
        {%- for word in ['分公司', '分店', '分行', '分局', '分院', '分校', '分厂', '分部', '分中心', '支行', '支公司', '门市部', '营业部', '营业所', '储蓄所', '加油站',
            '院区', '校区', '项目部', '办事处', '窗口', '灵活就业', '个人代办', '个人代理', '人事代理', '档案代理', '托管'] %}
        {{ name }} like '%{{ word }}%'{% if not loop.last %} or{% endif %}
        {%- endfor %},
        false
    )
{%- endmacro %}
