{{ config(materialized='parted') }}
-- 待遇核定、应付计划、支付对账（月）: of one person what the ledgers say was to be paid against the items of the payable plans
-- (benefit_plan), and of one plan its items against what was paid on it (plan_payment), where they are not the same; of
-- all others only the sums of a region and month (is_equal). A plan's person is that of its payment, failed ones too; where
-- that is in another month's tables, int_reconciliation__leg looks for him.
-- What was granted for a death goes to survivors, whom no ledger names: a payee without a ledger who gets exactly such a
-- grant of the region and month, that the deceased did not get, stands for the deceased.
with paid_plan as (
    select b.fund_code, b.region_code, b.payable_plan_detail_id, min(b.party_id) as party_id
    from {{ rows_of_same_part('base_payment') }} as b
    group by b.fund_code, b.region_code, b.payable_plan_detail_id
),
ledger as (
    select b.fund_code, b.region_code, b.period, b.person_id as party_id,
        coalesce(b.pension_paid_total, 0)
        + case when {{ backpay_is_inside('b') }} then 0 else coalesce(b.pension_backpay_total, 0) end
        + case when b.file_code = 'RP02' then coalesce(b.lump_sum_paid, 0)
            else coalesce(b.other_pension_benefit_paid, 0) end as amount, 0 as grant_amount
    from {{ rows_of_same_part('base_benefit_month') }} as b
    union all
    select b.fund_code, b.region_code, b.period, b.dependant_person_id,
        coalesce(b.dependant_benefit_paid, 0) + coalesce(b.dependant_monthly_pension, 0)
        + coalesce(b.dependant_pension_backpay, 0), 0
    from {{ rows_of_same_part('base_dependant_benefit_month') }} as b
    union all
    select b.fund_code, b.region_code, b.period, b.person_id,
        0, coalesce(b.funeral_grant, 0) + coalesce(b.bereavement_grant, 0)
    from {{ rows_of_same_part('base_termination') }} as b
    union all
    -- Of visits what the fund pays to the person; new rural medical has no payments of its own.
    select b.fund_code, b.region_code, b.period, b.person_id,
        coalesce(b.pool_paid_amount, 0) + coalesce(b.cadre_fund_paid_amount, 0), 0
    from {{ rows_of_same_part('base_medical_visit') }} as b
    where b.file_code <> 'NR22'
    union all
    select b.fund_code, b.region_code, b.period, b.person_id, coalesce(b.maternity_fund_paid_amount, 0), 0
    from {{ rows_of_same_part('base_maternity_benefit') }} as b
    where b.file_code <> 'RM22'
    union all
    select b.fund_code, b.region_code, b.period, b.person_id,
        coalesce(b.unemployment_benefit_paid_amount, 0) + coalesce(b.medical_allowance_amount, 0)
        + coalesce(b.childbirth_subsidy_amount, 0) + coalesce(b.training_subsidy_amount, 0),
        coalesce(b.funeral_survivor_grant_amount, 0)
    from {{ rows_of_same_part('base_unemployment_benefit_month') }} as b
    union all
    select b.fund_code, b.region_code, b.period, b.person_id,
        coalesce(b.injury_benefit_paid_total, 0) - coalesce(b.lump_sum_death_grant, 0) - coalesce(b.funeral_subsidy, 0),
        coalesce(b.lump_sum_death_grant, 0) + coalesce(b.funeral_subsidy, 0)
    from {{ rows_of_same_part('base_injury_benefit_month') }} as b
),
plan as (
    select
        b.fund_code, b.region_code, b.period, b.payable_plan_detail_id, p.party_id,
        sum({{ item_amount('b') }}) as amount
    from {{ rows_of_same_part('base_payable_item') }} as b
    left join paid_plan as p
        on p.fund_code = b.fund_code and p.region_code = b.region_code
        and p.payable_plan_detail_id = b.payable_plan_detail_id
    group by b.fund_code, b.region_code, b.period, b.payable_plan_detail_id, p.party_id
),
party as (
    select
        fund_code,
        region_code,
        period,
        party_id,
        sum(amount) as own_amount,
        sum(grant_amount) as grant_amount,
        sum(plan_amount) as plan_amount,
        sum(in_ledger) as ledger_count
    from (
        select fund_code, region_code, period, party_id, amount, grant_amount, 0 as plan_amount, 1 as in_ledger from ledger
        union all
        select fund_code, region_code, period, party_id, 0, 0, amount, 0 from plan
    ) as seen
    where party_id is not null
    group by fund_code, region_code, period, party_id
),
deceased as (
    select
        *,
        row_number() over (partition by fund_code, region_code, period, grant_amount order by party_id) as _rank
    from party
    where grant_amount <> 0 and plan_amount = own_amount
),
survivor as (
    select
        *,
        row_number() over (partition by fund_code, region_code, period, plan_amount order by party_id) as _rank
    from party
    where ledger_count = 0
),
stands_for as (
    select s.fund_code, s.region_code, s.period, s.party_id, d.party_id as deceased_id
    from survivor as s
    inner join deceased as d
        on d.fund_code = s.fund_code and d.region_code = s.region_code and d.period = s.period
        and d.grant_amount = s.plan_amount and d._rank = s._rank
),
booked as (
    select 'benefit_plan' as leg_code, fund_code, region_code, period, party_id, party_id as match_key,
        cast(null as text) as payable_plan_detail_id, amount + grant_amount as left_amount, 0 as right_amount
    from ledger
    union all
    select 'benefit_plan', p.fund_code, p.region_code, p.period, coalesce(s.deceased_id, p.party_id),
        coalesce(s.deceased_id, p.party_id),
        case when p.party_id is null then p.payable_plan_detail_id end, 0, p.amount
    from plan as p
    left join stands_for as s
        on s.fund_code = p.fund_code and s.region_code = p.region_code and s.period = p.period
        and s.party_id = p.party_id
    union all
    select 'plan_payment', fund_code, region_code, period, party_id, payable_plan_detail_id,
        payable_plan_detail_id, amount, 0
    from plan
    union all
    select 'plan_payment', b.fund_code, b.region_code,
        coalesce({{ period_of_date('b.paid_time') }}, b.period), p.party_id, b.payable_plan_detail_id,
        b.payable_plan_detail_id, 0, b.amount
    from {{ rows_of_same_part('base_payment') }} as b
    left join paid_plan as p
        on p.fund_code = b.fund_code and p.region_code = b.region_code
        and p.payable_plan_detail_id = b.payable_plan_detail_id
    where b.is_paid
),
summed as (
    select
        leg_code,
        fund_code,
        region_code,
        period,
        match_key,
        party_id,
        payable_plan_detail_id,
        sum(left_amount) as left_amount,
        sum(right_amount) as right_amount,
        sum(left_amount) = sum(right_amount) as is_equal
    from booked
    group by leg_code, fund_code, region_code, period, match_key, party_id, payable_plan_detail_id
),
kept as (
    select
        leg_code,
        fund_code,
        region_code,
        period,
        is_equal,
        case when not is_equal then match_key end as match_key,
        case when not is_equal then party_id end as party_id,
        case when not is_equal then payable_plan_detail_id end as payable_plan_detail_id,
        left_amount,
        right_amount
    from summed
)
select
    leg_code,
    fund_code,
    region_code,
    period,
    is_equal,
    match_key,
    party_id,
    payable_plan_detail_id,
    count(*) as key_count,
    {{ money_sum('left_amount') }} as left_amount,
    {{ money_sum('right_amount') }} as right_amount
from kept
group by leg_code, fund_code, region_code, period, is_equal, match_key, party_id, payable_plan_detail_id
