-- 支付成功与失败的笔数和金额，按银行
-- Payments made and failed, by bank.
select bank_code, fund_code, sum(case when is_paid then 1 else 0 end) as paid_count,
    sum(case when is_paid then 0 else 1 end) as failed_count, sum(case when is_paid then amount else 0 end) as paid_amount
from core.fct_payment
group by bank_code, fund_code
order by bank_code, fund_code
