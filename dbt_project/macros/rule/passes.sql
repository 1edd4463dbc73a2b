{# A measured value passes the threshold: true where the rule has none, false where the legal number is missing. #}
{% macro passes(threshold, parameter, measured) -%}
    case
        when {{ threshold }}.rule_id is null then true
        when {{ parameter }}.value is null or {{ measured }} is null then false
        when {{ threshold }}.operator = 'above' then {{ measured }} > {{ parameter }}.value
        when {{ threshold }}.operator = 'at_least' then {{ measured }} >= {{ parameter }}.value
        when {{ threshold }}.operator = 'below' then {{ measured }} < {{ parameter }}.value
        else {{ measured }} <= {{ parameter }}.value
    end
{%- endmacro %}

{# Whether a finding is of a kind that is compared with a row of seed_rule_threshold. #}
{% macro is_compared(finding, threshold) -%}
    ({{ threshold }}.kinds = '*' or position(',' || {{ finding }}.kind || ',' in ',' || {{ threshold }}.kinds || ',') > 0)
{%- endmacro %}
