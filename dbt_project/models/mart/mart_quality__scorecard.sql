-- 数据质量评分卡: five dimensions of a table of a region and month, with what each rests on, and who must act.
-- What is not known is null and said, and does not weigh.
{%- set dimensions = ['completeness', 'uniqueness', 'validity', 'consistency', 'timeliness'] %}
{%- set weighted, weights = [], [] %}
{%- for name in dimensions %}
    {%- do weighted.append('coalesce(w_' ~ name ~ '.points * cast(s.' ~ name ~ '_score * 10000 as bigint), 0)') %}
    {%- do weights.append('case when s.' ~ name ~ '_score is null then 0 else coalesce(w_' ~ name ~ '.points, 0) end') %}
{%- endfor %}
with counted as (
    select
        q.*,
        r.roll,
        r.not_compared,
        r.expected_count,
        r.gone_count,
        r.left_count,
        r.sister_absent_count,
        r.absent_count,
        -- Whom the table should list and does not counts as a row in which nothing is filled.
        case when q.row_count > 0
            then cast(r.absent_count * {{ int_div('q.cell_count', 'q.row_count') }} as bigint) end as absent_cell_count,
        {{ first_day('q.period') }} as first_day,
        q.row_count + coalesce(q.duplicate_count, 0) as taken_count,
        q.record_count + coalesce(q.citizen_count, 0) + coalesce(q.code_count, 0) as judged_count,
        coalesce(q.rejected_count, 0) + coalesce(q.citizen_invalid_count, 0) + coalesce(q.code_unmapped_count, 0)
            as wrong_count,
        q.check_passed_count + q.check_failed_count as check_made_count
    from {{ ref('fct_feed_quality') }} as q
    left join {{ ref('fct_roll_quality') }} as r
        on r.file_code = q.file_code and r.region_code = q.region_code and r.period = q.period
),

scored as (
    select
        c.*,
        -- Some people always come and go; units that the sender's own other table names do not.
        coalesce(c.sister_absent_count > 0 or c.absent_count > share.value * c.expected_count, false) as is_absence_told,
        {{ score('c.cell_filled_count', 'c.cell_count + coalesce(c.absent_cell_count, 0)') }} as completeness_score,
        {{ score('c.row_count', 'c.taken_count') }} as uniqueness_score,
        {{ score('c.judged_count - c.wrong_count', 'c.judged_count') }} as validity_score,
        {{ score('c.check_passed_count', 'c.check_made_count') }} as consistency_score,
        cast(case
            when c.arrival in ('on_time', 'early') then cast(1 as numeric(5, 4))
            when c.arrival = 'missing' then cast(0 as numeric(5, 4))
            when c.arrival = 'late' then {{ score(
                'greatest(cast(late.value as bigint) - c.days_late, 0)', 'cast(late.value as bigint)'
            ) }}
        end as numeric(5, 4)) as timeliness_score
    from counted as c
    left join {{ quality_parameter('quality_late_days') }} as late on c.first_day between late.valid_from and late.valid_to
    left join {{ quality_parameter('quality_absent_share') }} as share
        on c.first_day between share.valid_from and share.valid_to
),

weighed as (
    select
        s.*,
        {{ score(weighted | join(' + '), '10000 * (' ~ weights | join(' + ') ~ ')') }} as overall_score
    from scored as s
    {%- for name in dimensions %}
    left join (
        select cast(value * 10000 as bigint) as points, valid_from, valid_to
        from {{ quality_parameter('quality_weight_' ~ name) }} as p
    ) as w_{{ name }} on s.first_day between w_{{ name }}.valid_from and w_{{ name }}.valid_to
    {%- endfor %}
),

