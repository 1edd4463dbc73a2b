{# Family 逐笔对应: orders and debits without an order's number that stand for one another, one for one.

       paired as ({{ carried_out_by_amount('waiting', 'loose') }})

   `orders`  relation or CTE with account_no, amount, day and days, in which the bank carries the order out
   `debits`  relation or CTE with account_no, net_amount and booking_date
   Orders and debits of one account and amount that are within each other's days, or in a row of such, are counted: of the
   side that has more, the last are left over.
   Yields those that have their counterpart: an order's fund_code, region_code, payment_master_id and account_no, or a debit's
   account_no, statement_id and entry_no. #}
{% macro carried_out_by_amount(orders, debits) -%}
    select account_no, fund_code, region_code, payment_master_id, statement_id, entry_no
    from (
        select *,
            row_number() over (
                partition by account_no, amount, _run, is_debit
                order by day, fund_code, region_code, payment_master_id, statement_id, entry_no
            ) as _place,
            sum(is_debit) over same_run as debit_count,
            sum(1 - is_debit) over same_run as order_count
        from (
            select *, sum(_begins) over (partition by account_no, amount order by day rows unbounded preceding) as _run
            from (
                select *,
                    case when day - lag(day) over same_amount > max(days) over (partition by account_no, amount)
                        then 1 else 0 end as _begins
                from (
                    select s.account_no, s.amount, s.day, s.days, 0 as is_debit, s.fund_code, s.region_code,
                        s.payment_master_id, cast(null as text) as statement_id, cast(null as integer) as entry_no
                    from {{ orders }} as s
                    where exists (
                        select 1 from {{ debits }} as o
                        where o.account_no = s.account_no and o.net_amount = s.amount
                            and o.booking_date between s.day and s.day + s.days
                    )
                    union all
                    select s.account_no, s.net_amount, s.booking_date, 0, 1, null, null, null, s.statement_id, s.entry_no
                    from {{ debits }} as s
                    where exists (
                        select 1 from {{ orders }} as o
                        where o.account_no = s.account_no and o.amount = s.net_amount
                            and s.booking_date between o.day and o.day + o.days
                    )
                ) as event
                window same_amount as (partition by account_no, amount order by day)
            ) as dated
        ) as in_runs
        window same_run as (partition by account_no, amount, _run)
    ) as placed
    where _place <= case when is_debit = 1 then order_count else debit_count end
{%- endmacro %}
