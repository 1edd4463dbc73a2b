{# The columns every rule yields about a person; a rule adds its own evidence after them. #}
{# `key` are further columns that tell findings apart: a person may have two employers in one month. #}
{# `seen` is the month of the feed in which it shows; `period` the month it is about. #}
{# Amounts are yuan; `observed` and `expected` are what is compared, as text without personal data. #}
{% macro person_finding(rule_id, row, kind, amount, observed, expected, recovered='0', region='region_code', period='period', seen='period', key=[]) -%}
    {%- set parts = ["'" ~ rule_id ~ "'", row ~ '.person_key', row ~ '.' ~ region, row ~ '.' ~ period] -%}
    {%- for column in key %}{% do parts.append(row ~ '.' ~ column) %}{% endfor -%}
    {{ hash_key(parts) }} as finding_key,
    '{{ rule_id }}' as rule_id,
    {{ kind }} as kind,
    case when {{ recovered }} >= {{ amount }} and {{ amount }} > 0 then 'closed' else 'open' end as status,
    'person' as subject_type,
    {{ row }}.person_key,
    {{ row }}.citizen_id,
    {{ row }}.fund_code,
    {{ row }}.{{ region }} as region_code,
    {{ row }}.{{ period }} as period,
    {{ row }}.{{ seen }} as seen_period,
    {{ money(amount) }} as amount_at_stake,
    {{ money(recovered) }} as recovered_amount,
    {{ observed }} as observed,
    {{ expected }} as expected,
    {{ row }}._delivery_id,
    {{ row }}._line_no
{%- endmacro %}
