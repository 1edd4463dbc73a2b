-- 支出预算事实: the approved expenditure (支出合计) of a fund, region and year in the last version of its budget
-- (社保基金预算报表, an adjusted budget is a later version), in yuan. A column about another year, what was executed or a
-- comparison is no budget; one that names its year comes before 金额. Of two lines that say a total the greater counts; a
-- budget of less than the year only where there is none of the year. The fund is the one that the sheet's title, or the
-- section, names first.
{%- set of_no_other_year = "replace(v.column_label, substr(v.period, 1, 4), '')" %}
with line as (
    select
        v.region_code,
        v.report_cycle,
        substr(v.period, 1, 4) as budget_year,
        v.period,
        v.sheet_title,
        v.line_label,
        v.column_label,
        v.version_no,
        {{ label_key('v.line_label') }} as label_key,
        case when v.column_label like '%' || substr(v.period, 1, 4) || '%' or v.column_label like '%本年%' then 1
            when v.column_label like '%预算%' then 2
            else 3 end as column_rank,
        case when v.unit_label like '%万%' then v.cell_value * 10000 else v.cell_value end as amount,
        f.fund_code,
        -- 城镇职工基本医疗保险（含生育保险） names two: the first is meant.
        row_number() over (
            partition by v.region_code, v.report_cycle, v.period, v.sheet_title, v.row_no, v.column_no
            order by strpos(v.sheet_title || coalesce(v.canonical_line, ''), f.fund_name), f.fund_code
        ) as _named,
        v._delivery_id,
        v._line_no
    from {{ ref('fct_history_value') }} as v
    inner join {{ ref('dim_fund') }} as f on strpos(v.sheet_title || coalesce(v.canonical_line, ''), f.fund_name) > 0
    where v.work_id = 'H1-01' and v.cell_value is not null
        and (v.column_label like '%预算%' or v.column_label in ('金额', '合计'))
        and {{ of_no_other_year }} = regexp_replace(
            {{ of_no_other_year }}, '(19|20)[0-9][0-9]|上年|上一年|去年|执行|决算|完成|增减|增长|比', '', 'g'
        )
),
total as (
    select
        l.*,
        -- An adjusted budget may have a title of its own, and then stands beside the first.
        max(l.version_no) over (
            partition by l.fund_code, l.region_code, l.report_cycle, l.period, l.label_key
        ) as last_version_no
    from line as l
    where l._named = 1 and l.label_key in ('支出合计', '本年支出合计', '本年支出小计', '支出小计', '基金支出', '基金支出合计')
)
select
    fund_code,
    region_code,
    budget_year,
    report_cycle,
    period,
    {{ money('amount') }} as approved_amount,
    sheet_title,
    line_label,
    version_no,
    _delivery_id,
    _line_no
from (
    select
        t.*,
        row_number() over (
            partition by t.fund_code, t.region_code, t.budget_year
            order by case t.report_cycle when 'year' then 1 else 2 end, t.column_rank, t.amount desc, t._delivery_id, t._line_no
        ) as _rank
    from total as t
    where t.version_no = t.last_version_no
) as ranked
where _rank = 1
