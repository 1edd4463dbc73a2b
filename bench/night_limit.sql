-- What the core of a build cannot do without, by hand, over the loaded tables (DuckDB): each join and aggregate that
-- base library, dimensions, whole facts and reconciliation need, once. Keys are the citizen's ID or, without one,
-- system, region and number. Tables that are not temporary are results and are written as Parquet. {EP01 IP01} are
-- those tables one below the other, columns by name; what else stands in braces is made in night_limit.py.

create macro seed(name) as table
select * from read_csv('{seeds}/seed_' || name || '.csv', header = true, all_varchar = true);

-- an ID as it was told, or what odd_id says that it stands for
create macro id_of(told, odd, mended) as case when odd is null then told else mended end;

create macro sex_of(citizen_id) as
case when citizen_id[17] in ('1', '3', '5', '7', '9') then '1' when citizen_id is not null then '2' end;

-- the month in which treasury had the money of a receipt
create macro levied_in(had, sent, period) as coalesce(strftime(coalesce(had, sent), '%Y%m'), period);

-- base_region_code: present codes of divisions
create table region as
select code, max(current_code) as region_code from seed('region') group by code
union all select code, code from seed('region_pseudo');

create view reported as {people};

-- citizens' IDs (GB 11643), each once: those that are not 18 characters as they should be, with what they stand for,
-- if anything (macros/identity.sql)
create temp table odd_id as
with cleaned as (
    select
        citizen_id as told, min(period) as period,
        case
            when regexp_full_match(citizen_id, '[0-9]{17}[0-9X]') then citizen_id
            else upper(translate(citizen_id, '０１２３４５６７８９Ｘｘ 　' || chr(160) || chr(8203) || chr(65279),
                '0123456789XX'))
        end as id
    from reported where citizen_id is not null group by citizen_id
),
numbered as (
    select
        *,
        case
            when regexp_full_match(id, '[0-9]{17}[0-9X]') then left(id, 17)
            when regexp_full_match(id, '[0-9]{15}') then left(id, 6) || '19' || right(id, 9)
        end as digits,
        cast(digits as bigint) as n,
        substr('10X98765432', (
            n % 10 * 2 + n // 10 % 10 * 4 + n // 100 % 10 * 8 + n // 1000 % 10 * 5 + n // 10000 % 10 * 10
            + n // 100000 % 10 * 9 + n // 1000000 % 10 * 7 + n // 10000000 % 10 * 3 + n // 100000000 % 10 * 6
            + n // 1000000000 % 10 + n // 10000000000 % 10 * 2 + n // 100000000000 % 10 * 4
            + n // 1000000000000 % 10 * 8 + n // 10000000000000 % 10 * 5 + n // 100000000000000 % 10 * 10
            + n // 1000000000000000 % 10 * 9 + n // 10000000000000000 * 7
        ) % 11 + 1, 1) as check_digit,
        try_cast(digits[7:10] || '-' || digits[11:12] || '-' || digits[13:14] as date) as birth
    from cleaned
),
checked as (
    select
        told, id,
        case
            when birth is not null and coalesce(digits[7:12] <= period, true)
                and (length(id) = 15 or right(id, 1) = check_digit)
                then digits || check_digit
        end as citizen_id
    from numbered
)
select
    told, citizen_id, citizen_id is null as is_invalid,
    citizen_id is not null and length(trim(told)) = 15 as is_15,
    citizen_id is not null and told <> upper(trim(told)) as is_untidy
from checked where told is distinct from citizen_id;

-- names that are compared as another text, each once (macros/identity.sql)
create temp table name as
select person_name as told from reported where person_name is not null group by person_name;

create temp table odd_name as
select
    told,
    upper(translate(
        told,
        '•‧・･∙⋅⸱·．ㆍ․●◦﹒─ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ' ||
        '\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864' ||
        '\ue7c7\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796' ||
        ' \u3000\u00a0\u200b\u200c\u200d\ufeff\u00ad',
        '···············ABCDEFGHIJKLMNOPQRSTUVWXYZ' ||
        '\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb' ||
        '\u1e3f\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19'
    )) as person_name
from name
where not regexp_full_match(told, '[一-龥·]*') and person_name <> told;

-- how people were reported, each way once over all tables, cleaned (base_person_sighting, base_person_record)
create table way as
select
    w.system_code, coalesce(r.region_code, w.region_code) as region_code, w.person_id,
    id_of(w.citizen_id, i.told, i.citizen_id) as citizen_id,
    case when i.is_invalid then upper(trim(w.citizen_id)) end as invalid_id,
    coalesce(n.person_name, w.person_name) as person_name, w.sex_code, w.birth_date, w.unit_id,
    min(w.period) as first_period, max(w.period) as last_period
from reported as w
left join odd_id as i on i.told = w.citizen_id
left join odd_name as n on n.told = w.person_name
left join region as r on r.code = w.region_code
where w.person_id is not null or (w.citizen_id is not null and i.is_invalid is distinct from true)
group by all;

-- the ID under each number, and who bears it without one (person_links: number, holder)
create temp table number_of as
select
    system_code, region_code, person_id, min(citizen_id) as citizen_id, max(citizen_id) as other_id,
    max(person_name) filter (citizen_id is null) as bare_name, count(*) > count(citizen_id) as is_bare
from way where person_id is not null group by all;

-- numbers of two IDs, and of people named without one: all that is said of them (person_links: looked_at)
create temp table looked_at as
select
    w.* replace (
        coalesce(w.sex_code, sex_of(w.citizen_id)) as sex_code,
        coalesce(w.birth_date, try_strptime(w.citizen_id[7:14], '%Y%m%d')::date) as birth_date
    ),
    n.citizen_id as one_id, w.system_code || '|' || w.region_code || '|' || w.person_id as number_key
from way as w
inner join (select * from number_of where citizen_id <> other_id or bare_name is not null) as n
    on n.system_code = w.system_code and n.region_code = w.region_code and n.person_id = w.person_id;

