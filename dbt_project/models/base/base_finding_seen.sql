-- 疑点首次发现: since when each finding has been published.
select finding_key, first_seen_date from {{ ref('stg_control__finding_event') }}
