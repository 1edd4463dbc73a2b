-- 失业人员：核定月数与已领月数
-- Spells of unemployment by months approved and drawn.
select approved_months, drawn_months, count(*) as spell_count, sum(paid_amount) as paid_amount
from core.fct_unemployment_spell
group by approved_months, drawn_months
order by approved_months, drawn_months
