-- Generated from the rules' YAML by `make generate`; do not edit.
-- 规则覆盖对象: how many subjects each rule looked at in a fund, region and month, and how many of
-- them it could not judge because a legal number is missing. Subjects are put together once a year, with
-- the months in which they are looked at, and not in each month anew.
with looked_at_0 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(count(*) as bigint) as med_005
    from {{ ref('base_contribution_month') }} as p
    where p.fund_code in ('resident_medical')
    group by p.fund_code, p.region_code, p.period
),
looked_at_1 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when per_005 & m.bit > 0 then subjects else 0 end) as bigint) as per_005,
        cast(sum(case when per_006 & m.bit > 0 then subjects else 0 end) as bigint) as per_006,
        cast(sum(case when per_006_not_judged & m.bit > 0 then subjects else 0 end) as bigint) as per_006_not_judged
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.per_005,
        p.per_006,
        case when (r.citizen_id is null) then p.per_006 end as per_006_not_judged,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.citizen_id as citizen_id,
        bit_or({{ month_bit('p.period') }}) as per_005,
        bit_or({{ month_bit('p.period') }}) as per_006
    from {{ ref('base_contribution_month') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'employee_medical', 'resident_medical', 'unemployment')
        and (p.citizen_id is not null)
        and p.citizen_id is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.citizen_id
    ) as p
    left join {{ ref('base_registered_person') }} as r on r.citizen_id = p.citizen_id
    group by 1, 2, 3, 4, 5, 6
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_2 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(count(*) as bigint) as per_004
    from {{ ref('fct_base_wage_year') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
    group by p.fund_code, p.region_code, p.period
),
looked_at_3 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when uni_004 & m.bit > 0 then subjects else 0 end) as bigint) as uni_004
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.uni_004,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.unit_key as unit_key,
        bit_or({{ month_bit('p.period') }}) as uni_004
    from {{ ref('fct_base_wage_year') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
        and p.unit_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.unit_key
    ) as p
    group by 1, 2, 3, 4
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_4 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(sum(case when (p.paid_for_month_amount > 0)
            then 1 else 0 end) as bigint) as pen_001,
        cast(sum(case when (p.paid_for_month_amount > 0 and p.citizen_id is not null)
            then 1 else 0 end) as bigint) as pen_004,
        cast(sum(case when (p.due_amount > 0 or p.paid_for_month_amount > 0)
            then 1 else 0 end) as bigint) as pen_007,
        cast(sum(case when (p.due_amount > 0 or p.paid_for_month_amount > 0)
            and (not (p.is_due_told and p.is_paid_told))
            then 1 else 0 end) as bigint) as pen_007_not_judged
    from {{ ref('fct_benefit') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension')
    group by p.fund_code, p.region_code, p.period
),
looked_at_5 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(count(*) as bigint) as pen_005,
        cast(sum(case when ({{ required_contribution_months('p') }} is null
or not p.is_contribution_complete and coalesce(p.contribution_months, 0) < {{ required_contribution_months('p') }})
            then 1 else 0 end) as bigint) as pen_005_not_judged
    from {{ ref('fct_benefit') }} as p
    left join {{ in_force('min_contribution_months', 'm', of='p', day='p.retirement_date') }}
    left join {{ in_force('resident_pension_age_months', 'a', of='p', day='p.retirement_date') }}
    left join {{ in_force('resident_scheme_start', 's', of='p', day='p.retirement_date') }}
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension')
        and (p.paid_for_month_amount > 0)
    group by p.fund_code, p.region_code, p.period
),
looked_at_6 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(count(*) as bigint) as med_006
    from {{ ref('fct_contribution') }} as p
    where p.fund_code in ('resident_medical')
        and (p.paid_amount > 0 and p.citizen_id is not null)
    group by p.fund_code, p.region_code, p.period
),
looked_at_7 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when uni_003 & m.bit > 0 then subjects else 0 end) as bigint) as uni_003
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.uni_003,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.unit_key as unit_key,
        bit_or({{ month_bit('p.period') }}) as uni_003
    from {{ ref('fct_contribution') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension')
        and (p.contribution_status_code = '1' and p.unit_key is not null and not {{ is_self_insured('p') }})
        and p.unit_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.unit_key
    ) as p
    group by 1, 2, 3, 4
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_8 as (
    select
        p.*,
        case when (b.period is null) then p.per_001 else 0 end as per_001_not_judged,
        case when (b.period is null) then p.per_002 else 0 end as per_002_not_judged,
        case when (b.period is null) then p.per_003 else 0 end as per_003_not_judged
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(sum(case when p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
            then 1 else 0 end) as bigint) as per_001,
        cast(sum(case when p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
            then 1 else 0 end) as bigint) as per_002,
        cast(sum(case when p.fund_code in ('employee_medical', 'unemployment')
            then 1 else 0 end) as bigint) as per_003
    from {{ ref('fct_contribution') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
        and ({{ is_full_employment_month('p') }})
    group by p.fund_code, p.region_code, p.period
    ) as p
    left join {{ ref('dim_contribution_band') }} as b
    on b.fund_code = p.fund_code and b.region_code = p.region_code and b.period = p.period
),
looked_at_9 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(count(*) as bigint) as pen_002,
        cast(sum(case when (p.birth_date is null or ({{ dependant_relation('p') }}) is null)
            then 1 else 0 end) as bigint) as pen_002_not_judged
    from {{ ref('fct_dependant_benefit') }} as p
    where p.fund_code in ('enterprise_pension')
        and (p.month_amount > 0)
    group by p.fund_code, p.region_code, p.period
),
looked_at_10 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when wi_002 & m.bit > 0 then subjects else 0 end) as bigint) as wi_002,
        cast(sum(case when wi_002_not_judged & m.bit > 0 then subjects else 0 end) as bigint) as wi_002_not_judged
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.wi_002,
        p.wi_002_not_judged,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as wi_002,
        bit_or(case when (coalesce(p.deceased_wage, 0) <= 0 or lo.value is null or w.value is null)
            then {{ month_bit('p.period') }} end) as wi_002_not_judged
    from {{ ref('fct_dependant_benefit') }} as p
    left join (
    select region_code, period, supporter_person_id, min(benefit_start_period) as start_period
    from {{ ref('fct_dependant_benefit') }}
    where fund_code = 'work_injury' and month_amount > 0
    group by region_code, period, supporter_person_id
    ) as s
    on s.region_code = p.region_code and s.period = p.period
    and s.supporter_person_id is not distinct from p.supporter_person_id
    left join {{ in_force('injury_wage_floor_ratio', 'lo', of='p', period='s.start_period') }}
    left join {{ in_force('contribution_base_avg', 'w', of='p', period='s.start_period') }}
    where p.fund_code in ('work_injury')
        and (p.fund_code = 'work_injury' and p.month_amount > 0)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4, 5
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_11 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when pay_001 & m.bit > 0 then subjects else 0 end) as bigint) as pay_001
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.pay_001,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.payment_master_id as payment_master_id,
        bit_or({{ month_bit('p.period') }}) as pay_001
    from {{ ref('fct_disbursement') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'employee_medical', 'resident_medical', 'unemployment', 'work_injury', 'maternity')
        and (p.payment_master_id is not null)
        and p.payment_master_id is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.payment_master_id
    ) as p
    group by 1, 2, 3, 4
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_12 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(count(*) as bigint) as pay_006,
        cast(sum(case when (a.first_statement_date is null or w.value is null or a.last_statement_date < p.disbursed_date + cast(w.value as integer)
or a.first_statement_date > p.disbursed_date or exists (
    select 1 from {{ ref('fct_statement_gap') }} as g
    where g.account_no = p.bank_account_no and g.last_date < p.disbursed_date + cast(w.value as integer)
        and g.next_date > p.disbursed_date
))
            then 1 else 0 end) as bigint) as pay_006_not_judged
    from {{ ref('fct_disbursement') }} as p
    left join {{ ref('dim_bank_account') }} as a on a.account_no = p.bank_account_no and a.account_kind = 'expenditure'
    left join {{ in_force('settle_days', 'w', of='p') }}
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'employee_medical', 'resident_medical', 'unemployment', 'work_injury', 'maternity')
        and (p.payment_master_id is not null)
    group by p.fund_code, p.region_code, p.period
),
looked_at_13 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when wi_003 & m.bit > 0 then subjects else 0 end) as bigint) as wi_003,
        cast(sum(case when wi_008 & m.bit > 0 then subjects else 0 end) as bigint) as wi_008
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.wi_003,
        p.wi_008,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or(case when (p.lump_sum_disability_amount > 0)
            then {{ month_bit('p.period') }} end) as wi_003,
        bit_or(case when (p.paid_amount > 0)
            then {{ month_bit('p.period') }} end) as wi_008
    from {{ ref('fct_injury_benefit') }} as p
    where p.fund_code in ('work_injury')
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4, 5
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_14 as (
    select
        p.*,
        case when (w.value is null) then p.wi_006 else 0 end as wi_006_not_judged
    from (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when wi_006 & m.bit > 0 then subjects else 0 end) as bigint) as wi_006
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.wi_006,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as wi_006
    from {{ ref('fct_injury_benefit') }} as p
    where p.fund_code in ('work_injury')
        and (p.nursing_amount > 0)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
    ) as p
    left join {{ in_force('contribution_base_avg', 'w', of='p') }}
),
looked_at_15 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when wi_009 & m.bit > 0 then subjects else 0 end) as bigint) as wi_009,
        cast(sum(case when wi_009_not_judged & m.bit > 0 then subjects else 0 end) as bigint) as wi_009_not_judged
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.wi_009,
        p.wi_009_not_judged,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as wi_009,
        bit_or(case when (w.value is null or f.value is null)
            then {{ month_bit('p.period') }} end) as wi_009_not_judged
    from {{ ref('fct_injury_benefit') }} as p
    left join {{ in_force('contribution_base_avg', 'w', of='p') }}
    left join {{ in_force('contribution_base_avg', 'f', of='p', day='p.death_date') }}
    where p.fund_code in ('work_injury')
        and (p.funeral_amount > 0)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4, 5
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_16 as (
    select
        p.*,
        case when (m.value is null) then p.wi_004 else 0 end as wi_004_not_judged
    from (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when wi_004 & m.bit > 0 then subjects else 0 end) as bigint) as wi_004
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.wi_004,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as wi_004
    from {{ ref('fct_injury_benefit') }} as p
    where p.fund_code in ('work_injury')
        and (p.allowance_amount > 0)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
    ) as p
    left join {{ in_force('injury_allowance_fund_grade_max', 'm', of='p') }}
),
looked_at_17 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when wi_010 & m.bit > 0 then subjects else 0 end) as bigint) as wi_010,
        cast(sum(case when wi_011 & m.bit > 0 then subjects else 0 end) as bigint) as wi_011
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.wi_010,
        p.wi_011,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as wi_010,
        bit_or({{ month_bit('p.period') }}) as wi_011
    from {{ ref('fct_injury_recognition') }} as p
    where p.fund_code in ('work_injury')
        and (p.injury_date is not null)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4, 5
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_18 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when mt_001 & m.bit > 0 then subjects else 0 end) as bigint) as mt_001,
        cast(sum(case when mt_004 & m.bit > 0 then subjects else 0 end) as bigint) as mt_004
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.mt_001,
        p.mt_004,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as mt_001,
        bit_or({{ month_bit('p.period') }}) as mt_004
    from {{ ref('fct_maternity_case') }} as p
    where p.fund_code in ('maternity')
        and (p.case_kind = 'mother' and p.fund_paid_amount > 0)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4, 5
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_19 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when mt_003 & m.bit > 0 then subjects else 0 end) as bigint) as mt_003,
        cast(sum(case when mt_003_not_judged & m.bit > 0 then subjects else 0 end) as bigint) as mt_003_not_judged
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.mt_003,
        p.mt_003_not_judged,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as mt_003,
        bit_or(case when (n.value is null or p.delivery_date is null)
            then {{ month_bit('p.period') }} end) as mt_003_not_judged
    from {{ ref('fct_maternity_case') }} as p
    left join {{ in_force('base_jump_months', 'n', of='p', day='p.delivery_date') }}
    where p.fund_code in ('maternity')
        and (p.case_kind = 'mother' and p.fund_paid_amount > 0)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4, 5
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_20 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when mt_002 & m.bit > 0 then subjects else 0 end) as bigint) as mt_002,
        cast(sum(case when mt_002_not_judged & m.bit > 0 then subjects else 0 end) as bigint) as mt_002_not_judged
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.mt_002,
        p.mt_002_not_judged,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as mt_002,
        bit_or(case when (m.value is null or p.delivery_date is null)
            then {{ month_bit('p.period') }} end) as mt_002_not_judged
    from {{ ref('fct_maternity_case') }} as p
    left join {{ in_force('min_birth_gap_days', 'm', of='p', day='p.delivery_date') }}
    where p.fund_code in ('maternity')
        and (p.case_kind = 'mother' and p.fund_paid_amount > 0)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4, 5
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_21 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when med_001 & m.bit > 0 then subjects else 0 end) as bigint) as med_001,
        cast(sum(case when med_002 & m.bit > 0 then subjects else 0 end) as bigint) as med_002,
        cast(sum(case when med_003 & m.bit > 0 then subjects else 0 end) as bigint) as med_003,
        cast(sum(case when med_004 & m.bit > 0 then subjects else 0 end) as bigint) as med_004,
        cast(sum(case when med_007 & m.bit > 0 then subjects else 0 end) as bigint) as med_007,
        cast(sum(case when med_008 & m.bit > 0 then subjects else 0 end) as bigint) as med_008,
        cast(sum(case when med_010 & m.bit > 0 then subjects else 0 end) as bigint) as med_010,
        cast(sum(case when med_001_not_judged & m.bit > 0 then subjects else 0 end) as bigint) as med_001_not_judged,
        cast(sum(case when med_002_not_judged & m.bit > 0 then subjects else 0 end) as bigint) as med_002_not_judged,
        cast(sum(case when med_008_not_judged & m.bit > 0 then subjects else 0 end) as bigint) as med_008_not_judged
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.med_001,
        p.med_002,
        p.med_003,
        p.med_004,
        p.med_007,
        p.med_008,
        p.med_010,
        case when (t.first_period is distinct from t.told_period) then p.med_001 end as med_001_not_judged,
        case when ({{ is_of_doubtful_number('p.person_key', 'd.citizen_id') }}) then p.med_002 end as med_002_not_judged,
        case when ({{ is_of_doubtful_number('p.person_key', 'd.citizen_id') }}) then p.med_008 end as med_008_not_judged,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or(case when (p.visit_kind = 'inpatient' and p.pool_paid_amount > 0 and not {{ medical_retiree("coalesce(p.insured_category_code, '')") }})
            and p.fund_code in ('employee_medical')
            then {{ month_bit('p.period') }} end) as med_001,
        bit_or(case when (p.visit_kind = 'inpatient' and p.pool_paid_amount > 0 and not {{ medical_retiree("coalesce(p.insured_category_code, '')") }})
            and p.fund_code in ('employee_medical')
            then {{ month_bit('p.period') }} end) as med_002,
        bit_or(case when (p.visit_kind = 'inpatient' and p.pool_paid_amount > 0 and not {{ medical_retiree("coalesce(p.insured_category_code, '')") }})
            and p.fund_code in ('employee_medical')
            then {{ month_bit('p.period') }} end) as med_003,
        bit_or(case when (p.visit_kind = 'inpatient' and p.total_cost_amount > 0)
            and p.fund_code in ('employee_medical', 'resident_medical')
            then {{ month_bit('p.period') }} end) as med_004,
        bit_or(case when (p.visit_kind <> 'outpatient' and p.pool_paid_amount + p.cadre_fund_paid_amount > 0)
            and p.fund_code in ('employee_medical', 'resident_medical')
            then {{ month_bit('p.period') }} end) as med_007,
        bit_or(case when (p.visit_kind <> 'outpatient' and p.pool_paid_amount > 0)
            and p.fund_code in ('resident_medical')
            then {{ month_bit('p.period') }} end) as med_008,
        bit_or(case when (p.visit_kind = 'inpatient' and p.total_cost_amount > 0)
            and p.fund_code in ('employee_medical', 'resident_medical')
            then {{ month_bit('p.period') }} end) as med_010
    from {{ ref('fct_medical_visit') }} as p
    where p.fund_code in ('employee_medical', 'resident_medical')
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    left join (
    select c.person_key, min(c.period) as first_period,
    min(case when c.actual_contribution_months is not null then c.period end) as told_period
    from {{ ref('fct_contribution') }} as c
    where c.fund_code = 'employee_medical' and c.person_key in (
    select v.person_key from {{ ref('fct_medical_visit') }} as v
    where v.fund_code = 'employee_medical' and v.visit_kind = 'inpatient'
    )
    group by c.person_key
    ) as t on t.person_key = p.person_key
    left join {{ ref('dim_person') }} as d on d.person_key = p.person_key
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_22 as (
    select
        p.*,
        case when (m.value is null) then p.med_009 else 0 end as med_009_not_judged
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(count(*) as bigint) as med_009
    from {{ ref('fct_medical_visit') }} as p
    where p.fund_code in ('resident_medical')
    group by p.fund_code, p.region_code, p.period
    ) as p
    left join {{ in_force('large_illness_threshold', 'm', of='p') }}
),
looked_at_23 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(count(*) as bigint) as pen_009
    from {{ ref('fct_overclaim_recovery') }} as p
    where p.fund_code in ('enterprise_pension', 'resident_pension')
        and (p.overclaimed_amount > 0)
    group by p.fund_code, p.region_code, p.period
),
looked_at_24 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(sum(case when (p.is_paid)
            and p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'employee_medical', 'resident_medical', 'unemployment', 'work_injury', 'maternity')
            then 1 else 0 end) as bigint) as pay_004,
        cast(sum(case when (p.is_paid)
            and p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'employee_medical', 'resident_medical', 'unemployment', 'work_injury', 'maternity')
            and (p.citizen_id is null)
            then 1 else 0 end) as bigint) as pay_004_not_judged,
        cast(sum(case when (p.is_paid)
            and p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'employee_medical', 'resident_medical', 'unemployment', 'work_injury', 'maternity')
            then 1 else 0 end) as bigint) as pay_005,
        cast(sum(case when (p.is_paid)
            and p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'employee_medical', 'resident_medical', 'unemployment', 'work_injury', 'maternity')
            and (p.citizen_id is null or p.bank_account_name is null)
            then 1 else 0 end) as bigint) as pay_005_not_judged,
        cast(sum(case when (p.is_paid and p.citizen_id is not null)
            and p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension')
            then 1 else 0 end) as bigint) as pen_010
    from {{ ref('fct_payment') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'employee_medical', 'resident_medical', 'unemployment', 'work_injury', 'maternity')
    group by p.fund_code, p.region_code, p.period
),
looked_at_25 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when pay_003 & m.bit > 0 then subjects else 0 end) as bigint) as pay_003
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.pay_003,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.bank_account_no as bank_account_no,
        bit_or({{ month_bit('p.period') }}) as pay_003
    from {{ ref('fct_payment') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'employee_medical', 'resident_medical', 'unemployment', 'work_injury', 'maternity')
        and (p.is_paid and p.citizen_id is not null and p.bank_account_no is not null)
        and p.bank_account_no is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.bank_account_no
    ) as p
    group by 1, 2, 3, 4
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_26 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when pay_002 & m.bit > 0 then subjects else 0 end) as bigint) as pay_002
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.pay_002,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as pay_002
    from {{ ref('fct_payment') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'unemployment')
        and (p.is_paid)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_27 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(sum(case when (p.paid_amount > 0)
            then 1 else 0 end) as bigint) as rp_001,
        cast(sum(case when (p.paid_amount > 0)
            and (not {{ any_in_force('contribution_tier', of='p', day='p.judged_date') }})
            then 1 else 0 end) as bigint) as rp_001_not_judged,
        cast(sum(case when (p.aid_amount > 0)
            then 1 else 0 end) as bigint) as rp_002,
        cast(sum(case when (p.aid_amount > 0)
            and (not {{ any_in_force('contribution_tier', of='p', day='p.judged_date') }})
            then 1 else 0 end) as bigint) as rp_002_not_judged,
        cast(sum(case when (p.paid_amount > 0)
            then 1 else 0 end) as bigint) as rp_004,
        cast(sum(case when (p.paid_amount > 0)
            and (not {{ any_in_force('contribution_subsidy', of='p', day='p.judged_date') }})
            then 1 else 0 end) as bigint) as rp_004_not_judged
    from {{ ref('fct_resident_pension_year') }} as p
    where p.fund_code in ('resident_pension')
    group by p.fund_code, p.region_code, p.period
),
looked_at_28 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(count(*) as bigint) as rp_003,
        cast(sum(case when (d.citizen_id is null or not {{ any_in_force('aided_contribution', of='p', day='p.judged_date') }})
            then 1 else 0 end) as bigint) as rp_003_not_judged
    from {{ ref('fct_resident_pension_year') }} as p
    left join {{ ref('dim_person') }} as d on d.person_key = p.person_key
    where p.fund_code in ('resident_pension')
        and (p.government_paid_amount > 0 or p.paid_amount > 0)
    group by p.fund_code, p.region_code, p.period
),
looked_at_29 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.seen_period as period,
        cast(count(*) as bigint) as pen_006,
        cast(sum(case when (not p.is_judged)
            then 1 else 0 end) as bigint) as pen_006_not_judged
    from {{ ref('fct_retirement') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension')
    group by p.fund_code, p.region_code, p.seen_period
),
looked_at_30 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when per_009 & m.bit > 0 then subjects else 0 end) as bigint) as per_009
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.per_009,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as per_009
    from {{ ref('fct_tax_receipt_person') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment', 'resident_pension', 'resident_medical')
        and (p.amount > 0 and p.person_key is not null)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_31 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when ue_001 & m.bit > 0 then subjects else 0 end) as bigint) as ue_001,
        cast(sum(case when ue_001_not_judged & m.bit > 0 then subjects else 0 end) as bigint) as ue_001_not_judged,
        cast(sum(case when ue_002 & m.bit > 0 then subjects else 0 end) as bigint) as ue_002
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.ue_001,
        p.ue_001_not_judged,
        p.ue_002,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or(case when (p.benefit_amount > 0)
            then {{ month_bit('p.period') }} end) as ue_001,
        bit_or(case when (p.benefit_amount > 0)
            and (p.registration_date is null)
            then {{ month_bit('p.period') }} end) as ue_001_not_judged,
        bit_or(case when (p.benefit_amount + p.medical_allowance_amount > 0)
            then {{ month_bit('p.period') }} end) as ue_002
    from {{ ref('fct_unemployment_month') }} as p
    where p.fund_code in ('unemployment')
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4, 5, 6
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_32 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when ue_005 & m.bit > 0 then subjects else 0 end) as bigint) as ue_005,
        cast(sum(case when ue_005_not_judged & m.bit > 0 then subjects else 0 end) as bigint) as ue_005_not_judged
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.ue_005,
        p.ue_005_not_judged,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as ue_005,
        bit_or(case when (m.value is null or p.drawn_months is null)
            then {{ month_bit('p.period') }} end) as ue_005_not_judged
    from {{ ref('fct_unemployment_month') }} as p
    left join {{ in_force('benefit_months', 'm', of='p', key="'120'") }}
    where p.fund_code in ('unemployment')
        and (p.benefit_amount > 0)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4, 5
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_33 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when ue_003 & m.bit > 0 then subjects else 0 end) as bigint) as ue_003,
        cast(sum(case when ue_003_not_judged & m.bit > 0 then subjects else 0 end) as bigint) as ue_003_not_judged
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.ue_003,
        p.ue_003_not_judged,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.person_key as person_key,
        bit_or({{ month_bit('p.period') }}) as ue_003,
        bit_or(case when (d.value is null or w.value is null)
            then {{ month_bit('p.period') }} end) as ue_003_not_judged
    from {{ ref('fct_unemployment_month') }} as p
    left join {{ in_force('dibao', 'd', of='p', key="'urban'") }}
    left join {{ in_force('minimum_wage', 'w', of='p') }}
    where p.fund_code in ('unemployment')
        and (p.benefit_amount > 0)
        and p.person_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.person_key
    ) as p
    group by 1, 2, 3, 4, 5
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
),
looked_at_34 as (
    select
        fund_code,
        region_code,
        year || m.month as period,
        cast(sum(case when uni_001 & m.bit > 0 then subjects else 0 end) as bigint) as uni_001,
        cast(sum(case when uni_002 & m.bit > 0 then subjects else 0 end) as bigint) as uni_002
    from (
    select
        p.fund_code,
        p.region_code,
        p.year,
        p.uni_001,
        p.uni_002,
        count(*) as subjects
    from (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        substr(p.period, 1, 4) as year,
        p.unit_key as unit_key,
        bit_or(case when p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment', 'work_injury', 'maternity')
            then {{ month_bit('p.period') }} end) as uni_001,
        bit_or(case when p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
            then {{ month_bit('p.period') }} end) as uni_002
    from {{ ref('fct_unit_contribution') }} as p
    where p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment', 'work_injury', 'maternity')
        and (p.unit_key is not null)
        and p.unit_key is not null
    group by p.fund_code, p.region_code, substr(p.period, 1, 4), p.unit_key
    ) as p
    group by 1, 2, 3, 4, 5
    ) as alike
    cross join {{ months_of_a_year('m') }}
    group by fund_code, region_code, year, m.month
)
select
    'MED-005' as rule_id, fund_code, region_code, period, med_005 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_0
