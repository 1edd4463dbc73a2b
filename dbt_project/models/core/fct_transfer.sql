{{ config(materialized="view") }}
-- 关系转移事实: one row a person and transfer of the pension or unemployment relation.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.person_id,
    b.insurance_subtype_code,
    b.personal_identity_code,
    b.transfer_direction_code,
    b.transfer_scheme_direction_code,
    b.transfer_type_code,
    b.transfer_area_scope_code,
    {{ money('coalesce(b.transfer_amount, 0)') }} as transfer_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_transfer') }} as b
{{ identity_joins('b') }}
