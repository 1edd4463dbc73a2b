{# Family 重复: the same thing more than once.

       from ({{ several_times('paid', ['fund_code', 'person_key', 'period'], 'region_code', amount='paid_amount') }}) as r

   `rows`     relation or CTE with one row for each of `key` and `differs`
   `key`      columns that are the same
   `differs`  the column that tells the occurrences apart (region, receipt, account …)
   `amount`   column added up
   Yields the last row (by `differs`) of each key that occurs more than once, with times, other_<differs> (the first),
   amount_in_all and amount_largest. What was too much is amount_in_all - amount_largest. #}
{% macro several_times(rows, key, differs, amount) -%}
    select *
    from (
        select
            s.*,
            count(*) over same_key as times,
            min(s.{{ differs }}) over same_key as other_{{ differs }},
            {{ money('sum(s.' ~ amount ~ ') over same_key') }} as amount_in_all,
            max(s.{{ amount }}) over same_key as amount_largest,
            row_number() over (
                partition by {% for column in key %}s.{{ column }}{% if not loop.last %}, {% endif %}{% endfor %}
                order by s.{{ differs }} desc
            ) as _rank
        from {{ rows }} as s
        window same_key as (
            partition by {% for column in key %}s.{{ column }}{% if not loop.last %}, {% endif %}{% endfor %}
        )
    ) as counted
    where times > 1 and _rank = 1
{%- endmacro %}
