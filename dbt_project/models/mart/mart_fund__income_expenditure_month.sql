-- 基金收支（月）: income and expenditure of a fund, region and month as each department sees it, side by side.
-- A difference is what the later station has not (yet) seen of the earlier one.
with figures as (
    select fund_code, region_code, period, 'contribution_hrss' as figure,
        paid_amount + paid_supplementary_amount + arrears_repaid_amount - refunded_amount as amount
    from {{ ref('fct_unit_contribution') }}
    union all
    -- The units' table of employee medical has no sums of the persons' parts.
    select fund_code, region_code, period, 'contribution_hrss', paid_amount
    from {{ ref('fct_contribution') }}
    where fund_code = 'employee_medical'
    union all
    select fund_code, region_code, period, 'contribution_tax', amount from {{ ref('fct_tax_receipt') }}
    union all
    select fund_code, region_code, period, 'contribution_treasury', amount from {{ ref('fct_treasury_receipt') }}
    union all
    select fund_code, region_code, period, 'subsidy', amount from {{ ref('fct_subsidy') }}
    union all
    select fund_code, region_code, period, 'benefit_hrss', total_paid_amount from {{ ref('fct_benefit') }}
    union all
    select fund_code, region_code, period, 'benefit_hrss', paid_amount from {{ ref('fct_dependant_benefit') }}
    union all
    select fund_code, region_code, period, 'benefit_hrss', paid_amount from {{ ref('fct_death_grant') }}
    union all
    select fund_code, region_code, period, 'benefit_paid', amount from {{ ref('fct_payment') }} where is_paid
    union all
    select fund_code, region_code, period, 'disbursed', amount from {{ ref('fct_disbursement') }}
)
select
    fund_code,
    region_code,
    period,
    {{ money_sum("case when figure = 'contribution_hrss' then amount end") }} as contribution_hrss_amount,
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
    {{ money_sum("case when figure = 'contribution_hrss' then amount when figure = 'contribution_tax' then -amount end") }}
        as hrss_tax_difference_amount,
    {{ money_sum("case when figure = 'contribution_tax' then amount when figure = 'contribution_treasury' then -amount end") }}
        as tax_treasury_difference_amount,
    {{ money_sum("case when figure = 'benefit_hrss' then amount when figure = 'benefit_paid' then -amount end") }}
        as hrss_paid_difference_amount,
    {{ money_sum("case when figure = 'disbursed' then amount when figure = 'benefit_paid' then -amount end") }}
        as disbursed_paid_difference_amount
from figures
group by fund_code, region_code, period