where med_005 > 0
union all
select
    'PER-005' as rule_id, fund_code, region_code, period, per_005 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_1
where per_005 > 0
union all
select
    'PER-006' as rule_id, fund_code, region_code, period, per_006 as population,
    per_006_not_judged as not_judged_count
from looked_at_1
where per_006 > 0
union all
select
    'PER-004' as rule_id, fund_code, region_code, period, per_004 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_2
where per_004 > 0
union all
select
    'UNI-004' as rule_id, fund_code, region_code, period, uni_004 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_3
where uni_004 > 0
union all
select
    'PEN-001' as rule_id, fund_code, region_code, period, pen_001 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_4
where pen_001 > 0
union all
select
    'PEN-004' as rule_id, fund_code, region_code, period, pen_004 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_4
where pen_004 > 0
union all
select
    'PEN-007' as rule_id, fund_code, region_code, period, pen_007 as population,
    pen_007_not_judged as not_judged_count
from looked_at_4
where pen_007 > 0
union all
select
    'PEN-005' as rule_id, fund_code, region_code, period, pen_005 as population,
    pen_005_not_judged as not_judged_count
from looked_at_5
where pen_005 > 0
union all
select
    'MED-006' as rule_id, fund_code, region_code, period, med_006 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_6
where med_006 > 0
union all
select
    'UNI-003' as rule_id, fund_code, region_code, period, uni_003 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_7
