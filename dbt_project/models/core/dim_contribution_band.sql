-- 缴费基数上下限: the band of each fund, region and month; no row for a month whose wage or ratio is missing.
-- Until the year's wage is announced, last year's holds and the difference is settled later (补差): both are kept.
{%- set former = 'case when m.calendar_month < announced.value and former.value ' %}
{%- set lowest = former ~ '< wage.value then former.value else wage.value end' %}
{%- set highest = former ~ '> wage.value then former.value else wage.value end' %}
select
    wage.fund_code,
    wage.region_code,
    m.period,
    {{ money('round(floor_ratio.value * wage.value, 2)') }} as floor_amount,
    {{ money('round(ceiling_ratio.value * wage.value, 2)') }} as ceiling_amount,
    {{ money('round(floor_ratio.value * ' ~ lowest ~ ', 2)') }} as lowest_floor_amount,
    {{ money('round(ceiling_ratio.value * ' ~ highest ~ ', 2)') }} as highest_ceiling_amount,
    {{ money('round(ceiling_ratio.value * ' ~ lowest ~ ', 2)') }} as lowest_ceiling_amount,
    {{ money('tolerance.value') }} as tolerance_amount,
    {{ money('round(floor_ratio.value * ' ~ highest ~ ', 2)') }} as highest_floor_amount
from {{ ref('dim_period') }} as m
inner join {{ ref('dim_parameter') }} as wage
    on wage.parameter_id = 'contribution_base_avg' and wage.key = '*' and m.period between wage.period_from and wage.period_to
left join {{ ref('dim_parameter') }} as former
    on former.parameter_id = 'contribution_base_avg' and former.key = '*'
    and former.fund_code = wage.fund_code and former.region_code = wage.region_code
    and wage.stated_from - interval '1' day between former.valid_from and former.valid_to
inner join {{ in_force('base_floor_ratio', 'floor_ratio', of='wage', period='m.period') }}
inner join {{ in_force('base_ceiling_ratio', 'ceiling_ratio', of='wage', period='m.period') }}
inner join {{ in_force('base_tolerance', 'tolerance', of='wage', period='m.period') }}
inner join {{ in_force('base_announcement_month', 'announced', of='wage', period='m.period') }}
