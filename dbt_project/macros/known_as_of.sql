{# Keeps the deliveries that were current at `as_of`; `alias` is control.current_delivery. #}
{% macro known_as_of(alias) -%}
    {{ alias }}.known_from <= cast('{{ var("as_of") }}' as timestamp)
    and ({{ alias }}.known_to is null or {{ alias }}.known_to > cast('{{ var("as_of") }}' as timestamp))
{%- endmacro %}