where uni_003 > 0
union all
select
    'PER-001' as rule_id, fund_code, region_code, period, per_001 as population,
    per_001_not_judged as not_judged_count
from looked_at_8
where per_001 > 0
union all
select
    'PER-002' as rule_id, fund_code, region_code, period, per_002 as population,
    per_002_not_judged as not_judged_count
from looked_at_8
where per_002 > 0
union all
select
    'PER-003' as rule_id, fund_code, region_code, period, per_003 as population,
    per_003_not_judged as not_judged_count
from looked_at_8
where per_003 > 0
union all
select
    'PEN-002' as rule_id, fund_code, region_code, period, pen_002 as population,
    pen_002_not_judged as not_judged_count
from looked_at_9
where pen_002 > 0
union all
select
    'WI-002' as rule_id, fund_code, region_code, period, wi_002 as population,
    wi_002_not_judged as not_judged_count
from looked_at_10
where wi_002 > 0
union all
select
    'PAY-001' as rule_id, fund_code, region_code, period, pay_001 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_11
where pay_001 > 0
union all
select
    'PAY-006' as rule_id, fund_code, region_code, period, pay_006 as population,
    pay_006_not_judged as not_judged_count
from looked_at_12
where pay_006 > 0
union all
select
    'WI-003' as rule_id, fund_code, region_code, period, wi_003 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_13
