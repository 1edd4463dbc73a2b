{# Generated from the rules' YAML by `make generate`; do not edit. #}
{% macro rule_registry() -%}
    {{ return({
        'PEN-001': {"funds": ["enterprise_pension", "institution_pension", "resident_pension"]},
        'PEN-005': {"funds": ["enterprise_pension", "institution_pension"]},
        'PEN-006': {"funds": ["enterprise_pension", "institution_pension"]},
        'PER-001': {"funds": ["enterprise_pension", "institution_pension", "employee_medical", "unemployment"]},
        'PER-002': {"funds": ["enterprise_pension", "institution_pension", "employee_medical", "unemployment"]},
        'PER-008': {"funds": ["enterprise_pension", "institution_pension", "employee_medical", "unemployment"]}
    }) }}
{%- endmacro %}