-- who is who beyond that: IDs that one number had, who bears its number without one, IDs one character off, same name
-- and birth in a unit or region, one number in two regions, one wrong ID (base_person_pair, base_person_link)
create table person_link as
with nameless as (
    select * from looked_at where one_id is null and person_name is not null
),
named as (
    select
        * replace (
            coalesce(sex_code, sex_of(citizen_id)) as sex_code,
            coalesce(birth_date, try_strptime(citizen_id[7:14], '%Y%m%d')::date) as birth_date
        )
    from way where citizen_id is not null and person_name in (select person_name from nameless)
),
found as (
    select
        a.citizen_id as key, b.citizen_id as other_key, 'id_corrected' as method,
        max(a.person_name = b.person_name and (a.birth_date = b.birth_date or a.sex_code = b.sex_code)) as is_sure
    from looked_at as a inner join looked_at as b on b.number_key = a.number_key and a.citizen_id < b.citizen_id
    group by all
    union all
    select n.number_key, n.one_id, 'number_with_id', bool_and(h.number_key is not null)
    from looked_at as n
    left join looked_at as h
        on h.number_key = n.number_key and h.citizen_id is not null
        and (h.person_name = n.person_name or h.birth_date = n.birth_date and h.sex_code = n.sex_code)
    where n.citizen_id is null and n.person_name is not null and n.one_id is not null
    group by all
    union all
    select n.number_key, c.citizen_id, 'id_mistyped', true
    from nameless as n inner join named as c on c.person_name = n.person_name
    where length(n.invalid_id) = 18 and damerau_levenshtein(n.invalid_id, c.citizen_id) = 1
    union
    select
        n.number_key, c.citizen_id,
        case when c.system_code = n.system_code and c.unit_id = n.unit_id then 'name_birth_unit'
            else 'name_birth_region' end, true
    from nameless as n
    inner join named as c
        on c.person_name = n.person_name and c.birth_date = n.birth_date and c.region_code = n.region_code
    where c.sex_code is not distinct from coalesce(n.sex_code, c.sex_code)
    union
    select n.number_key, w.system_code || '|' || w.region_code || '|' || w.person_id, 'number_moved', true
    from nameless as n
    inner join way as w
        on w.person_id = n.person_id and w.system_code = n.system_code and w.person_name = n.person_name
        and w.birth_date = n.birth_date and w.region_code <> n.region_code
    union
    select a.number_key, b.number_key, 'same_invalid_id', true
    from nameless as a
    inner join nameless as b
        on b.invalid_id = a.invalid_id and b.person_name = a.person_name and b.birth_date = a.birth_date
        and b.number_key > a.number_key
    where length(a.invalid_id) >= 15
)
select
    *, is_sure and (
        method in ('id_corrected', 'number_with_id', 'number_moved', 'same_invalid_id')
        or count(*) over (partition by method, key) = 1 and count(*) over (partition by method, other_key) = 1
    ) as is_merged
from found;

-- the key that each of those is counted under (base_person_key_group)
create temp table person_of as
with recursive edge as (
    select key as from_key, other_key as to_key from person_link where is_merged
    union select other_key, key from person_link where is_merged
),
reached as (
    select from_key, from_key as to_key from edge
    union select r.from_key, e.to_key from reached as r inner join edge as e on e.from_key = r.to_key
)
select from_key as key, min(to_key) as person_key from reached group by from_key;

-- whose ID stands for a number that is used without one, and for another ID (base_person_identity)
create table person_identity as
select n.system_code || '|' || n.region_code || '|' || n.person_id as key,
    coalesce(p.person_key, n.citizen_id) as person_key
from number_of as n left join person_of as p on p.key = n.citizen_id
where n.is_bare and n.citizen_id = n.other_id and n.bare_name is null
union all
select key, person_key from person_of where key <> person_key;

-- deaths that stand: the registry's last entry, else what the fund says (base_death)
create table death as
with registry as (
    select
        id_of(d.citizen_id, i.told, i.citizen_id) as person_key,
        arg_max(d.death_date, d.registered_date) as death_date, max(d.registered_date) as registered_date,
        arg_max(coalesce(d.registration_cancelled_flag, false), d.registered_date) as is_cancelled
    from loaded.ps02 as d left join odd_id as i on i.told = d.citizen_id
    where id_of(d.citizen_id, i.told, i.citizen_id) is not null
    group by 1
),
ended as (
    select
        coalesce(
            id_of(t.citizen_id, i.told, i.citizen_id), 'HRSS|' || t.admin_division_code || '|' || t.person_id
        ) as person_key, min(t.death_date) as death_date, min(t.data_period) as period
    from {EP21 IP04 RP03} as t left join odd_id as i on i.told = t.citizen_id
    where t.death_date is not null group by 1
)
select person_key, death_date, strftime(registered_date, '%Y%m') as registered_period from registry
where not is_cancelled
union all
select * from ended where person_key not in (select person_key from registry);

-- people: the latest way names each, what does not fit together, with the death (base_person, dim_person)
create table person as
with told as (
    select coalesce(p.person_key, w.citizen_id) as person_key, w.*
    from way as w left join person_of as p on p.key = w.citizen_id
    where w.citizen_id is not null
    union all
    select coalesce(p.person_key, w.number_key), w.* exclude (one_id, number_key)
    from looked_at as w left join person_of as p on p.key = w.number_key
    where w.one_id is null
),
one as (
    select
        person_key, max(citizen_id) as citizen_id, arg_max(person_name, last_period) as person_name,
        arg_max(sex_code, last_period) as sex_code, arg_max(birth_date, last_period) as birth_date,
        arg_max(region_code, last_period) as last_region_code, min(first_period) as first_period,
        max(last_period) as last_period, min(person_name) <> max(person_name) as has_name_conflict,
        min(sex_code) as least_sex, max(sex_code) as most_sex,
        min(birth_date) as least_birth, max(birth_date) as most_birth
    from told group by person_key
)
select
    o.* exclude (least_sex, most_sex, least_birth, most_birth), d.death_date, d.registered_period,
    sex_of(o.citizen_id) as id_sex,
    cast(o.citizen_id[7:10] || '-' || o.citizen_id[11:12] || '-' || o.citizen_id[13:14] as date) as id_birth,
    o.least_sex <> id_sex or o.most_sex <> id_sex as has_sex_conflict,
    o.least_birth <> id_birth or o.most_birth <> id_birth as has_birth_conflict
from one as o left join death as d on d.person_key = o.person_key;

-- what is said of an ID's bearer and does not fit, one row each (base_person_conflict)
create table person_conflict as
with told as (
    select w.*, p.* exclude (person_name, sex_code, birth_date, citizen_id, first_period, last_period)
    from way as w
    inner join (select * from person where has_name_conflict or has_sex_conflict or has_birth_conflict) as p
        on p.person_key = w.citizen_id
)
select citizen_id, 'name' as kind, person_name as said, min(first_period) as first_period from told
where has_name_conflict and person_name is not null group by all
union all
select citizen_id, 'sex', sex_code, min(first_period) from told where sex_code <> id_sex group by all
union all
select citizen_id, 'birth', cast(birth_date as text), min(first_period) from told
where birth_date <> id_birth group by all;

-- the registry's latest word on each citizen (base_registered_person)
create table registered as
select citizen_id, arg_max(person_name, data_period) as person_name,
    arg_max(registration_status_code, data_period) as status
from loaded.ps01 group by 1;

create view units_reported as {units};

