-- 行政区划: every code and name with its validity; current_code leads to the region as it is now. Codes of a level's own
-- business (本级) are no divisions; each stands one level below the region whose digits it begins with.
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
union all
select
    p.code,
    p.name_zh,
    above.level + 1,
    above.code,
    p.code,
    cast(null as date),
    cast(null as date),
    'pseudo'
from {{ ref('seed_region_pseudo') }} as p
inner join {{ ref('seed_region') }} as above
    on above.valid_to is null and above.current_code = above.code
    and above.code = case
        when substr(p.code, 3, 4) = '9900' then {{ province_of('p.code') }}
        when length(p.code) = 6 then {{ prefecture_of('p.code') }}
        else substr(p.code, 1, 6)
    end
where p.code not in (select code from {{ ref('seed_region') }})
