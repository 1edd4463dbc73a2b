{{ config(materialized="view") }}
-- 名册（月）: whom a monthly table lists (persons, units), one row a row of it. Who is listed is expected in the next month,
-- unless the row itself says that it is the last one (终止).
{%- set schemes %}
    case
        when r.file_code in ('EP02', 'IP02', 'RP01') then 'pension'
        when r.file_code in ('EM02', 'RM01', 'NR21') then 'medical'
        else r.file_code
    end as scheme,
{%- endset %}
select
    'person' as roll,
    r.file_code,
    r.fund_code,
    {{ schemes }}
    r.region_code,
    r.period,
    r.entity_key,
    r.unit_key,
    r.is_expected,
    r._delivery_id,
    r._line_no
from (
    select
        c.file_code, c.fund_code, c.region_code, c.period, {{ person_of('c') }} as entity_key, {{ unit_of('c') }} as unit_key,
        coalesce(c.contribution_status_code, '') <> '3' as is_expected, c._delivery_id, c._line_no
    from {{ ref('base_contribution_month') }} as c
    {{ identity_joins('c', of='base_contribution_month') }}
    union all
    select
        e.file_code, e.fund_code, e.region_code, e.period, {{ person_of('e') }} as entity_key, {{ unit_of('e') }} as unit_key,
        coalesce(e.contribution_status_code, '') <> '3' as is_expected, e._delivery_id, e._line_no
    from {{ ref('base_person_enrolment_month') }} as e
    {{ identity_joins('e', of='base_person_enrolment_month') }}
    union all
    select
        p.file_code, p.fund_code, p.region_code, p.period, {{ person_of('p') }} as entity_key, cast(null as text) as unit_key,
        coalesce(p.benefit_payment_status_code, '') <> '3' as is_expected, p._delivery_id, p._line_no
    from {{ ref('base_benefit_month') }} as p
    {{ identity_joins('p', of='base_benefit_month') }}
) as r
where r.entity_key is not null
union all
select
    'unit' as roll,
    u.file_code,
    u.fund_code,
    u.file_code as scheme,
    u.region_code,
    u.period,
    {{ unit_of('u') }} as entity_key,
    {{ unit_of('u') }} as unit_key,
    coalesce(u.unit_contribution_status_code, '') <> '3' as is_expected,
    u._delivery_id,
    u._line_no
from {{ ref('base_unit_contribution_month') }} as u
{{ identity_joins('u') }}
where u.unit_key is not null