where wi_003 > 0
union all
select
    'WI-008' as rule_id, fund_code, region_code, period, wi_008 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_13
where wi_008 > 0
union all
select
    'WI-006' as rule_id, fund_code, region_code, period, wi_006 as population,
    wi_006_not_judged as not_judged_count
from looked_at_14
where wi_006 > 0
union all
select
    'WI-009' as rule_id, fund_code, region_code, period, wi_009 as population,
    wi_009_not_judged as not_judged_count
from looked_at_15
where wi_009 > 0
union all
select
    'WI-004' as rule_id, fund_code, region_code, period, wi_004 as population,
    wi_004_not_judged as not_judged_count
from looked_at_16
where wi_004 > 0
union all
select
    'WI-010' as rule_id, fund_code, region_code, period, wi_010 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_17
where wi_010 > 0
union all
select
    'WI-011' as rule_id, fund_code, region_code, period, wi_011 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_17
where wi_011 > 0
union all
select
    'MT-001' as rule_id, fund_code, region_code, period, mt_001 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_18
where mt_001 > 0
union all
select
    'MT-004' as rule_id, fund_code, region_code, period, mt_004 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_18
where mt_004 > 0
union all
select
    'MT-003' as rule_id, fund_code, region_code, period, mt_003 as population,
    mt_003_not_judged as not_judged_count
