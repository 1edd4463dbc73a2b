{# Generated from the rules' YAML by `make generate`; do not edit. #}
{% macro rule_registry() -%}
    {{ return({
        'MED-001': {"funds": ["employee_medical"]},
        'MED-002': {"funds": ["employee_medical"]},
        'MED-003': {"funds": ["employee_medical"]},
        'MED-004': {"funds": ["employee_medical", "resident_medical"]},
        'MED-005': {"funds": ["resident_medical"]},
        'MED-006': {"funds": ["resident_medical"]},
        'MED-007': {"funds": ["employee_medical", "resident_medical"]},
        'MED-008': {"funds": ["resident_medical"]},
        'MED-009': {"funds": ["resident_medical"]},
        'MED-010': {"funds": ["employee_medical", "resident_medical"]},
        'PEN-001': {"funds": ["enterprise_pension", "institution_pension", "resident_pension"]},
        'PEN-005': {"funds": ["enterprise_pension", "institution_pension"]},
        'PEN-006': {"funds": ["enterprise_pension", "institution_pension"]},
        'PER-001': {"funds": ["enterprise_pension", "institution_pension", "employee_medical", "unemployment"]},
        'PER-002': {"funds": ["enterprise_pension", "institution_pension", "employee_medical", "unemployment"]},
        'PER-003': {"funds": ["employee_medical", "unemployment"]},
        'PER-004': {"funds": ["enterprise_pension", "institution_pension", "employee_medical", "unemployment"]},
        'PER-005': {"funds": ["enterprise_pension", "institution_pension", "resident_pension", "employee_medical", "resident_medical", "unemployment"]},
        'PER-006': {"funds": ["enterprise_pension", "institution_pension", "resident_pension", "employee_medical", "resident_medical", "unemployment"]},
        'PER-007': {"funds": ["enterprise_pension", "resident_pension", "resident_medical"]},
        'PER-008': {"funds": ["enterprise_pension", "institution_pension", "employee_medical", "unemployment", "resident_pension", "resident_medical"]},
        'PER-009': {"funds": ["enterprise_pension", "institution_pension", "employee_medical", "unemployment", "resident_pension", "resident_medical"]},
        'UNI-001': {"funds": ["enterprise_pension", "institution_pension", "employee_medical", "unemployment", "work_injury", "maternity"]},
        'UNI-002': {"funds": ["enterprise_pension", "institution_pension", "employee_medical", "unemployment"]},
        'UNI-003': {"funds": ["enterprise_pension", "institution_pension"]},
        'UNI-004': {"funds": ["enterprise_pension", "institution_pension", "employee_medical", "unemployment"]}
    }) }}
{%- endmacro %}
