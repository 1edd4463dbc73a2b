-- 重复缴纳: the same charge of one person, unit, region and month on two receipts: equal amounts of the same kind (缴费类型), so a
-- supplement (补收) or arrears repaid (补缴) is none. A receipt delivered again is one, a reversed one (红字, below 0) takes one
-- away, and parts that together are no more than the month's due are instalments. What was given back otherwise (缴费类型 or 金额 of its own)
-- has recovered as much, of the first charge first. EM10 repeats what EM09 says. A newborn insured on the mother's ID, with a
-- personal number of its own, is somebody else: one receipt for each of them.
{%- set too_much = '(t.receipt_count - t.insured_count) * t.charged_amount' %}
{%- set given_back = 'least(greatest(t.refunded_amount - sum(' ~ too_much ~ ') over same_month + ' ~ too_much ~ ', 0), ' ~ too_much ~ ')' %}
with several as (       -- most have one receipt for each month of a fund: only a year in which a month has several is looked at
    select fund_code, person_key, substr(period, 1, 4) as year from {{ ref('fct_tax_receipt_person') }}
    where file_code <> 'EM10' group by 1, 2, 3 having {{ a_month_twice('period') }}
),
line as (
    select r.*, sign(r.amount) as direction, abs(r.amount) as charged_amount
    from {{ ref('fct_tax_receipt_person') }} as r
    inner join several as s on s.fund_code = r.fund_code and s.person_key = r.person_key and s.year = substr(r.period, 1, 4)
    where r.file_code <> 'EM10'
),
newborn as ({{ newborns("c.fund_code = 'resident_medical'") }}),
receipt as (
    select distinct
        l.fund_code, l.region_code, l.person_key, l.unit_key, l.period, l.contribution_type_code, l.tax_receipt_no, l.direction,
        l.charged_amount, abs(l.personal_amount) as personal_amount, n.person_id as child_id
    from line as l
    {{ join_newborn('l') }}
    where {{ of_rule('PER-009', 'l') }} and l.amount <> 0
),
paid as (       -- by whoever is insured: the person, and each child on her ID
    select
        fund_code, region_code, person_key, unit_key, period, contribution_type_code, charged_amount, child_id, sum(direction) as receipts,
        max(case when direction > 0 then tax_receipt_no end) as last_receipt_no, sum(direction * personal_amount) as personal_amount,
        sum(cast(greatest(-sum(direction), 0) as integer) * charged_amount)
            over (partition by fund_code, region_code, person_key, unit_key, period) as refunded_amount
    from receipt group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(direction) <> 0
),
charge as (
    select
        fund_code, region_code, person_key, unit_key, period, contribution_type_code, charged_amount,
        cast(sum(receipts) as integer) as receipt_count, cast(count(*) as integer) as insured_count,
        max(case when receipts > 1 then last_receipt_no end) as last_receipt_no, {{ money('sum(personal_amount)') }} as personal_in_all,
        max(refunded_amount) as refunded_amount
    from paid where receipts > 0 group by 1, 2, 3, 4, 5, 6, 7 having sum(receipts) > count(*)
),
due as (
    select c.fund_code, c.region_code, c.person_key, c.unit_key, c.period,
        {{ money('sum(c.due_amount + c.due_supplementary_amount)') }} as due_amount
    from {{ ref('fct_contribution') }} as c
    where not c.is_yearly and (c.fund_code, c.person_key, c.period) in (select fund_code, person_key, period from charge)
    group by 1, 2, 3, 4, 5
),
twice as (
    select g.*, d.due_amount, p.citizen_id, r._delivery_id, r._line_no,
        row_number() over (partition by g.fund_code, g.region_code, g.person_key, g.unit_key, g.period, g.contribution_type_code,
            g.charged_amount order by r._delivery_id, r._line_no) as _first
    from charge as g
    inner join line as r
        on r.tax_receipt_no = g.last_receipt_no and r.person_key = g.person_key and r.fund_code = g.fund_code
        and r.region_code = g.region_code and r.period = g.period and r.amount = g.charged_amount
    left join due as d
        on d.fund_code = g.fund_code and d.region_code = g.region_code and d.person_key = g.person_key
        and coalesce(d.unit_key, '') = coalesce(g.unit_key, '') and d.period = g.period      -- the self-insured have none
    left join {{ ref('dim_person') }} as p on p.person_key = g.person_key
)
select
    {{ person_finding(
        'PER-009', 't', kind="'twice'", amount=too_much, recovered=given_back, observed='cast(t.receipt_count as text)',
        expected='cast(t.insured_count as text)', key=['unit_key', 'contribution_type_code', 'charged_amount'], unit='t.unit_key'
    ) }},
    t.receipt_count, {{ money('t.charged_amount') }} as charged_amount, t.contribution_type_code, t.due_amount
from twice as t
where t._first = 1 and (coalesce(t.due_amount, 0) = 0 or t.personal_in_all > t.due_amount + 1)
window same_month as (partition by t.fund_code, t.region_code, t.person_key, t.unit_key, t.period
    order by t.contribution_type_code, t.charged_amount)