from looked_at_19
where mt_003 > 0
union all
select
    'MT-002' as rule_id, fund_code, region_code, period, mt_002 as population,
    mt_002_not_judged as not_judged_count
from looked_at_20
where mt_002 > 0
union all
select
    'MED-001' as rule_id, fund_code, region_code, period, med_001 as population,
    med_001_not_judged as not_judged_count
from looked_at_21
where med_001 > 0
union all
select
    'MED-002' as rule_id, fund_code, region_code, period, med_002 as population,
    med_002_not_judged as not_judged_count
from looked_at_21
where med_002 > 0
union all
select
    'MED-003' as rule_id, fund_code, region_code, period, med_003 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_21
where med_003 > 0
union all
select
    'MED-004' as rule_id, fund_code, region_code, period, med_004 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_21
where med_004 > 0
union all
select
    'MED-007' as rule_id, fund_code, region_code, period, med_007 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_21
where med_007 > 0
union all
select
    'MED-008' as rule_id, fund_code, region_code, period, med_008 as population,
    med_008_not_judged as not_judged_count
from looked_at_21
where med_008 > 0
union all
select
    'MED-010' as rule_id, fund_code, region_code, period, med_010 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_21
where med_010 > 0
union all
select
    'MED-009' as rule_id, fund_code, region_code, period, med_009 as population,
    med_009_not_judged as not_judged_count
