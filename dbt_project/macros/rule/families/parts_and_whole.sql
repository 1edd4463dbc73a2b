{# Family 明细与合计: parts that do not add up to the whole.

       from ({{ parts_and_whole(ref('fct_disbursement'), 'amount', ref('fct_payment'), 'amount',
           ['fund_code', 'payment_master_id'], part_where='p.is_paid') }}) as w
       where abs(w.difference_amount) > 1

   `whole`, `parts`  relations; `whole_amount`, `part_amount` their columns; `key` columns of the same name in both
   Yields the rows of the whole with parts_amount (0 where there are none), parts_count and difference_amount = whole - parts.
   A part without a whole is `without` (below), the other way round. #}
{% macro parts_and_whole(whole, whole_amount, parts, part_amount, key, where='true', part_where='true') -%}
    select
        w.*,
        {{ money('coalesce(s.parts_amount, 0)') }} as parts_amount,
        cast(coalesce(s.parts_count, 0) as bigint) as parts_count,
        {{ money('coalesce(w.' ~ whole_amount ~ ', 0) - coalesce(s.parts_amount, 0)') }} as difference_amount
    from {{ whole }} as w
    left join (
        select
            {% for column in key %}p.{{ column }}, {% endfor %}
            sum(p.{{ part_amount }}) as parts_amount,
            count(*) as parts_count
        from {{ parts }} as p
        where {{ part_where }}
        group by {% for column in key %}p.{{ column }}{% if not loop.last %}, {% endif %}{% endfor %}
    ) as s on {% for column in key %}s.{{ column }} = w.{{ column }}{% if not loop.last %} and {% endif %}{% endfor %}
    where {{ where }}
{%- endmacro %}
