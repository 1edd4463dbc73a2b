-- 银行流水: one row an entry of a statement; the statement says whose account it is.
with ranked as (
    select
        s.*,
        {{ latest_first(['s.account_no', 's.statement_id', 's.entry_no']) }} as _rank
    from {{ ref('stg_bank__bk02_bank_entry') }} as s
    inner join {{ ref('stg_control__delivery') }} as d on d.delivery_id = s._delivery_id
)
select
    b.region_code,
    {{ period_of_date('e.booking_date') }} as period,
    e.account_no,
    e.statement_id,
    e.entry_no,
    e.booking_date,
    e.value_date,
    e.credit_debit_code,
    coalesce(e.reversal_flag, false) as is_reversal,
    e.amount,
    cast(case when e.credit_debit_code = 'CRDT' then e.amount else 0 end as numeric(18, 2)) as credit_amount,
    cast(case when e.credit_debit_code = 'DBIT' then e.amount else 0 end as numeric(18, 2)) as debit_amount,
    e.bank_reference,
    e.end_to_end_reference,
    e.remittance_text,
    e._delivery_id,
    e._line_no
from ranked as e
-- A corrected statement may have fewer entries: those of the delivery that the statement comes from count.
left join {{ ref('base_bank_statement') }} as b on b.account_no = e.account_no and b.statement_id = e.statement_id
where e._rank = 1 and (b.statement_id is null or b._delivery_id = e._delivery_id)
