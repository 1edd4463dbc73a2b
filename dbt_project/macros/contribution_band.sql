{# 缴费基数上下限: the band of each month; no row for a month whose wage or ratio is missing. #}
{# Until the year's wage is announced, last year's holds and the difference is settled later (补差): both are kept. #}
{% macro contribution_band() -%}
    select
        m.period,
        cast(round(floor_ratio.value * wage.value, 2) as numeric(18, 2)) as floor_amount,
        cast(round(ceiling_ratio.value * wage.value, 2) as numeric(18, 2)) as ceiling_amount,
        cast(round(floor_ratio.value * case
            when m.calendar_month < announced.value and former.value is not null and former.value < wage.value
                then former.value
            else wage.value
        end, 2) as numeric(18, 2)) as lowest_floor_amount,
        cast(round(ceiling_ratio.value * case
            when m.calendar_month < announced.value and former.value is not null and former.value > wage.value
                then former.value
            else wage.value
        end, 2) as numeric(18, 2)) as highest_ceiling_amount,
        tolerance.value as tolerance_amount
    from {{ ref('dim_period') }} as m
    inner join {{ parameter('contribution_base_avg') }} as wage
        on m.first_day between wage.valid_from and wage.valid_to
    left join {{ parameter('contribution_base_avg') }} as former
        on former.valid_to = wage.valid_from - interval '1' day
    inner join {{ parameter('base_floor_ratio') }} as floor_ratio
        on m.first_day between floor_ratio.valid_from and floor_ratio.valid_to
    inner join {{ parameter('base_ceiling_ratio') }} as ceiling_ratio
        on m.first_day between ceiling_ratio.valid_from and ceiling_ratio.valid_to
    inner join {{ parameter('base_tolerance') }} as tolerance
        on m.first_day between tolerance.valid_from and tolerance.valid_to
    inner join {{ parameter('base_announcement_month') }} as announced
        on m.first_day between announced.valid_from and announced.valid_to
{%- endmacro %}
