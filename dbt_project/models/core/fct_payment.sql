{{ config(materialized="view") }}
-- 支付事实: payments to persons and units.
select
    b.fund_code,
    b.region_code,
    b.period,
    b.corresponding_fee_period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.party_type_code,
    b.party_id,
    b.party_identity_no,
    b.party_name,
    b.payment_master_id,
    b.payable_plan_detail_id,
    b.insurance_type_code,
    b.amount,
    b.payment_status_code,
    b.is_paid,
    b.paid_time,
    cast(b.paid_time as date) as paid_date,
    b.payment_failure_reason,
    b.bank_code,
    b.bank_account_name,
    b.bank_account_no,
    case when b.bank_account_no is not null then {{ hash_key(['b.bank_account_no']) }} end as account_key,
    b._delivery_id,
    b._line_no
from {{ ref('base_payment') }} as b
{{ identity_joins('b', of='base_payment') }}
