-- 对账差异: what is left of each key and month of a leg when its stations are set against one another, classed once.
-- timing (时间性差异): the same amount stands at the other station in a month near by (reconciliation_window_months);
-- nearest months first, each amount once. missing (单方缺失): one station has nothing. amount (金额不符): both have
-- something. unmatched (无法匹配): no key, or a unit nobody has registered. A residual is left minus right.
with near as (
    select max(cast(value as integer)) as months
    from {{ ref('seed_parameter') }}
    where parameter_id = 'reconciliation_window_months' and value is not null
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
        *,
        {{ hash_key(['leg_code', 'level_code', 'fund_code', 'region_code', 'period', 'match_key', 'loose_no']) }}
            as difference_key,
        {{ money('left_all_amount - right_all_amount') }} as difference_amount,
        {{ month_index('period') }} as month_index,
        case
            when left_all_amount > 0 and right_all_amount > 0 then least(left_all_amount, right_all_amount)
            when left_all_amount < 0 and right_all_amount < 0 then greatest(left_all_amount, right_all_amount)
            else {{ money('0') }}
        end as common_amount
    from pair
),
open_1 as (
    select * from residual where match_key is not null
),
{%- for pass in range(1, 4) %}
candidate_{{ pass }} as (
    select
        one.difference_key as one_key,
        other.difference_key as other_key,
        row_number() over (
            partition by one.difference_key
            order by abs(one.month_index - other.month_index), one.month_index, other.month_index
        ) as _of_one,
        row_number() over (
            partition by other.difference_key
            order by abs(one.month_index - other.month_index), one.month_index, other.month_index
        ) as _of_other
    from open_{{ pass }} as one
    inner join open_{{ pass }} as other
        on other.leg_code = one.leg_code and other.level_code = one.level_code and other.fund_code = one.fund_code
        and other.region_code = one.region_code and other.match_key = one.match_key
        and other.difference_amount = -one.difference_amount
    cross join near
    where one.difference_amount > 0 and abs(one.month_index - other.month_index) between 1 and near.months
),
met_{{ pass }} as (
    select one_key, other_key from candidate_{{ pass }} where _of_one = 1 and _of_other = 1
    union all
    select other_key, one_key from candidate_{{ pass }} where _of_one = 1 and _of_other = 1
),
open_{{ pass + 1 }} as (
    select o.*
    from open_{{ pass }} as o
    left join met_{{ pass }} as m on m.one_key = o.difference_key
    where m.one_key is null
),
{%- endfor %}
met as (
    select * from met_1
    union all
    select * from met_2
    union all
    select * from met_3
)
select
    r.difference_key,
    r.leg_code,
    r.level_code,
    r.fund_code,
    r.region_code,
    r.period,
    case
        when m.other_key is not null then 'timing'
        when r.match_key is null then 'unmatched'
        when r.level_code in ('unit', 'person') and r.leg_code in ('due_paid', 'paid_levied') and u.unit_key is null
            then 'unmatched'
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
    r.difference_amount,
    m.other_key as counterpart_key,
    other.period as counterpart_period
from residual as r
left join met as m on m.one_key = r.difference_key
left join residual as other on other.difference_key = m.other_key
left join {{ ref('dim_unit') }} as u on u.unit_key = r.unit_key
