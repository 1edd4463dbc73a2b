-- 养老保险征缴率: paid of due, of a fund, region and month.
with summed as (
    select
        fund_code,
        region_code,
        period,
        count(*) as unit_count,
        {{ money_sum('due_amount') }} as due_amount,
        {{ money_sum('paid_amount') }} as paid_amount,
        {{ money_sum('arrears_balance_amount') }} as arrears_balance_amount
    from {{ ref('fct_unit_contribution') }}
    where fund_code in ('enterprise_pension', 'institution_pension')
    group by fund_code, region_code, period
)
select *, {{ ratio('paid_amount', 'due_amount') }} as collection_rate
from summed
