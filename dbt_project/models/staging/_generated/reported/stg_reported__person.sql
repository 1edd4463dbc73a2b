-- Generated from catalogue/ by `make generate`; do not edit.
-- Of every delivery that ever counted, corrected since or not (更正前后的报送).
select
    r.*,
    d.period,
    d.region_code as delivery_region_code,
    d.known_from,
    {{ known_until('d') }} as known_to
from (
    -- EP02 个人参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ep02_personal_contribution') }} as s
    union all
    -- IP02 个人参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ip02_personal_contribution') }} as s
    union all
    -- RP01 个人参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rp01_personal_contribution') }} as s
    union all
    -- EM02 个人参保缴费
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'em02_personal_contribution') }} as s
    union all
    -- RM01 个人参保缴费
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rm01_personal_contribution') }} as s
    union all
    -- UE02 个人参保缴费
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ue02_personal_contribution') }} as s
    union all
    -- NR21 新型农村合作医疗收入明细
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'nr21_rural_income') }} as s
    union all
    -- WI21 个人参保信息
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'wi21_personal_enrolment') }} as s
    union all
    -- MT21 个人参保信息
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'mt21_personal_enrolment') }} as s
    union all
    -- EP03 离退休人员待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ep03_retiree_benefit') }} as s
    union all
    -- IP03 离退休人员待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ip03_retiree_benefit') }} as s
    union all
    -- RP02 待遇领取人员待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rp02_retiree_benefit') }} as s
    union all
    -- EP04 供养亲属待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.dependant_person_id as person_id, s.dependant_citizen_id as citizen_id_raw, s.dependant_name as person_name, s.dependant_sex_code as sex_code, s.dependant_birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ep04_dependant_benefit') }} as s
    union all
    -- WI05 工亡供养亲属待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.dependant_person_id as person_id, s.dependant_citizen_id as citizen_id_raw, s.dependant_name as person_name, s.dependant_sex_code as sex_code, s.dependant_birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'wi05_dependant_benefit') }} as s
    union all
    -- EP21 参保终止（死亡）待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ep21_enrolment_termination') }} as s
    union all
    -- IP04 参保终止（死亡）待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ip04_enrolment_termination') }} as s
    union all
    -- RP03 参保终止（死亡）待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rp03_enrolment_termination') }} as s
    union all
    -- EP05 冒领养老金追回
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ep05_pension_overclaim_recovery') }} as s
    union all
    -- RP04 冒领养老金追回
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rp04_pension_overclaim_recovery') }} as s
    union all
    -- EP06 关系转移
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ep06_relation_transfer') }} as s
    union all
    -- IP05 关系转移
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ip05_relation_transfer') }} as s
    union all
    -- RP05 关系转移
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rp05_relation_transfer') }} as s
    union all
    -- UE03 关系转移
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ue03_relation_transfer') }} as s
    union all
    -- IP06 职业年金个人账户
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ip06_occupational_annuity_account') }} as s
    union all
    -- IP07 职业年金待遇领取
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ip07_occupational_annuity_benefit') }} as s
    union all
    -- IP22 职业年金人员信息表
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ip22_annuity_person_info') }} as s
    union all
    -- IP24 职业年金记实记录
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ip24_annuity_funding_record') }} as s
    union all
    -- IP25 职业年金个人账户计息
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ip25_annuity_account_interest') }} as s
    union all
    -- EM03 普通门诊就医
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'em03_outpatient_visit') }} as s
    union all
    -- EM04 住院及门诊大病（建床）就医
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'em04_inpatient_visit') }} as s
    union all
    -- RM02 住院及门诊大病（建床）就医
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rm02_inpatient_visit') }} as s
    union all
    -- EM07 离休人员就医
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'em07_veteran_cadre_visit') }} as s
    union all
    -- NR22 新型农村合作医疗支出明细
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'nr22_rural_expense') }} as s
    union all
    -- EM06 离休人员
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'em06_veteran_cadre') }} as s
    union all
    -- EM22 职工医疗保险个人账户收支明细
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'em22_account_ledger') }} as s
    union all
    -- MT02 生育待遇
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'mt02_maternity_benefit') }} as s
    union all
    -- MT03 男职工生育待遇
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'mt03_male_employee_benefit') }} as s
    union all
    -- RM22 城镇居民基本医疗保险生育费用支出明细
    select 'MED' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rm22_urban_maternity_expense') }} as s
    union all
    -- UE05 失业登记与失业保险待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ue05_unemployment_benefit') }} as s
    union all
    -- WI02 工伤认定
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'wi02_injury_recognition') }} as s
    union all
    -- WI03 劳动能力鉴定
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'wi03_labour_capacity_appraisal') }} as s
    union all
    -- WI04 工伤职工待遇
    select 'HRSS' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'wi04_injury_benefit') }} as s
    union all
    -- EP09 税务个人征缴明细
    select 'HRSS' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ep09_tax_personal_collection') }} as s
    union all
    -- IP09 税务个人征缴明细
    select 'HRSS' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ip09_tax_personal_collection') }} as s
    union all
    -- EM09 税务个人征缴明细
    select 'MED' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'em09_tax_personal_collection') }} as s
    union all
    -- EM10 税务个人征缴明细（二）
    select 'MED' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'em10_tax_personal_collection_2') }} as s
    union all
    -- UE07 税务个人征缴明细
    select 'HRSS' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ue07_tax_personal_collection') }} as s
    union all
    -- RP06 税务个人征缴明细
    select 'HRSS' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rp06_tax_personal_collection') }} as s
    union all
    -- RM04 税务个人征缴明细
    select 'MED' as system_code, s.pooling_area_code as region_code_raw, s.person_id as person_id, cast(null as text) as citizen_id_raw, cast(null as text) as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rm04_tax_personal_collection') }} as s
    union all
    -- TX02 税务个人申报与欠费
    select 'TAX' as system_code, s.admin_division_code as region_code_raw, s.person_id as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, s.unit_id as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'tx02_tax_person_declaration') }} as s
    union all
    -- EP11 待遇支付明细
    select 'HRSS' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ep11_benefit_payment_detail') }} as s
    union all
    -- IP11 待遇支付明细
    select 'HRSS' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ip11_benefit_payment_detail') }} as s
    union all
    -- RP08 待遇支付明细
    select 'HRSS' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rp08_benefit_payment_detail') }} as s
    union all
    -- EM12 待遇支付明细
    select 'MED' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'em12_benefit_payment_detail') }} as s
    union all
    -- RM06 待遇支付明细
    select 'MED' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'rm06_benefit_payment_detail') }} as s
    union all
    -- UE09 待遇支付明细
    select 'HRSS' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ue09_benefit_payment_detail') }} as s
    union all
    -- WI08 待遇支付明细
    select 'HRSS' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'wi08_benefit_payment_detail') }} as s
    union all
    -- MT06 待遇支付明细
    select 'MED' as system_code, cast(null as text) as region_code_raw, s.party_id as person_id, s.party_identity_no as citizen_id_raw, s.party_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'mt06_benefit_payment_detail') }} as s
    union all
    -- PS01 户籍人口
    select 'PSB' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ps01_person_registry') }} as s
    union all
    -- PS02 死亡登记
    select 'PSB' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, s.sex_code as sex_code, s.birth_date as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ps02_death_registry') }} as s
    union all
    -- PI02 个人所得税工资薪金
    select 'PIT' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'pi02_person_income_tax') }} as s
    union all
    -- CA01 困难群体
    select 'CAB' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'ca01_assistance_person') }} as s
    union all
    -- PY01 工资统发人员
    select 'PAY' as system_code, s.admin_division_code as region_code_raw, cast(null as text) as person_id, s.citizen_id as citizen_id_raw, s.person_name as person_name, cast(null as text) as sex_code, cast(null as date) as birth_date, cast(null as text) as unit_id, s._delivery_id, s._line_no
    from {{ source('raw', 'py01_payroll_person') }} as s
) as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ ever_known('d') }}
