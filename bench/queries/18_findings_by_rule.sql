-- 疑点：按规则与地区的数量和金额
-- Findings by rule and region.
select rule_id, region_code, status, count(*) as finding_count, sum(amount_at_stake) as amount_at_stake
from rule.fct_finding
group by rule_id, region_code, status
order by rule_id, region_code, status
