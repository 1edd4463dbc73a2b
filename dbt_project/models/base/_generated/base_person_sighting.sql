-- Generated from catalogue/ by `make generate`; do not edit.
{{ config(materialized='parted') }}
with reported as (
    select *
    from {{ ref('stg_reported__person') }} as s
    where {{ in_part('s') }}
)
{{ person_sightings('reported') }}
