{# 四方对账 (docs/howto/reconciliation.md): two stations that follow one another make a leg (环节). The first of each is the
   code, then whether it is of contributions (收) or benefits (支), then what its left and right station say. #}
{% macro reconciliation_legs() -%}
    {{ return([
        ('due_paid', 'contribution', '应缴（经办）', '实缴（经办）'),
        ('paid_levied', 'contribution', '实缴（经办）', '征收（税务）'),
        ('levied_treasury', 'contribution', '征收（税务）', '划转（国库）'),
        ('treasury_bank', 'contribution', '划转（国库）', '到账（财政专户）'),
        ('benefit_plan', 'expenditure', '待遇台账（经办）', '应付计划（经办）'),
        ('plan_payment', 'expenditure', '应付计划（经办）', '支付明细（经办）'),
        ('payment_order', 'expenditure', '支付明细（经办）', '拨付单（经办）'),
        ('order_bank', 'expenditure', '拨付单（经办）', '支出户付款（银行）'),
        ('order_allocation', 'expenditure', '拨付单（经办）', '用款拨付（国库）'),
        ('allocation_bank', 'expenditure', '用款拨付（国库）', '财政专户付款（银行）'),
    ]) }}
{%- endmacro %}

{# A case over the codes of all legs; `place` 1 to 3 says which of a leg's texts. #}
{% macro of_leg(column, place) -%}
    case {{ column }}
        {%- for leg in reconciliation_legs() %}
        when '{{ leg[0] }}' then '{{ leg[place] }}'
        {%- endfor %}
    end
{%- endmacro %}

{# The legs of one side, and the level at which a leg is looked at for the sums of a month: units and documents; the
   persons behind a unit stand beside it and are not added again. #}
{% macro is_summed_level(leg, level) -%}
    ({{ level }} <> 'person' or {{ leg }} = 'benefit_plan')
{%- endmacro %}

{# Numbers of documents are given by each agency and treasury for itself, so an entry `e` of a bank bears that of its own account,
   else of its region, and that of another one only where no second document has the number (`document` of the legs). #}
{% macro document_joins(kind) -%}
    {%- for name, place in [('by_account', 'e.account_no'), ('by_region', 'e.region_code'), ('by_number', "'*'")] %}
    left join document as {{ name }}
        on {{ name }}.kind = '{{ kind }}' and {{ name }}.document_no = e.end_to_end_reference and {{ name }}.place = {{ place }}
    {%- endfor %}
{%- endmacro %}

{% macro of_document(column, otherwise) -%}
    coalesce(by_account.{{ column }}, by_region.{{ column }}, by_number.{{ column }}, {{ otherwise }})
{%- endmacro %}

{# Sums of a region, month and leg with its differences by class; `side` is contribution or expenditure. #}
{% macro reconciliation_month(side) -%}
with station as (
    select
        coalesce(fund_code, 'unknown') as fund_code,
        coalesce(region_code, 'unknown') as region_code,
        period,
        leg_code,
        {{ money_sum('left_amount') }} as left_amount,
        {{ money_sum('right_amount') }} as right_amount
    from {{ ref('int_reconciliation__leg') }}
    where {{ of_leg('leg_code', 1) }} = '{{ side }}' and {{ is_summed_level('leg_code', 'level_code') }}
    group by coalesce(fund_code, 'unknown'), coalesce(region_code, 'unknown'), period, leg_code
),
difference as (
    select
        fund_code,
        region_code,
        period,
        leg_code,
        count(*) as difference_count,
        {{ money_sum('left_amount') }} as left_rest_amount,
        {%- for class in ['timing', 'missing', 'amount', 'unmatched'] %}
        {{ money_sum("case when class_code = '" ~ class ~ "' then difference_amount end") }} as {{ class }}_difference_amount
        {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from {{ ref('mart_reconciliation__difference') }}
    where side_code = '{{ side }}' and is_summed
    group by fund_code, region_code, period, leg_code
)
select
    s.fund_code,
    s.region_code,
    s.period,
    s.leg_code,
    {{ of_leg('s.leg_code', 2) }} as left_station,
    {{ of_leg('s.leg_code', 3) }} as right_station,
    s.left_amount,
    s.right_amount,
    {{ money('s.left_amount - coalesce(d.left_rest_amount, 0)') }} as matched_amount,
    {{ money('s.left_amount - s.right_amount') }} as difference_amount,
    {%- for class in ['timing', 'missing', 'amount', 'unmatched'] %}
    coalesce(d.{{ class }}_difference_amount, {{ money('0') }}) as {{ class }}_difference_amount,
    {%- endfor %}
    coalesce(d.difference_count, 0) as difference_count
from station as s
left join difference as d
    on d.fund_code = s.fund_code and d.region_code = s.region_code and d.period = s.period and d.leg_code = s.leg_code
{%- endmacro %}
