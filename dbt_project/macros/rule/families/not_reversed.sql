{# Family 冲销: debits that the bank did not take back, each reversal taking back one debit.

       loose as ({{ not_reversed('unknown') }})

   `entries`  relation or CTE of entries of the bank: debits (net_amount above 0) and reversals of debits (below 0)
   A reversal takes back the last debit of its account and amount before it that is not taken back yet: as brackets close.
   Yields the debits that stay open. #}
{% macro not_reversed(entries) -%}
    {%- set in_turn = 'partition by account_no, abs(net_amount) order by booking_date, is_reversal, statement_id, entry_no' -%}
    select *
    from (
        select *,
            min(_open) over ({{ in_turn }} rows between 1 following and unbounded following) as _least_open_later
        from (
            select *,
                sum(case when is_reversal then -1 else 1 end) over ({{ in_turn }} rows unbounded preceding) as _open
            from {{ entries }}
        ) as counted
    ) as looked_on
    where not is_reversal and coalesce(_least_open_later >= _open, true)
{%- endmacro %}
