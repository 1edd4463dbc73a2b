{# A number of the scorecard or of the baselines (catalogue/parameters/quality.yml), one for all funds and regions, as it is
   in force from day to day. #}
{% macro quality_parameter(parameter_id) -%}
    (
        select
            value,
            coalesce(valid_from, cast('0001-01-01' as date)) as valid_from,
            coalesce(valid_to, cast('9999-12-31' as date)) as valid_to
        from {{ ref('seed_parameter') }}
        where parameter_id = '{{ parameter_id }}' and fund_code = '*' and region_code = '000000' and value is not null
    )
{%- endmacro %}
