-- 单位
select * from {{ ref('base_unit') }}
