-- 两次住院间隔不满15天: a stay that begins within so many days of the end of the one before. A transfer on the same day to
-- another hospital (转院) is one illness, and stays that are planned (化疗、透析、分娩 …) come again by their nature, a confinement
-- (生育住院, 52) under any diagnosis. The same hospital on the same day is kept: that is how one stay is split into two
-- (分解住院). Stays of newborns on the mother's number are not hers. Overlaps are MED-010.
with stay as ({{ own_stays(of_rule('MED-004', 'v')) }})
select
    {{ person_finding(
        'MED-004', 'r', kind="'readmission'", amount='r.paid_amount', key=['admission_date', 'visit_no'],
        observed='cast(r.gap_days as text)', expected="coalesce('>= ' || cast(cast(m.value as integer) as text), '')"
    ) }},
    r.gap_days,
    r.admission_date,
    r.previous_ends as previous_discharge_date,
    r.medical_institution_code,
    r.previous_medical_institution_code,
    r.primary_diagnosis_code
from (
    {{ after_previous('stay', ['person_key', 'fund_code'], 'admission_date', 'discharge_date',
        carry=['medical_institution_code']) }}
) as r
left join {{ in_force('readmission_days', 'm', of='r') }}
where r.gap_days between 0 and 29
    and not (r.gap_days = 0 and r.medical_institution_code <> r.previous_medical_institution_code)
    and coalesce(r.visit_type_code, '') <> '52'
    and {{ without(ref('dim_parameter'), {'fund_code': 'r.fund_code', 'region_code': 'r.region_code'},
        where="o.parameter_id = 'planned_readmission_diagnosis' and o.value = 1
            and r.period between o.period_from and o.period_to
            and upper('/' || replace(coalesce(r.primary_diagnosis_code, ''), '.', '')
                || '/' || replace(coalesce(r.secondary_diagnosis_code_1, ''), '.', '')
                || '/' || replace(coalesce(r.secondary_diagnosis_code_2, ''), '.', ''))
            like '%/' || replace(o.key, '.', '') || '%'") }}
