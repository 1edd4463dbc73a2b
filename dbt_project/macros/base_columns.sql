{# The frame of a base model on one feed: the row that counts of each key, the region's present code, the lineage. #}
{% macro counted_rows(model, keys, region='admin_division_code') -%}
    select
        s.*,
        coalesce(r.region_code, s.{{ region }}) as region_code,
        {{ latest_first(keys) }} as _rank
    from {{ ref(model) }} as s
    inner join {{ ref('stg_control__delivery') }} as d on d.delivery_id = s._delivery_id
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = s.{{ region }}
{%- endmacro %}
