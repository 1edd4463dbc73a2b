{{ config(materialized="view") }}
-- 丧葬抚恤事实: what was paid once because a person died (丧葬费、抚恤金).
select
    fund_code,
    region_code,
    period,
    person_key,
    citizen_id,
    person_id,
    death_date,
    {{ money('coalesce(funeral_grant, 0)') }} as funeral_amount,
    {{ money('coalesce(bereavement_grant, 0)') }} as bereavement_amount,
    {{ money('coalesce(funeral_grant, 0) + coalesce(bereavement_grant, 0)') }} as paid_amount,
    _delivery_id,
    _line_no
from {{ ref('base_termination') }}
