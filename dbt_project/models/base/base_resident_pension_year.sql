-- 居民养老年度: what a region's table says last of one person's year: of its months the latest in which any money stands (some
-- agencies repeat the year's state each month, others write it once), or the latest of all where there is none.
{{ config(materialized='parted') }}
{%- set state %}
        person_key, citizen_id, region_code, person_id, contribution_year, period, year_payment_date,
        contribution_tier_amount, paid_amount, government_paid_amount, local_subsidy_amount, backpay_subsidy_amount,
        collective_subsidy_amount, other_aid_amount, year_backpay_amount, year_backpay_years, has_money, _delivery_id,
        _line_no{% endset %}
{%- set before %}
    select {{ state }}
    from __before__ as f
{%- endset %}
with written as (
    select
        b.person_key,
        b.citizen_id,
        b.region_code,
        b.person_id,
        substr(b.period, 1, 4) as contribution_year,
        b.period,
        b.current_year_payment_date as year_payment_date,
        b.contribution_tier_amount,
        {{ money('coalesce(b.personal_paid_current_amount, b.personal_contribution_amount, b.ytd_personal_contribution_amount, 0)') }} as paid_amount,
        {{ money('coalesce(b.government_paid_on_behalf_amount, 0)') }} as government_paid_amount,
        {{ money('coalesce(b.local_government_subsidy_amount, 0)') }} as local_subsidy_amount,
        {{ money('coalesce(b.backpay_subsidy_amount, 0)') }} as backpay_subsidy_amount,
        {{ money('coalesce(b.collective_subsidy_amount, 0)') }} as collective_subsidy_amount,
        {{ money('coalesce(b.other_aid_amount, 0)') }} as other_aid_amount,
        {{ money('coalesce(b.ytd_personal_backpay_amount, 0)') }} as year_backpay_amount,
        b.ytd_backpay_years as year_backpay_years,
        b._delivery_id,
        b._line_no
    from {{ rows_since('base_contribution_month') }} as b
    where b.file_code = 'RP01'
),
told as (
    select
        person_key, citizen_id, region_code, person_id, contribution_year, period, year_payment_date,
        contribution_tier_amount, paid_amount, government_paid_amount, local_subsidy_amount, backpay_subsidy_amount,
        collective_subsidy_amount, other_aid_amount, year_backpay_amount, year_backpay_years, paid_amount > 0 or
        government_paid_amount > 0 or local_subsidy_amount > 0 or collective_subsidy_amount > 0 or other_aid_amount > 0
        or year_backpay_amount > 0 as has_money, _delivery_id, _line_no
    from written
    {{ and_before(before) }}
),
ranked as (
    select
        *,
        row_number() over (
            partition by region_code, person_key, contribution_year
            order by has_money desc, period desc, _delivery_id desc, _line_no desc
        ) as _latest
    from told
)
select {{ state }},
    {{ year_of_part() }} as reported_year
from ranked
where _latest = 1
