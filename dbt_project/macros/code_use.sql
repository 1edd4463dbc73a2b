{# Which national code a reported one stands for. `told` is a relation of counts of codes as base_measure has them, with
   region_code and period of their delivery; for base_code_use, and for what is kept of a period (base_feed_measure). #}
{% macro code_use(told) -%}
with used as (
    select
        m.file_code,
        m.column_name,
        c.column_zh,
        c.source,
        m.region_code,
        m.period,
        case when length(m.period) = 6 then m.period end as month,
        c.source_system,
        c.element,
        c.national_system,
        c.national_element,
        c.no_list_reason,
        m.code,
        m.row_count,
        m._delivery_id,
        m._line_no
    from {{ told }} as m
    inner join {{ ref('seed_code_column') }} as c on c.file_code = m.file_code and c.column_name = m.column_name
),

mapped as (
    select
        source_system,
        element,
        code,
        national_system,
        national_element,
        national_code,
        status,
        coalesce({{ period_of_date('valid_from') }}, '000000') as first_month,
        coalesce({{ period_of_date('valid_to') }}, '999999') as last_month
    from {{ ref('seed_code_map') }}
),

listed as (
    select
        source_system,
        element,
        code,
        name_zh,
        status,
        coalesce({{ period_of_date('valid_from') }}, '000000') as first_month,
        coalesce({{ period_of_date('valid_to') }}, '999999') as last_month
    from {{ ref('seed_code') }}
)

-- A list may supersede codes of its own (retired divisions): then the mapping counts before the list.
select
    u.file_code,
    u.column_name,
    u.column_zh,
    u.source,
    u.region_code,
    u.period,
    u.source_system,
    u.element,
    nullif(u.code, '') as code,
    l.name_zh as code_zh,
    u.row_count,
    case
        when u.source_system is null then 'no_list'
        when m.source_system = u.source_system then 'mapped'
        when l.code is not null and coalesce(u.month, l.last_month) between l.first_month and l.last_month
            then case
                when u.national_system = u.source_system and u.national_element = u.element then 'national'
                when u.national_system is null then 'source'
                else 'unmapped'
            end
        when m.code is not null then 'mapped'
        when l.code is not null or exists (
            select 1
            from mapped as o
            where o.source_system in (u.source_system, u.source) and o.element = u.element and o.code = u.code
                and u.national_system in (o.national_system, '*')
        ) then 'expired'
        else 'unmapped'
    end as outcome,
    case
        when m.source_system = u.source_system then m.national_code
        when l.code is not null and u.national_system = u.source_system and u.national_element = u.element
            and coalesce(u.month, l.last_month) between l.first_month and l.last_month then u.code
        else m.national_code
    end as national_code,
    case when m.code is not null then m.national_system || '.' || m.national_element
        when u.national_system <> '*' then u.national_system || '.' || u.national_element
    end as national_list,
    coalesce(m.status, l.status) as code_status,
    u.no_list_reason,
    u._delivery_id,
    u._line_no
from used as u
left join mapped as m
    on m.source_system in (u.source_system, u.source)
    and m.element = u.element
    and m.code = u.code
    and u.national_system in (m.national_system, '*')
    and coalesce(u.month, m.last_month) between m.first_month and m.last_month
left join listed as l on l.source_system = u.source_system and l.element = u.element and l.code = u.code
{%- endmacro %}
