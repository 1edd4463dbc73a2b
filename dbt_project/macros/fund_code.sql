{# Fund codes as treasuries, banks and tax write them (财会〔2017〕28号 short forms, AAE140) to ours; what is not known
   stays as it came. #}
{% macro fund_code(column) -%}
    case
        when {{ column }} in ('EEP', '110') then 'enterprise_pension'
        when {{ column }} in ('GIP', '120') then 'institution_pension'
        when {{ column }} in ('URP', '170', '150') then 'resident_pension'
        when {{ column }} = '210' then 'unemployment'
        when {{ column }} = '310' then 'employee_medical'
        when {{ column }} = '380' then 'new_rural_medical'
        when {{ column }} in ('390', '391') then 'resident_medical'
        when {{ column }} = '410' then 'work_injury'
        when {{ column }} = '510' then 'maternity'
        else {{ column }}
    end
{%- endmacro %}