-- codes of units (GB 11714, GB 32100), each once: the organisation code that a text holds
-- (macros/organisation_code.sql)
create temp table org_code as
with told as (
    select told, regexp_replace(upper(told), '[^0-9A-Z]', '', 'g') as code, right(left(code, 17), 9) as own
    from (
        select org_code as told from units_reported
        union select unified_credit_code from units_reported
    )
    where told is not null
)
select
    told,
    case when length(code) = 9 then code else own end as org_code,
    list_sum(list_transform(
        [3, 7, 9, 10, 5, 8, 4, 2], (w, i) -> w * (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', org_code[i]) - 1)
    )) % 11 as rest,
    list_sum(list_transform(
        [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28],
        (w, i) -> w * (strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', code[i]) - 1)
    )) % 31 as unified_rest
from told
where length(code) in (9, 18)
    and replace(left(org_code, 8), org_code[1], '') <> ''
    and org_code[9] = substr('0X987654321', cast(rest as integer) + 1, 1)
    and (length(code) = 9
        or code[18] = substr('0123456789ABCDEFGHJKLMNPQRTUWXY', cast((31 - unified_rest) % 31 as integer) + 1, 1));

-- how units were reported, each way once (base_unit_sighting, base_unit_record)
create table unit_way as
select
    w.system_code, coalesce(r.region_code, w.region_code) as region_code, w.unit_id,
    w.system_code || '|' || coalesce(r.region_code, w.region_code) || '|' || w.unit_id as number_key,
    coalesce(u.org_code, o.org_code) as code, w.unit_name, min(w.first_period) as first_period,
    max(w.last_period) as last_period
from (
    select
        system_code, region_code, unit_id, org_code, unified_credit_code, unit_name,
        min(period) as first_period, max(period) as last_period
    from units_reported group by all
) as w
left join org_code as o on o.told = w.org_code
left join org_code as u on u.told = w.unified_credit_code
left join region as r on r.code = w.region_code
where w.unit_id is not null or coalesce(u.org_code, o.org_code) is not null
group by all;

-- which unit a number is of: by its code where the name is the code's own or it is the code's only number there, by
-- the name in a region over systems where it has no code (base_unit_link)
create table unit_link as
with numbered as (
    select
        number_key, system_code, region_code, code, unit_name,
        regexp_matches(
            unit_name,
            '分公司|分店|分行|分局|分院|分校|支行|支公司|门市部|项目部|办事处|窗口|灵活就业|个人代办|代理|托管'
        ) as is_part
    from unit_way where number_key is not null group by all
),
coded as (
    select
        code, count(distinct unit_name) as names, max(unit_name) as one_name,
        count(distinct unit_name) filter (not is_part) as whole_names, max(unit_name) filter (not is_part) as whole_name
    from (
        select code, unit_name, is_part from numbered
        union select code, unit_name, false from unit_way where number_key is null
    )
    where code is not null group by code
),
number_code as (
    select number_key, min(code) as code, min(code) <> max(code) as is_unsettled from numbered group by number_key
),
crowded as (
    select distinct code from (
        select code, system_code, region_code, count(distinct number_key) as n from numbered
        where code is not null group by all
    ) where n > 1
),
uncoded as (
    select distinct n.* from numbered as n inner join number_code as c on c.number_key = n.number_key
    where c.code is null and length(n.unit_name) >= 6 and is_part is distinct from true
),
homonym as (
    select unit_name, region_code, system_code, count(distinct number_key) as n
    from numbered where unit_name in (select unit_name from uncoded) group by all
)
select
    n.number_key as key, n.code as other_key,
    case
        when u.is_unsettled then 'code_differs'
        when n.unit_name = case when c.names = 1 then c.one_name when c.whole_names = 1 then c.whole_name end
            then 'code_and_name'
        when x.code is null and n.is_part is distinct from true then 'code_one_number'
        else 'code_shared'
    end as method,
    method in ('code_and_name', 'code_one_number') as is_merged
from numbered as n
inner join number_code as u on u.number_key = n.number_key
inner join coded as c on c.code = n.code
left join crowded as x on x.code = n.code
union
select n.number_key, m.number_key, 'name_region', a.n = 1 and b.n = 1
from uncoded as n
inner join numbered as m
    on m.unit_name = n.unit_name and m.region_code = n.region_code and m.system_code <> n.system_code
inner join homonym as a
    on a.unit_name = n.unit_name and a.region_code = n.region_code and a.system_code = n.system_code
inner join homonym as b
    on b.unit_name = m.unit_name and b.region_code = m.region_code and b.system_code = m.system_code;

-- the key that each number is counted under: its code, or what names lead to (base_unit_identity, base_unit_key_group)
create table unit_of as
with recursive own as (
    select key, min(other_key) as code from unit_link where is_merged and method <> 'name_region' group by key
),
edge as (
    select l.key as from_key, coalesce(o.code, l.other_key) as to_key
    from unit_link as l left join own as o on o.key = l.other_key
    where l.is_merged and l.method = 'name_region'
),
reached as (
    select from_key, from_key as to_key from edge
    union select r.from_key, e.to_key from reached as r inner join edge as e on e.from_key = r.to_key
)
select key, code as unit_key from own
union all
select from_key, min(to_key) from reached where from_key not in (select key from own) group by from_key;

-- units: the latest month of each (base_unit, dim_unit)
create table unit as
select
    coalesce(o.unit_key, w.key) as unit_key, arg_max(w.unit_name, w.period) as unit_name,
    arg_max(w.org_code, w.period) as org_code,
    arg_max(w.unit_type_code, w.period) as unit_type_code,
    arg_max(w.economic_type_code, w.period) as economic_type_code,
    arg_max(w.industry_code, w.period) as industry_code,
    arg_max(w.unit_enrolment_date, w.period) as unit_enrolment_date,
    arg_max(w.unit_contribution_status_code, w.period) as status_code, arg_max(w.region, w.period) as region_code,
    min(w.period) as first_period, max(w.period) as last_period, count(distinct w.key) as reported_key_count
from (
    select
        *, admin_division_code as region, data_period as period,
        case when file_code in ('EM01', 'MT01') then 'MED|' else 'HRSS|' end
            || admin_division_code || '|' || unit_id as key
    from {EP01 IP01 EM01 UE01 WI01 MT01}
) as w
left join unit_of as o on o.key = w.key
group by 1;

-- rows, filled fields, persons, units, sums, defects of each delivery, one pass a table (base_measure)
create table counted as {counted};

-- codes used: each value of each column of codes in each delivery (base_measure)
create table code_use as {codes_used};

-- and which national code it stands for (base_code_use)
create table code_meaning as
with used as (
    select
        u.*, c.source, c.source_system, c.element, c.national_system, c.national_element,
        case when length(u.period) = 6 then u.period end as month
    from code_use as u
    inner join seed('code_column') as c on c.file_code = u.file_code and c.column_name = u.column_name
),
mapped as (
    select *, coalesce(replace(valid_from, '-', '')[:6], '000000') as first_month,
        coalesce(replace(valid_to, '-', '')[:6], '999999') as last_month
    from seed('code_map')
),
listed as (
    select *, coalesce(replace(valid_from, '-', '')[:6], '000000') as first_month,
        coalesce(replace(valid_to, '-', '')[:6], '999999') as last_month
    from seed('code')
)
select
    u.file_code, u.region, u.period, u.column_name, u.code, u.uses, l.name_zh,
    case
        when u.source_system is null then 'no_list'
        when m.source_system = u.source_system then 'mapped'
        when coalesce(u.month, l.last_month) between l.first_month and l.last_month then case
            when u.national_system = u.source_system and u.national_element = u.element then 'national'
            when u.national_system is null then 'source'
            else 'unmapped'
        end
        when m.code is not null then 'mapped'
        when l.code is not null or e.code is not null then 'expired'
        else 'unmapped'
    end as outcome,
    coalesce(m.national_code, case when outcome = 'national' then u.code end) as national_code
from used as u
left join mapped as m
    on m.source_system in (u.source_system, u.source) and m.element = u.element and m.code = u.code
    and u.national_system in (m.national_system, '*')
    and coalesce(u.month, m.last_month) between m.first_month and m.last_month
left join listed as l on l.source_system = u.source_system and l.element = u.element and l.code = u.code
left join (select distinct source_system, element, code from mapped) as e
    on e.source_system = u.source_system and e.element = u.element and e.code = u.code;

-- declared defects that were found, those of regions' and funds' codes by the codes used (base_measure, base_cleaning)
create table defect as
select file_code, region, period, d.key as defect_id, d.value as touched
from (select file_code, region, period, unnest(map_entries(defects)) as d from counted)
where d.value > 0
union all
select
    u.file_code, u.region, u.period,
    case when r.code is null then 'region_unknown' else 'region_retired' end || ':' || u.column_name, u.uses
from code_use as u
left join region as r on r.code = u.code
where u.column_name in ('admin_division_code', 'pooling_area_code') and r.region_code is distinct from u.code
union all
select file_code, region, period, 'fund_short_code:' || column_name, uses
from code_meaning
where file_code in ('TX01', 'TX02') and column_name = 'insurance_type_code'
    and code not in (select fund_code from seed('fund'));

-- tables, regions and months that are here; which monthly lists can be held against the month before (base_feed_month,
-- dim_period, int_quality__month_compared)
create table month_compared as
with feed as (
    select file_code, region, period, strptime(period, '%Y%m') as month, max(month) over () as last_month from counted
    where file_code in ('EP01', 'IP01', 'EM01', 'UE01', 'WI01', 'MT01', 'EP02', 'IP02', 'RP01', 'EM02', 'RM01', 'UE02',
        'NR21', 'WI21', 'MT21', 'EP03', 'IP03', 'RP02')
)
select
    f.file_code, f.region, f.period, b.period as former_period,
    case
        when f.month + to_months(cast(p.value as integer)) <= f.last_month then 'too_old'
        when b.period is null then 'no_former_month'
        when f.file_code in ('RP01', 'RM01', 'NR21') and right(f.period, 2) = '01' then 'new_year'
    end as not_compared
from feed as f
left join feed as b on b.file_code = f.file_code and b.region = f.region and b.month + to_months(1) = f.month
left join (select value from seed('parameter') where parameter_id = 'quality_expected_months') as p on true;

create view roll as
select
    file_code, admin_division_code as region, data_period as period, person_id as entity, unit_id, citizen_id,
    coalesce(contribution_status_code, benefit_payment_status_code, '') <> '3' as is_expected
from {EP02 IP02 RP01 EM02 RM01 UE02 NR21 WI21 MT21 EP03 IP03 RP02}
union all
select file_code, admin_division_code, data_period, unit_id, unit_id, null,
    coalesce(unit_contribution_status_code, '') <> '3'
from {EP01 IP01 EM01 UE01 WI01 MT01};

-- who should be listed and is not: of the month before, and units that people's tables name; with why, where that is
-- known (base_roll_month, fct_roll_absence)
create table roll_absence as
with compared as materialized (
    select * from month_compared where not_compared is null
),
named as (
    select
        case file_code
            when 'EP02' then 'EP01' when 'IP02' then 'IP01' when 'EM02' then 'EM01' when 'UE02' then 'UE01'
            when 'WI21' then 'WI01' when 'MT21' then 'MT01'
        end as unit_file_code, region, period, unit_id
    from roll
    where file_code in ('EP02', 'IP02', 'EM02', 'UE02', 'WI21', 'MT21') and unit_id is not null and is_expected
    group by all
),
absent as (
    select 'former_month' as basis, r.file_code, r.region, c.period, r.entity, r.citizen_id
    from roll as r
    inner join compared as c on c.file_code = r.file_code and c.region = r.region and c.former_period = r.period
    anti join roll as n
        on n.file_code = r.file_code and n.region = r.region and n.period = c.period and n.entity = r.entity
    where r.is_expected
    union all
    select 'sister_table', n.unit_file_code, n.region, n.period, n.unit_id, null
    from named as n
    inner join month_compared as c
        on c.file_code = n.unit_file_code and c.region = n.region and c.period = n.period
        and c.not_compared is distinct from 'too_old'
    anti join roll as u
        on u.file_code = n.unit_file_code and u.region = n.region and u.period = n.period and u.entity = n.unit_id
)
select
    a.basis, a.file_code, a.region, a.period, a.entity,
    case min(case
        when a.citizen_id in (select person_key from death) then 1
        when t.person_id is not null then 2
        when x.person_id is not null then 3
        when n.file_code in ('EP03', 'IP03', 'RP02') then 4
        when n.file_code is not null then 5
    end)
        when 1 then 'died' when 2 then 'terminated' when 3 then 'transferred' when 4 then 'retired' when 5 then 'moved'
    end as reason
from absent as a
left join {EP21 IP04 RP03} as t
    on t.person_id = a.entity and t.admin_division_code = a.region and t.data_period <= a.period
left join {EP06 IP05 RP05 UE03} as x
    on x.person_id = a.entity and x.admin_division_code = a.region and x.data_period <= a.period
    and x.transfer_direction_code = '2'
left join roll as n
    on n.citizen_id = a.citizen_id and n.period = a.period
    and (n.file_code = a.file_code or n.file_code in ('EP03', 'IP03', 'RP02'))
group by all;

-- how many each monthly list was expected to name, and how many are absent (fct_roll_quality)
create table roll_quality as
select m.file_code, m.region, m.period, m.not_compared, e.expected, a.gone, a.left_, a.sister_absent, a.absent
from month_compared as m
left join (
    select c.file_code, c.region, c.period, count(distinct r.entity) as expected
    from roll as r
    inner join month_compared as c
        on c.file_code = r.file_code and c.region = r.region and c.former_period = r.period and c.not_compared is null
    where r.is_expected group by all
) as e on e.file_code = m.file_code and e.region = m.region and e.period = m.period
left join (
    select
        file_code, region, period, count(*) filter (basis = 'former_month') as gone, count(reason) as left_,
        count(*) filter (basis = 'sister_table') as sister_absent,
        count(distinct entity) filter (reason is null) as absent
    from roll_absence group by all
) as a on a.file_code = m.file_code and a.region = m.region and a.period = m.period;

-- what is known of each table, region and month: what was counted, what of its codes stands for nothing, when it was
-- due, and what is missing since a sender first sent it (fct_feed_quality)
create table feed_quality as
with code as (
    select file_code, region, period, sum(uses) as codes,
        sum(uses) filter (outcome in ('unmapped', 'expired')) as unmapped
    from code_meaning where outcome <> 'no_list' group by all
),
must as (
    select file_code, count(*) as columns_ from seed('must_column') group by file_code
),
owed as (
    select f.file_code, f.region, m.period
    from (select file_code, region, min(period) as first_period from counted group by all) as f
    inner join (select distinct period from month_compared) as m on m.period >= f.first_period
    where f.file_code in (select file_code from seed('due'))
    union select file_code, region, period from counted
)
select
    o.file_code, o.region, o.period, c.rows_, c.rows_ * m.columns_ as cells, list_sum(map_values(c.filled)) as filled,
    c.persons, c.units, c.amount, c.defects['citizen_id_invalid:citizen_id'] as invalid_ids, k.codes, k.unmapped,
    try_strptime(o.period, '%Y%m') + to_months(cast(d.months_after as integer))
        + to_days(cast(d.due_day as integer) - 1) as due_date
from owed as o
left join counted as c on c.file_code = o.file_code and c.region is not distinct from o.region
    and c.period is not distinct from o.period
left join must as m on m.file_code = o.file_code
left join code as k on k.file_code = o.file_code and k.region is not distinct from o.region
    and k.period is not distinct from o.period
left join seed('due') as d
    on d.file_code = o.file_code and o.period between coalesce(d.first_period, '000000')
        and coalesce(d.last_period, '999999');

-- every legal number as it is in force from day to day in each fund and region: the nearest word holds (dim_parameter)
create table parameter as
with stated as (
    select
        row_number() over () as n, p.parameter_id, l.key, p.fund_code,
        coalesce(r.region_code, p.region_code) as region_code,
        cast(p.value as double) as value, p.status, p.key <> l.key as is_of_whole_table,
        coalesce(cast(p.valid_from as date), date '0001-01-01') as valid_from,
        coalesce(cast(p.valid_to as date), date '9999-12-31') as valid_to
    from seed('parameter') as p
    inner join (select distinct parameter_id, key from seed('parameter')) as l
        on l.parameter_id = p.parameter_id and (l.key = p.key or p.key = '*' and p.value is null)
    left join region as r on r.code = p.region_code
),
applies as (
    select
        s.n, s.parameter_id, s.key, f.fund as fund_code, r.region_code, s.valid_from, s.valid_to,
        case s.region_code when r.region_code then 0 when '630000' then 8 when '000000' then 12 else 4 end
            + case when s.fund_code = '*' then 2 else 0 end + cast(s.is_of_whole_table as integer) as distance
    from stated as s
    inner join (select fund_code as fund from seed('fund')) as f on s.fund_code in ('*', f.fund)
    inner join (
        select distinct region_code,
            unnest([region_code, left(region_code, 4) || '00', '630000', '000000']) as of_region
        from region where length(region_code) = 6
    ) as r on r.of_region = s.region_code
),
turn as (
    select parameter_id, key, fund_code, region_code, valid_from as day from applies
    union select parameter_id, key, fund_code, region_code, cast(valid_to + 1 as date) from applies
    where valid_to < '9999-12-31'
),
nearest as (
    select
        t.*, a.n, lead(t.day, 1, date '9999-12-31') over (
            partition by t.parameter_id, t.key, t.fund_code, t.region_code order by t.day
        ) as next_day
    from turn as t
    left join (
        select t.parameter_id, t.key, t.fund_code, t.region_code, t.day, arg_min(a.n, a.distance) as n
        from turn as t
        inner join applies as a using (parameter_id, key, fund_code, region_code)
        where t.day between a.valid_from and a.valid_to
        group by all
    ) as a using (parameter_id, key, fund_code, region_code, day)
)
select n.parameter_id, n.key, n.fund_code, n.region_code, n.day as valid_from,
    case when n.next_day = '9999-12-31' then n.next_day else n.next_day - 1 end as valid_to, s.value, s.status
from nearest as n inner join stated as s on s.n = n.n
where s.value is not null or s.status = 'not_in_law';

-- the lowest and highest base of each fund, region and month (dim_contribution_band)
create table contribution_band as
with month as (
    select distinct period, cast(strptime(period, '%Y%m') as date) as day from month_compared
),
said as (
    select
        p.fund_code, p.region_code, m.period, m.day,
        max(p.value) filter (p.parameter_id = 'contribution_base_avg') as wage,
        max(p.valid_from) filter (p.parameter_id = 'contribution_base_avg') as wage_from,
        max(p.value) filter (p.parameter_id = 'base_floor_ratio') as floor_ratio,
        max(p.value) filter (p.parameter_id = 'base_ceiling_ratio') as ceiling_ratio,
        max(p.value) filter (p.parameter_id = 'base_tolerance') as tolerance,
        max(p.value) filter (p.parameter_id = 'base_announcement_month') as announced
    from parameter as p
    inner join month as m on m.day between p.valid_from and p.valid_to
    where p.key = '*'
        and p.parameter_id in ('contribution_base_avg', 'base_floor_ratio', 'base_ceiling_ratio', 'base_tolerance',
        'base_announcement_month')
    group by all
)
select
    s.fund_code, s.region_code, s.period, round(s.floor_ratio * s.wage, 2) as floor_amount,
    round(s.ceiling_ratio * s.wage, 2) as ceiling_amount,
    case when month(s.day) < s.announced then f.value end as former_wage,
    round(s.floor_ratio * least(s.wage, former_wage), 2) as lowest_floor_amount,
    round(s.ceiling_ratio * greatest(s.wage, former_wage), 2) as highest_ceiling_amount,
    round(s.ceiling_ratio * least(s.wage, former_wage), 2) as lowest_ceiling_amount, s.tolerance
from said as s
left join parameter as f
    on f.parameter_id = 'contribution_base_avg' and f.key = '*' and f.fund_code = s.fund_code
    and f.region_code = s.region_code and s.wage_from - 1 between f.valid_from and f.valid_to
where s.wage is not null and s.floor_ratio is not null and s.ceiling_ratio is not null and s.tolerance is not null
    and s.announced is not null;

-- bases of a person as an employee of a unit in a year, and of which months (base_contributed_year)
create table contributed_year as
with month as (
    select distinct period, cast(strptime(period, '%Y%m') as date) as first_day, last_day(first_day) as last_day
    from month_compared
)
select
    left(c.file_code, 2) as fund, c.admin_division_code as region, c.unit_id, left(c.data_period, 4) as year,
    id_of(c.citizen_id, i.told, i.citizen_id) as citizen_id,
    case when c.citizen_id is null then c.person_id end as person_id,
    bit_or(1 << (cast(right(c.data_period, 2) as integer) - 1)) as months, count(*) as rows_,
    sum(c.personal_contribution_base) as base
from {EP02 IP02 EM02 UE02} as c
inner join month as m on m.period = c.data_period
left join odd_id as i on i.told = c.citizen_id
where c.contribution_status_code = '1' and c.personal_contribution_base > 0
    and coalesce(c.personal_identity_code, '') not in ('51', '54') and c.unit_id is not null
    and coalesce(c.work_start_date not between m.first_day and m.last_day, true)
    and coalesce(c.account_opened_date not between m.first_day and m.last_day, true)
    and coalesce(c.enrolment_date not between m.first_day and m.last_day, true)
group by all;

-- wages taxed of a person at a unit in a year (base_taxed_year)
create table taxed_year as
select
    id_of(t.citizen_id, i.told, i.citizen_id) as citizen_id, t.org_code, left(t.data_period, 4) as year,
    bit_or(1 << (cast(right(t.data_period, 2) as integer) - 1)) as months,
    sum(coalesce(t.taxable_wage_amount, 0)) as wage
from loaded.pi02 as t left join odd_id as i on i.told = t.citizen_id
group by all;

-- bases of whole years against the wages of the year before, within the band (fct_base_wage_year)
create table base_wage_year as
with wage as (
    select t.citizen_id, o.org_code, cast(cast(t.year as integer) + 1 as text) as year,
        round(t.wage / 12, 2) as mean_wage
    from taxed_year as t left join org_code as o on o.told = t.org_code
    where t.months = 4095
),
band as (
    select
        fund_code, region_code, left(period, 4) as year, floor_amount, lowest_floor_amount, lowest_ceiling_amount,
        highest_ceiling_amount, count(*) as months
    from contribution_band group by all
)
select
    c.fund, c.region, c.unit_id, c.citizen_id, c.year, max(c.base) as base, max(w.mean_wage) as mean_wage,
    sum(b.months * greatest(b.lowest_floor_amount, least(w.mean_wage, b.lowest_ceiling_amount))) as expected,
    sum(b.months * greatest(b.floor_amount, least(w.mean_wage, b.highest_ceiling_amount))) as expected_at_most
from wage as w
inner join contributed_year as c on c.citizen_id = w.citizen_id and c.year = w.year and c.months = 4095 and c.rows_ = 12
inner join unit_of as o
    on o.unit_key = w.org_code
    and o.key = case c.fund when 'EM' then 'MED|' else 'HRSS|' end || c.region || '|' || c.unit_id
inner join band as b
    on b.region_code = c.region and b.year = c.year and b.fund_code = case c.fund
        when 'EP' then 'enterprise_pension' when 'IP' then 'institution_pension' when 'EM' then 'employee_medical'
        when 'UE' then 'unemployment' end
group by all;

-- what a resident paid and was given for a year, as the last month says in which any money stands
-- (base_resident_pension_year, fct_resident_pension_year)
create table resident_year as
select
    r.admin_division_code as region, r.person_id, id_of(r.citizen_id, i.told, i.citizen_id) as valid_id,
    left(data_period, 4) as year, data_period, current_year_payment_date, contribution_tier_amount,
    coalesce(personal_contribution_amount, 0) as paid,
    coalesce(government_paid_on_behalf_amount, 0) as government_paid,
    coalesce(local_government_subsidy_amount, 0) as subsidy,
    coalesce(backpay_subsidy_amount, 0) as backpay_subsidy,
    coalesce(collective_subsidy_amount, 0) as collective_subsidy,
    coalesce(other_aid_amount, 0) as aid, coalesce(ytd_personal_backpay_amount, 0) as backpay, ytd_backpay_years,
    greatest(paid, government_paid, subsidy, collective_subsidy, aid, backpay) > 0 as has_money
from loaded.rp01 as r left join odd_id as i on i.told = r.citizen_id
qualify row_number() over (
    partition by region, coalesce(valid_id, person_id), year order by has_money desc, data_period desc
) = 1;

-- each retirement once, with the age from which the law let him retire (base_pension_start, fct_retirement)
create table retirement as
with start as (
    select
        case when file_code = 'EP03' then 'enterprise_pension' else 'institution_pension' end as fund,
        admin_division_code as region, id_of(p.citizen_id, i.told, i.citizen_id) as valid_id,
        coalesce(valid_id, p.person_id) as person, data_period, sex_code, retirement_date,
        coalesce(deemed_contribution_months, 0) + coalesce(actual_contribution_months, 0) as contributed,
        case
            when sex_code = '1' then 'male'
            when pre_retirement_identity_code in ('11', '13', '17', '21', '51', '54') then 'female_cadre'
            else 'female_worker'
        end as category,
        case
            when retirement_category_code in ('23', '31') then 'disability'
            when retirement_category_code = '22' and special_job_months > 0 then 'special'
        end as kind,
        year(birth_date) * 12 + month(birth_date) - 1 as born,
        year(retirement_date) * 12 + month(retirement_date) - 1 as retired
    from {EP03 IP03} as p left join odd_id as i on i.told = p.citizen_id
    where retirement_date is not null and birth_date is not null and sex_code in ('1', '2')
    qualify row_number() over (partition by fund, region, person order by data_period) = 1
),
raise as (
    select
        fund_code, region_code, regexp_extract(parameter_id, '(male|female_cadre|female_worker)_months', 1) as category,
        max(value) filter (parameter_id like '%raise_step%') as step,
        max(value) filter (parameter_id like '%raise_cap%') as cap,
        max(year(valid_from) * 12 + month(valid_from) - 1)
            filter (parameter_id like '%raise_step%' and value is not null) as since
    from parameter where parameter_id like 'retirement_raise%' group by all
),
flexible as (
    select
        fund_code, region_code, max(value) filter (parameter_id like '%early%') as early,
        max(value) filter (parameter_id like '%late%') as late
    from parameter where parameter_id like 'retirement_flexible%' group by all
),
judged as (
    select
        s.*, a.value as age, f.early, f.late, r.since,
        s.born + a.value - r.since + 1 as cohort,
        case when cohort <= 0 then 0 else least((cohort + r.step - 1) // r.step, r.cap) end as delay,
        make_date(cast((s.born + a.value + delay) // 12 as integer),
            cast((s.born + a.value + delay) % 12 as integer) + 1, 1) as lawful_day
    from start as s
    inner join parameter as a
        on a.parameter_id = 'retirement_age_' || s.category || '_months'
        and a.fund_code = s.fund and a.region_code = s.region
        and s.retirement_date between a.valid_from and a.valid_to
    inner join raise as r on r.category = s.category and r.fund_code = s.fund and r.region_code = s.region
    inner join flexible as f on f.fund_code = s.fund and f.region_code = s.region
)
select
    j.fund, j.region, j.person, j.valid_id, j.data_period, j.category, j.kind, j.retired - j.born as retired_at,
    j.age, j.delay, j.lawful_day, m.value as required_months, j.age + j.delay + j.late as latest_age,
    j.contributed,
    case
        when j.kind is not null then k.value
        when j.retired >= j.since and j.contributed >= m.value then greatest(j.age, j.age + j.delay - j.early)
        else j.age + j.delay
    end as lawful_age
from judged as j
left join parameter as m
    on m.parameter_id = 'min_contribution_months' and m.key = '*' and m.fund_code = j.fund and m.region_code = j.region
    and j.lawful_day between m.valid_from and m.valid_to
left join parameter as k
    on k.parameter_id = 'retirement_age_' || j.kind || case j.sex_code when '1' then '_male_months'
        else '_female_months' end
    and k.key = '*' and k.fund_code = j.fund and k.region_code = j.region
    and j.retirement_date between k.valid_from and k.valid_to;

-- spells of unemployment over their months (fct_unemployment_spell)
create table unemployment_spell as
select
    admin_division_code as region, person_id, unemployment_registration_date, min(data_period) as first_period,
    max(data_period) as last_period, count(*) filter (unemployment_benefit_paid_amount > 0) as paid_months,
    sum(unemployment_benefit_paid_amount) as benefit, arg_max(approved_benefit_months, data_period) as approved_months,
    arg_max(approved_benefit_amount, data_period) as approved_amount, arg_max(citizen_id, data_period) as citizen_id,
    arg_max(total_contribution_months, data_period) as contributed, arg_max(deregistration_date, data_period) as ended
from loaded.ue05 group by all;

-- medical institutions, as the latest record that names them says (dim_medical_institution)
create table medical_institution as
select
    medical_institution_code, arg_max(medical_institution_name, data_period) as name,
    arg_max(medical_institution_type_code, data_period) as type_code,
    arg_max(medical_institution_level_code, data_period) as level_code,
    arg_max(admin_division_code, data_period) as region,
    min(data_period) as first_period, max(data_period) as last_period
from {EM21 RM21 RM23 NR23 MT02 RM22 EM03 EM04 RM02 EM07 NR22}
where medical_institution_code is not null group by all;

-- accounts, by what the agencies' orders use them for (dim_bank_account)
create table bank_account as
select bank_account_no, min(left(file_code, 2)) as fund, max(left(file_code, 2)) as other_fund,
    min(pooling_area_code) as region
from {EP10 IP10 RP07 EM11 RM05 UE08 WI07 MT05} group by all;

-- the four ways of contributions: one person at one unit in a month, due, paid and levied
create temp table person_month_all as
select
    left(file_code, 2) as fund, region, period, unit_id, person_id,
    sum(due) as due, sum(paid) as paid, sum(levied) as levied
from (
    select
        file_code, admin_division_code as region, data_period as period, unit_id, person_id,
        coalesce(personal_due_current_amount, 0) + coalesce(personal_due_supplementary_amount, 0) as due,
        coalesce(personal_paid_current_amount, 0) + coalesce(personal_paid_supplementary_amount, 0)
            + coalesce(personal_arrears_repaid_amount, 0) as paid, 0 as levied
    from {EP02 IP02 EM02 UE02}
    union all
    select
        file_code, pooling_area_code,
        levied_in(treasury_received_time, remitted_time, corresponding_fee_period), unit_id, person_id,
        0, 0, coalesce(personal_paid_amount, 0)
    from {EP09 IP09 EM09 EM10 UE07}
)
group by all;

-- those that are not the same, and a region's sums of those that are (int_reconciliation__person_month)
create table person_month as
select
    fund, region, period, due = paid and paid = levied as is_equal, case when not is_equal then unit_id end as unit_id,
    case when not is_equal then person_id end as person_id, count(*) as persons, sum(due) as due, sum(paid) as paid,
    sum(levied) as levied
from person_month_all group by all;

-- the same of units (int_reconciliation__unit_month)
create table unit_month as
select left(file_code, 2) as fund, region, period, unit_id, sum(due) as due, sum(paid) as paid, sum(levied) as levied
from (
    select
        file_code, admin_division_code as region, data_period as period, unit_id,
        coalesce(unit_due_current_amount, 0) + coalesce(personal_due_current_subtotal, 0)
            + coalesce(unit_due_supplementary_amount, 0) + coalesce(personal_due_supplementary_subtotal, 0) as due,
        coalesce(unit_paid_current_amount, 0) + coalesce(personal_paid_current_subtotal, 0)
            + coalesce(unit_paid_supplementary_amount, 0) + coalesce(personal_paid_supplementary_subtotal, 0)
            + coalesce(unit_arrears_repaid_amount, 0) + coalesce(personal_arrears_repaid_total, 0)
            - coalesce(refunded_amount, 0) as paid, 0 as levied
    from {EP01 IP01 EM01 UE01 WI01 MT01}
    union all
    select
        file_code, admin_division_code, data_period, unit_id, coalesce(personal_due_current_amount, 0),
        coalesce(personal_paid_current_amount, 0), 0
    from {EM02}
    union all
    select
        file_code, pooling_area_code,
        levied_in(treasury_received_time, remitted_time, corresponding_fee_period), unit_id,
        0, 0, coalesce(unit_paid_amount, 0) + coalesce(personal_paid_amount, 0)
    from {EP08 IP08 EM08 UE06 WI06 MT04 EM10}
)
group by all;

-- what tax levied by the month it is for and the month treasury had it (int_reconciliation__levied_month)
create table levied_month as
select
    left(file_code, 2) as fund, pooling_area_code as region,
    coalesce(corresponding_fee_period, fee_period_start) as fee_period,
    levied_in(treasury_received_time, remitted_time, fee_period) as period, count(*) as receipts,
    sum(coalesce(unit_paid_amount, 0) + coalesce(personal_paid_amount, 0)
        + coalesce(collective_aid_amount, 0)) as levied
from {EP08 IP08 EM08 UE06 WI06 MT04 EM10 RP06 RM04}
group by all;

-- what was planned, its items, whom it was paid to and how much (int_reconciliation__benefit_month: plan_payment)
create temp table plan_month as
select i.fund, i.payable_plan_detail_id, i.period, p.party_id, i.planned, p.paid
from (
    select left(file_code, 2) as fund, payable_plan_detail_id, fee_period as period, sum(amount) as planned
    from {EP12 IP12 RP09 EM13 RM07 UE10 WI09 MT07} group by all
) as i
full join (
    select
        left(file_code, 2) as fund, payable_plan_detail_id, min(party_id) as party_id,
        sum(amount) filter (payment_status_code = '1') as paid
    from {EP11 IP11 RP08 EM12 RM06 UE09 WI08 MT06} group by all
) as p on p.fund = i.fund and p.payable_plan_detail_id = i.payable_plan_detail_id;

-- and of an order, what was paid under it (int_reconciliation__order_month)
create table order_paid as
select o.fund, o.payment_master_id, o.region, o.period, o.amount, p.paid
from (
    select
        left(file_code, 2) as fund, payment_master_id, pooling_area_code as region,
        coalesce(strftime(disbursed_time, '%Y%m'), data_period) as period, amount
    from {EP10 IP10 RP07 EM11 RM05 UE08 WI07 MT05}
) as o
full join (
    select left(file_code, 2) as fund, payment_master_id, sum(amount) as paid
    from {EP11 IP11 RP08 EM12 RM06 UE09 WI08 MT06} where payment_status_code = '1' group by all
) as p on p.fund = o.fund and p.payment_master_id = o.payment_master_id;

-- what the ledgers say was to be paid to a person against what was planned (int_reconciliation__benefit_month:
-- benefit_plan)
create temp table ledger_month as
select coalesce(l.fund, p.fund) as fund, l.region, coalesce(l.period, p.period) as period,
    coalesce(l.person_id, p.party_id) as person_id, l.due, p.planned
from (
    select
        left(file_code, 2) as fund, admin_division_code as region, data_period as period,
        case when file_code in ('EP04', 'WI05') then dependant_person_id else person_id end as person_id,
        sum(
            coalesce(pension_paid_total, 0) + case when file_code = 'RP02'
                then coalesce(pension_backpay_total, 0) + coalesce(lump_sum_paid, 0)
                else coalesce(other_pension_benefit_paid, 0) end
            + coalesce(dependant_benefit_paid, 0) + coalesce(dependant_monthly_pension, 0)
            + coalesce(dependant_pension_backpay, 0)
            + coalesce(funeral_grant, 0) + coalesce(bereavement_grant, 0) + coalesce(pool_paid_amount, 0)
            + coalesce(cadre_fund_paid_amount, 0) + coalesce(maternity_fund_paid_amount, 0)
            + coalesce(unemployment_benefit_paid_amount, 0) + coalesce(medical_allowance_amount, 0)
            + coalesce(childbirth_subsidy_amount, 0) + coalesce(funeral_survivor_grant_amount, 0)
            + coalesce(training_subsidy_amount, 0) + coalesce(injury_benefit_paid_total, 0)
        ) as due
    from {EP03 IP03 RP02 EP04 WI05 EP21 IP04 RP03 EM03 EM04 RM02 EM07 MT02 MT03 UE05 WI04}
    group by all
) as l
full join (
    select fund, party_id, period, sum(planned) as planned from plan_month group by all
) as p on p.fund = l.fund and p.party_id = l.person_id and p.period = l.period;

-- sums of a region and month, and what differs; a payee without a ledger who gets what a deceased's ledger grants
-- stands for him (int_reconciliation__benefit_month)
create table benefit_month as
with open_ as (
    select
        *, coalesce(due, 0) - coalesce(planned, 0) as rest,
        row_number() over (partition by fund, period, due is null, abs(rest) order by person_id) as place
    from ledger_month where rest <> 0
),
met as (
    select d.fund, d.region, d.person_id, s.person_id as survivor_id
    from open_ as d
    inner join open_ as s on s.fund = d.fund and s.period = d.period and s.rest = -d.rest and s.place = d.place
    where d.due is not null and s.due is null
),
summed as (
    select 'benefit_plan' as leg, l.fund, coalesce(m.region, l.region) as region, l.period,
        coalesce(m.person_id, l.person_id) as key,
        sum(coalesce(l.due, 0)) as left_, sum(coalesce(l.planned, 0)) as right_
    from ledger_month as l left join met as m on m.fund = l.fund and m.survivor_id = l.person_id
    group by all
    union all
    select 'plan_payment', fund, null, period, payable_plan_detail_id, coalesce(planned, 0), coalesce(paid, 0)
    from plan_month
)
select
    leg, fund, region, period, left_ = right_ as is_equal, case when not is_equal then key end as key, count(*) as keys,
    sum(left_) as left_, sum(right_) as right_
from summed group by all;

-- what is left of each key and month where two stations differ, classed: the same amount in a month near by, nothing
-- at one station, another amount (int_reconciliation__leg, int_reconciliation__difference)
create table difference as
with leg as (
    select 'due_paid' as leg, 'unit' as level, fund, region, period, unit_id as key, due as left_, paid as right_
    from unit_month
    union all select 'paid_levied', 'unit', fund, region, period, unit_id, paid, levied from unit_month
    union all
    select 'due_paid', 'person', fund, region, period, unit_id || '|' || person_id, due, paid from person_month
    where not is_equal
    union all
    select 'paid_levied', 'person', fund, region, period, unit_id || '|' || person_id, paid, levied
    from person_month where not is_equal
    union all select leg, 'document', fund, region, period, key, left_, right_ from benefit_month where not is_equal
    union all select 'payment_order', 'document', fund, region, period, payment_master_id, paid, amount from order_paid
    union all select 'levied_treasury', 'fund', fund, region, period, fee_period, levied, 0 from levied_month
    union all select 'order_allocation', 'fund', fund, region, period, fund, sum(amount), 0 from order_paid group by all
),
residual as (
    select
        *, coalesce(left_, 0) as l, coalesce(right_, 0) as r, l - r as rest,
        cast(left(period, 4) as integer) * 12 + cast(right(period, 2) as integer) as month
    from leg where l <> r
),
near as (
    select max(cast(value as integer)) as months from seed('parameter')
    where parameter_id = 'reconciliation_window_months'
)
select
    a.leg, a.level, a.fund, a.region, a.period, a.key, a.l as left_, a.r as right_, a.rest,
    min(abs(b.month - a.month)) as months_away,
    case when months_away is not null then 'timing' when a.l = 0 or a.r = 0 then 'missing' else 'amount' end as class
from residual as a
left join (select * from residual cross join near) as b
    on b.leg = a.leg and b.level = a.level and b.fund = a.fund and b.region = a.region and b.key = a.key
    and b.rest = -a.rest and abs(b.month - a.month) between 1 and b.months
group by a.leg, a.level, a.fund, a.region, a.period, a.key, a.l, a.r, a.rest;
