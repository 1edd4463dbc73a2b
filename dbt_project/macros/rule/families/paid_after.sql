{# Family 事后支付: money of a month after the month in which something ended it (death, new work, loss of a grade).

       from ({{ paid_after(ref('fct_benefit'), 'paid_for_month_amount', ref('base_death'), 'death_period',
           recovered=ref('base_overclaim_recovery'), where=of_rule('PEN-001', 'p')) }}) as c

   `paid`       relation with person_key, fund_code, region_code, period (the month the money is for)
   `amount`     its column; rows below 0 take back (冲回) what was paid after the event
   `event`      relation, one row a person; `event_period` its column YYYYMM: the month itself is still due
   `event_columns`  what of the event goes along (all but its person_key), without the event's period
   `recovered`  ledger of what has come back, by person and fund (recovered_amount, one or more rows a month; the last month's
                sum counts); it closes the earliest months first. It tells all that came back, also by negative amounts: the
                larger of both counts
   `where`      condition on `p` (a row paid) and `e` (the event)
   Yields the rows paid, the event's columns, so_far_amount and recovered_here_amount. #}
{% macro paid_after(paid, amount, event, event_period, event_columns=[], recovered=none, where='true', key='person_key') -%}
    with since_event as materialized (
        select
            p.*,
            e.{{ event_period }}
            {%- for column in event_columns %},
            e.{{ column }}
            {%- endfor %}
        from {{ paid }} as p
        inner join {{ event }} as e on e.{{ key }} = p.{{ key }}
        where p.{{ amount }} <> 0 and p.period > e.{{ event_period }} and {{ where }}
    ),
    paid_since_event as (
        select * from since_event where {{ amount }} > 0
    )
    select
        p.*,
        {% set total = 'greatest(r.recovered_total, t.taken_back_amount)' if recovered else 't.taken_back_amount' -%}
        {{ recovered_here(total, 'p.so_far_amount', 'p.' ~ amount) }} as recovered_here_amount
    from ({{ added_up('paid_since_event', amount, [key]) }}) as p
    left join ({{ taken_back('paid_since_event', amount, 'since_event', amount, [key]) }}) as t
        on t.fund_code = p.fund_code and t.{{ key }} = p.{{ key }}
    {%- if recovered %}
    left join ({{ recovered_by_ledger(recovered, key) }}) as r on r.fund_code = p.fund_code and r.{{ key }} = p.{{ key }}
    {%- endif %}
{%- endmacro %}
