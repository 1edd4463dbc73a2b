-- Generated from catalogue/ by `make generate`; do not edit.
-- RM06 待遇支付明细: one row per payment to one party (person, unit or institution) for one fee period within a disbursement
select
    r.payment_master_id,
    r.payable_plan_detail_id,
    r.insurance_type_code,
    r.fee_period,
    r.corresponding_fee_period,
    r.bank_code,
    r.bank_name,
    r.bank_account_name,
    r.bank_account_no,
    r.amount,
    r.party_type_code,
    r.party_id,
    r.party_identity_no,
    r.party_name,
    r.payment_status_code,
    r.paid_time,
    r.payment_failure_reason,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'rm06_benefit_payment_detail') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
