{# What every finding (疑点) has; a rule adds its evidence after it, under the names of its YAML.

   finding         a finding about any subject
   person_finding  … about a person (`row` has person_key and citizen_id)
   unit_finding    … about a unit (`row` has unit_key)

   `row`       alias of the row the finding is about: fund_code, region_code, period, _delivery_id, _line_no are its
   `kind`      SQL; one of the rule's `kinds`
   `amount`    SQL; yuan at stake. `recovered`: what of it has come back (追回); all of it closes the finding
   `observed`, `expected`  SQL of text without personal data: what is compared
   `region`, `period`, `seen`  other columns of the row: where and when it is about; the month of the feed that shows it
   `key`       further columns of the row that tell findings apart, where rule, fund, subject, region and month do not;
               those of them that do not vary from month to month tell their evidence apart too (told_apart)
   `unit`      SQL: the employer's unit_key, shown with a finding about a person #}
{% macro finding(rule_id, row, subject_type, subject, kind, amount, observed, expected, recovered='0', region='region_code', period='period', seen='period', key=[], person='cast(null as text)', citizen='cast(null as text)', unit='cast(null as text)') -%}
    {%- set parts = ["'" ~ rule_id ~ "'", row ~ '.fund_code', subject, row ~ '.' ~ region, row ~ '.' ~ period] -%}
    {%- set apart = [] -%}
    {%- for column in key %}
        {%- do parts.append(row ~ '.' ~ column) -%}
        {%- if column not in rule_registry()[rule_id]['varies'] %}{% do apart.append(row ~ '.' ~ column) %}{% endif -%}
    {% endfor -%}
    {{ hash_key(parts) }} as finding_key,
    '{{ rule_id }}' as rule_id,
    {{ kind }} as kind,
    case when {{ recovered }} >= {{ amount }} and {{ amount }} > 0 then 'closed' else 'open' end as status,
    '{{ subject_type }}' as subject_type,
    {{ subject }} as subject_key,
    {{ person }} as person_key,
    {{ citizen }} as citizen_id,
    {{ unit }} as unit_key,
    {{ row }}.fund_code,
    {{ row }}.{{ region }} as region_code,
    {{ row }}.{{ period }} as period,
    {{ row }}.{{ seen }} as seen_period,
    {{ money(amount) }} as amount_at_stake,
    {{ money(recovered) }} as recovered_amount,
    {{ observed }} as observed,
    {{ expected }} as expected,
    {{ row }}._delivery_id,
    {{ row }}._line_no,
    {{ hash_key(apart) if apart else 'cast(null as text)' }} as told_apart
{%- endmacro %}

{% macro person_finding(rule_id, row, kind, amount, observed, expected, recovered='0', region='region_code', period='period', seen='period', key=[], unit='cast(null as text)') -%}
    {{ finding(rule_id, row, 'person', row ~ '.person_key', kind, amount, observed, expected, recovered, region, period, seen,
        key, person=row ~ '.person_key', citizen=row ~ '.citizen_id', unit=unit) }}
{%- endmacro %}

{% macro unit_finding(rule_id, row, kind, amount, observed, expected, recovered='0', region='region_code', period='period', seen='period', key=[]) -%}
    {{ finding(rule_id, row, 'unit', row ~ '.unit_key', kind, amount, observed, expected, recovered, region, period, seen,
        key, unit=row ~ '.unit_key') }}
{%- endmacro %}

{# The row belongs to a fund that the rule is declared for (`funds` of its YAML). #}
{% macro of_rule(rule_id, row) -%}
    {{ row }}.fund_code in ('{{ rule_registry()[rule_id]['funds'] | join("', '") }}')
{%- endmacro %}

{# The columns of a finding, in order. #}
{% macro finding_columns() -%}
    finding_key, rule_id, kind, status, subject_type, subject_key, person_key, citizen_id, unit_key, fund_code, region_code,
    period, seen_period, amount_at_stake, recovered_amount, observed, expected, _delivery_id, _line_no
{%- endmacro %}
