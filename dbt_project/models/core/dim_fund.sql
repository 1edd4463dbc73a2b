-- 险种（基金）
select fund_code, name_zh as fund_name, scheme_group
from {{ ref('seed_fund') }}
