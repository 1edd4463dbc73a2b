{# All tables that a rule needs in a region are there for the row's fund, region and month: what is missing on one side is
   not a difference as long as the other side's table has not come. #}
{% macro inputs_there(rule_id, row, period='period') -%}
    exists (
        select 1
        from (
            select i.fund_code, m.region_code, m.period
            from (
                select fund_code, file_code, count(*) over (partition by fund_code) as needed
                from {{ ref('seed_rule_input') }}
                where rule_id = '{{ rule_id }}' and scope = 'region'
            ) as i
            inner join {{ ref('base_feed_month') }} as m on m.file_code = i.file_code
            group by i.fund_code, m.region_code, m.period
            having count(*) = max(i.needed)
        ) as complete
        where complete.fund_code = {{ row }}.fund_code and complete.region_code = {{ row }}.region_code
            and complete.period = {{ row }}.{{ period }}
    )
{%- endmacro %}
