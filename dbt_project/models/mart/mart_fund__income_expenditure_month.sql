-- 基金收支（月）: income and expenditure of a fund, region and month as each department sees it, side by side.
-- A difference is what the later station has not (yet) seen of the earlier one. Contributions stand in the month in which a
-- department had the money, as in 四方对账, so arrears paid later are no difference. Residents pay by the year, and the
-- agency's tables say only what was paid so far in it: no figure of a month, and none to set tax against.
with figures as (
    select fund_code, region_code, period, 'contribution_hrss' as figure, paid_amount as amount
    from {{ ref('int_reconciliation__unit_month') }}
    union all
    select fund_code, region_code, period, 'contribution_tax', amount from {{ ref('int_reconciliation__levied_month') }}
    union all
    select fund_code, region_code, received_period, 'contribution_treasury', amount from {{ ref('fct_treasury_receipt') }}
    union all
    select fund_code, region_code, period, 'subsidy', amount from {{ ref('fct_subsidy') }}
    union all
    select fund_code, region_code, period, 'benefit_hrss', left_amount
    from {{ ref('int_reconciliation__benefit_month') }}
    where leg_code = 'benefit_plan'
    union all
    select fund_code, region_code, period, 'benefit_paid', amount from {{ ref('fct_payment') }} where is_paid
    union all
    select fund_code, region_code, period, 'disbursed', amount from {{ ref('fct_disbursement') }}
)
{%- set by_month = "fund_code not in ('resident_pension', 'resident_medical', 'new_rural_medical')" %}
select
    fund_code,
    region_code,
    period,
    {{ money("case when " ~ by_month ~ " then " ~ money_sum("case when figure = 'contribution_hrss' then amount end") ~ " end") }}
        as contribution_hrss_amount,
    {{ money_sum("case when figure = 'contribution_tax' then amount end") }} as contribution_tax_amount,
    {{ money_sum("case when figure = 'contribution_treasury' then amount end") }} as contribution_treasury_amount,
    {{ money_sum("case when figure = 'subsidy' then amount end") }} as subsidy_amount,
    {{ money_sum("case when figure in ('contribution_tax', 'subsidy') then amount end") }} as income_amount,
    {{ money_sum("case when figure = 'benefit_hrss' then amount end") }} as benefit_hrss_amount,
    {{ money_sum("case when figure = 'benefit_paid' then amount end") }} as benefit_paid_amount,
    {{ money_sum("case when figure = 'disbursed' then amount end") }} as disbursed_amount,
    {{ money_sum("case when figure = 'benefit_paid' then amount end") }} as expenditure_amount,
    {{ money_sum("case when figure in ('contribution_tax', 'subsidy') then amount when figure = 'benefit_paid' then -amount end") }}
        as balance_amount,
    {{ money("case when " ~ by_month ~ " then " ~ money_sum(
        "case when figure = 'contribution_hrss' then amount when figure = 'contribution_tax' then -amount end"
    ) ~ " end") }} as hrss_tax_difference_amount,
    {{ money_sum("case when figure = 'contribution_tax' then amount when figure = 'contribution_treasury' then -amount end") }}
        as tax_treasury_difference_amount,
    {{ money_sum("case when figure = 'benefit_hrss' then amount when figure = 'benefit_paid' then -amount end") }}
        as hrss_paid_difference_amount,
    {{ money_sum("case when figure = 'disbursed' then amount when figure = 'benefit_paid' then -amount end") }}
        as disbursed_paid_difference_amount
from figures
group by fund_code, region_code, period