from looked_at_22
where med_009 > 0
union all
select
    'PEN-009' as rule_id, fund_code, region_code, period, pen_009 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_23
where pen_009 > 0
union all
select
    'PAY-004' as rule_id, fund_code, region_code, period, pay_004 as population,
    pay_004_not_judged as not_judged_count
from looked_at_24
where pay_004 > 0
union all
select
    'PAY-005' as rule_id, fund_code, region_code, period, pay_005 as population,
    pay_005_not_judged as not_judged_count
from looked_at_24
where pay_005 > 0
union all
select
    'PEN-010' as rule_id, fund_code, region_code, period, pen_010 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_24
where pen_010 > 0
union all
select
    'PAY-003' as rule_id, fund_code, region_code, period, pay_003 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_25
where pay_003 > 0
union all
select
    'PAY-002' as rule_id, fund_code, region_code, period, pay_002 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_26
where pay_002 > 0
union all
select
    'RP-001' as rule_id, fund_code, region_code, period, rp_001 as population,
    rp_001_not_judged as not_judged_count
from looked_at_27
where rp_001 > 0
union all
select
    'RP-002' as rule_id, fund_code, region_code, period, rp_002 as population,
    rp_002_not_judged as not_judged_count
from looked_at_27
where rp_002 > 0
union all
select
    'RP-004' as rule_id, fund_code, region_code, period, rp_004 as population,
    rp_004_not_judged as not_judged_count
