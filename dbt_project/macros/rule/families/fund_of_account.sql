{# Family 账户: entries of the bank, each with the one fund it stands for.

       with debit as ({{ fund_of_account('loose', 'ordered', 'PAY-006', days='settle_days') }})

   `entries`  relation or CTE of bank entries with account_region_code
   `orders`   relation or CTE with fund_code and payment_master_id
   An account may be used by several of the rule's funds (共用支出户): by those whose orders or allocations by treasury name
   it. `days` is the parameter of the days in which the bank carries an order out: an entry may be of an order of so many
   days before. The fund whose order has the entry's number goes first, else that whose code is first. As long as the tables of one
   of them have not come for the region and month, or for that of the first of those days, the entry may be theirs, and is
   left out.
   Yields the entries with fund_code, region_code and period (of booking). #}
{% macro fund_of_account(entries, orders, rule_id, days) -%}
    select *
    from (
        select
            e.*,
            min(case when {{ inputs_there(rule_id, 'e') }} and {{ inputs_there(rule_id, 'e', period='_earliest_period') }}
                then 1 else 0 end) over same_entry as _all_there,
            row_number() over (
                partition by e.account_no, e.statement_id, e.entry_no order by e._is_of_other_number, e.fund_code
            ) as _place
        from (
            select
                u.fund_code, b.account_region_code as region_code, b.period,
                b.account_no, b.statement_id, b.entry_no, b.booking_date, b.net_amount, b._delivery_id, b._line_no,
                {{ period_of_date('b.booking_date - cast(coalesce(w.value, 0) as integer)') }} as _earliest_period,
                case when n.fund_code is null then 1 else 0 end as _is_of_other_number
            from (
                select
                    account_region_code, account_no, statement_id, entry_no, booking_date, net_amount,
                    end_to_end_reference, _delivery_id, _line_no, {{ period_of_date('booking_date') }} as period
                from {{ entries }}
            ) as b
            inner join (
                select bank_account_no as account_no, fund_code from {{ ref('fct_disbursement') }}
                union
                select payee_account, fund_code from {{ ref('fct_treasury_payment') }}
            ) as u on u.account_no = b.account_no and {{ of_rule(rule_id, 'u') }}
            left join (select distinct fund_code, payment_master_id from {{ orders }}) as n
                on n.fund_code = u.fund_code and n.payment_master_id = b.end_to_end_reference
            left join {{ in_force(days, 'w', of='b', fund='u.fund_code', region='b.account_region_code') }}
        ) as e
        window same_entry as (partition by e.account_no, e.statement_id, e.entry_no)
    ) as placed
    where _place = 1 and _all_there = 1
{%- endmacro %}
