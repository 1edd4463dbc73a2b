{# Marts of supervision (监管专题): figures counted of findings, and compared with the month before and the year before. #}

{# What is counted of rows of mart_supervision__finding. #}
{% macro supervision_counts() -%}
    cast(sum(finding_count) as bigint) as finding_count,
    {%- for name in supervision_count_names()[1:] %}
    cast(sum({{ name }}) as bigint) as {{ name }},
    {%- endfor %}
    {{ money_sum('amount_at_stake') }} as amount_at_stake,
    {{ money_sum('recovered_amount') }} as recovered_amount,
    {{ money_sum('outstanding_amount') }} as outstanding_amount
{%- endmacro %}

{% macro supervision_count_names() -%}
    {{ return([
        'finding_count', 'open_count', 'closed_count', 'confirmed_count', 'dismissed_count', 'high_count', 'medium_count', 'low_count',
        'clue_count'
    ]) }}
{%- endmacro %}

{# Who and what is found, once each: never a sum of narrower figures. #}
{% macro supervision_subjects() -%}
    cast(count(distinct case when subject_type = 'person' then subject_key end) as bigint) as person_count,
    cast(count(distinct case when subject_type = 'unit' then subject_key end) as bigint) as unit_count
{%- endmacro %}

{# Rows of one rule, fund, region and month (with `is_judged`: the rule could look) beside those of the month before and of
   same month of the year before. Compared only where the rule looked in both, and where its findings stay in their month: what
   lasts (欠缴、冒领未追回) has left the months before, which would always seem to have had none. `key` names the rows but for
   the month. #}
{% macro supervision_trend(rows, key) -%}
    {%- set lasting = [] -%}
    {%- for rule_id, about in rule_registry().items() if about['lasts'] %}{% do lasting.append(rule_id) %}{% endfor -%}
    select
        m.*,
        {%- for name, other in [('last_month', 'a'), ('last_year', 'b')] %}
        {%- set both = "m.is_judged and " ~ other ~ ".is_judged and m.rule_id not in ('" ~ lasting | join("', '") ~ "')" %}
        case when {{ both }} then 1 else 0 end as {{ name }}_rule_count,
        case when {{ both }} then {{ other }}.finding_count end as {{ name }}_count,
        case when {{ both }} then m.finding_count - {{ other }}.finding_count end as {{ name }}_count_change,
        {{ money('case when ' ~ both ~ ' then ' ~ other ~ '.amount_at_stake end') }} as {{ name }}_amount,
        {{ money('case when ' ~ both ~ ' then m.amount_at_stake - ' ~ other ~ '.amount_at_stake end') }}
            as {{ name }}_amount_change
        {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from {{ rows }} as m
    {%- for other, months in [('a', 1), ('b', 12)] %}
    left join {{ rows }} as {{ other }}
        on {% for column in key %}{{ other }}.{{ column }} = m.{{ column }} and {% endfor -%}
        {{ other }}.period = {{ period_of_index(month_index('m.period') ~ ' - ' ~ months) }}
    {%- endfor %}
{%- endmacro %}

{# Sums of such rows over rules: null where no rule could be compared. #}
{% macro supervision_trend_sums() -%}
    {%- for name in ['last_month', 'last_year'] %}
    cast(sum({{ name }}_rule_count) as bigint) as {{ name }}_rule_count,
    cast(sum({{ name }}_count) as bigint) as {{ name }}_count,
    cast(sum({{ name }}_count_change) as bigint) as {{ name }}_count_change,
    {{ money('sum(' ~ name ~ '_amount)') }} as {{ name }}_amount,
    {{ money('sum(' ~ name ~ '_amount_change)') }} as {{ name }}_amount_change
    {%- if not loop.last %},{% endif %}
    {%- endfor %}
{%- endmacro %}

{# The region's present name and the prefecture it belongs to; `region` is a row with region_code. #}
{% macro region_names(region) -%}
left join {{ ref('dim_region') }} as county
    on county.region_code = {{ region }}.region_code and county.valid_to is null and county.current_region_code = county.region_code
left join {{ ref('dim_region') }} as prefecture
    on prefecture.region_code = case when county.region_level = 3 then county.parent_region_code else county.region_code end
    and prefecture.valid_to is null and prefecture.current_region_code = prefecture.region_code
{%- endmacro %}
