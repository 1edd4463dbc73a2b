-- 个人缴费档次不合规: what was paid for a year is no tier in force in the region then. A year paid late (补缴) is judged by the
-- tiers of that year, from all tax receipts that name it, those in time too. Where the government pays a part (代缴), his own and
-- that part together may be the tier. People in need (civil affairs) may keep the tier left to them; whoever paid that tier is
-- not judged where no register (CA01) of the year has come.
with received as (
    select
        t.*,
        substr(t.period, 1, 4) as contribution_year,
        sum(t.personal_amount) over (partition by t.region_code, t.person_key, substr(t.period, 1, 4)) as paid_amount,
        {{ period_of_date('coalesce(t.treasury_received_time, t.remitted_time)') }} as paid_period
    from {{ ref('fct_tax_receipt_person') }} as t
    where t.fund_code = 'resident_pension' and substr(t.period, 1, 4) = substr(t.covered_to_period, 1, 4)
),
late as (
    select
        *,
        row_number() over (
            partition by region_code, person_key, contribution_year order by paid_period desc, _delivery_id, _line_no
        ) as _last
    from received
    where substr(paid_period, 1, 4) > contribution_year
),
paid as (
    select
        fund_code, region_code, person_key, citizen_id, contribution_year, judged_date, judged_period, period,
        paid_amount, {{ money('coalesce(tier_amount, 0)') }} as tier_amount, government_paid_amount, 'no_tier' as kind,
        _delivery_id, _line_no
    from {{ ref('fct_resident_pension_year') }}
    where paid_amount > 0
    union all
    select
        l.fund_code, l.region_code, l.person_key, p.citizen_id, l.contribution_year,
        cast(l.contribution_year || '-12-01' as date), l.paid_period, l.paid_period,
        {{ money('l.paid_amount') }}, {{ money('l.paid_amount') }}, {{ money('0') }}, 'no_tier_of_that_year',
        l._delivery_id, l._line_no
    from late as l
    left join {{ ref('dim_person') }} as p on p.person_key = l.person_key
    where l._last = 1 and l.paid_amount > 0
)
select
    {{ person_finding(
        'RP-001', 'p', kind='p.kind', amount='p.paid_amount', period='judged_period',
        observed='cast(p.paid_amount as text)', expected="'当年档次之一'", key=['contribution_year', 'kind']
    ) }},
    p.contribution_year,
    p.paid_amount,
    p.tier_amount,
    p.government_paid_amount,
    p.judged_date
from paid as p
left join {{ in_force('contribution_tier', 'own', of='p', day='p.judged_date', key='cast(cast(p.paid_amount as integer) as text)') }}
left join {{ in_force('contribution_tier', 'whole', of='p', day='p.judged_date',
    key='cast(cast(p.paid_amount + p.government_paid_amount as integer) as text)') }}
left join {{ in_force('contribution_tier_hardship', 'kept', of='p', day='p.judged_date') }}
where {{ of_rule('RP-001', 'p') }}
    and {{ any_in_force('contribution_tier', of='p', day='p.judged_date') }}
    and own.value is distinct from p.paid_amount
    and whole.value is distinct from p.paid_amount + p.government_paid_amount
    and not (kept.value is not distinct from p.paid_amount and (exists (
        select 1
        from {{ ref('fct_assistance_person') }} as a
        where a.person_key = p.person_key and substr(a.period, 1, 4) = p.contribution_year
    ) or not exists (
        select 1
        from {{ ref('base_feed_month') }} as f
        where f.file_code = 'CA01' and f.region_code = p.region_code and substr(f.period, 1, 4) = p.contribution_year
    )))
