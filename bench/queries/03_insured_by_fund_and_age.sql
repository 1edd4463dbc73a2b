-- 各险种参保缴费人数，按年龄段
-- People who pay in the last month, by fund and decade of age.
select c.fund_code,
    floor((cast(substr(c.period, 1, 4) as integer) - extract(year from p.birth_date)) / 10) * 10 as age_from,
    count(distinct c.person_key) as person_count
from core.fct_enrolment as c
inner join core.dim_person as p on p.person_key = c.person_key
where c.is_contributing and c.period = (select max(period) from core.fct_enrolment)
group by 1, 2
order by 1, 2
