-- 银行账户: accounts of the funds, by what they are used for: 支出户 (expenditure) where agencies' orders or treasury's
-- payments name them as the paying or receiving account of a fund, 财政专户 (special) where treasury pays from them.
-- An account that only has statements is of unknown use; its fund is known where a document names both.
with used as (
    select bank_account_no as account_no, fund_code, region_code, 'expenditure' as account_kind
    from {{ ref('base_disbursement') }}
    union all
    select payee_account, fund_code, region_code, 'expenditure' from {{ ref('base_treasury_payment') }}
    union all
    select payer_account, fund_code, region_code, 'special' from {{ ref('base_treasury_payment') }}
),
use_of_account as (
    select
        account_no,
        case when min(fund_code) = max(fund_code) then min(fund_code) end as fund_code,
        case when min(region_code) = max(region_code) then min(region_code) end as region_code,
        case when min(account_kind) = max(account_kind) then min(account_kind) else 'mixed' end as account_kind
    from used
    where account_no is not null
    group by account_no
),
stated as (
    select
        account_no,
        max(region_code) as region_code,
        min(statement_date) as first_statement_date,
        max(statement_date) as last_statement_date,
        count(*) as statement_count
    from {{ ref('base_bank_statement') }}
    group by account_no
)
select
    coalesce(s.account_no, u.account_no) as account_no,
    coalesce(u.account_kind, 'unknown') as account_kind,
    u.fund_code,
    coalesce(s.region_code, u.region_code) as region_code,
    s.first_statement_date,
    s.last_statement_date,
    coalesce(s.statement_count, 0) as statement_count
from stated as s
full outer join use_of_account as u on u.account_no = s.account_no
