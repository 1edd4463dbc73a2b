{{ config(materialized="view") }}
-- 困难群体事实: a citizen in a category of assistance (低保、特困、残疾 …), its spell, as each month's register has it.
select
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.citizen_id_raw,
    b.assistance_category_code,
    b.disability_level_code,
    b.valid_from_date,
    b.valid_to_date,
    {{ money('coalesce(b.assistance_amount, 0)') }} as assistance_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_assistance_person') }} as b
{{ identity_joins('b') }}
