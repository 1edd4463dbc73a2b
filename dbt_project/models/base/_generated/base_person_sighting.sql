-- Generated from catalogue/ by `make generate`; do not edit.
{{ config(materialized='parted') }}
with reported as (
    -- EP02 个人参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ep02_personal_contribution') }} as s
    where {{ in_part('s') }}
    union all
    -- IP02 个人参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ip02_personal_contribution') }} as s
    where {{ in_part('s') }}
    union all
    -- RP01 个人参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__rp01_personal_contribution') }} as s
    where {{ in_part('s') }}
    union all
    -- EM02 个人参保缴费
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__em02_personal_contribution') }} as s
    where {{ in_part('s') }}
    union all
    -- RM01 个人参保缴费
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__rm01_personal_contribution') }} as s
    where {{ in_part('s') }}
    union all
    -- UE02 个人参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ue02_personal_contribution') }} as s
    where {{ in_part('s') }}
    union all
    -- NR21 新型农村合作医疗收入明细
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__nr21_rural_income') }} as s
    where {{ in_part('s') }}
    union all
    -- WI21 个人参保信息
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__wi21_personal_enrolment') }} as s
    where {{ in_part('s') }}
    union all
    -- MT21 个人参保信息
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__mt21_personal_enrolment') }} as s
    where {{ in_part('s') }}
    union all
    -- EP03 离退休人员待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ep03_retiree_benefit') }} as s
    where {{ in_part('s') }}
    union all
    -- IP03 离退休人员待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ip03_retiree_benefit') }} as s
    where {{ in_part('s') }}
    union all
    -- RP02 待遇领取人员待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__rp02_retiree_benefit') }} as s
    where {{ in_part('s') }}
    union all
    -- EP04 供养亲属待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.dependant_person_id as person_id, s.dependant_citizen_id as citizen_id_raw, s.dependant_name as person_name, s.dependant_sex_code as sex_code, s.dependant_birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ep04_dependant_benefit') }} as s
    where {{ in_part('s') }}
    union all
    -- WI05 工亡供养亲属待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.dependant_person_id as person_id, s.dependant_citizen_id as citizen_id_raw, s.dependant_name as person_name, s.dependant_sex_code as sex_code, s.dependant_birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__wi05_dependant_benefit') }} as s
    where {{ in_part('s') }}
    union all
    -- EP21 参保终止（死亡）待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ep21_enrolment_termination') }} as s
    where {{ in_part('s') }}
    union all
    -- IP04 参保终止（死亡）待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ip04_enrolment_termination') }} as s
    where {{ in_part('s') }}
    union all
    -- RP03 参保终止（死亡）待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__rp03_enrolment_termination') }} as s
    where {{ in_part('s') }}
    union all
    -- EP05 冒领养老金追回
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ep05_pension_overclaim_recovery') }} as s
    where {{ in_part('s') }}
    union all
    -- RP04 冒领养老金追回
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__rp04_pension_overclaim_recovery') }} as s
    where {{ in_part('s') }}
    union all
    -- EP06 关系转移
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ep06_relation_transfer') }} as s
    where {{ in_part('s') }}
    union all
    -- IP05 关系转移
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ip05_relation_transfer') }} as s
    where {{ in_part('s') }}
    union all
    -- RP05 关系转移
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__rp05_relation_transfer') }} as s
    where {{ in_part('s') }}
    union all
    -- UE03 关系转移
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ue03_relation_transfer') }} as s
    where {{ in_part('s') }}
    union all
    -- IP06 职业年金个人账户
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ip06_occupational_annuity_account') }} as s
    where {{ in_part('s') }}
    union all
    -- IP07 职业年金待遇领取
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ip07_occupational_annuity_benefit') }} as s
    where {{ in_part('s') }}
    union all
    -- IP22 职业年金人员信息表
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ip22_annuity_person_info') }} as s
    where {{ in_part('s') }}
    union all
    -- IP24 职业年金记实记录
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ip24_annuity_funding_record') }} as s
    where {{ in_part('s') }}
    union all
    -- IP25 职业年金个人账户计息
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ip25_annuity_account_interest') }} as s
    where {{ in_part('s') }}
    union all
    -- EM03 普通门诊就医
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__em03_outpatient_visit') }} as s
    where {{ in_part('s') }}
    union all
    -- EM04 住院及门诊大病（建床）就医
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__em04_inpatient_visit') }} as s
    where {{ in_part('s') }}
    union all
    -- RM02 住院及门诊大病（建床）就医
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__rm02_inpatient_visit') }} as s
    where {{ in_part('s') }}
    union all
    -- EM07 离休人员就医
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__em07_veteran_cadre_visit') }} as s
    where {{ in_part('s') }}
    union all
    -- NR22 新型农村合作医疗支出明细
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__nr22_rural_expense') }} as s
    where {{ in_part('s') }}
    union all
    -- EM06 离休人员
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__em06_veteran_cadre') }} as s
    where {{ in_part('s') }}
    union all
    -- EM22 职工医疗保险个人账户收支明细
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__em22_account_ledger') }} as s
    where {{ in_part('s') }}
    union all
    -- MT02 生育待遇
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__mt02_maternity_benefit') }} as s
    where {{ in_part('s') }}
    union all
    -- MT03 男职工生育待遇
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__mt03_male_employee_benefit') }} as s
    where {{ in_part('s') }}
    union all
    -- RM22 城镇居民基本医疗保险生育费用支出明细
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_med__rm22_urban_maternity_expense') }} as s
    where {{ in_part('s') }}
    union all
    -- UE05 失业登记与失业保险待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__ue05_unemployment_benefit') }} as s
    where {{ in_part('s') }}
    union all
    -- WI02 工伤认定
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__wi02_injury_recognition') }} as s
    where {{ in_part('s') }}
    union all
    -- WI03 劳动能力鉴定
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__wi03_labour_capacity_appraisal') }} as s
    where {{ in_part('s') }}
    union all
    -- WI04 工伤职工待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_hrss__wi04_injury_benefit') }} as s
    where {{ in_part('s') }}
    union all
    -- EP09 税务个人征缴明细
    select 'HRSS' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_tax__ep09_tax_personal_collection') }} as s
    where {{ in_part('s') }}
    union all
    -- IP09 税务个人征缴明细
    select 'HRSS' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_tax__ip09_tax_personal_collection') }} as s
    where {{ in_part('s') }}
    union all
    -- EM09 税务个人征缴明细
    select 'MED' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_tax__em09_tax_personal_collection') }} as s
    where {{ in_part('s') }}
    union all
    -- EM10 税务个人征缴明细（二）
    select 'MED' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_tax__em10_tax_personal_collection_2') }} as s
    where {{ in_part('s') }}
    union all
    -- UE07 税务个人征缴明细
    select 'HRSS' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_tax__ue07_tax_personal_collection') }} as s
    where {{ in_part('s') }}
    union all
    -- RP06 税务个人征缴明细
    select 'HRSS' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_tax__rp06_tax_personal_collection') }} as s
    where {{ in_part('s') }}
    union all
    -- RM04 税务个人征缴明细
    select 'MED' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_tax__rm04_tax_personal_collection') }} as s
    where {{ in_part('s') }}
    union all
    -- TX02 税务个人申报与欠费
    select 'TAX' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_tax__tx02_tax_person_declaration') }} as s
    where {{ in_part('s') }}
    union all
    -- EP11 待遇支付明细
    select 'HRSS' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_agy__ep11_benefit_payment_detail') }} as s
    where {{ in_part('s') }}
    union all
    -- IP11 待遇支付明细
    select 'HRSS' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_agy__ip11_benefit_payment_detail') }} as s
    where {{ in_part('s') }}
    union all
    -- RP08 待遇支付明细
    select 'HRSS' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_agy__rp08_benefit_payment_detail') }} as s
    where {{ in_part('s') }}
    union all
    -- EM12 待遇支付明细
    select 'MED' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_agy__em12_benefit_payment_detail') }} as s
    where {{ in_part('s') }}
    union all
    -- RM06 待遇支付明细
    select 'MED' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_agy__rm06_benefit_payment_detail') }} as s
    where {{ in_part('s') }}
    union all
    -- UE09 待遇支付明细
    select 'HRSS' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_agy__ue09_benefit_payment_detail') }} as s
    where {{ in_part('s') }}
    union all
    -- WI08 待遇支付明细
    select 'HRSS' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_agy__wi08_benefit_payment_detail') }} as s
    where {{ in_part('s') }}
    union all
    -- MT06 待遇支付明细
    select 'MED' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_agy__mt06_benefit_payment_detail') }} as s
    where {{ in_part('s') }}
    union all
    -- PS01 户籍人口
    select 'PSB' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_psb__ps01_person_registry') }} as s
    where {{ in_part('s') }}
    union all
    -- PS02 死亡登记
    select 'PSB' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_psb__ps02_death_registry') }} as s
    where {{ in_part('s') }}
    union all
    -- PI02 个人所得税工资薪金
    select 'PIT' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_pit__pi02_person_income_tax') }} as s
    where {{ in_part('s') }}
    union all
    -- CA01 困难群体
    select 'CAB' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_cab__ca01_assistance_person') }} as s
    where {{ in_part('s') }}
    union all
    -- PY01 工资统发人员
    select 'PAY' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ ref('stg_pay__py01_payroll_person') }} as s
    where {{ in_part('s') }}
)
{{ person_sightings('reported') }}
