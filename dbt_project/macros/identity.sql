{# Citizens' IDs and names made comparable (GB 11643; 民委发〔2016〕33号). #}

{# The rows of a relation with one column more: the citizen's ID as 18 characters, upper case, with a date of birth that
   exists; a 15-digit ID gets its century and check digit; anything else comes back null. Full-width characters and blanks
   inside are read as what they stand for. The region is not looked at: a retired code stays valid for ever. No clock here:
   nobody was born after `until`, a column with the period that the record was sent for (null: not known). Step by step,
   each a column: an expression would be computed again wherever it stands, and this is looked at in every record. #}
{% macro with_citizen_id(relation, column, output='_citizen_id', until=none) -%}
    select
        checked.*,
        case
            when {{ is_day('_id_day') }}{% if until %} and coalesce(_id_day <= {{ until }} || '31', true){% endif %} then case
                when length(_id_text) = 15 then substr(_id_text, 1, 6) || '19' || substr(_id_text, 7, 9) || _id_check
                when substr(_id_text, 18, 1) = _id_check then _id_text
            end
        end as {{ output }}
    from (
        select numbered.*, {{ check_character('_id_number') }} as _id_check
        from (
            select
                written.*,
                case
                    when length(_id_text) = 18 and {{ is_digits('substr(_id_text, 1, 17)') }}
                        then cast(substr(_id_text, 1, 17) as bigint)
                    when length(_id_text) = 15 and {{ is_digits('_id_text') }}
                        then cast(substr(_id_text, 1, 6) || '19' || substr(_id_text, 7, 9) as bigint)
                end as _id_number,
                case when length(_id_text) = 15 then '19' || substr(_id_text, 7, 6) else substr(_id_text, 7, 8) end as _id_day
            from (
                select
                    told.*,
                    case
                        when length({{ column }}) = 18 and {{ only_characters(column, '0-9X') }} then {{ column }}
                        else upper(translate(
                            {{ column }},
                            '０１２３４５６７８９Ｘｘ' || chr(32) || chr(12288) || chr(160) || chr(8203) || chr(65279), '0123456789XX'
                        ))
                    end as _id_text
                from {{ relation }} as told
                {{ computed_once() }}
            ) as written
            {{ computed_once() }}
        ) as numbered
        {{ computed_once() }}
    ) as checked
    {{ computed_once() }}
{%- endmacro %}

{% macro is_digits(text) -%}{{ only_characters(text, '0-9') }}{%- endmacro %}

{# Eight digits are a day of the calendar. Compared as text: digits sort like numbers, and nothing can fail to convert. #}
{% macro is_day(text) -%}
    {%- set year, month, day = "substr(" ~ text ~ ", 1, 4)", "substr(" ~ text ~ ", 5, 2)", "substr(" ~ text ~ ", 7, 2)" -%}
    {{ year }} between '1800' and '2199' and {{ month }} between '01' and '12' and {{ day }} between '01' and case
        when {{ day }} <= '28' then {{ day }}
        when position({{ month }} in '04.06.09.11') > 0 then '30'
        when {{ month }} <> '02' then '31'
        when {{ year }} = '2000' or substr({{ year }}, 3, 2) <> '00' and position(substr({{ year }}, 4, 1) in
            case when position(substr({{ year }}, 3, 1) in '02468') > 0 then '048' else '26' end) > 0 then '29'
        else '28'
    end
{%- endmacro %}

{# The check character of 17 digits (GB 11643), from them as one number; null where there is none. The standard weighs each
   digit and takes the sum modulo 11. As 10 is -1 modulo 11, the remainders by powers of ten do instead of the digits, each
   with a factor: that of its digit, its sign changing from place to place, less that of the next. #}
{% macro check_character(number) -%}
    {%- set weights = [2, 4, 8, 5, 10, 9, 7, 3, 6, 1, 2, 4, 8, 5, 10, 9, 7, 0] -%}
    substr('10X98765432', cast(((
        {%- for place in range(1, 18) -%}
        {%- set factor = (weights[place - 1] + weights[place]) * (1 if place % 2 else -1) -%}
        {{ ' + ' if not loop.first }}{{ (factor + 5) % 11 - 5 }} * ({{ number }} % {{ 10 ** place }})
        {%- endfor -%}
    ) % 11 + 11) % 11 as integer) + 1, 1)
{%- endmacro %}

{# The name as it is compared: one separator (U+00B7), no spaces, invisible characters or variation selectors, half-
   width letters. The 19 characters that stood in the private-use area before GB18030-2005 are those that stand there since:
   a sender of UTF-8 whose own system is older still writes the former (ingest/gb18030_2022.csv). Most names hold nothing
   of all that. #}
{% macro name_key(column) -%}
    {%- set private = "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864\ue7c7\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796" -%}
    {%- set standard = "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb\u1e3f\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19" -%}
    case
        when {{ only_characters(column, '一-龥·') }} then {{ column }}
        else upper(translate(
                regexp_replace({{ column }}, '[' || chr(917760) || '-' || chr(917999) || ']', '', 'g'),
                '{{ private }}•‧・･∙⋅⸱·．ㆍ․●◦﹒─ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ' || chr(32) || chr(12288) || chr(160) || chr(8203) || chr(8204) || chr(8205) || chr(65279) || chr(173),
                '{{ standard }}···············ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ'
            ))
    end
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
