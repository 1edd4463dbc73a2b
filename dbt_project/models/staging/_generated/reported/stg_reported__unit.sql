-- Generated from catalogue/ by `make generate`; do not edit.
-- Of every delivery that ever counted, corrected since or not (更正前后的报送).
select
    r.*,
    d.period,
    d.region_code as delivery_region_code,
    d.known_from,
    {{ known_until('d') }} as known_to
from (
    -- EP01 单位参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.unit_id as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'ep01_unit_contribution') }} as s
    union all
    -- IP01 单位参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.unit_id as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'ip01_unit_contribution') }} as s
    union all
    -- EM01 单位参保缴费
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.unit_id as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'em01_unit_contribution') }} as s
    union all
    -- UE01 单位参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.unit_id as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'ue01_unit_contribution') }} as s
    union all
    -- WI01 单位参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.unit_id as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'wi01_unit_contribution') }} as s
    union all
    -- MT01 单位参保缴费
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.unit_id as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'mt01_unit_contribution') }} as s
    union all
    -- IP06 职业年金个人账户
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'ip06_occupational_annuity_account') }} as s
    union all
    -- IP07 职业年金待遇领取
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'ip07_occupational_annuity_benefit') }} as s
    union all
    -- IP21 职业年金单位信息表
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.unit_id as unit_id, s.unified_credit_code as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'ip21_annuity_unit_info') }} as s
    union all
    -- IP23 职业年金单位缴费明细
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.unit_id as unit_id, cast(null as text) as unified_credit_code, cast(null as text) as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'ip23_annuity_unit_payment') }} as s
    union all
    -- TX01 税务单位申报与欠费
    select 'TAX' as system_code, s.admin_division_code as region_code_raw, s.unit_id as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'tx01_tax_unit_declaration') }} as s
    union all
    -- PI01 单位个人所得税申报
    select 'PIT' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'pi01_unit_income_tax') }} as s
    union all
    -- PI02 个人所得税工资薪金
    select 'PIT' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, cast(null as text) as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'pi02_person_income_tax') }} as s
    union all
    -- PY01 工资统发人员
    select 'PAY' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as unit_id, cast(null as text) as unified_credit_code, s.org_code as org_code, s.unit_name as unit_name, s._delivery_id, s._line_no
    from {{ source('raw', 'py01_payroll_person') }} as s
) as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ ever_known('d') }}
