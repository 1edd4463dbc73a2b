-- What the core of a build cannot do without, by hand, over the loaded tables (DuckDB): one pass of each join and
-- aggregate that dimensions and whole facts need. Keys are the citizen's ID or, without one, region and number.

-- people: the latest record that names each (dim_person)
create table person as
select
    coalesce(citizen_id, region || '|' || person_id) as person_key,
    arg_max(person_name, period) as person_name, arg_max(sex_code, period) as sex_code,
    arg_max(birth_date, period) as birth_date, min(period) as first_period, max(period) as last_period
from (
    select citizen_id, admin_division_code as region, person_id, person_name, sex_code, birth_date, data_period as period from loaded.ep02
    union all by name select citizen_id, admin_division_code as region, person_id, person_name, sex_code, birth_date, data_period as period from loaded.ip02
    union all by name select citizen_id, admin_division_code as region, person_id, person_name, sex_code, birth_date, data_period as period from loaded.rp01
    union all by name select citizen_id, admin_division_code as region, person_id, person_name, sex_code, birth_date, data_period as period from loaded.em02
    union all by name select citizen_id, admin_division_code as region, person_id, person_name, sex_code, birth_date, data_period as period from loaded.rm01
    union all by name select citizen_id, admin_division_code as region, person_id, person_name, sex_code, birth_date, data_period as period from loaded.ue02
    union all by name select citizen_id, admin_division_code as region, person_id, person_name, sex_code, birth_date, data_period as period from loaded.wi21
    union all by name select citizen_id, admin_division_code as region, person_id, person_name, sex_code, birth_date, data_period as period from loaded.mt21
    union all by name select citizen_id, admin_division_code as region, person_id, person_name, sex_code, birth_date, data_period as period from loaded.ep03
    union all by name select citizen_id, admin_division_code as region, person_id, person_name, sex_code, birth_date, data_period as period from loaded.ip03
    union all by name select citizen_id, admin_division_code as region, person_id, person_name, sex_code, birth_date, data_period as period from loaded.rp02
)
group by 1;

-- units: the latest month of each (dim_unit)
create table unit as
select
    region || '|' || unit_id as unit_key, arg_max(unit_name, period) as unit_name, arg_max(org_code, period) as org_code,
    min(period) as first_period, max(period) as last_period
from (
    select admin_division_code as region, unit_id, unit_name, org_code, data_period as period from loaded.ep01
    union all by name select admin_division_code as region, unit_id, unit_name, org_code, data_period as period from loaded.ip01
    union all by name select admin_division_code as region, unit_id, unit_name, org_code, data_period as period from loaded.em01
    union all by name select admin_division_code as region, unit_id, unit_name, org_code, data_period as period from loaded.ue01
    union all by name select admin_division_code as region, unit_id, unit_name, org_code, data_period as period from loaded.wi01
    union all by name select admin_division_code as region, unit_id, unit_name, org_code, data_period as period from loaded.mt01
)
group by 1;

-- the registry's latest word on each citizen
create table registered as
select citizen_id, arg_max(person_name, data_period) as person_name, arg_max(registration_status_code, data_period) as status
from loaded.ps01 group by 1;

-- deaths that stand
create table death as
select citizen_id, arg_max(death_date, registered_date) as death_date
from loaded.ps02 group by 1;

-- people with their death
create table person_with_death as
select p.*, d.death_date from person as p left join death as d on d.citizen_id = p.person_key;

-- each retirement once
create table retirement as
select *
from (
    select citizen_id, admin_division_code as region, person_id, sex_code, birth_date, retirement_date, data_period,
        row_number() over (partition by citizen_id, admin_division_code order by data_period) as n
    from (
        select citizen_id, admin_division_code, person_id, sex_code, birth_date, retirement_date, data_period from loaded.ep03
        union all by name
        select citizen_id, admin_division_code, person_id, sex_code, birth_date, retirement_date, data_period from loaded.ip03
    )
)
where n = 1;
