-- 行政区划: every code and name with its validity; current_code leads to the region as it is now.
select
    code as region_code,
    name_zh as region_name,
    level as region_level,
    parent_code as parent_region_code,
    current_code as current_region_code,
    valid_from,
    valid_to,
    status
from {{ ref('seed_region') }}
