-- Every code a region ever had, with the code it has now (行政区划沿革); codes of 本级 stand for themselves.
select code as region_code_raw, max(current_code) as region_code
from {{ ref('seed_region') }}
group by code
