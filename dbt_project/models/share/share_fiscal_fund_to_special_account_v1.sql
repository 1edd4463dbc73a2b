-- 共享：财政资金拨入专户情况 (v1). A column never changes meaning or disappears within a version.
select
    s.fund_code,
    f.fund_name,
    s.region_code,
    s.period,
    cast(s.government_level as varchar) as government_level,
    cast(s.doc_no as varchar) as document_no,
    s.amount,
    s.arrived_at
from {{ ref('fct_subsidy') }} as s
left join {{ ref('dim_fund') }} as f on f.fund_code = s.fund_code
