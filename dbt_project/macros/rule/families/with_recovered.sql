{# Family 追回: rows paid, each with what of it has come back by the ledger of overclaims (冒领追回), earliest months first.

       from ({{ with_recovered('wrong', 'paid_for_month_amount') }}) as c

   `rows`   relation or CTE with person_key, fund_code, region_code, period, _delivery_id, _line_no
   `amount` its column
   Only entries without a date of death count: those of the dead belong to PEN-001.
   Yields the rows with recovered_here_amount. #}
{% macro with_recovered(rows, amount) -%}
    select
        p.*,
        {{ recovered_here('r.recovered_total', 'p.so_far_amount', 'p.' ~ amount) }} as recovered_here_amount
    from ({{ added_up(rows, amount) }}) as p
    left join ({{ recovered_by_ledger(ref('fct_overclaim_recovery'), where='death_date is null') }}) as r
        on r.fund_code = p.fund_code and r.person_key = p.person_key
{%- endmacro %}

{# What has come back by a ledger that tells, each month, what has in all. #}
{% macro recovered_by_ledger(ledger, key='person_key', where='true') -%}
    select fund_code, {{ key }}, max(recovered_in_month) as recovered_total
    from (
        select fund_code, {{ key }}, period, sum(recovered_amount) as recovered_in_month
        from {{ ledger }}
        where {{ where }}
        group by fund_code, {{ key }}, period
    ) as by_month
    group by fund_code, {{ key }}
{%- endmacro %}
