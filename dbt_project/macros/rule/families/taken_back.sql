{# Family 冲回: rows found, each with what of it was taken back by a negative amount (负数冲回) of its month or a later one, earliest
   months first.

       from ({{ with_taken_back('above', 'excess_amount', ref('fct_injury_benefit'), 'allowance_amount') }}) as c

   `rows`   CTE with fund_code, `key`, region_code, period, _delivery_id, _line_no
   `amount` its column: what of the row is wrong
   `paid`   relation of all that was paid, `paid_amount` its column, negative where taken back
   Yields the rows with recovered_here_amount. #}
{% macro with_taken_back(rows, amount, paid, paid_amount, key=['person_key']) -%}
    select r.*, {{ recovered_here('t.taken_back_amount', 'r.so_far_amount', 'r.' ~ amount) }} as recovered_here_amount
    from ({{ added_up(rows, amount, key) }}) as r
    left join ({{ taken_back(rows, amount, paid, paid_amount, key) }}) as t
        on t.fund_code = r.fund_code{% for column in key %} and t.{{ column }} = r.{{ column }}{% endfor %}
{%- endmacro %}

{# What was taken back of the rows of each `key`. At a time when more was taken back than was found by then, the rest was of
   something else: it is no money back for what is found later. #}
{% macro taken_back(rows, amount, paid, paid_amount, key) -%}
    {%- set of_key = 'fund_code, ' ~ key | join(', ') -%}
    select {{ of_key }}, sum(back) + least(min(left_over), 0) as taken_back_amount
    from (
        select {{ of_key }}, back, sum(found - back) over (partition by {{ of_key }} order by period) as left_over
        from (
            select {{ of_key }}, period, {{ amount }} as found, 0 as back
            from {{ rows }}
            union all
            select n.fund_code, {% for column in key %}n.{{ column }}, {% endfor %}n.period, 0, -n.{{ paid_amount }}
            from {{ paid }} as n
            inner join (select distinct {{ of_key }} from {{ rows }}) as k
                on k.fund_code = n.fund_code{% for column in key %} and k.{{ column }} = n.{{ column }}{% endfor %}
            where n.{{ paid_amount }} < 0
        ) as moves
    ) as running
    group by {{ of_key }}
{%- endmacro %}

{# The rows with so_far_amount, the sum of `amount` up to each, earliest months first: what comes back closes them in this order. #}
{% macro added_up(rows, amount, key=['person_key']) -%}
    select
        w.*,
        sum(w.{{ amount }}) over (
            partition by w.fund_code{% for column in key %}, w.{{ column }}{% endfor %}
            order by w.period, w.region_code, w._delivery_id, w._line_no rows unbounded preceding
        ) as so_far_amount
    from {{ rows }} as w
{%- endmacro %}

{# What of a row came back, where `total` came back of all rows: `so_far` is the sum of `amount` up to this row. #}
{% macro recovered_here(total, so_far, amount) -%}
    {{ money('greatest(least(coalesce(' ~ total ~ ', 0) - (' ~ so_far ~ ' - ' ~ amount ~ '), ' ~ amount ~ '), 0)') }}
{%- endmacro %}
