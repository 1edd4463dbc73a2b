-- 大病保险合规: large-illness insurance paid in a month though the year's in-policy cost borne is not above the threshold, or
-- paid a share outside the band; or the cost passed the threshold and nothing was paid. Hardship groups (困难人员, in the
-- month's register) have a lower threshold, a higher band: without the region's register of the month (CA01) only what is
-- too little for everybody is said. Borne = left by the pool, before this insurance and assistance.
with visit as (
    select
        v.fund_code, v.region_code, v.period, v.person_key, d.citizen_id, v.admission_date, v._delivery_id, v._line_no,
        v.large_illness_paid_amount,
        coalesce(v.in_policy_self_paid_amount, 0) + v.large_illness_paid_amount + v.assistance_paid_amount as borne_amount
    from ({{ visits_once(of_rule('MED-009', 'v'), again=['in_policy_self_paid_amount', 'large_illness_paid_amount']) }}) as v
    left join {{ ref('dim_person') }} as d on d.person_key = v.person_key
),
so_far as (
    select
        v.*,
        sum(v.borne_amount) over year_so_far as borne_so_far,
        sum(v.large_illness_paid_amount) over year_so_far as paid_so_far,
        sum(v.borne_amount) over this_month as borne_in_month,
        sum(v.large_illness_paid_amount) over this_month as paid_in_month,
        row_number() over (this_month order by v.admission_date desc, v._delivery_id desc, v._line_no desc) as _place
    from visit as v
    window this_month as (partition by v.person_key, v.period),
        year_so_far as (partition by v.person_key, substr(v.period, 1, 4) order by v.period)
),
needy as (
    select distinct person_key, period from {{ ref('fct_assistance_person') }}
    where period between coalesce({{ period_of_date('valid_from_date') }}, period) and coalesce({{ period_of_date('valid_to_date') }}, period)
),
judged as (
    select
        s.*,
        n.person_key is not null as is_needy,
        n.person_key is not null or {{ feed_there('CA01', 's') }} as is_need_known,
        {{ money('t.value * coalesce(h.value, 1)') }} as threshold_amount,
        cast(l.value + coalesce(x.value, 0) as decimal(18,6)) as lowest_ratio,
        cast(u.value + coalesce(x.value, 0) as decimal(18,6)) as highest_ratio
    from so_far as s
    left join needy as n on n.person_key = s.person_key and n.period = s.period
    inner join {{ in_force('large_illness_threshold', 't', of='s') }}
    left join {{ in_force('large_illness_ratio_min', 'l', of='s') }}
    left join {{ in_force('large_illness_ratio_max', 'u', of='s') }}
    left join {{ in_force('large_illness_hardship_threshold_ratio', 'h', of='s') }} and n.person_key is not null
    left join {{ in_force('large_illness_hardship_extra_ratio', 'x', of='s') }} and n.person_key is not null
    where s._place = 1
),
measured as (select j.*, {{ ratio('j.paid_so_far', 'j.borne_so_far - j.threshold_amount') }} as paid_ratio from judged as j),
found as (
    select
        j.*,
        case
            when j.paid_in_month > 0 and j.borne_so_far <= j.threshold_amount then 'below_threshold'
            when j.paid_in_month > 0 and round(j.paid_ratio, 2) < j.lowest_ratio then 'ratio_low'
            when j.paid_in_month > 0 and round(j.paid_ratio, 2) > j.highest_ratio then 'ratio_high'
            when j.paid_so_far = 0 and j.borne_so_far > j.threshold_amount
                and j.borne_so_far - j.borne_in_month <= j.threshold_amount then 'not_paid'
        end as kind
    from measured as j
)
select
    {{ person_finding(
        'MED-009', 'f', kind='f.kind',
        amount="case f.kind
            when 'below_threshold' then f.paid_in_month
            when 'ratio_high' then f.paid_so_far - (f.borne_so_far - f.threshold_amount) * f.highest_ratio
            else (f.borne_so_far - f.threshold_amount) * f.lowest_ratio - f.paid_so_far end",
        observed='cast(cast(f.borne_so_far as numeric(18,2)) as text)', expected='cast(f.threshold_amount as text)'
    ) }},
    {{ money('f.borne_so_far') }} as borne_so_far_amount,
    f.threshold_amount,
    {{ money('f.paid_so_far') }} as paid_so_far_amount,
    case when f.borne_so_far > f.threshold_amount then f.paid_ratio end as paid_ratio,
    f.lowest_ratio, f.highest_ratio, f.is_needy
from found as f
where f.kind in ('ratio_low', 'not_paid') or f.kind is not null and f.is_need_known
