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
            when {{ is_day('_id_day') }} and {{ is_issued('_id_text') }}{% if until %} and coalesce(_id_day <= {{ until }} || '31', true){% endif %} then case
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
                            '０１２３４５６７８９Ｘｘ' || chr(9) || chr(10) || chr(13) || chr(32) || chr(12288) || chr(160) || chr(8203) || chr(65279),
                            '0123456789XX'
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

{# What stands in for a number ('111111111111111', '999999…') is nobody's: no province has the number 0x or 97 to 99 (of the
   permanent residence cards for foreigners 9 is followed by a province's first digit, 1 to 6). #}
{% macro is_issued(text) -%}
    substr({{ text }}, 1, 2) between '11' and '96' and {{ has_several_characters(text) }}
{%- endmacro %}

{# Not one character again and again, as what stands in for a number or code is written. #}
{% macro has_several_characters(text) -%}
    length(replace({{ text }}, substr({{ text }}, 1, 1), '')) > 0
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

{# The name as it is compared: one separator (U+00B7), no spaces, control or invisible characters or variation selectors,
   half-width letters, digits and signs, and for a compatibility ideograph (U+F900 to U+FAD9, of which GBK has some: 郎, 凉)
   or a radical (⼈) the character it stands for: of NFKC what a name may hold. The 19 characters that stood in the private-use area before
   GB18030-2005 are those that stand there since: a sender of UTF-8 whose own system is older still writes the former
   (ingest/gb18030_2022.csv). Most names hold nothing of all that. #}
{% macro name_key(column) -%}
    {%- set private = "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864\ue7c7\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796" -%}
    {#- what U+F900 to U+FAD9 stand for, in order; those of no other character for themselves -#}
    {%- set wide = characters(65281, 65293) ~ characters(65295, 65374) ~ characters(63744, 64217) ~
        characters(12032, 12245) ~ "\u2e9f\u2ef3" -%}
    {%- set ideographs =
        "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜" ~
        "路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省" ~
        "葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻" ~
        "殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率" ~
        "隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴" ~
        "﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫" ~
        "琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘﩮﩯並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢" ~
        "嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆" ~
        "視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎" -%}
    {#- of radicals (U+2F00 to U+2FD5, U+2E9F, U+2EF3) the characters -#}
    {%- set radicals =
        "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴" ~
        "廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿" ~
        "目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵" ~
        "邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠母龟" -%}
    {%- set narrow = characters(33, 45) ~ characters(47, 126) ~ ideographs ~ radicals -%}
    {#- what stands for U+00B7; by its number, for editors write U+0387 as that -#}
    {%- set dots = "•‧・･∙⋅⸱\u0387．ㆍ․●◦﹒─" -%}
    {%- set standard = "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb\u1e3f\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19" -%}
    case
        when {{ only_characters(column, '一-龥·') }} then {{ column }}
        else upper(translate(
                regexp_replace(
                    case
                        when {{ only_characters(column, '^' ~ wide) }} then {{ column }}
                        else translate({{ column }}, '{{ wide }}', '{{ narrow }}')
                    end,
                    '[' || chr(1) || '-' || chr(31) || chr(127) || '-' || chr(159) || chr(917760) || '-' || chr(917999) || ']', '', 'g'
                ),
                '{{ private }}{{ dots }}' || chr(32) || chr(12288) || chr(160) || chr(8203) || chr(8204) || chr(8205) || chr(65279) || chr(173),
                '{{ standard }}···············'
            ))
    end
{%- endmacro %}

{# The characters of a range of code points, both ends too, as they stand between quotes in SQL. #}
{% macro characters(first, last) -%}
    {%- for point in range(first, last + 1) -%}{{ "''" if point == 39 else "%c" | format(point) }}{%- endfor -%}
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
