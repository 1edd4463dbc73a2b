{# A legal number in force on a day: the province's own where it has set one, else the nation's. #}
{# Yields a relation (fund_code, region_code = '*', valid_from, valid_to, value, …); a gap has value null and never counts. #}
{% macro parameter(parameter_id, fund_code='enterprise_pension') -%}
    (
        select p.parameter_id, p.value, p.document, p.article, p.status,
            coalesce(p.valid_from, cast('0001-01-01' as date)) as valid_from,
            coalesce(p.valid_to, cast('9999-12-31' as date)) as valid_to
        from {{ ref('seed_parameter') }} as p
        where p.parameter_id = '{{ parameter_id }}'
            and p.fund_code in ('*', '{{ fund_code }}')
            and p.value is not null
            and (p.region_code = '630000' or p.region_code = '000000' and not exists (
                select 1 from {{ ref('seed_parameter') }} as own
                where own.parameter_id = p.parameter_id and own.fund_code in ('*', '{{ fund_code }}')
                    and own.region_code = '630000' and own.value is not null
            ))
    )
{%- endmacro %}