from looked_at_27
where rp_004 > 0
union all
select
    'RP-003' as rule_id, fund_code, region_code, period, rp_003 as population,
    rp_003_not_judged as not_judged_count
from looked_at_28
where rp_003 > 0
union all
select
    'PEN-006' as rule_id, fund_code, region_code, period, pen_006 as population,
    pen_006_not_judged as not_judged_count
from looked_at_29
where pen_006 > 0
union all
select
    'PER-009' as rule_id, fund_code, region_code, period, per_009 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_30
where per_009 > 0
union all
select
    'UE-001' as rule_id, fund_code, region_code, period, ue_001 as population,
    ue_001_not_judged as not_judged_count
from looked_at_31
where ue_001 > 0
union all
select
    'UE-002' as rule_id, fund_code, region_code, period, ue_002 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_31
where ue_002 > 0
union all
select
    'UE-005' as rule_id, fund_code, region_code, period, ue_005 as population,
    ue_005_not_judged as not_judged_count
from looked_at_32
where ue_005 > 0
union all
select
    'UE-003' as rule_id, fund_code, region_code, period, ue_003 as population,
    ue_003_not_judged as not_judged_count
from looked_at_33
where ue_003 > 0
union all
select
    'UNI-001' as rule_id, fund_code, region_code, period, uni_001 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_34
where uni_001 > 0
union all
select
    'UNI-002' as rule_id, fund_code, region_code, period, uni_002 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_34
where uni_002 > 0
union all
select
    'PAY-007' as rule_id, fund_code, region_code, period, cast(population as bigint), cast(not_judged_count as bigint)
from (
select
    m.fund_code, m.region_code, m.period, 1 as population,
    case when s.period is not null or r.period is not null or m.payee_count < p.value or m.month_no <= n.value + 1 then 1 else 0 end as not_judged_count
from (
    select fund_code, region_code, period, payee_count, row_number() over (partition by fund_code, region_code order by period) as month_no
    from (
        select fund_code, region_code, period, count(*) as payee_count from {{ ref('fct_benefit') }}
        where paid_for_month_amount > 0 group by fund_code, region_code, period
        union all
        select fund_code, region_code, period, count(*) from {{ ref('fct_unemployment_month') }}
        where benefit_amount > 0 group by fund_code, region_code, period
    ) as counted
) as m
inner join {{ in_force('amount_baseline_payees', 'p', of='m') }}
inner join {{ in_force('amount_baseline_months', 'n', of='m') }}
left join {{ ref('seed_season') }} as s on s.period = m.period and s.season = 'adjustment'
left join {{ ref('seed_season') }} as r on r.period = {{ period_of_index(month_index('m.period') ~ ' - 1') }}
    and r.season = 'retirement_age_raised' and m.fund_code in ('enterprise_pension', 'institution_pension')
) as rule_pay_007
where fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'unemployment') and population > 0
union all
select
    'PAY-008' as rule_id, fund_code, region_code, period, cast(population as bigint), cast(not_judged_count as bigint)
