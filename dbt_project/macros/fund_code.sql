{# Fund codes as treasuries and banks write them (财会〔2017〕28号 short forms, AAE140) to ours. #}
{% macro fund_code(column) -%}
    case
        when {{ column }} in ('enterprise_pension', 'EEP', '110') then 'enterprise_pension'
        when {{ column }} in ('institution_pension', 'GIP', '120') then 'institution_pension'
        when {{ column }} in ('resident_pension', 'URP', '170', '150') then 'resident_pension'
        else {{ column }}
    end
{%- endmacro %}

{# The last state of each row of a treasury table: rows may change later, the last update counts. #}
{% macro last_state(model) -%}
    select
        s.*,
        coalesce(r.region_code, s.region_code) as region_code_now,
        row_number() over (
            partition by s.id
            order by s.updated_at desc nulls last, d.seq desc nulls last, s._delivery_id desc, s._line_no desc
        ) as _rank
    from {{ ref(model) }} as s
    inner join {{ ref('stg_control__delivery') }} as d on d.delivery_id = s._delivery_id
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.region_code
{%- endmacro %}
