{# What failed and was not made again (支付失败待重发), wherever a missing amount is to be explained by it:

       from ({{ failed_payments('payment', ['fund_code', 'region_code', 'payable_plan_detail_id']) }}) as f

   `payments`  relation or CTE of rows of fct_payment, failed and paid
   `same`      columns within which a payment is made again: the plan's, and the order's where it is of one order only
   A plan may be paid in parts, so that a party's payments of one amount are looked at by themselves. Of what failed at
   several times the last counts, for it is the same made again; of what failed at one time each. What was paid later is it.
   Yields `same`, party_id, amount (of one) and failed_amount (of all of that amount), where any failed. #}
{% macro failed_payments(payments, same) -%}
    {%- set paid_at = "coalesce(p.paid_time, cast(" ~ first_day('p.period') ~ " as timestamp))" -%}
    select {% for column in same %}p.{{ column }}, {% endfor %}p.party_id, p.amount,
        greatest(
            sum(case when not p.is_paid and {{ paid_at }} = l.last_failed_at then 1 else 0 end)
            - sum(case when p.is_paid and {{ paid_at }} > l.last_failed_at then 1 else 0 end), 0
        ) * p.amount as failed_amount
    from {{ payments }} as p
    inner join (
        select {% for column in same %}p.{{ column }}, {% endfor %}p.party_id, p.amount, max({{ paid_at }}) as last_failed_at
        from {{ payments }} as p
        where not p.is_paid
        group by {% for column in same %}p.{{ column }}, {% endfor %}p.party_id, p.amount
    ) as l
        on {% for column in same %}l.{{ column }} = p.{{ column }} and {% endfor %}l.amount = p.amount
        and (l.party_id = p.party_id or l.party_id is null and p.party_id is null)
    group by {% for column in same %}p.{{ column }}, {% endfor %}p.party_id, p.amount
{%- endmacro %}

{# The same by order: what was made again under another order is missing of this one all the same. #}
{% macro failed_by_order(payments) -%}
    select fund_code, region_code, payment_master_id, sum(failed_amount) as failed_amount
    from ({{ failed_payments(payments, ['fund_code', 'region_code', 'payment_master_id', 'payable_plan_detail_id']) }}) as part
    group by fund_code, region_code, payment_master_id
{%- endmacro %}
