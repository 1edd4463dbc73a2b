{{ config(materialized="view") }}
-- 冒领追回事实: what was claimed wrongly of one person and what has been recovered, as of each month's ledger.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.person_id,
    b.insurance_subtype_code,
    b.death_date,
    b.benefit_stopped_date,
    b.overclaimed_months,
    {{ money('coalesce(b.overclaimed_amount, 0)') }} as overclaimed_amount,
    {{ money('coalesce(b.recovered_amount, 0)') }} as recovered_amount,
    {{ money('coalesce(b.overclaimed_amount, 0) - coalesce(b.recovered_amount, 0)') }} as outstanding_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_overclaim_recovery') }} as b
{{ identity_joins('b') }}
