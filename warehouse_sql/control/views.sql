-- The one place that knows full / append / sequence / conflict: the interval in which each accepted delivery is current.
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
    partition by source, file_code, region_code, period
    order by seq
    rows between 1 following and unbounded following
  ) as known_to
from control.delivery
where status = 'accepted';
