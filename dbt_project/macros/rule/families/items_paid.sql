{# Family 支付项目: payments item by item, as they stand, for rules that look for the same item paid again.

       with paid as ({{ items_paid('payment') }})

   `payments`  CTE of rows of fct_payment, all paid, with what was taken back of them (below 0)
   A part payment, of less than its plan, is left out; a plan paid by a line for each month is compared month by month. An item and its reversal (冲销) in one plan cancel; a reversal
   that was paid by another plan, for the same person, month, item and amount, cancels the last of the payments. An item's
   own month (补发) goes before that of the payment.
   Yields the payment's columns with those of the item, item_amount (above 0) and payment_no, which orders payments. #}
{% macro items_paid(payments) -%}
    {%- set same = 'fund_code, region_code, person_key, corresponding_fee_period, benefit_item_code' -%}
    {%- set plan = 'fund_code, region_code, person_key, payable_plan_detail_id' -%}
    {#- The line that pays an item: of its own month, else the last; of lines for several months each pays one of no month. -#}
    {%- set line_period = 'coalesce(l.corresponding_fee_period, case when o.corresponding_fee_period is not null
                        or d.first_period = d.last_period then d.last_period end)' -%}
    select *
    from (
        select
            *,
            sum(case when item_amount < 0 then 1 else 0 end) over (partition by {{ same }}, abs(item_amount)) as _reversals,
            row_number() over (partition by {{ same }}, item_amount order by payment_no desc) as _latest
        from (
            select
                p.fund_code, p.region_code, p.person_key, p.citizen_id, p.period, p.paid_date, p.amount,
                coalesce(i.corresponding_fee_period, p.corresponding_fee_period) as corresponding_fee_period,
                i.benefit_item_code, i.payable_type_code, i.item_amount, p._delivery_id, p._line_no,
                cast(p.paid_time as text) || lpad(cast(p._delivery_id as text), 12, '0')
                    || lpad(cast(p._line_no as text), 9, '0') as payment_no
            from {{ payments }} as p
            inner join (
                select
                    o.fund_code, o.region_code, o.payable_plan_detail_id, d.person_key, o.corresponding_fee_period,
                    o.benefit_item_code, o.payable_type_code, {{ line_period }} as line_period,
                    {{ money('sum(' ~ item_amount('o') ~ ')') }} as item_amount,
                    sum(sum({{ item_amount('o') }})) over (
                        partition by o.fund_code, o.region_code, o.payable_plan_detail_id, d.person_key,
                            {{ line_period }}
                    ) as plan_amount
                from {{ ref('fct_payable_item') }} as o
                inner join (
                    select {{ plan }}, min(corresponding_fee_period) as first_period,
                        max(corresponding_fee_period) as last_period
                    from {{ payments }} group by {{ plan }}
                ) as d
                    on d.fund_code = o.fund_code and d.region_code = o.region_code
                    and d.payable_plan_detail_id = o.payable_plan_detail_id
                left join (select distinct {{ plan }}, corresponding_fee_period from {{ payments }}) as l
                    on l.fund_code = o.fund_code and l.region_code = o.region_code
                    and l.payable_plan_detail_id = o.payable_plan_detail_id and l.person_key = d.person_key
                    and l.corresponding_fee_period = o.corresponding_fee_period
                group by o.fund_code, o.region_code, o.payable_plan_detail_id, d.person_key, o.corresponding_fee_period,
                    o.benefit_item_code, o.payable_type_code, {{ line_period }}
            ) as i
                on i.fund_code = p.fund_code and i.region_code = p.region_code
                and i.payable_plan_detail_id = p.payable_plan_detail_id and i.person_key = p.person_key
                and (i.line_period is null or i.line_period = p.corresponding_fee_period)
            where p.amount >= i.plan_amount
        ) as of_payment
    ) as each_item
    where item_amount > 0 and _latest > _reversals
{%- endmacro %}
