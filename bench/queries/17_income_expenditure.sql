-- 基金收支（月），含各环节差额
-- Income and expenditure of each fund and region, with the differences between stations.
select * from mart.mart_fund__income_expenditure_month
order by fund_code, region_code, period