told as (
    select
        w.*,
        case when w.arrival = 'missing' then '应于' || cast(w.due_date as text) || '前报送，至今未到；' else '' end
        || case when w.refused_count > 0 and w.counted_delivery_count = 0 then '报送被退回，请更正后重报；' else '' end
        || case when w.arrival = 'late' then '迟报' || cast(w.days_late as text) || '天；' else '' end
        || case when w.rejected_count > 0 then '拒收记录' || cast(w.rejected_count as text) || '条；' else '' end
        || case when w.duplicate_count > 0 then '重复记录' || cast(w.duplicate_count as text) || '条；' else '' end
        || case when w.cell_count > w.cell_filled_count
            then '应填未填' || cast(w.cell_count - w.cell_filled_count as text) || '处；' else '' end
        || case when w.is_absence_told
            then '应来未来' || cast(w.absent_count as text) || case when w.roll = 'unit' then '个单位；' else '人；' end
            else '' end
        || case when w.citizen_invalid_count > 0
            then '身份号码无效' || cast(w.citizen_invalid_count as text) || '行；' else '' end
        || case when w.check_failed_count > 0
            then '一致性检查未通过' || cast(w.check_failed_count as text) || '项；' else '' end as sender_reason,
        case when w.held_count + w.undecided_count > 0
            then '有' || cast(w.held_count + w.undecided_count as text) || '份报送待核或未处理；' else '' end
        || case when w.arrival in ('on_time', 'early') and w.receipt_days_late > 0
            then '按期生成、逾期' || cast(w.receipt_days_late as text) || '天才收到，请核查接收；' else '' end
        || case when w.code_unmapped_count > 0
            then '代码未对照' || cast(w.code_unmapped_count as text) || '处，请核实并补充对照；' else '' end as own_reason,
        case when w.completeness_score is null then '完整：无入库数据；' else '' end
        || case when w.uniqueness_score is null then '唯一：无入库数据；' else '' end
        || case when w.validity_score is null then '有效：无入库数据；' else '' end
        || case when w.consistency_score is not null then ''
            when w.check_not_made_count > 0 then '一致：缺对照数据，未能检查；' else '一致：没有检查结果；' end
        || case when w.timeliness_score is not null then ''
            when w.arrival = 'awaited' then '及时：未到期；'
            when w.arrival = 'not_accepted' then '及时：尚未入库；'
            else '及时：未约定报送期限；' end as unknown_text
    from weighed as w
)

select
    t.file_code,
    f.name_zh as table_zh,
    t.source,
    t.fund_code,
    t.region_code,
    t.period,
    t.arrival,
    t.due_date,
    t.produced_date,
    t.days_late,
    t.received_date,
    t.receipt_days_late,
    case
        when t.receipt_days_late is not null then null
        when t.received_date is null then '尚未收到'
        when t.due_date is null then '未约定报送期限'
        else '期限早于首次接收该来源'
    end as receipt_unknown_zh,
    t.delivery_count,
    t.records_declared,
    t.record_count,
    t.cell_filled_count,
    t.cell_count,
    t.expected_count,
    t.gone_count,
    t.left_count,
    t.sister_absent_count,
    t.absent_count,
    t.absent_cell_count,
    case
        when t.expected_count is not null then null
        when t.not_compared = 'no_former_month' then '上月无数据'
        when t.not_compared = 'new_year' then '居民按年参保，一月不与上年比较'
        when t.not_compared = 'too_old' then '早于核对的月数'
        when t.counted_delivery_count = 0 then '无入库数据'
        else '不是按月名册'
    end as expected_unknown_zh,
    t.completeness_score,
    t.duplicate_count,
    t.taken_count,
    t.uniqueness_score,
    t.rejected_count,
    t.citizen_invalid_count,
    t.code_unmapped_count,
    t.wrong_count,
    t.judged_count,
    t.validity_score,
    t.check_failed_count,
    t.check_made_count,
    t.check_not_made_count,
    t.consistency_score,
    t.timeliness_score,
    t.overall_score,
    lag(t.overall_score) over (partition by t.file_code, t.region_code order by t.period) as former_score,
    cast(t.overall_score - lag(t.overall_score) over (partition by t.file_code, t.region_code order by t.period)
        as numeric(5, 4)) as score_change,
    nullif(t.unknown_text, '') as unknown_zh,
    case
        when t.sender_reason <> '' and t.own_reason <> '' then 'both'
        when t.sender_reason <> '' then 'sender'
        when t.own_reason <> '' then 'own'
    end as who_must_act,
    case
        when t.sender_reason <> '' and t.own_reason <> '' then s.name_zh || '、本部门'
        when t.sender_reason <> '' then s.name_zh
        when t.own_reason <> '' then '本部门'
    end as who_zh,
    nullif(t.sender_reason || t.own_reason, '') as reason_zh
from told as t
inner join {{ ref('seed_feed') }} as f on f.file_code = t.file_code
left join {{ ref('seed_sender') }} as s on s.source = t.source
