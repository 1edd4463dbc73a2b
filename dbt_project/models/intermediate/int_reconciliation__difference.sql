-- 对账差异: what is left of each key and month of a leg when its stations are set against one another, classed once.
-- unmatched (无法匹配): no key, or a unit nobody has registered. timing (时间性差异): the same amount stands at the other
-- station in a month near by (reconciliation_window_months); the oldest that waits is settled first, so months that
-- come later change nothing of it. missing (单方缺失): one station has nothing, or takes back itself what it had.
-- amount (金额不符): both have something. A residual is left minus right.
with recursive near as (
    select cast(value as integer) as months, valid_from, valid_to
    from {{ quality_parameter('reconciliation_window_months') }} as p
),
pair as (
    select
        leg_code,
        level_code,
        coalesce(fund_code, 'unknown') as fund_code,
        coalesce(region_code, 'unknown') as region_code,
        period,
        match_key,
        case when match_key is null then coalesce(document_no, plan_id, person_id, unit_id) end as loose_no,
        min(unit_key) as unit_key,
        min(unit_id) as unit_id,
        min(person_id) as person_id,
        min(plan_id) as plan_id,
        min(document_no) as document_no,
        min(account_no) as account_no,
        {{ money_sum('left_amount') }} as left_all_amount,
        {{ money_sum('right_amount') }} as right_all_amount
    from {{ ref('int_reconciliation__leg') }}
    where not is_equal
    group by leg_code, level_code, coalesce(fund_code, 'unknown'), coalesce(region_code, 'unknown'), period, match_key,
        case when match_key is null then coalesce(document_no, plan_id, person_id, unit_id) end
    having sum(left_amount) <> sum(right_amount)
),
residual as (
    select
        p.*,
        {{ hash_key(['leg_code', 'level_code', 'fund_code', 'region_code', 'period', 'match_key', 'loose_no']) }}
            as difference_key,
        {{ month_index('period') }} as month_index,
        p.match_key is not null and (
            u.registered_key is not null or p.level_code not in ('unit', 'person') or p.leg_code not in ('due_paid', 'paid_levied')
        ) as is_known,
        case
            when left_all_amount > 0 and right_all_amount > 0 then least(left_all_amount, right_all_amount)
            when left_all_amount < 0 and right_all_amount < 0 then greatest(left_all_amount, right_all_amount)
            else {{ money('0') }}
        end as common_amount
    from pair as p
    left join (select unit_key as registered_key from {{ ref('dim_unit') }}) as u on u.registered_key = p.unit_key
),
-- What one station alone has and the other does not. It waits for the other station's month (l left, r right).
alone as (
    select
        difference_key,
        {{ hash_key(['leg_code', 'level_code', 'fund_code', 'region_code', 'match_key',
            'left_all_amount + right_all_amount - 2 * common_amount']) }} as money_key,
        month_index,
        case when right_all_amount = common_amount then 'l' else 'r' end as station
    from residual
    where is_known and (left_all_amount = common_amount or right_all_amount = common_amount)
),
at_both as (
    select money_key from alone group by money_key having min(station) <> max(station)
),
-- Months of which each may settle the one before, as one text: a letter a month, a dot where nothing stands alone.
spaced as (
    select
        a.*,
        a.month_index - lag(a.month_index) over (partition by a.money_key order by a.month_index) as months
    from alone as a
    inner join at_both as b on b.money_key = a.money_key
),
numbered as (
    select
        s.*,
        coalesce(s.months <= n.months, false) as goes_on,
        count(case when s.months <= n.months then null else 1 end)
            over (partition by s.money_key order by s.month_index) as run_no
    from spaced as s
    cross join (select max(months) as months from near) as n
),
run as (
    select
        money_key,
        min(month_index) as first_month,
        string_agg(lpad(station, case when goes_on then months else 1 end, '.'), '' order by month_index) as coming
    from numbered
    group by money_key, run_no
    having min(station) <> max(station)
),
-- All runs at once, month by month: the place of the oldest that waits for what comes is left to a dot.
walk as (
    select money_key, first_month, cast('' as text) as waiting, coming, 0 as met_place
    from run
    union all
    select
        money_key,
        first_month,
        case
            when met_place > 0 then substr(waiting, 1, met_place - 1) || '.' || substr(waiting, met_place + 1) || '.'
            else waiting || substr(coming, 1, 1)
        end,
        substr(coming, 2),
        met_place
    from (
        select
            w.money_key,
            w.first_month,
            w.waiting,
            w.coming,
            cast(coalesce(
                nullif(strpos(right(w.waiting, n.months), translate(substr(w.coming, 1, 1), 'lr.', 'rl-')), 0)
                + greatest(length(w.waiting) - n.months, 0),
                0
            ) as integer) as met_place
        from walk as w
        left join near as n
            on {{ first_day(period_of_index('w.first_month + length(w.waiting)')) }} between n.valid_from and n.valid_to
        where w.coming <> ''
    ) as step
),
met as (
    select one.difference_key as one_key, other.difference_key as other_key
    from walk as w
    inner join alone as one on one.money_key = w.money_key and one.month_index = w.first_month + w.met_place - 1
    inner join alone as other
        on other.money_key = w.money_key and other.month_index = w.first_month + length(w.waiting) - 1
    where w.met_place > 0
),
settled as (
    select one_key, other_key from met
    union all
    select other_key, one_key from met
)
select
    r.difference_key,
    r.leg_code,
    r.level_code,
    r.fund_code,
    r.region_code,
    r.period,
    case
        when not r.is_known then 'unmatched'
        when s.other_key is not null then 'timing'
        when r.left_all_amount = 0 or r.right_all_amount = 0 then 'missing'
        else 'amount'
    end as class_code,
    r.match_key,
    r.unit_key,
    r.unit_id,
    r.person_id,
    r.plan_id,
    r.document_no,
    r.account_no,
    r.left_all_amount,
    r.right_all_amount,
    {{ money('r.left_all_amount - r.common_amount') }} as left_amount,
    {{ money('r.right_all_amount - r.common_amount') }} as right_amount,
    {{ money('r.left_all_amount - r.right_all_amount') }} as difference_amount,
    s.other_key as counterpart_key,
    other.period as counterpart_period
from residual as r
left join settled as s on s.one_key = r.difference_key
left join residual as other on other.difference_key = s.other_key
