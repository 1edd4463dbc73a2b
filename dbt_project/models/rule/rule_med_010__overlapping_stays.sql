-- 重叠住院: a stay that begins before the end of another in the books of the same region and fund. Discharge and admission
-- on one day (转院) are no overlap, nor a newborn's stay on the mother's number. Stays paid by two regions or schemes are MED-007.
with stay as ({{ own_stays(of_rule('MED-010', 'v')) }}),
overlapping as (
    select
        r.*,
        -- a stay of one day inside another shares that day
        greatest(cast(least(r.discharge_date, r.previous_ends) - r.admission_date as integer), 1) as overlap_days
    from (
        {{ after_previous('stay', ['person_key', 'fund_code', 'region_code'], 'admission_date', 'discharge_date',
            carry=['medical_institution_code']) }}
    ) as r
    where r.gap_days < 0
)
select
    {{ person_finding(
        'MED-010', 'r', kind="'overlap'", amount='r.paid_amount', key=['admission_date', 'visit_no'],
        observed='cast(r.overlap_days as text)', expected="coalesce('< ' || cast(cast(m.value as integer) as text), '')"
    ) }},
    r.overlap_days,
    r.admission_date,
    r.discharge_date,
    r.previous_ends as previous_discharge_date,
    r.medical_institution_code,
    r.previous_medical_institution_code
from overlapping as r
left join {{ in_force('stay_overlap_days', 'm', of='r') }}
