{{ config(materialized='view') }}
-- 对账环节: what two stations that follow one another say of the same money, one row a key and month at a station. A leg
-- (环节) has a left station, the earlier one, and a right one; match_key is what both know the money by. Rows without a
-- key that are `is_equal` are sums of rows that agree.
{%- set by_unit = [('due_paid', 'due_amount', 'paid_amount'), ('paid_levied', 'paid_amount', 'levied_amount')] %}
with document as (
    -- What a number stands for at an account, in a region and anywhere ('*'): of nothing certain where it stands for several.
    select
        kind,
        document_no,
        place,
        case when min(fund_code) = max(fund_code) and min(region_code) = max(region_code) then min(fund_code) end as fund_code,
        case when min(fund_code) = max(fund_code) and min(region_code) = max(region_code) then min(region_code) end as region_code
    from (
        {%- for kind, fact, number, account in [
            ('receipt', 'fct_treasury_receipt', 'receipt_no', none),
            ('order', 'fct_disbursement', 'payment_master_id', 'bank_account_no'),
            ('request', 'fct_treasury_payment', 'request_no', 'payer_account'),
        ] %}
        {%- set kind_loop = loop %}
        {%- for place in [account, 'region_code', "'*'"] if place %}
        select '{{ kind }}' as kind, {{ number }} as document_no, {{ place }} as place, fund_code, region_code
        from {{ ref(fact) }}
        {%- if not (loop.last and kind_loop.last) %}
        union all
        {%- endif %}
        {%- endfor %}
        {%- endfor %}
    ) as named
    group by kind, document_no, place
),
premium_entry as (
    -- What the special account got of treasury: known by treasury's number, else by who sent it.
    select
        {{ of_document('fund_code', 'a.fund_code') }} as fund_code,
        {{ of_document('region_code', 'e.region_code') }} as region_code,
        {{ period_of_date('e.booking_date') }} as period,
        e.end_to_end_reference as match_key,
        coalesce(e.end_to_end_reference, e.bank_reference) as document_no,
        e.account_no,
        e.credit_amount - e.debit_amount as amount
    from {{ ref('fct_bank_entry') }} as e
    {{ document_joins('receipt') }}
    left join {{ ref('dim_bank_account') }} as a on a.account_no = e.account_no
    where by_number.document_no is not null or (a.account_kind = 'special' and e.counterparty_name like '国家金库%')
),
benefit_entry as (
    -- What left the expenditure account.
    select
        {{ of_document('fund_code', 'a.fund_code') }} as fund_code,
        {{ of_document('region_code', 'e.region_code') }} as region_code,
        {{ period_of_date('e.booking_date') }} as period,
        e.end_to_end_reference as match_key,
        coalesce(e.end_to_end_reference, e.bank_reference) as document_no,
        e.account_no,
        e.debit_amount - e.credit_amount as amount
    from {{ ref('fct_bank_entry') }} as e
    {{ document_joins('order') }}
    left join {{ ref('dim_bank_account') }} as a on a.account_no = e.account_no
    where by_number.document_no is not null
        or (a.account_kind = 'expenditure' and e.debit_amount - e.credit_amount > 0 and not e.is_reversal)
),
allocation_entry as (
    -- What the special account gave the expenditure account.
    select
        {{ of_document('fund_code', 'a.fund_code') }} as fund_code,
        {{ of_document('region_code', 'e.region_code') }} as region_code,
        {{ period_of_date('e.booking_date') }} as period,
        e.end_to_end_reference as match_key,
        coalesce(e.end_to_end_reference, e.bank_reference) as document_no,
        e.account_no,
        e.debit_amount - e.credit_amount as amount
    from {{ ref('fct_bank_entry') }} as e
    inner join {{ ref('dim_bank_account') }} as a on a.account_no = e.account_no and a.account_kind = 'special'
    left join {{ ref('dim_bank_account') }} as other
        on other.account_no = e.counterparty_account_no and other.account_kind = 'expenditure'
    {{ document_joins('request') }}
    where by_number.document_no is not null or other.account_no is not null
),
late_payee as (
    -- A plan that is paid in another month's tables than its own has its payee there.
    select fund_code, region_code, payable_plan_detail_id, min(party_id) as party_id
    from {{ ref('int_reconciliation__benefit_month') }}
    where leg_code = 'plan_payment' and not is_equal and party_id is not null
    group by fund_code, region_code, payable_plan_detail_id
),
{%- for leg, left, right in by_unit %}
{{ leg }}_open as (
    -- Units with a part that does not agree: what their other parts have of the month stands beside it.
    select distinct fund_code, region_code, period, unit_key
    from {{ ref('int_reconciliation__unit_month') }}
    where {{ left }} <> {{ right }}
),
{%- endfor %}
leg as (
{%- set columns = 'fund_code, region_code, period' %}
{%- for leg, left, right in by_unit %}
select
    '{{ leg }}' as leg_code, 'unit' as level_code, b.fund_code, b.region_code, b.period, false as is_equal,
    {{ unit_of('b') }} as match_key, {{ unit_of('b') }} as unit_key, b.unit_id, cast(null as text) as person_id,
    cast(null as text) as plan_id, cast(null as text) as document_no, cast(null as text) as account_no,
    b.{{ left }} as left_amount, b.{{ right }} as right_amount
from {{ ref('int_reconciliation__unit_month') }} as b
left join {{ leg }}_open as o
    on o.fund_code = b.fund_code and o.region_code = b.region_code and o.period = b.period and o.unit_key = b.unit_key
{{ identity_joins('b') }}
where b.{{ left }} <> b.{{ right }} or o.unit_key is not null
union all
select
    '{{ leg }}', 'unit', b.fund_code, b.region_code, b.period, true, null, null, null, null, null, null, null,
    sum(b.{{ left }}), sum(b.{{ right }})
from {{ ref('int_reconciliation__unit_month') }} as b
left join {{ leg }}_open as o
    on o.fund_code = b.fund_code and o.region_code = b.region_code and o.period = b.period and o.unit_key = b.unit_key
where b.{{ left }} = b.{{ right }} and o.unit_key is null
group by b.fund_code, b.region_code, b.period
union all
select
    '{{ leg }}', 'person', b.fund_code, b.region_code, b.period, b.is_equal or b.{{ left }} = b.{{ right }},
    case when b.{{ left }} <> b.{{ right }} then {{ unit_of('b') }} || '|' || b.person_id end,
    {{ unit_of('b') }}, b.unit_id, b.person_id, null, null, null, b.{{ left }}, b.{{ right }}
from {{ ref('int_reconciliation__person_month') }} as b
{{ identity_joins('b') }}
union all
{%- endfor %}
select
    'levied_treasury', 'fund', {{ columns }}, false,
    case when fund_code in ('resident_pension', 'resident_medical', 'new_rural_medical') then substr(fee_period, 1, 4) else fee_period end,
    null, null, null, null, null, null, amount, 0
from {{ ref('int_reconciliation__levied_month') }}
union all
select
    'levied_treasury', 'fund', fund_code, region_code, received_period, false,
    case when fund_code in ('resident_pension', 'resident_medical', 'new_rural_medical') then substr(period, 1, 4) else period end,
    null, null, null, null, null, null, 0, amount
from {{ ref('fct_treasury_receipt') }}
union all
select
    'treasury_bank', 'document', fund_code, region_code, received_period, false,
    receipt_no, null, null, null, null, receipt_no, null, amount, 0
from {{ ref('fct_treasury_receipt') }}
union all
select 'treasury_bank', 'document', {{ columns }}, false, match_key, null, null, null, null, document_no, account_no, 0, amount
from premium_entry
union all
select
    b.leg_code, case b.leg_code when 'benefit_plan' then 'person' else 'document' end, b.fund_code, b.region_code, b.period,
    b.is_equal, coalesce(b.match_key, p.party_id), null, null, coalesce(b.party_id, p.party_id), b.payable_plan_detail_id,
    null, null, b.left_amount, b.right_amount
from {{ ref('int_reconciliation__benefit_month') }} as b
left join late_payee as p
    on b.leg_code = 'benefit_plan' and b.match_key is null and not b.is_equal and p.fund_code = b.fund_code
    and p.region_code = b.region_code and p.payable_plan_detail_id = b.payable_plan_detail_id
union all
select 'payment_order', 'document', {{ columns }}, false, payment_master_id, null, null, null, null, payment_master_id, null, amount, 0
from {{ ref('int_reconciliation__order_month') }}
union all
{%- for leg, left, right in [('payment_order', '0', 'amount'), ('order_bank', 'amount', '0')] %}
select
    '{{ leg }}', 'document', fund_code, region_code, coalesce({{ period_of_date('disbursed_time') }}, period), false,
    payment_master_id, null, null, null, null, payment_master_id, null, {{ left }}, {{ right }}
from {{ ref('fct_disbursement') }}
union all
{%- endfor %}
select 'order_bank', 'document', {{ columns }}, false, match_key, null, null, null, null, document_no, account_no, 0, amount
from benefit_entry
union all
select
    'order_allocation', 'fund', fund_code, region_code, coalesce({{ period_of_date('disbursed_time') }}, period), false,
    fund_code, null, null, null, null, null, null, amount, 0
from {{ ref('fct_disbursement') }}
union all
select 'order_allocation', 'fund', {{ columns }}, false, fund_code, null, null, null, null, null, null, 0, amount
from {{ ref('fct_treasury_payment') }}
where is_paid
union all
select 'allocation_bank', 'document', {{ columns }}, false, request_no, null, null, null, null, request_no, null, amount, 0
from {{ ref('fct_treasury_payment') }}
where is_paid
union all
select 'allocation_bank', 'document', {{ columns }}, false, match_key, null, null, null, null, document_no, account_no, 0, amount
from allocation_entry
)
select
    leg_code, level_code, fund_code, region_code, period, is_equal, match_key, unit_key, unit_id, person_id, plan_id,
    document_no, account_no, {{ money('left_amount') }} as left_amount, {{ money('right_amount') }} as right_amount
from leg