from (
select p.fund_code, p.region_code, p.period, 1 as population, case when b.fund_code is null then 1 else 0 end as not_judged_count
from (select distinct fund_code, region_code, period from {{ ref('fct_payment') }} where is_paid) as p
left join {{ ref('fct_budget_line') }} as b
    on b.fund_code = p.fund_code and b.region_code = p.region_code and b.budget_year = substr(p.period, 1, 4)
) as rule_pay_008
where fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'employee_medical', 'resident_medical', 'unemployment', 'work_injury', 'maternity') and population > 0
union all
select
    'PEN-008' as rule_id, fund_code, region_code, period, cast(population as bigint), cast(not_judged_count as bigint)
from (
select p.fund_code, p.region_code, p.period, count(distinct p.counted_key) as population, 0 as not_judged_count
from (
    select c.fund_code, c.region_code, c.period, c.person_key as counted_key
    from {{ ref('fct_contribution') }} as c
    where c.fund_code in ('resident_pension', 'resident_medical') and c.is_yearly and c.fiscal_subsidy_amount > 0
    union all
    select s.fund_code, s.region_code, s.period, s.subsidy_id
    from {{ ref('fct_subsidy') }} as s
    where s.amount > 0
) as p
group by p.fund_code, p.region_code, p.period
) as rule_pen_008
where fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension', 'employee_medical', 'resident_medical', 'unemployment', 'work_injury', 'maternity') and population > 0
union all
select
    'PER-007' as rule_id, fund_code, region_code, period, cast(population as bigint), cast(not_judged_count as bigint)
from (
select c.fund_code, c.region_code, c.period, count(distinct c.person_key) as population, 0 as not_judged_count
from {{ ref('fct_contribution') }} as c
where c.fund_code = 'enterprise_pension' and (c.paid_amount > 0 or c.due_amount > 0) and c.citizen_id is not null
group by c.fund_code, c.region_code, c.period
union all
select r.fund_code, r.region_code, r.period, count(distinct r.person_key), 0
from {{ ref('fct_tax_receipt_person') }} as r
where r.fund_code in ('resident_pension', 'resident_medical') and r.amount > 0
group by r.fund_code, r.region_code, r.period
) as rule_per_007
where fund_code in ('enterprise_pension', 'resident_pension', 'resident_medical') and population > 0
union all
select
    'PER-008' as rule_id, fund_code, region_code, period, cast(population as bigint), cast(not_judged_count as bigint)
from (
select p.fund_code, p.region_code, p.period, count(*) as population, 0 as not_judged_count
from {{ ref('fct_contribution') }} as p
where p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
and p.paid_amount > 0 and p.citizen_id is not null
group by p.fund_code, p.region_code, p.period
union all
select r.fund_code, r.region_code, r.period, count(*), 0
from {{ ref('fct_tax_receipt_person') }} as r
where r.fund_code in ('resident_pension', 'resident_medical') and r.amount > 0
group by r.fund_code, r.region_code, r.period
) as rule_per_008
where fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment', 'resident_pension', 'resident_medical') and population > 0
union all
select
    'WI-001' as rule_id, fund_code, region_code, period, cast(population as bigint), cast(not_judged_count as bigint)
from (
select p.fund_code, p.region_code, p.period, count(distinct p.person_key) as population, 0 as not_judged_count
from (
    select b.fund_code, b.region_code, b.period, b.person_key from {{ ref('fct_injury_benefit') }} as b
    where b.allowance_amount + b.nursing_amount > 0
    union all
    select d.fund_code, d.region_code, d.period, d.person_key from {{ ref('fct_dependant_benefit') }} as d
    where d.fund_code = 'work_injury' and d.month_amount > 0
) as p
group by p.fund_code, p.region_code, p.period
) as rule_wi_001
where fund_code in ('work_injury') and population > 0
union all
select
    'WI-005' as rule_id, fund_code, region_code, period, cast(population as bigint), cast(not_judged_count as bigint)
from (
select
    p.fund_code, p.region_code, p.period, count(distinct p.person_key) as population,
    count(distinct case when w.value is null or n.value is null or coalesce(p.own_wage_amount, 0) <= 0 then p.person_key end)
        as not_judged_count
from ({{ injury_benefits_with_grade('disability_grade_code', 'b.allowance_amount > 0') }}) as p
left join {{ in_force('contribution_base_avg', 'w', of='p', day='p.appraisal_date') }}
left join {{ in_force('minimum_wage', 'n', of='p') }}
where p.grade <= 4
group by p.fund_code, p.region_code, p.period
) as rule_wi_005
where fund_code in ('work_injury') and population > 0
union all
select
    'WI-007' as rule_id, fund_code, region_code, period, cast(population as bigint), cast(not_judged_count as bigint)
from (
select
    p.fund_code, p.region_code, p.period, count(distinct p.person_key) as population,
    count(distinct case when w.value is null or coalesce(p.own_wage_amount, 0) <= 0 then p.person_key end) as not_judged_count
from ({{ injury_benefits_with_grade('disability_grade_code', 'b.lump_sum_disability_amount > 0') }}) as p
left join {{ in_force('contribution_base_avg', 'w', of='p', day='p.appraisal_date') }}
where p.grade <= 10
group by p.fund_code, p.region_code, p.period
) as rule_wi_007
where fund_code in ('work_injury') and population > 0
