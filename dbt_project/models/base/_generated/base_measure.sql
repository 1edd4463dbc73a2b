-- Generated from catalogue/ by `make generate`; do not edit.
-- 质量计量: what was counted of each delivery, of all sources.
{{ config(materialized='view') }}
select
    file_code,
    measure,
    column_name,
    code,
    row_count,
    amount,
    _delivery_id,
    _line_no
from {{ ref('base_measure__hrss') }}
union all
select
    file_code,
    measure,
    column_name,
    code,
    row_count,
    amount,
    _delivery_id,
    _line_no
from {{ ref('base_measure__med') }}
union all
select
    file_code,
    measure,
    column_name,
    code,
    row_count,
    amount,
    _delivery_id,
    _line_no
from {{ ref('base_measure__tax') }}
union all
select
    file_code,
    measure,
    column_name,
    code,
    row_count,
    amount,
    _delivery_id,
    _line_no
from {{ ref('base_measure__other') }}
