-- 到数情况: which tables of which region and month are here; a rule says inputs_missing where one it needs is not. A bank's
-- statement comes in one of two formats and is both its tables.
select
    coalesce(f.file_code, d.file_code) as file_code,
    coalesce(r.region_code, d.region_code) as region_code,
    d.period,
    count(*) as delivery_count
from {{ ref('stg_control__delivery') }} as d
left join {{ ref('base_region_code') }} as r on r.region_code_raw = d.region_code
left join (values ('CAMT053', 'BK01'), ('CAMT053', 'BK02'), ('MT940', 'BK01'), ('MT940', 'BK02')) as f (format, file_code)
    on f.format = d.file_code
where d.period is not null
group by coalesce(f.file_code, d.file_code), coalesce(r.region_code, d.region_code), d.period
