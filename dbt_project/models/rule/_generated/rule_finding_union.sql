-- Generated from the rules' YAML by `make generate`; do not edit.
-- 疑点合集: what every rule yields, with evidence. A rule that failed in this build is left out.
{{ config(materialized="view") }}
{%- set failed = failed_rules() %}
{%- if "'PEN-001'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('death_period', "cast(death_period as text)"), ('death_registered_period', "cast(death_registered_period as text)"), ('death_source', "cast(death_source as text)")]) }} as evidence,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_001__paid_after_death') }}
union all
{%- endif %}
{%- if "'PEN-005'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('contribution_months', "cast(cast(contribution_months as bigint) as text)"), ('required_months', "cast(cast(required_months as bigint) as text)"), ('retirement_period', "cast(retirement_period as text)")]) }} as evidence,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_005__benefit_without_contribution') }}
union all
{%- endif %}
{%- if "'PEN-006'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('category', "cast(category as text)"), ('original_age_months', "cast(cast(original_age_months as bigint) as text)"), ('delay_months', "cast(cast(delay_months as bigint) as text)"), ('retired_at_months', "cast(cast(retired_at_months as bigint) as text)"), ('lawful_age_months', "cast(cast(lawful_age_months as bigint) as text)")]) }} as evidence,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_006__retired_before_lawful_age') }}
union all
{%- endif %}
{%- if "'PER-001'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('personal_contribution_base', "cast(cast(personal_contribution_base as numeric(18, 2)) as text)"), ('floor_amount', "cast(cast(floor_amount as numeric(18, 2)) as text)")]) }} as evidence,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_001__base_below_floor') }}
union all
{%- endif %}
{%- if "'PER-002'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('personal_contribution_base', "cast(cast(personal_contribution_base as numeric(18, 2)) as text)"), ('ceiling_amount', "cast(cast(ceiling_amount as numeric(18, 2)) as text)")]) }} as evidence,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_002__base_above_ceiling') }}
union all
{%- endif %}
{%- if "'PER-008'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('other_region_code', "cast(other_region_code as text)"), ('region_count', "cast(cast(region_count as bigint) as text)"), ('paid_in_all_amount', "cast(cast(paid_in_all_amount as numeric(18, 2)) as text)")]) }} as evidence,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_008__enrolled_in_two_regions') }}
union all
{%- endif %}
select * from (
    select
        cast(null as text) as finding_key,
        cast(null as text) as rule_id,
        cast(null as text) as kind,
        cast(null as text) as status,
        cast(null as text) as subject_type,
        cast(null as text) as subject_key,
        cast(null as text) as person_key,
        cast(null as text) as citizen_id,
        cast(null as text) as unit_key,
        cast(null as text) as fund_code,
        cast(null as text) as region_code,
        cast(null as text) as period,
        cast(null as text) as seen_period,
        cast(null as numeric(18, 2)) as amount_at_stake,
        cast(null as numeric(18, 2)) as recovered_amount,
        cast(null as text) as observed,
        cast(null as text) as expected,
        cast(null as bigint) as _delivery_id,
        cast(null as bigint) as _line_no,
        cast(null as text) as evidence,
        cast(null as numeric(18, 6)) as measured_value,
        cast(null as numeric(18, 6)) as second_measured_value
) as nothing
where finding_key is not null
