-- 到数情况: which tables of which region and month are here; a rule says inputs_missing where one it needs is not.
select
    d.file_code,
    coalesce(r.region_code, d.region_code) as region_code,
    d.period,
    count(*) as delivery_count
from {{ ref('stg_control__delivery') }} as d
left join {{ ref('base_region_code') }} as r on r.region_code_raw = d.region_code
where d.period is not null
group by d.file_code, coalesce(r.region_code, d.region_code), d.period
