-- Generated from catalogue/ by `make generate`; do not edit.
-- UE08 待遇拨付主表: one row per disbursement order of one agency, insurance type, pooling area, data period and bank account
select
    r.bank_code,
    r.bank_name,
    r.bank_account_name,
    r.bank_account_no,
    r.insurance_type_code,
    r.pooling_area_code,
    r.data_period,
    r.disbursement_method_code,
    r.amount,
    r.disbursed_time,
    r.agency_code,
    r.operator_name,
    r.operated_time,
    r.payment_master_id,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ue08_benefit_disbursement') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
