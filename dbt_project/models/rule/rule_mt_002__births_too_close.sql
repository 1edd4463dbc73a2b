-- 两次生育间隔不足9个月: two births of one woman nearer to one another than min_birth_gap_days, each paid. Births of two days on end
-- are one birth of twins over midnight.
select
    {{ person_finding(
        'MT-002', 'r', kind="'too_close'", amount='r.paid_amount', key=['delivery_date'], unit='r.unit_key',
        observed='cast(r.gap_days as text)', expected='cast(cast(m.value as integer) as text)'
    ) }},
    r.delivery_date,
    r.previous_ends as previous_delivery_date,
    r.previous_region_code,
    r.gap_days
from ({{ after_previous('(' ~ births(of_rule('MT-002', 'm')) ~ ')', ['person_key'], 'delivery_date', 'delivery_date',
    carry=['region_code']) }}) as r
inner join {{ in_force('min_birth_gap_days', 'm', of='r', day='r.delivery_date') }}
where r.gap_days < m.value
    and r.gap_days <> 1
