-- 历史指标跨年比较: each figure beside the one of the year before (月报 with 月报, 季报 with 季报), under one name of the
-- line through all indicator sets; where the two are not comparable the reason is said, and no change is computed. A line
-- of a set is the same wherever it stands in its report: only one that has figures on several sheets is compared sheet by
-- sheet, as are lines of no set.
with value as (
    select
        work_id,
        report_cycle,
        region_code,
        period,
        cast(cast(substr(period, 1, 4) as integer) - 1 as text) || substr(period, 5, 2) as prior_period,
        sheet_key,
        canonical_line,
        column_key,
        min(line_label) as line_label,
        min(line_no) as line_no,
        min(indicator_set) as indicator_set,
        min(match_status) as match_status,
        min(line_status) as line_status,
        min(line_note) as line_note,
        min(unit_label) as unit_label,
        count(*) as cell_count,
        sum(cell_value) as value
    from {{ ref('fct_history_value') }}
    group by work_id, report_cycle, region_code, period, sheet_key, canonical_line, column_key
),
placed as (
    select
        v.*,
        line_no is not null and case
            when value is null then count(*) over same_line = 1
            else count(value) over same_line = 1
        end as is_sole,
        line_no is not null and value is null and count(value) over same_line > 0 as is_shadow
    from value as v
    window same_line as (partition by work_id, report_cycle, region_code, period, canonical_line, column_key)
),
-- lines of a set that a report has a figure of, on whichever of its sheets
line_there as (
    select distinct work_id, report_cycle, region_code, period, canonical_line, column_key
    from value
    where line_no is not null and value is not null
),
next_set as (
    select indicator_set, lead(indicator_set) over (order by indicator_set) as next_indicator_set
    from (select distinct indicator_set from {{ ref('dim_report_line') }}) as s
),
judged as (
    select
        v.*,
        p.value as prior_value,
        p.unit_label as prior_unit_label,
        p.indicator_set as prior_indicator_set,
        p.line_label as prior_line_label,
        case
            when v.cell_count > 1 then 'ambiguous'
            when v.match_status = 'unknown_line' then 'unknown_line'
            when v.line_no is not null and v.value is not null and p.work_id is null and t.work_id is not null
                then 'ambiguous'
            when v.match_status in ('exact', 'alike') and v.line_status = 'added' and p.value is null then 'added'
            when v.match_status in ('exact', 'alike') and v.line_status = 'removed' and n.next_indicator_set is not null
                and p.value is null then 'last_set'
            when p.value is null then 'no_prior_value'
            when p.cell_count > 1 then 'ambiguous'
            when coalesce(v.unit_label, '') <> coalesce(p.unit_label, '') then 'unit_changed'
            when v.indicator_set <> p.indicator_set and v.line_note like 'judgement%' then 'judgement'
        end as not_comparable
    from placed as v
    left join placed as p
        on p.work_id = v.work_id and p.report_cycle = v.report_cycle and p.region_code = v.region_code
        and p.period = v.prior_period and p.canonical_line = v.canonical_line and p.column_key = v.column_key
        and (v.is_sole and p.is_sole or p.sheet_key = v.sheet_key and not (v.is_sole and p.is_shadow))
    left join line_there as t
        on t.work_id = v.work_id and t.report_cycle = v.report_cycle and t.region_code = v.region_code
        and t.period = v.prior_period and t.canonical_line = v.canonical_line and t.column_key = v.column_key
    left join next_set as n on n.indicator_set = v.indicator_set
)
select
    work_id,
    report_cycle,
    region_code,
    period,
    sheet_key,
    canonical_line,
    column_key,
    line_label,
    line_no,
    indicator_set,
    match_status,
    unit_label,
    value,
    prior_period,
    prior_indicator_set,
    prior_line_label,
    prior_value,
    case when not_comparable is null then value - prior_value end as change_value,
    not_comparable is null as is_comparable,
    not_comparable,
    case not_comparable
        when 'ambiguous' then '同一项目同一栏目有多个数值，请核对报表'
        when 'unknown_line' then '项目不在该年度指标体系中'
        when 'added' then '项目为该年度指标体系新增'
        when 'last_set' then '项目在下一版指标体系中取消，且上年无数值'
        when 'no_prior_value' then '上年同期无数值'
        when 'unit_changed' then '计量单位与上年不同'
        when 'judgement' then '项目在版本间拆分或更名，对应关系出于判断，不宜直接比较'
    end as not_comparable_reason
from judged
