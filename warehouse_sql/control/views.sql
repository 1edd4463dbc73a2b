-- The one place that knows full / append / sequence / conflict: the interval in which each accepted delivery is current.
-- `part` tells bank statements of one region and month apart by account and days (one account a file).
-- A later full sequence ends all earlier ones, even when it came first: then the earlier one's interval is empty.
create or replace view control.current_delivery as
select
  delivery_id,
  source,
  file_code,
  region_code,
  period,
  seq,
  mode,
  decided_at as known_from,
  min(case when mode = 'full' then decided_at end) over (
    partition by source, file_code, region_code, period, coalesce(part, '')
    order by seq
    rows between 1 following and unbounded following
  ) as known_to
from control.delivery
where status = 'accepted';
