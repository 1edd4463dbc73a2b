{{ config(materialized="view") }}
-- 财政补助事实
select
    b.fund_code,
    b.region_code,
    b.period,
    b.subsidy_id,
    b.doc_no,
    b.government_level,
    b.amount,
    b.budget_account,
    b.arrived_at,
    b._delivery_id,
    b._line_no
from {{ ref('base_treasury_subsidy') }} as b
