-- 报送: every delivery that came, what became of it, and whether its rows count in this build.
select
    d.delivery_id as _delivery_id,
    d.source,
    d.file_code,
    coalesce(r.region_code, d.region_code) as region_code,
    d.region_code as region_code_raw,
    d.period,
    d.seq,
    d.status,
    c.delivery_id is not null as is_counted,
    d.produced_date,
    d.received_date,
    d.decided_date,
    d.records_declared,
    d.records as record_count,
    d.accepted as accepted_count,
    d.rejected as rejected_count
from {{ ref('stg_control__received') }} as d
left join {{ ref('stg_control__delivery') }} as c on c.delivery_id = d.delivery_id
left join {{ ref('base_region_code') }} as r on r.region_code_raw = d.region_code
