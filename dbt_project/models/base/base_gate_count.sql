-- 质量校验计数: how many checks of a delivery passed, failed, could not be made, by what they are about.
select
    g.delivery_id as _delivery_id,
    coalesce(c.dimension, 'consistency') as dimension,
    g.severity,
    g.outcome,
    count(*) as check_count,
    cast(sum(coalesce(g.unexpected_count, 0)) as bigint) as record_count
from {{ ref('stg_control__gate') }} as g
inner join {{ ref('stg_control__received') }} as d on d.delivery_id = g.delivery_id
left join {{ ref('seed_check') }} as c on c.file_code = d.file_code and c.check_id = g.check_id
group by g.delivery_id, coalesce(c.dimension, 'consistency'), g.severity, g.outcome
