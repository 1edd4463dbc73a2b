-- What the core of a build cannot do without, by hand, over the loaded tables (DuckDB): one pass of each join and
-- aggregate that dimensions and whole facts need. Keys are the citizen's ID or, without one, region and number.

-- how people were reported, each way once over all tables (who is who)
create table way as
select
    system_code, region_code, person_id,
    case when length(citizen_id) = 18 and regexp_full_match(citizen_id, '[0-9]{17}[0-9X]') then citizen_id end as citizen_id,
    person_name, sex_code, birth_date, unit_id, min(first_period) as first_period, max(last_period) as last_period
from reported
group by all;

-- the ID under each number
create table number_of as
select system_code, region_code, person_id, min(citizen_id) as citizen_id, max(citizen_id) as other_id
from way where person_id is not null group by all;

-- people: the ID, or that of the number, or the number; the latest way names each (dim_person)
create table person as
select
    coalesce(w.citizen_id, case when n.citizen_id = n.other_id then n.citizen_id end,
        w.system_code || '|' || w.region_code || '|' || w.person_id) as person_key,
    arg_max(w.person_name, w.last_period) as person_name, arg_max(w.sex_code, w.last_period) as sex_code,
    arg_max(w.birth_date, w.last_period) as birth_date, min(w.first_period) as first_period, max(w.last_period) as last_period
from way as w
left join number_of as n
    on n.system_code = w.system_code and n.region_code = w.region_code and n.person_id = w.person_id
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

-- the four ways of contributions: one person at one unit in a month, booked and levied
create table person_month as
select fund, region, period, unit_id, person_id, sum(due) as due, sum(paid) as paid, sum(levied) as levied
from (
    {booked_persons}
    union all
    {levied_persons}
)
group by all;

-- the same of units, with what has come in at treasury in the month
create table unit_month as
select fund, region, period, unit_id, sum(due) as due, sum(paid) as paid, sum(levied) as levied
from (
    {booked_units}
    union all
    select fund, region, period, unit_id, 0, 0, levied from ({levied_units})
)
group by all;

-- and of a region's month, where they differ and where not
create table region_month as
select fund, region, period, due = paid and paid = levied as is_equal, count(*) as persons,
    sum(due) as due, sum(paid) as paid, sum(levied) as levied
from person_month
group by all;

-- what was planned, its items, what was paid on it
create table plan_month as
select i.fund, i.payable_plan_detail_id, i.planned, p.paid
from (
    select fund, payable_plan_detail_id, sum(amount) as planned from ({items}) group by all
) as i
full join (
    select fund, payable_plan_detail_id, sum(amount) as paid from ({payments}) group by all
) as p on p.fund = i.fund and p.payable_plan_detail_id = i.payable_plan_detail_id;

-- and of an order, what was paid under it
create table order_paid as
select o.fund, o.payment_master_id, o.amount, p.paid
from ({orders}) as o
left join (
    select fund, payment_master_id, sum(amount) as paid from ({payments}) group by all
) as p on p.fund = o.fund and p.payment_master_id = o.payment_master_id;

-- what a ledger says was to be paid to a person against what was paid
create table ledger_month as
select l.fund, l.region, l.period, l.person_id, l.due, p.paid
from ({ledgers}) as l
left join (
    select fund, party_id, fee_period, sum(amount) as paid from ({payments}) group by all
) as p on p.fund = l.fund and p.party_id = l.person_id and p.fee_period = l.period;
