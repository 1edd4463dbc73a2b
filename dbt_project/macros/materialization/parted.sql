{# A parted model (macros/parts.sql): its new parts are made, its view shows those that count. Parts that were there have been looked at. #}
{% materialization parted, default %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {{ run_hooks(pre_hooks) }}
    {%- set parts = planned_parts(model.name) -%}
    {%- if not parts -%}
        {{ exceptions.raise_compiler_error("parts are planned by `sif build`: build this model with it") }}
    {%- endif -%}
    {%- for part in parts if part['is_new'] %}
        {% call statement('part_' ~ loop.index) -%}
            {{ make_part(part, with_same_parts(sql, part)) }}
        {%- endcall %}
    {%- endfor %}
    {% call statement('main') -%}
        create or replace view {{ target_relation }} as {{ rows_of_parts(parts | selectattr('is_shown') | list) }}
    {%- endcall %}
    {%- set fresh = new_parts(parts) -%}
    {%- if fresh -%}
        {%- do look_at_key('(' ~ rows_of_parts(fresh) ~ ')') -%}
    {%- endif -%}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
