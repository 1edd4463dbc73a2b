{# Family 事后支付: money of a month after the month in which something ended it (death, new work, loss of a grade).

       from ({{ paid_after(ref('fct_benefit'), 'paid_for_month_amount', ref('base_death'), 'death_period',
           recovered=ref('base_overclaim_recovery'), where=of_rule('PEN-001', 'p')) }}) as c

   `paid`       relation with person_key, fund_code, region_code, period (the month the money is for)
   `amount`     its column; rows of 0 or less are none
   `event`      relation, one row a person; `event_period` its column YYYYMM: the month itself is still due
   `event_columns`  what of the event goes along (all but its person_key), without the event's period
   `recovered`  ledger of what has come back, by person and fund (recovered_amount, one or more rows a month; the last month's
                sum counts); it closes the earliest months first
   `where`      condition on `p` (a row paid) and `e` (the event)
   Yields the rows paid, the event's columns, paid_so_far_amount and recovered_here_amount. #}
{% macro paid_after(paid, amount, event, event_period, event_columns=[], recovered=none, where='true', key='person_key') -%}
    select
        p.*,
        {% if recovered -%}
        {{ money('greatest(least(coalesce(r.recovered_total, 0) - (p.paid_so_far_amount - p.' ~ amount ~ '), p.' ~ amount ~ '), 0)') }}
        {%- else -%}
        {{ money('0') }}
        {%- endif %} as recovered_here_amount
    from (
        select
            p.*,
            e.{{ event_period }}
            {%- for column in event_columns %},
            e.{{ column }}
            {%- endfor %},
            sum(p.{{ amount }}) over (
                partition by p.fund_code, p.{{ key }} order by p.period, p.region_code, p._delivery_id, p._line_no
                rows unbounded preceding
            ) as paid_so_far_amount
        from {{ paid }} as p
        inner join {{ event }} as e on e.{{ key }} = p.{{ key }}
        where p.{{ amount }} > 0 and p.period > e.{{ event_period }} and {{ where }}
    ) as p
    {%- if recovered %}
    left join (
        select fund_code, {{ key }}, max(recovered_in_month) as recovered_total
        from (
            select fund_code, {{ key }}, period, sum(recovered_amount) as recovered_in_month
            from {{ recovered }}
            group by fund_code, {{ key }}, period
        ) as by_month
        group by fund_code, {{ key }}
    ) as r on r.fund_code = p.fund_code and r.{{ key }} = p.{{ key }}
    {%- endif %}
{%- endmacro %}
