{# 就医类别 of a row of base_medical_visit. 就诊方式 is of the national or of a local list (NHSA med_type), which of them is
   not settled: codes of both are known here, any other is judged by its table and the days spent. #}
{% macro visit_kind(row) -%}
    case
        when {{ row }}.file_code = 'EM03' then 'outpatient'
        when {{ row }}.visit_type_code in ('14', '9903', '9914') then 'chronic'
        when {{ row }}.visit_type_code = '9922' then 'home_bed'
        when {{ row }}.visit_type_code in ('21', '22', '23', '24', '26', '52', '9904', '9907', '9921', '9925')
            then 'inpatient'
        when coalesce({{ row }}.inpatient_or_home_bed_days, {{ row }}.inpatient_days, 0) > 0
            or {{ row }}.admission_date is not null then 'inpatient'
        when {{ row }}.file_code in ('EM04', 'RM02') then 'chronic'
        else 'outpatient'
    end
{%- endmacro %}
