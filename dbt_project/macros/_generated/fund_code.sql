{# Generated from catalogue/code_maps by `make generate`; do not edit.
   Fund codes as treasuries, banks and tax write them, to ours; what is not known stays as it came. #}
{% macro fund_code(column) -%}
    case
        when {{ column }} in ('110', 'EEP') then 'enterprise_pension'
        when {{ column }} in ('150', '170', 'URP') then 'resident_pension'
        when {{ column }} in ('120', 'GIP') then 'institution_pension'
        when {{ column }} in ('310', 'EMI') then 'employee_medical'
        when {{ column }} in ('390', '391', 'URM') then 'resident_medical'
        when {{ column }} in ('210', 'UI') then 'unemployment'
        when {{ column }} in ('410', 'INJ') then 'work_injury'
        when {{ column }} in ('510') then 'maternity'
        when {{ column }} in ('380') then 'new_rural_medical'
        else {{ column }}
    end
{%- endmacro %}
