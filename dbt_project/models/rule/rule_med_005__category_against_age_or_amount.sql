-- 年龄类别与缴费不符: a resident's category does not go with the age in the year, or what was paid is not the standard of
-- the category and hardship in the region (RM03); where no hardship is told, it is none of the category's standards. The category
-- is that of the year: a child that grows up in it stays one, and who comes of age by its end may be an adult. Students may be
-- grown up. One clue a person and year.
with enrolled as (
    select
        c.*,
        {{ resident_category('c.resident_insured_category_code') }} as category,
        -- of whom no hardship is told; a condition of this side alone would have a join compare each row with each
        case when coalesce(c.resident_hardship_category_code, '') = '' then c.resident_insured_category_code end as plain_category,
        substr(c.period, 1, 4) as calendar_year,
        cast(substr(c.period, 1, 4) as integer) - cast(extract(year from c.birth_date) as integer) as oldest_age,
        case when extract(month from c.birth_date) = 1 and extract(day from c.birth_date) = 1 then 0 else 1 end as not_born_on_first
    from {{ ref('fct_contribution') }} as c
    where {{ of_rule('MED-005', 'c') }}
),
of_category as (
    select fund_code, region_code, period, resident_insured_category_code, max(personal_contribution_standard) as highest_standard
    from {{ ref('fct_policy_parameter') }} group by fund_code, region_code, period, resident_insured_category_code
),
one_of_category as (
    select distinct fund_code, region_code, period, resident_insured_category_code, personal_contribution_standard
    from {{ ref('fct_policy_parameter') }}
),
judged as (
    select
        e.*,
        coalesce(s.personal_contribution_standard, h.highest_standard) as standard_amount,
        e.oldest_age - e.not_born_on_first as youngest_age,
        case
            when e.oldest_age - e.not_born_on_first > x.value or e.oldest_age < n.value then 'age'
            when e.paid_amount > 0 and e.paid_amount <> coalesce(s.personal_contribution_standard, h.highest_standard)
                and (s.fund_code is not null or o.fund_code is null) then 'amount'
        end as kind,
        coalesce(cast(cast(n.value as integer) as text), '') || '-' || coalesce(cast(cast(x.value as integer) as text), '') as ages
    from enrolled as e
    left join {{ in_force('category_age_max', 'x', of='e', key='e.category') }}
    left join {{ in_force('category_age_min', 'n', of='e', key='e.category') }}
    left join {{ ref('fct_policy_parameter') }} as s
        on s.fund_code = e.fund_code and s.region_code = e.region_code and s.period = e.period
        and s.resident_insured_category_code = e.resident_insured_category_code
        and s.resident_hardship_category_code = e.resident_hardship_category_code
    left join of_category as h
        on h.fund_code = e.fund_code and h.region_code = e.region_code and h.period = e.period
        and h.resident_insured_category_code = e.plain_category
    left join one_of_category as o
        on o.fund_code = e.fund_code and o.region_code = e.region_code and o.period = e.period
        and o.resident_insured_category_code = e.resident_insured_category_code
        and o.personal_contribution_standard = e.paid_amount
    where e.category is not null
),
first_of_year as (
    select j.*, row_number() over (
            partition by j.person_key, j.region_code, j.calendar_year, j.kind order by j.period, j._delivery_id, j._line_no
        ) as _place
    from judged as j
    where j.kind is not null
)
select
    {{ person_finding(
        'MED-005', 'f', kind='f.kind', key=['kind'],
        amount="case when f.kind = 'amount' and f.standard_amount > f.paid_amount then f.standard_amount - f.paid_amount else 0 end",
        observed="case when f.kind = 'age' then cast(f.youngest_age as text) || '-' || cast(f.oldest_age as text)
            else cast(cast(f.paid_amount as numeric(18,2)) as text) end",
        expected="case when f.kind = 'age' then f.ages else cast(cast(f.standard_amount as numeric(18,2)) as text) end"
    ) }},
    f.resident_insured_category_code,
    f.resident_hardship_category_code,
    f.youngest_age,
    f.oldest_age,
    {{ money('f.paid_amount') }} as paid_amount,
    {{ money('f.standard_amount') }} as standard_amount
from first_of_year as f
where f._place = 1
