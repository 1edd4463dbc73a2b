{# Citizens' IDs and names made comparable (GB 11643; 民委发〔2016〕33号). #}

{# 18 characters, upper case, with a date of birth that exists; a 15-digit ID gets its century and check digit; anything
   else comes back null. Full-width characters and blanks inside are looked at only where the text as it stands is none.
   The region is not looked at: a retired code stays valid for ever. No clock here: a date to come is not refused. #}
{% macro citizen_id18(column) -%}
    {%- set plain = "upper(trim(" ~ column ~ "))" -%}
    {%- set narrow = "upper(translate(" ~ column ~ ", '０１２３４５６７８９Ｘｘ' || chr(32) || chr(12288) || chr(160) || chr(8203) || chr(65279), '0123456789XX'))" -%}
    case
        {%- for text in [plain, narrow] %}
        {%- set long = "(substr(" ~ text ~ ", 1, 6) || '19' || substr(" ~ text ~ ", 7, 9))" %}
        {%- if not loop.first %}
        when {{ text }} = {{ plain }} then null
        {%- endif %}
        when length({{ text }}) = 18 and substr({{ text }}, 18, 1) = {{ citizen_check_digit(text) }}
            then case when {{ is_birth_date(text) }} then {{ text }} end
        when length({{ text }}) = 15 and length(translate({{ text }}, '0123456789', '')) = 0
            then case when {{ is_birth_date(long) }} then {{ long }} || {{ citizen_check_digit(long) }} end
        {%- endfor %}
    end
{%- endmacro %}

{# Digits 7 to 14 are a day of the calendar. Compared as text: digits sort like numbers, and nothing can fail to convert. #}
{% macro is_birth_date(id) -%}
    {%- set year, month, day = "substr(" ~ id ~ ", 7, 4)", "substr(" ~ id ~ ", 11, 2)", "substr(" ~ id ~ ", 13, 2)" -%}
    {{ year }} between '1800' and '2199' and {{ month }} between '01' and '12' and {{ day }} between '01' and case
        when {{ month }} in ('04', '06', '09', '11') then '30'
        when {{ month }} <> '02' then '31'
        when {{ year }} = '2000' or substr({{ year }}, 3, 2) in (
            {%- for four in range(4, 100, 4) %}'{{ '%02d' % four }}'{% if not loop.last %}, {% endif %}{% endfor -%}
        ) then '29'
        else '28'
    end
{%- endmacro %}

{# The check digit of the first 17 digits; null where they are not digits. #}
{% macro citizen_check_digit(id) -%}
    {%- set weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] -%}
    case
        when length({{ id }}) >= 17 and length(translate(substr({{ id }}, 1, 17), '0123456789', '')) = 0
            then substr('10X98765432', (
                {%- for weight in weights %}
                cast(substr({{ id }}, {{ loop.index }}, 1) as integer) * {{ weight }}{% if not loop.last %} +{% endif %}
                {%- endfor %}
            ) % 11 + 1, 1)
    end
{%- endmacro %}

{# The name as it is compared: one separator (U+00B7), no spaces or invisible characters, half-width letters. The 19
   characters that stood in the private-use area before GB18030-2005 are those that stand there since: a sender of UTF-8
   whose own system is older still writes the former (ingest/gb18030_2022.csv). #}
{% macro name_key(column) -%}
    {%- set private = "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864\ue7c7\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796" -%}
    {%- set standard = "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb\u1e3f\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19" -%}
    upper(translate(
        {{ column }},
        '{{ private }}•‧・･∙⋅⸱·．ㆍ․●◦﹒─ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ' || chr(32) || chr(12288) || chr(160) || chr(8203) || chr(8204) || chr(8205) || chr(65279) || chr(173),
        '{{ standard }}···············ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    ))
{%- endmacro %}

{# One person, one key: the ID where it is valid, else the number in the system that keeps it (HRSS, MED, TAX) there.
   `…_of` takes the system as an expression. #}
{% macro person_key(citizen_id, system, region, person_id) -%}
    {{ person_key_of(citizen_id, "'" ~ system ~ "'", region, person_id) }}
{%- endmacro %}
{% macro person_key_of(citizen_id, system, region, person_id) -%}
    case
        when {{ citizen_id }} is not null then {{ hash_key(["'citizen'", citizen_id]) }}
        when {{ person_id }} is not null then {{ hash_key(["'local'", system, region, person_id]) }}
    end
{%- endmacro %}

{# Where a record has no number beside the ID: nobody's, if the ID is not valid. #}
{% macro citizen_key(citizen_id) -%}
    case when {{ citizen_id }} is not null then {{ hash_key(["'citizen'", citizen_id]) }} end
{%- endmacro %}

{% macro unit_key(system, region, unit_id) -%}
    {{ unit_key_of("'" ~ system ~ "'", region, unit_id) }}
{%- endmacro %}
{% macro unit_key_of(system, region, unit_id) -%}
    case when {{ unit_id }} is not null then {{ hash_key(["'unit'", system, region, unit_id]) }} end
{%- endmacro %}
