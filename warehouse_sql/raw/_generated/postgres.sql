-- Generated from catalogue/ by `make generate`; do not edit.
create schema if not exists raw;

-- EP01 单位参保缴费
create table if not exists raw.ep01_unit_contribution (
  admin_division_code text,
  data_period text,
  unit_id text,
  unit_name text,
  org_code text,
  unit_type_code text,
  economic_type_code text,
  affiliation_code text,
  industry_code text,
  unit_enrolment_date date,
  unit_contribution_status_code text,
  total_payroll decimal(18,2),
  unit_contribution_base decimal(18,2),
  personal_contribution_base_total decimal(18,2),
  unit_due_current_amount decimal(18,2),
  unit_due_supplementary_amount decimal(18,2),
  personal_due_current_subtotal decimal(18,2),
  personal_due_supplementary_subtotal decimal(18,2),
  unit_paid_current_amount decimal(18,2),
  unit_paid_supplementary_amount decimal(18,2),
  audit_supplementary_amount decimal(18,2),
  personal_paid_current_subtotal decimal(18,2),
  personal_paid_supplementary_subtotal decimal(18,2),
  unit_arrears_repaid_amount decimal(18,2),
  personal_arrears_repaid_total decimal(18,2),
  refunded_amount decimal(18,2),
  late_fee_paid decimal(18,2),
  backpay_interest_paid decimal(18,2),
  prepaid_amount decimal(18,2),
  written_off_amount decimal(18,2),
  unit_arrears_balance decimal(18,2),
  personal_arrears_balance_total decimal(18,2),
  late_fee_arrears_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep01_unit_contribution__delivery on raw.ep01_unit_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep01_unit_contribution is 'EP01 单位参保缴费';
comment on column raw.ep01_unit_contribution.admin_division_code is '行政区划代码';
comment on column raw.ep01_unit_contribution.data_period is '数据期别';
comment on column raw.ep01_unit_contribution.unit_id is '单位编号';
comment on column raw.ep01_unit_contribution.unit_name is '单位名称';
comment on column raw.ep01_unit_contribution.org_code is '组织机构代码';
comment on column raw.ep01_unit_contribution.unit_type_code is '单位类型';
comment on column raw.ep01_unit_contribution.economic_type_code is '经济类型';
comment on column raw.ep01_unit_contribution.affiliation_code is '隶属关系';
comment on column raw.ep01_unit_contribution.industry_code is '所属行业';
comment on column raw.ep01_unit_contribution.unit_enrolment_date is '参保日期';
comment on column raw.ep01_unit_contribution.unit_contribution_status_code is '单位参保缴费状态';
comment on column raw.ep01_unit_contribution.total_payroll is '职工工资总额';
comment on column raw.ep01_unit_contribution.unit_contribution_base is '单位缴费基数';
comment on column raw.ep01_unit_contribution.personal_contribution_base_total is '个人缴费基数总额';
comment on column raw.ep01_unit_contribution.unit_due_current_amount is '单位应缴当月金额';
comment on column raw.ep01_unit_contribution.unit_due_supplementary_amount is '单位应补收金额';
comment on column raw.ep01_unit_contribution.personal_due_current_subtotal is '个人应缴当月金额小计';
comment on column raw.ep01_unit_contribution.personal_due_supplementary_subtotal is '个人应补收金额小计';
comment on column raw.ep01_unit_contribution.unit_paid_current_amount is '单位实缴当月金额';
comment on column raw.ep01_unit_contribution.unit_paid_supplementary_amount is '单位实补收金额';
comment on column raw.ep01_unit_contribution.audit_supplementary_amount is '其中稽核补收金额';
comment on column raw.ep01_unit_contribution.personal_paid_current_subtotal is '个人实缴当月金额小计';
comment on column raw.ep01_unit_contribution.personal_paid_supplementary_subtotal is '个人实补收金额小计';
comment on column raw.ep01_unit_contribution.unit_arrears_repaid_amount is '单位补缴欠费金额';
comment on column raw.ep01_unit_contribution.personal_arrears_repaid_total is '个人补缴欠费金额合计';
comment on column raw.ep01_unit_contribution.refunded_amount is '退收金额';
comment on column raw.ep01_unit_contribution.late_fee_paid is '缴纳滞纳金';
comment on column raw.ep01_unit_contribution.backpay_interest_paid is '补缴利息';
comment on column raw.ep01_unit_contribution.prepaid_amount is '预缴金额';
comment on column raw.ep01_unit_contribution.written_off_amount is '核销金额';
comment on column raw.ep01_unit_contribution.unit_arrears_balance is '单位累计欠缴金额';
comment on column raw.ep01_unit_contribution.personal_arrears_balance_total is '个人累计欠缴金额合计';
comment on column raw.ep01_unit_contribution.late_fee_arrears_balance is '累计欠缴滞纳金';

-- EP02 个人参保缴费
create table if not exists raw.ep02_personal_contribution (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  hukou_type_code text,
  personal_identity_code text,
  migrant_worker_flag boolean,
  veteran_category_code text,
  model_worker_level_code text,
  work_start_date date,
  account_opened_date date,
  deemed_contribution_months bigint,
  actual_contribution_months bigint,
  contribution_status_code text,
  contribution_stop_reason_code text,
  prior_year_avg_monthly_base decimal(18,2),
  avg_wage_index_to_prior_year_end decimal(18,6),
  personal_contribution_base decimal(18,2),
  personal_due_current_amount decimal(18,2),
  personal_due_supplementary_amount decimal(18,2),
  personal_paid_current_amount decimal(18,2),
  personal_paid_supplementary_amount decimal(18,2),
  personal_prepaid_amount decimal(18,2),
  personal_arrears_repaid_amount decimal(18,2),
  personal_arrears_balance decimal(18,2),
  account_principal_interest decimal(18,2),
  account_funded_principal_interest decimal(18,2),
  account_personal_principal_interest decimal(18,2),
  account_unit_principal_interest decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep02_personal_contribution__delivery on raw.ep02_personal_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep02_personal_contribution is 'EP02 个人参保缴费';
comment on column raw.ep02_personal_contribution.admin_division_code is '行政区划代码';
comment on column raw.ep02_personal_contribution.data_period is '数据期别';
comment on column raw.ep02_personal_contribution.unit_id is '所在单位编号';
comment on column raw.ep02_personal_contribution.person_id is '个人编号';
comment on column raw.ep02_personal_contribution.person_name is '姓名';
comment on column raw.ep02_personal_contribution.sex_code is '性别';
comment on column raw.ep02_personal_contribution.citizen_id is '公民身份号码';
comment on column raw.ep02_personal_contribution.ethnicity_code is '民族';
comment on column raw.ep02_personal_contribution.birth_date is '出生日期';
comment on column raw.ep02_personal_contribution.hukou_type_code is '户口性质(户籍地类别)';
comment on column raw.ep02_personal_contribution.personal_identity_code is '个人身份';
comment on column raw.ep02_personal_contribution.migrant_worker_flag is '农民工标识';
comment on column raw.ep02_personal_contribution.veteran_category_code is '退役军人类别';
comment on column raw.ep02_personal_contribution.model_worker_level_code is '劳模级别';
comment on column raw.ep02_personal_contribution.work_start_date is '参加工作日期';
comment on column raw.ep02_personal_contribution.account_opened_date is '建立个人账户日期';
comment on column raw.ep02_personal_contribution.deemed_contribution_months is '视同缴费月数';
comment on column raw.ep02_personal_contribution.actual_contribution_months is '实际缴费月数';
comment on column raw.ep02_personal_contribution.contribution_status_code is '个人缴费状态';
comment on column raw.ep02_personal_contribution.contribution_stop_reason_code is '中断/终止缴费原因';
comment on column raw.ep02_personal_contribution.prior_year_avg_monthly_base is '个人上年月平均缴费基数';
comment on column raw.ep02_personal_contribution.avg_wage_index_to_prior_year_end is '截至上年末个人月平均缴费工资指数';
comment on column raw.ep02_personal_contribution.personal_contribution_base is '个人缴费基数';
comment on column raw.ep02_personal_contribution.personal_due_current_amount is '个人应缴当月金额';
comment on column raw.ep02_personal_contribution.personal_due_supplementary_amount is '个人应补收金额';
comment on column raw.ep02_personal_contribution.personal_paid_current_amount is '个人实缴当月金额';
comment on column raw.ep02_personal_contribution.personal_paid_supplementary_amount is '个人实补收金额';
comment on column raw.ep02_personal_contribution.personal_prepaid_amount is '个人预缴金额';
comment on column raw.ep02_personal_contribution.personal_arrears_repaid_amount is '个人补缴欠费金额';
comment on column raw.ep02_personal_contribution.personal_arrears_balance is '个人累计欠缴金额';
comment on column raw.ep02_personal_contribution.account_principal_interest is '个人账户累计本息';
comment on column raw.ep02_personal_contribution.account_funded_principal_interest is '其中个人账户做实部分累计本息';
comment on column raw.ep02_personal_contribution.account_personal_principal_interest is '个人账户中个人缴费部分累计本息';
comment on column raw.ep02_personal_contribution.account_unit_principal_interest is '个人账户中单位划入部分累计本息';

-- EP03 离退休人员待遇
create table if not exists raw.ep03_retiree_benefit (
  admin_division_code text,
  data_period text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  work_start_date date,
  retirement_date date,
  retirement_category_code text,
  pre_retirement_identity_code text,
  pre_retirement_technical_title_code text,
  pre_retirement_vocational_grade_code text,
  pre_retirement_admin_rank_code text,
  migrant_worker_flag boolean,
  veteran_category_code text,
  pre_1949_worker_flag boolean,
  former_industrialist_flag boolean,
  model_worker_level_code text,
  special_job_months bigint,
  former_unit_id text,
  former_unit_type_code text,
  former_unit_economic_type_code text,
  former_unit_affiliation_code text,
  former_unit_industry_code text,
  account_opened_date date,
  deemed_contribution_months bigint,
  actual_contribution_months bigint,
  avg_wage_index decimal(18,6),
  last_base_before_retirement decimal(18,2),
  account_total_at_retirement decimal(18,2),
  account_funded_at_retirement decimal(18,2),
  assessed_pension_at_retirement decimal(18,2),
  socialized_management_code text,
  settlement_place text,
  benefit_payment_status_code text,
  benefit_stop_reason_code text,
  pension_due_total decimal(18,2),
  basic_pension_due decimal(18,2),
  transitional_pension_due decimal(18,2),
  account_pension_due decimal(18,2),
  basic_retirement_fee_due decimal(18,2),
  subsidy_due_total decimal(18,2),
  adjustment_due_total decimal(18,2),
  pension_paid_total decimal(18,2),
  pension_backpay_total decimal(18,2),
  other_pension_benefit_paid decimal(18,2),
  account_principal_interest decimal(18,2),
  account_funded_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep03_retiree_benefit__delivery on raw.ep03_retiree_benefit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep03_retiree_benefit is 'EP03 离退休人员待遇';
comment on column raw.ep03_retiree_benefit.admin_division_code is '行政区划代码';
comment on column raw.ep03_retiree_benefit.data_period is '数据期别';
comment on column raw.ep03_retiree_benefit.person_id is '个人编号';
comment on column raw.ep03_retiree_benefit.person_name is '姓名';
comment on column raw.ep03_retiree_benefit.sex_code is '性别';
comment on column raw.ep03_retiree_benefit.citizen_id is '公民身份号码';
comment on column raw.ep03_retiree_benefit.ethnicity_code is '民族';
comment on column raw.ep03_retiree_benefit.birth_date is '出生日期';
comment on column raw.ep03_retiree_benefit.work_start_date is '参加工作日期';
comment on column raw.ep03_retiree_benefit.retirement_date is '离退休日期';
comment on column raw.ep03_retiree_benefit.retirement_category_code is '离退休类别';
comment on column raw.ep03_retiree_benefit.pre_retirement_identity_code is '退休前个人身份';
comment on column raw.ep03_retiree_benefit.pre_retirement_technical_title_code is '退休前专业技术职务等级';
comment on column raw.ep03_retiree_benefit.pre_retirement_vocational_grade_code is '退休前国家职业资格等级(工人技术等级)';
comment on column raw.ep03_retiree_benefit.pre_retirement_admin_rank_code is '退休前行政职务级别';
comment on column raw.ep03_retiree_benefit.migrant_worker_flag is '农民工标识';
comment on column raw.ep03_retiree_benefit.veteran_category_code is '退役军人类别';
comment on column raw.ep03_retiree_benefit.pre_1949_worker_flag is '建国前老工人标识';
comment on column raw.ep03_retiree_benefit.former_industrialist_flag is '原工商业者标识';
comment on column raw.ep03_retiree_benefit.model_worker_level_code is '劳模级别';
comment on column raw.ep03_retiree_benefit.special_job_months is '退休前实际从事特殊工种月数';
comment on column raw.ep03_retiree_benefit.former_unit_id is '原单位编号';
comment on column raw.ep03_retiree_benefit.former_unit_type_code is '原单位类型';
comment on column raw.ep03_retiree_benefit.former_unit_economic_type_code is '原单位经济类型';
comment on column raw.ep03_retiree_benefit.former_unit_affiliation_code is '原单位隶属关系';
comment on column raw.ep03_retiree_benefit.former_unit_industry_code is '原单位所属行业';
comment on column raw.ep03_retiree_benefit.account_opened_date is '建立个人账户日期';
comment on column raw.ep03_retiree_benefit.deemed_contribution_months is '视同缴费月数';
comment on column raw.ep03_retiree_benefit.actual_contribution_months is '实际缴费月数';
comment on column raw.ep03_retiree_benefit.avg_wage_index is '个人月平均缴费工资指数';
comment on column raw.ep03_retiree_benefit.last_base_before_retirement is '退休前上月的缴费基数';
comment on column raw.ep03_retiree_benefit.account_total_at_retirement is '退休时个人账户总金额';
comment on column raw.ep03_retiree_benefit.account_funded_at_retirement is '其中退休时个人账户做实部分金额';
comment on column raw.ep03_retiree_benefit.assessed_pension_at_retirement is '退休时核定的应发基本养老金合计';
comment on column raw.ep03_retiree_benefit.socialized_management_code is '社会化管理形式';
comment on column raw.ep03_retiree_benefit.settlement_place is '本人定居生活地';
comment on column raw.ep03_retiree_benefit.benefit_payment_status_code is '待遇发放状态';
comment on column raw.ep03_retiree_benefit.benefit_stop_reason_code is '暂停/终止发放养老金原因';
comment on column raw.ep03_retiree_benefit.pension_due_total is '应发养老金合计';
comment on column raw.ep03_retiree_benefit.basic_pension_due is '应发基础养老金';
comment on column raw.ep03_retiree_benefit.transitional_pension_due is '应发过渡性养老金';
comment on column raw.ep03_retiree_benefit.account_pension_due is '应发个人账户养老金';
comment on column raw.ep03_retiree_benefit.basic_retirement_fee_due is '应发基本离退休退职费';
comment on column raw.ep03_retiree_benefit.subsidy_due_total is '应发补贴金额合计';
comment on column raw.ep03_retiree_benefit.adjustment_due_total is '应发历次调待累计金额';
comment on column raw.ep03_retiree_benefit.pension_paid_total is '实发养老金合计';
comment on column raw.ep03_retiree_benefit.pension_backpay_total is '补发养老金合计';
comment on column raw.ep03_retiree_benefit.other_pension_benefit_paid is '实发其他养老保险待遇金额合计';
comment on column raw.ep03_retiree_benefit.account_principal_interest is '个人账户累计本息';
comment on column raw.ep03_retiree_benefit.account_funded_balance is '其中个人账户做实部分余额';

-- EP04 供养亲属待遇
create table if not exists raw.ep04_dependant_benefit (
  admin_division_code text,
  data_period text,
  supporter_person_id text,
  supporter_name text,
  supporter_former_unit_id text,
  dependant_person_id text,
  dependant_name text,
  dependant_sex_code text,
  dependant_citizen_id text,
  dependant_birth_date date,
  dependency_relation_code text,
  benefit_start_period text,
  benefit_end_period text,
  dependant_benefit_paid decimal(18,2),
  benefit_payment_status_code text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep04_dependant_benefit__delivery on raw.ep04_dependant_benefit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep04_dependant_benefit is 'EP04 供养亲属待遇';
comment on column raw.ep04_dependant_benefit.admin_division_code is '行政区划代码';
comment on column raw.ep04_dependant_benefit.data_period is '数据期别';
comment on column raw.ep04_dependant_benefit.supporter_person_id is '供养人编号';
comment on column raw.ep04_dependant_benefit.supporter_name is '供养人姓名';
comment on column raw.ep04_dependant_benefit.supporter_former_unit_id is '供养人原单位编号';
comment on column raw.ep04_dependant_benefit.dependant_person_id is '供养亲属编号';
comment on column raw.ep04_dependant_benefit.dependant_name is '供养亲属姓名';
comment on column raw.ep04_dependant_benefit.dependant_sex_code is '供养亲属性别';
comment on column raw.ep04_dependant_benefit.dependant_citizen_id is '供养亲属公民身份号码';
comment on column raw.ep04_dependant_benefit.dependant_birth_date is '供养亲属出生日期';
comment on column raw.ep04_dependant_benefit.dependency_relation_code is '供养关系';
comment on column raw.ep04_dependant_benefit.benefit_start_period is '供养待遇享受开始年月';
comment on column raw.ep04_dependant_benefit.benefit_end_period is '供养待遇享受终止年月';
comment on column raw.ep04_dependant_benefit.dependant_benefit_paid is '供养待遇实发金额';
comment on column raw.ep04_dependant_benefit.benefit_payment_status_code is '供养待遇发放状态';

-- EP05 冒领养老金追回
create table if not exists raw.ep05_pension_overclaim_recovery (
  admin_division_code text,
  data_period text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  former_unit_id text,
  death_date date,
  overclaimed_months bigint,
  overclaimed_amount decimal(18,2),
  recovered_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep05_pension_overclaim_recovery__delivery on raw.ep05_pension_overclaim_recovery using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep05_pension_overclaim_recovery is 'EP05 冒领养老金追回';
comment on column raw.ep05_pension_overclaim_recovery.admin_division_code is '行政区划代码';
comment on column raw.ep05_pension_overclaim_recovery.data_period is '数据期别';
comment on column raw.ep05_pension_overclaim_recovery.person_id is '个人编号';
comment on column raw.ep05_pension_overclaim_recovery.person_name is '姓名';
comment on column raw.ep05_pension_overclaim_recovery.sex_code is '性别';
comment on column raw.ep05_pension_overclaim_recovery.citizen_id is '公民身份号码';
comment on column raw.ep05_pension_overclaim_recovery.former_unit_id is '原单位编号';
comment on column raw.ep05_pension_overclaim_recovery.death_date is '死亡日期';
comment on column raw.ep05_pension_overclaim_recovery.overclaimed_months is '冒领养老金月数';
comment on column raw.ep05_pension_overclaim_recovery.overclaimed_amount is '冒领养老金金额';
comment on column raw.ep05_pension_overclaim_recovery.recovered_amount is '追回养老金金额';

-- EP06 关系转移
create table if not exists raw.ep06_relation_transfer (
  admin_division_code text,
  data_period text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  birth_date date,
  personal_identity_code text,
  transfer_direction_code text,
  transfer_scheme_direction_code text,
  transfer_type_code text,
  transfer_area_scope_code text,
  transfer_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep06_relation_transfer__delivery on raw.ep06_relation_transfer using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep06_relation_transfer is 'EP06 关系转移';
comment on column raw.ep06_relation_transfer.admin_division_code is '行政区划代码';
comment on column raw.ep06_relation_transfer.data_period is '数据期别';
comment on column raw.ep06_relation_transfer.person_id is '个人编号';
comment on column raw.ep06_relation_transfer.person_name is '姓名';
comment on column raw.ep06_relation_transfer.sex_code is '性别';
comment on column raw.ep06_relation_transfer.citizen_id is '公民身份号码';
comment on column raw.ep06_relation_transfer.birth_date is '出生日期';
comment on column raw.ep06_relation_transfer.personal_identity_code is '个人身份';
comment on column raw.ep06_relation_transfer.transfer_direction_code is '转移方向';
comment on column raw.ep06_relation_transfer.transfer_scheme_direction_code is '转移制度方向';
comment on column raw.ep06_relation_transfer.transfer_type_code is '转移类型';
comment on column raw.ep06_relation_transfer.transfer_area_scope_code is '转移地域范围';
comment on column raw.ep06_relation_transfer.transfer_amount is '转移金额';

-- EP07 缴费政策参数
create table if not exists raw.ep07_policy_parameter (
  admin_division_code text,
  data_period text,
  local_avg_monthly_wage_prior_year decimal(18,2),
  unit_contribution_rate decimal(18,6),
  employee_contribution_rate decimal(18,6),
  self_insured_contribution_rate decimal(18,6),
  account_funding_rate decimal(18,6),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep07_policy_parameter__delivery on raw.ep07_policy_parameter using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep07_policy_parameter is 'EP07 缴费政策参数';
comment on column raw.ep07_policy_parameter.admin_division_code is '行政区划代码';
comment on column raw.ep07_policy_parameter.data_period is '数据期别';
comment on column raw.ep07_policy_parameter.local_avg_monthly_wage_prior_year is '当地上年度在岗职工月平均工资';
comment on column raw.ep07_policy_parameter.unit_contribution_rate is '单位缴费比例';
comment on column raw.ep07_policy_parameter.employee_contribution_rate is '单位职工个人缴费比例';
comment on column raw.ep07_policy_parameter.self_insured_contribution_rate is '个人身份参保人员个人缴费比例';
comment on column raw.ep07_policy_parameter.account_funding_rate is '个人账户做实比例';

-- EP08 税务单位征缴明细
create table if not exists raw.ep08_tax_unit_collection (
  ss_system_code text,
  pooling_area_code text,
  agency_code text,
  levy_notice_no text,
  tax_receipt_no text,
  insurance_type_code text,
  unit_id text,
  corresponding_fee_period text,
  contribution_type_code text,
  payer_count bigint,
  total_payroll decimal(18,2),
  unit_contribution_base_total decimal(18,2),
  personal_contribution_base_total decimal(18,2),
  unit_rate_or_quota decimal(18,6),
  unit_paid_amount decimal(18,2),
  personal_rate_or_quota decimal(18,6),
  personal_paid_amount decimal(18,2),
  late_fee decimal(18,2),
  interest decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep08_tax_unit_collection__delivery on raw.ep08_tax_unit_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep08_tax_unit_collection is 'EP08 税务单位征缴明细';
comment on column raw.ep08_tax_unit_collection.ss_system_code is '社保业务系统编码';
comment on column raw.ep08_tax_unit_collection.pooling_area_code is '统筹区编码';
comment on column raw.ep08_tax_unit_collection.agency_code is '社保经办机构编号';
comment on column raw.ep08_tax_unit_collection.levy_notice_no is '征集通知流水号';
comment on column raw.ep08_tax_unit_collection.tax_receipt_no is '电子税票号码（缴费凭证号）';
comment on column raw.ep08_tax_unit_collection.insurance_type_code is '险种类型';
comment on column raw.ep08_tax_unit_collection.unit_id is '单位编号';
comment on column raw.ep08_tax_unit_collection.corresponding_fee_period is '对应费款所属期';
comment on column raw.ep08_tax_unit_collection.contribution_type_code is '缴费类型';
comment on column raw.ep08_tax_unit_collection.payer_count is '缴费人数';
comment on column raw.ep08_tax_unit_collection.total_payroll is '职工工资总额';
comment on column raw.ep08_tax_unit_collection.unit_contribution_base_total is '单位缴费基数总额';
comment on column raw.ep08_tax_unit_collection.personal_contribution_base_total is '个人缴费基数总额';
comment on column raw.ep08_tax_unit_collection.unit_rate_or_quota is '单位缴费比例或定额标准';
comment on column raw.ep08_tax_unit_collection.unit_paid_amount is '单位实缴金额';
comment on column raw.ep08_tax_unit_collection.personal_rate_or_quota is '个人缴费比例或定额标准';
comment on column raw.ep08_tax_unit_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.ep08_tax_unit_collection.late_fee is '滞纳金';
comment on column raw.ep08_tax_unit_collection.interest is '利息';
comment on column raw.ep08_tax_unit_collection.contribution_mark_code is '缴费标识';
comment on column raw.ep08_tax_unit_collection.remitted_time is '上解时间';
comment on column raw.ep08_tax_unit_collection.treasury_received_time is '入国库时间';
comment on column raw.ep08_tax_unit_collection.tax_authority_code is '主管税务部门代码';
comment on column raw.ep08_tax_unit_collection.transmission_type_code is '数据传输类型';
comment on column raw.ep08_tax_unit_collection.transmission_batch_no is '传输批次号';
comment on column raw.ep08_tax_unit_collection.transmission_time is '传输时间戳';

-- EP09 税务个人征缴明细
create table if not exists raw.ep09_tax_personal_collection (
  ss_system_code text,
  pooling_area_code text,
  uuid text,
  agency_code text,
  levy_notice_no text,
  tax_receipt_no text,
  insurance_type_code text,
  unit_id text,
  person_id text,
  contribution_type_code text,
  corresponding_fee_period text,
  wage decimal(18,2),
  unit_contribution_base decimal(18,2),
  unit_rate_or_quota decimal(18,6),
  unit_paid_amount decimal(18,2),
  personal_contribution_base decimal(18,2),
  personal_rate_or_quota decimal(18,6),
  personal_paid_amount decimal(18,2),
  interest decimal(18,2),
  late_fee decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep09_tax_personal_collection__delivery on raw.ep09_tax_personal_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep09_tax_personal_collection is 'EP09 税务个人征缴明细';
comment on column raw.ep09_tax_personal_collection.ss_system_code is '社保业务系统编码(AAZ400)';
comment on column raw.ep09_tax_personal_collection.pooling_area_code is '统筹区编码(AAA027)';
comment on column raw.ep09_tax_personal_collection.uuid is 'UUID';
comment on column raw.ep09_tax_personal_collection.agency_code is '社保经办机构编号(AAB034)';
comment on column raw.ep09_tax_personal_collection.levy_notice_no is '征集通知流水号(AAZ288)';
comment on column raw.ep09_tax_personal_collection.tax_receipt_no is '电子税票号码（缴费凭证号）(AAD009)';
comment on column raw.ep09_tax_personal_collection.insurance_type_code is '险种类型(AAE140)';
comment on column raw.ep09_tax_personal_collection.unit_id is '单位编号(AAB001)';
comment on column raw.ep09_tax_personal_collection.person_id is '人员编号(AAC001)';
comment on column raw.ep09_tax_personal_collection.contribution_type_code is '缴费类型';
comment on column raw.ep09_tax_personal_collection.corresponding_fee_period is '对应费款所属期';
comment on column raw.ep09_tax_personal_collection.wage is '工资';
comment on column raw.ep09_tax_personal_collection.unit_contribution_base is '单位缴费基数';
comment on column raw.ep09_tax_personal_collection.unit_rate_or_quota is '单位缴费比例或定额标准';
comment on column raw.ep09_tax_personal_collection.unit_paid_amount is '单位实际缴费金额';
comment on column raw.ep09_tax_personal_collection.personal_contribution_base is '人员缴费基数';
comment on column raw.ep09_tax_personal_collection.personal_rate_or_quota is '个人缴费比例或定额标准';
comment on column raw.ep09_tax_personal_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.ep09_tax_personal_collection.interest is '利息';
comment on column raw.ep09_tax_personal_collection.late_fee is '滞纳金';
comment on column raw.ep09_tax_personal_collection.contribution_mark_code is '缴费标识';
comment on column raw.ep09_tax_personal_collection.remitted_time is '上解时间';
comment on column raw.ep09_tax_personal_collection.treasury_received_time is '入国库时间';
comment on column raw.ep09_tax_personal_collection.tax_authority_code is '主管税务部门代码(AAF020)';
comment on column raw.ep09_tax_personal_collection.transmission_type_code is '数据传输类型(AAA321)';
comment on column raw.ep09_tax_personal_collection.transmission_batch_no is '传输批次号(AAA322)';
comment on column raw.ep09_tax_personal_collection.transmission_time is '传输时间戳(AAE418)';

-- EP10 待遇拨付主表
create table if not exists raw.ep10_benefit_disbursement (
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  insurance_type_code text,
  pooling_area_code text,
  data_period text,
  disbursement_method_code text,
  amount decimal(18,2),
  disbursed_time timestamp,
  agency_code text,
  operator_name text,
  operated_time timestamp,
  payment_master_id text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep10_benefit_disbursement__delivery on raw.ep10_benefit_disbursement using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep10_benefit_disbursement is 'EP10 待遇拨付主表';
comment on column raw.ep10_benefit_disbursement.bank_code is '银行编码';
comment on column raw.ep10_benefit_disbursement.bank_name is '银行行名';
comment on column raw.ep10_benefit_disbursement.bank_account_name is '银行户名';
comment on column raw.ep10_benefit_disbursement.bank_account_no is '银行账号';
comment on column raw.ep10_benefit_disbursement.insurance_type_code is '险种类型';
comment on column raw.ep10_benefit_disbursement.pooling_area_code is '统筹区划';
comment on column raw.ep10_benefit_disbursement.data_period is '数据期间';
comment on column raw.ep10_benefit_disbursement.disbursement_method_code is '拨付方式';
comment on column raw.ep10_benefit_disbursement.amount is '金额';
comment on column raw.ep10_benefit_disbursement.disbursed_time is '拨付时间';
comment on column raw.ep10_benefit_disbursement.agency_code is '经办机构代码';
comment on column raw.ep10_benefit_disbursement.operator_name is '经办人';
comment on column raw.ep10_benefit_disbursement.operated_time is '经办时间';
comment on column raw.ep10_benefit_disbursement.payment_master_id is '待遇支付主表ID';

-- EP11 待遇支付明细
create table if not exists raw.ep11_benefit_payment_detail (
  insurance_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  party_type_code text,
  party_id text,
  party_identity_no text,
  party_name text,
  payment_status_code text,
  paid_time timestamp,
  payment_failure_reason text,
  payment_master_id text,
  payable_plan_detail_id text,
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep11_benefit_payment_detail__delivery on raw.ep11_benefit_payment_detail using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep11_benefit_payment_detail is 'EP11 待遇支付明细';
comment on column raw.ep11_benefit_payment_detail.insurance_type_code is '险种类型';
comment on column raw.ep11_benefit_payment_detail.fee_period is '费款所属期';
comment on column raw.ep11_benefit_payment_detail.corresponding_fee_period is '对应费款所属期';
comment on column raw.ep11_benefit_payment_detail.amount is '金额';
comment on column raw.ep11_benefit_payment_detail.party_type_code is '主体类型';
comment on column raw.ep11_benefit_payment_detail.party_id is '主体编号';
comment on column raw.ep11_benefit_payment_detail.party_identity_no is '主体身份代码';
comment on column raw.ep11_benefit_payment_detail.party_name is '主体名称';
comment on column raw.ep11_benefit_payment_detail.payment_status_code is '支付标志';
comment on column raw.ep11_benefit_payment_detail.paid_time is '支付时间';
comment on column raw.ep11_benefit_payment_detail.payment_failure_reason is '支付失败原因';
comment on column raw.ep11_benefit_payment_detail.payment_master_id is '待遇支付主表ID';
comment on column raw.ep11_benefit_payment_detail.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.ep11_benefit_payment_detail.bank_code is '银行编码';
comment on column raw.ep11_benefit_payment_detail.bank_name is '银行行名';
comment on column raw.ep11_benefit_payment_detail.bank_account_name is '银行户名';
comment on column raw.ep11_benefit_payment_detail.bank_account_no is '银行账号';

-- EP12 待遇应付计划项目明细
create table if not exists raw.ep12_benefit_payable_item (
  benefit_item_code text,
  regular_benefit_flag boolean,
  payable_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  reversal_flag boolean,
  reversed_time timestamp,
  reversal_serial_no text,
  payable_plan_detail_id text,
  payable_item_detail_id text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep12_benefit_payable_item__delivery on raw.ep12_benefit_payable_item using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep12_benefit_payable_item is 'EP12 待遇应付计划项目明细';
comment on column raw.ep12_benefit_payable_item.benefit_item_code is '待遇项目代码';
comment on column raw.ep12_benefit_payable_item.regular_benefit_flag is '定期待遇标志';
comment on column raw.ep12_benefit_payable_item.payable_type_code is '应付类型';
comment on column raw.ep12_benefit_payable_item.fee_period is '费款所属期';
comment on column raw.ep12_benefit_payable_item.corresponding_fee_period is '对应费款所属期';
comment on column raw.ep12_benefit_payable_item.amount is '金额';
comment on column raw.ep12_benefit_payable_item.reversal_flag is '冲销标志';
comment on column raw.ep12_benefit_payable_item.reversed_time is '冲销时间';
comment on column raw.ep12_benefit_payable_item.reversal_serial_no is '冲销流水号';
comment on column raw.ep12_benefit_payable_item.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.ep12_benefit_payable_item.payable_item_detail_id is '人员应付计划项目明细ID';

-- RP01 个人参保缴费
create table if not exists raw.rp01_personal_contribution (
  admin_division_code text,
  data_period text,
  insurance_subtype_code text,
  village_code text,
  village_name text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  hukou_type_code text,
  ethnicity_code text,
  birth_date date,
  enrolment_date date,
  account_opened_date date,
  current_year_payment_date date,
  severe_disability_flag boolean,
  disability_category_code text,
  disability_grade_code text,
  subsistence_allowance_flag boolean,
  five_guarantee_flag boolean,
  rural_family_planning_flag boolean,
  in_enterprise_pension_flag boolean,
  in_new_rural_pension_flag boolean,
  in_urban_resident_pension_flag boolean,
  land_expropriated_farmer_flag boolean,
  in_old_rural_pension_flag boolean,
  veteran_category_code text,
  total_contribution_years bigint,
  actual_contribution_years bigint,
  contribution_status_code text,
  contribution_stop_reason_code text,
  contribution_tier_amount decimal(18,2),
  personal_contribution_amount decimal(18,2),
  government_paid_on_behalf_amount decimal(18,2),
  local_government_subsidy_amount decimal(18,2),
  backpay_subsidy_amount decimal(18,2),
  collective_subsidy_amount decimal(18,2),
  other_aid_amount decimal(18,2),
  ytd_personal_backpay_amount decimal(18,2),
  lump_sum_backpay_amount decimal(18,2),
  ytd_backpay_years bigint,
  account_principal_interest decimal(18,2),
  account_personal_principal_interest decimal(18,2),
  account_government_principal_interest decimal(18,2),
  account_collective_principal_interest decimal(18,2),
  account_other_aid_principal_interest decimal(18,2),
  account_interest_total decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rp01_personal_contribution__delivery on raw.rp01_personal_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rp01_personal_contribution is 'RP01 个人参保缴费';
comment on column raw.rp01_personal_contribution.admin_division_code is '行政区划代码';
comment on column raw.rp01_personal_contribution.data_period is '数据期别';
comment on column raw.rp01_personal_contribution.insurance_subtype_code is '险种类别';
comment on column raw.rp01_personal_contribution.village_code is '所属行政村(社区)编号';
comment on column raw.rp01_personal_contribution.village_name is '所属行政村(社区)名称';
comment on column raw.rp01_personal_contribution.person_id is '个人编号';
comment on column raw.rp01_personal_contribution.person_name is '姓名';
comment on column raw.rp01_personal_contribution.sex_code is '性别';
comment on column raw.rp01_personal_contribution.citizen_id is '公民身份号码';
comment on column raw.rp01_personal_contribution.hukou_type_code is '户口性质（户籍地类别）';
comment on column raw.rp01_personal_contribution.ethnicity_code is '民族';
comment on column raw.rp01_personal_contribution.birth_date is '出生日期';
comment on column raw.rp01_personal_contribution.enrolment_date is '参保日期';
comment on column raw.rp01_personal_contribution.account_opened_date is '建立个人账户日期';
comment on column raw.rp01_personal_contribution.current_year_payment_date is '当年缴费日期';
comment on column raw.rp01_personal_contribution.severe_disability_flag is '重症残疾标识';
comment on column raw.rp01_personal_contribution.disability_category_code is '残疾类别';
comment on column raw.rp01_personal_contribution.disability_grade_code is '残疾等级';
comment on column raw.rp01_personal_contribution.subsistence_allowance_flag is '低保对象标识';
comment on column raw.rp01_personal_contribution.five_guarantee_flag is '农村五保供养户标识';
comment on column raw.rp01_personal_contribution.rural_family_planning_flag is '农村计划生育家庭标识';
comment on column raw.rp01_personal_contribution.in_enterprise_pension_flag is '参加企业职工基本养老保险标识';
comment on column raw.rp01_personal_contribution.in_new_rural_pension_flag is '参加新型农村养老保险标识';
comment on column raw.rp01_personal_contribution.in_urban_resident_pension_flag is '参加城镇居民养老保险标识';
comment on column raw.rp01_personal_contribution.land_expropriated_farmer_flag is '被征地农民社会保障标识';
comment on column raw.rp01_personal_contribution.in_old_rural_pension_flag is '老农保参保标识';
comment on column raw.rp01_personal_contribution.veteran_category_code is '退役军人类别';
comment on column raw.rp01_personal_contribution.total_contribution_years is '累计缴费年限';
comment on column raw.rp01_personal_contribution.actual_contribution_years is '其中实际缴费年限';
comment on column raw.rp01_personal_contribution.contribution_status_code is '缴费状态';
comment on column raw.rp01_personal_contribution.contribution_stop_reason_code is '中断/终止缴费原因';
comment on column raw.rp01_personal_contribution.contribution_tier_amount is '个人缴费档次';
comment on column raw.rp01_personal_contribution.personal_contribution_amount is '其中个人缴费金额';
comment on column raw.rp01_personal_contribution.government_paid_on_behalf_amount is '其中地方政府代缴金额';
comment on column raw.rp01_personal_contribution.local_government_subsidy_amount is '地方政府补助缴费金额';
comment on column raw.rp01_personal_contribution.backpay_subsidy_amount is '其中补缴补贴金额';
comment on column raw.rp01_personal_contribution.collective_subsidy_amount is '村集体补助总额';
comment on column raw.rp01_personal_contribution.other_aid_amount is '其他资助金额';
comment on column raw.rp01_personal_contribution.ytd_personal_backpay_amount is '当年累计个人补缴金额合计';
comment on column raw.rp01_personal_contribution.lump_sum_backpay_amount is '其中一次性补缴金额';
comment on column raw.rp01_personal_contribution.ytd_backpay_years is '当年累计补缴年限';
comment on column raw.rp01_personal_contribution.account_principal_interest is '个人账户累计本息';
comment on column raw.rp01_personal_contribution.account_personal_principal_interest is '其中个人账户中个人缴费部分本息';
comment on column raw.rp01_personal_contribution.account_government_principal_interest is '其中个人账户中政府缴费部分本息';
comment on column raw.rp01_personal_contribution.account_collective_principal_interest is '其中个人账户中集体补助部分本息';
comment on column raw.rp01_personal_contribution.account_other_aid_principal_interest is '个人账户其他资助部分本息';
comment on column raw.rp01_personal_contribution.account_interest_total is '个人帐户累计利息';

-- RP02 待遇领取人员待遇
create table if not exists raw.rp02_retiree_benefit (
  admin_division_code text,
  data_period text,
  insurance_subtype_code text,
  village_code text,
  village_name text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  hukou_type_code text,
  ethnicity_code text,
  birth_date date,
  enrolment_date date,
  account_opened_date date,
  severe_disability_flag boolean,
  disability_category_code text,
  disability_grade_code text,
  subsistence_allowance_flag boolean,
  five_guarantee_flag boolean,
  rural_family_planning_flag boolean,
  in_enterprise_pension_flag boolean,
  in_new_rural_pension_flag boolean,
  in_urban_resident_pension_flag boolean,
  land_expropriated_farmer_flag boolean,
  in_old_rural_pension_flag boolean,
  veteran_category_code text,
  total_contribution_years bigint,
  actual_contribution_years bigint,
  benefit_start_date date,
  assessed_pension_at_start decimal(18,2),
  account_total_at_start decimal(18,2),
  account_personal_at_start decimal(18,2),
  account_government_at_start decimal(18,2),
  account_collective_at_start decimal(18,2),
  account_other_at_start decimal(18,2),
  account_interest_at_start decimal(18,2),
  account_exhausted_period text,
  benefit_payment_status_code text,
  benefit_stop_reason_code text,
  pension_due_total decimal(18,2),
  basic_pension_due decimal(18,2),
  adjustment_due_total decimal(18,2),
  account_pension_due decimal(18,2),
  other_pension_benefit_due decimal(18,2),
  lump_sum_due decimal(18,2),
  pension_paid_total decimal(18,2),
  basic_pension_paid decimal(18,2),
  adjustment_paid_total decimal(18,2),
  account_pension_paid decimal(18,2),
  other_pension_benefit_paid decimal(18,2),
  lump_sum_paid decimal(18,2),
  pension_backpay_total decimal(18,2),
  account_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rp02_retiree_benefit__delivery on raw.rp02_retiree_benefit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rp02_retiree_benefit is 'RP02 待遇领取人员待遇';
comment on column raw.rp02_retiree_benefit.admin_division_code is '行政区划代码';
comment on column raw.rp02_retiree_benefit.data_period is '数据期别';
comment on column raw.rp02_retiree_benefit.insurance_subtype_code is '险种类别';
comment on column raw.rp02_retiree_benefit.village_code is '所属行政村(社区)编号';
comment on column raw.rp02_retiree_benefit.village_name is '所属行政村(社区)名称';
comment on column raw.rp02_retiree_benefit.person_id is '个人编号';
comment on column raw.rp02_retiree_benefit.person_name is '姓名';
comment on column raw.rp02_retiree_benefit.sex_code is '性别';
comment on column raw.rp02_retiree_benefit.citizen_id is '公民身份号码';
comment on column raw.rp02_retiree_benefit.hukou_type_code is '户口性质（户籍地类别）';
comment on column raw.rp02_retiree_benefit.ethnicity_code is '民族';
comment on column raw.rp02_retiree_benefit.birth_date is '出生日期';
comment on column raw.rp02_retiree_benefit.enrolment_date is '参保日期';
comment on column raw.rp02_retiree_benefit.account_opened_date is '建立个人账户日期';
comment on column raw.rp02_retiree_benefit.severe_disability_flag is '重症残疾标识';
comment on column raw.rp02_retiree_benefit.disability_category_code is '残疾类别';
comment on column raw.rp02_retiree_benefit.disability_grade_code is '残疾等级';
comment on column raw.rp02_retiree_benefit.subsistence_allowance_flag is '低保户对象标识';
comment on column raw.rp02_retiree_benefit.five_guarantee_flag is '农村五保供养标识';
comment on column raw.rp02_retiree_benefit.rural_family_planning_flag is '农村计划生育家庭标识';
comment on column raw.rp02_retiree_benefit.in_enterprise_pension_flag is '参加企业职工基本养老保险标识';
comment on column raw.rp02_retiree_benefit.in_new_rural_pension_flag is '参加新型农村养老保险标识';
comment on column raw.rp02_retiree_benefit.in_urban_resident_pension_flag is '参加城镇居民养老保险标识';
comment on column raw.rp02_retiree_benefit.land_expropriated_farmer_flag is '被征地农民社会保障参保标识';
comment on column raw.rp02_retiree_benefit.in_old_rural_pension_flag is '参加老农保标识';
comment on column raw.rp02_retiree_benefit.veteran_category_code is '退役军人类别';
comment on column raw.rp02_retiree_benefit.total_contribution_years is '累计缴费年限';
comment on column raw.rp02_retiree_benefit.actual_contribution_years is '其中实际缴费年限';
comment on column raw.rp02_retiree_benefit.benefit_start_date is '待遇启领日期';
comment on column raw.rp02_retiree_benefit.assessed_pension_at_start is '启领待遇时核定的应发养老金合计';
comment on column raw.rp02_retiree_benefit.account_total_at_start is '启领待遇时个人帐户总金额';
comment on column raw.rp02_retiree_benefit.account_personal_at_start is '其中启领待遇时个人账户中个人缴费部分本息';
comment on column raw.rp02_retiree_benefit.account_government_at_start is '其中启领待遇时个人账户中政府补贴部分本息';
comment on column raw.rp02_retiree_benefit.account_collective_at_start is '其中启领待遇时个人账户中集体补助（资助）部分本息';
comment on column raw.rp02_retiree_benefit.account_other_at_start is '其中启领待遇个人账户中其他部分本息';
comment on column raw.rp02_retiree_benefit.account_interest_at_start is '启领待遇时个人帐户累计利息';
comment on column raw.rp02_retiree_benefit.account_exhausted_period is '个人账户实际支付完毕时间';
comment on column raw.rp02_retiree_benefit.benefit_payment_status_code is '待遇发放状态';
comment on column raw.rp02_retiree_benefit.benefit_stop_reason_code is '暂停/终止发放养老金原因';
comment on column raw.rp02_retiree_benefit.pension_due_total is '应发养老金合计';
comment on column raw.rp02_retiree_benefit.basic_pension_due is '其中应发基础养老金';
comment on column raw.rp02_retiree_benefit.adjustment_due_total is '其中应发历次调待累计金额';
comment on column raw.rp02_retiree_benefit.account_pension_due is '#其中应发个人账户养老金';
comment on column raw.rp02_retiree_benefit.other_pension_benefit_due is '其中应发其他养老保险待遇金额';
comment on column raw.rp02_retiree_benefit.lump_sum_due is '应发一次性待遇金额';
comment on column raw.rp02_retiree_benefit.pension_paid_total is '实发养老金合计';
comment on column raw.rp02_retiree_benefit.basic_pension_paid is '其中实发基础养老金';
comment on column raw.rp02_retiree_benefit.adjustment_paid_total is '其中实发历次调待累计金额';
comment on column raw.rp02_retiree_benefit.account_pension_paid is '其中实发个人账户养老金';
comment on column raw.rp02_retiree_benefit.other_pension_benefit_paid is '其中实发其他养老保险待遇金额';
comment on column raw.rp02_retiree_benefit.lump_sum_paid is '实发一次性待遇';
comment on column raw.rp02_retiree_benefit.pension_backpay_total is '补发养老金合计';
comment on column raw.rp02_retiree_benefit.account_balance is '个人账户余额';

-- RP03 参保终止（死亡）待遇
create table if not exists raw.rp03_enrolment_termination (
  admin_division_code text,
  data_period text,
  insurance_subtype_code text,
  village_code text,
  village_name text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  hukou_type_code text,
  ethnicity_code text,
  birth_date date,
  enrolment_date date,
  account_opened_date date,
  person_category_code text,
  benefit_start_date date,
  death_date date,
  total_contribution_years bigint,
  actual_contribution_years bigint,
  pension_due_before_termination decimal(18,2),
  account_balance decimal(18,2),
  account_government_balance decimal(18,2),
  funeral_grant decimal(18,2),
  bereavement_grant decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rp03_enrolment_termination__delivery on raw.rp03_enrolment_termination using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rp03_enrolment_termination is 'RP03 参保终止（死亡）待遇';
comment on column raw.rp03_enrolment_termination.admin_division_code is '行政区划代码';
comment on column raw.rp03_enrolment_termination.data_period is '数据期别';
comment on column raw.rp03_enrolment_termination.insurance_subtype_code is '险种类别';
comment on column raw.rp03_enrolment_termination.village_code is '所属行政村(社区)编号';
comment on column raw.rp03_enrolment_termination.village_name is '所属行政村(社区)名称';
comment on column raw.rp03_enrolment_termination.person_id is '个人编号';
comment on column raw.rp03_enrolment_termination.person_name is '姓名';
comment on column raw.rp03_enrolment_termination.sex_code is '性别';
comment on column raw.rp03_enrolment_termination.citizen_id is '公民身份号码';
comment on column raw.rp03_enrolment_termination.hukou_type_code is '户口性质（户籍地类别）';
comment on column raw.rp03_enrolment_termination.ethnicity_code is '民族';
comment on column raw.rp03_enrolment_termination.birth_date is '出生日期';
comment on column raw.rp03_enrolment_termination.enrolment_date is '参保日期';
comment on column raw.rp03_enrolment_termination.account_opened_date is '建立个人帐户日期';
comment on column raw.rp03_enrolment_termination.person_category_code is '人员类别';
comment on column raw.rp03_enrolment_termination.benefit_start_date is '待遇启领日期';
comment on column raw.rp03_enrolment_termination.death_date is '死亡日期';
comment on column raw.rp03_enrolment_termination.total_contribution_years is '累计缴费年限';
comment on column raw.rp03_enrolment_termination.actual_contribution_years is '实际缴费年限';
comment on column raw.rp03_enrolment_termination.pension_due_before_termination is '终止前应发养老金';
comment on column raw.rp03_enrolment_termination.account_balance is '个人账户余额';
comment on column raw.rp03_enrolment_termination.account_government_balance is '其中政府补贴部分余额';
comment on column raw.rp03_enrolment_termination.funeral_grant is '丧葬费';
comment on column raw.rp03_enrolment_termination.bereavement_grant is '抚恤金';

-- RP04 冒领养老金追回
create table if not exists raw.rp04_pension_overclaim_recovery (
  admin_division_code text,
  data_period text,
  insurance_subtype_code text,
  village_code text,
  village_name text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  hukou_type_code text,
  death_date date,
  benefit_stopped_date date,
  overclaimed_months bigint,
  overclaimed_amount decimal(18,2),
  recovered_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rp04_pension_overclaim_recovery__delivery on raw.rp04_pension_overclaim_recovery using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rp04_pension_overclaim_recovery is 'RP04 冒领养老金追回';
comment on column raw.rp04_pension_overclaim_recovery.admin_division_code is '行政区划代码';
comment on column raw.rp04_pension_overclaim_recovery.data_period is '数据期别';
comment on column raw.rp04_pension_overclaim_recovery.insurance_subtype_code is '险种类别';
comment on column raw.rp04_pension_overclaim_recovery.village_code is '所属行政村(社区)编号';
comment on column raw.rp04_pension_overclaim_recovery.village_name is '所属村委会(社区)名称';
comment on column raw.rp04_pension_overclaim_recovery.person_id is '个人编号';
comment on column raw.rp04_pension_overclaim_recovery.person_name is '姓名';
comment on column raw.rp04_pension_overclaim_recovery.sex_code is '性别';
comment on column raw.rp04_pension_overclaim_recovery.citizen_id is '公民身份号码';
comment on column raw.rp04_pension_overclaim_recovery.hukou_type_code is '户口性质（户籍地类别）';
comment on column raw.rp04_pension_overclaim_recovery.death_date is '死亡日期';
comment on column raw.rp04_pension_overclaim_recovery.benefit_stopped_date is '停发待遇时间';
comment on column raw.rp04_pension_overclaim_recovery.overclaimed_months is '被冒领养老金月数';
comment on column raw.rp04_pension_overclaim_recovery.overclaimed_amount is '被冒领养老金金额';
comment on column raw.rp04_pension_overclaim_recovery.recovered_amount is '追回养老金金额';

-- RP05 关系转移
create table if not exists raw.rp05_relation_transfer (
  admin_division_code text,
  data_period text,
  insurance_subtype_code text,
  village_code text,
  village_name text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  hukou_type_code text,
  birth_date date,
  transfer_direction_code text,
  transfer_type_code text,
  transfer_area_scope_code text,
  transfer_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rp05_relation_transfer__delivery on raw.rp05_relation_transfer using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rp05_relation_transfer is 'RP05 关系转移';
comment on column raw.rp05_relation_transfer.admin_division_code is '行政区划代码';
comment on column raw.rp05_relation_transfer.data_period is '数据期别';
comment on column raw.rp05_relation_transfer.insurance_subtype_code is '险种类别';
comment on column raw.rp05_relation_transfer.village_code is '所属行政村(社区)编号';
comment on column raw.rp05_relation_transfer.village_name is '所属村委会(社区)名称';
comment on column raw.rp05_relation_transfer.person_id is '个人编号';
comment on column raw.rp05_relation_transfer.person_name is '姓名';
comment on column raw.rp05_relation_transfer.sex_code is '性别';
comment on column raw.rp05_relation_transfer.citizen_id is '公民身份号码';
comment on column raw.rp05_relation_transfer.hukou_type_code is '户口性质（户籍地类别）';
comment on column raw.rp05_relation_transfer.birth_date is '出生日期';
comment on column raw.rp05_relation_transfer.transfer_direction_code is '转移方向';
comment on column raw.rp05_relation_transfer.transfer_type_code is '转移类型';
comment on column raw.rp05_relation_transfer.transfer_area_scope_code is '转移地域范围';
comment on column raw.rp05_relation_transfer.transfer_amount is '转移金额';

-- RP06 税务个人征缴明细
create table if not exists raw.rp06_tax_personal_collection (
  pooling_area_code text,
  levy_notice_no text,
  tax_receipt_no text,
  agency_code text,
  person_id text,
  insurance_type_code text,
  contribution_type_code text,
  fee_period_start text,
  fee_period_end text,
  personal_paid_amount decimal(18,2),
  collective_aid_amount decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rp06_tax_personal_collection__delivery on raw.rp06_tax_personal_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rp06_tax_personal_collection is 'RP06 税务个人征缴明细';
comment on column raw.rp06_tax_personal_collection.pooling_area_code is '统筹区编码';
comment on column raw.rp06_tax_personal_collection.levy_notice_no is '征集通知流水号';
comment on column raw.rp06_tax_personal_collection.tax_receipt_no is '电子税票号码（缴费凭证号）';
comment on column raw.rp06_tax_personal_collection.agency_code is '社保经办机构编号';
comment on column raw.rp06_tax_personal_collection.person_id is '人员编号';
comment on column raw.rp06_tax_personal_collection.insurance_type_code is '险种类型';
comment on column raw.rp06_tax_personal_collection.contribution_type_code is '缴费类型';
comment on column raw.rp06_tax_personal_collection.fee_period_start is '费款所属期起';
comment on column raw.rp06_tax_personal_collection.fee_period_end is '费款所属期止';
comment on column raw.rp06_tax_personal_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.rp06_tax_personal_collection.collective_aid_amount is '集体补助（资助）金额';
comment on column raw.rp06_tax_personal_collection.contribution_mark_code is '缴费标识';
comment on column raw.rp06_tax_personal_collection.remitted_time is '上解时间';
comment on column raw.rp06_tax_personal_collection.treasury_received_time is '入国库时间';
comment on column raw.rp06_tax_personal_collection.tax_authority_code is '主管税务部门代码';
comment on column raw.rp06_tax_personal_collection.transmission_type_code is '数据传输类型';
comment on column raw.rp06_tax_personal_collection.transmission_batch_no is '传输批次号';
comment on column raw.rp06_tax_personal_collection.transmission_time is '传输时间戳';

-- RP07 待遇拨付主表
create table if not exists raw.rp07_benefit_disbursement (
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  insurance_type_code text,
  pooling_area_code text,
  data_period text,
  disbursement_method_code text,
  amount decimal(18,2),
  disbursed_time timestamp,
  agency_code text,
  operator_name text,
  operated_time timestamp,
  payment_master_id text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rp07_benefit_disbursement__delivery on raw.rp07_benefit_disbursement using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rp07_benefit_disbursement is 'RP07 待遇拨付主表';
comment on column raw.rp07_benefit_disbursement.bank_code is '银行编码';
comment on column raw.rp07_benefit_disbursement.bank_name is '银行行名';
comment on column raw.rp07_benefit_disbursement.bank_account_name is '银行户名';
comment on column raw.rp07_benefit_disbursement.bank_account_no is '银行账号';
comment on column raw.rp07_benefit_disbursement.insurance_type_code is '险种类型';
comment on column raw.rp07_benefit_disbursement.pooling_area_code is '统筹区划';
comment on column raw.rp07_benefit_disbursement.data_period is '数据期间';
comment on column raw.rp07_benefit_disbursement.disbursement_method_code is '拨付方式';
comment on column raw.rp07_benefit_disbursement.amount is '金额';
comment on column raw.rp07_benefit_disbursement.disbursed_time is '拨付时间';
comment on column raw.rp07_benefit_disbursement.agency_code is '经办机构代码';
comment on column raw.rp07_benefit_disbursement.operator_name is '经办人';
comment on column raw.rp07_benefit_disbursement.operated_time is '经办时间';
comment on column raw.rp07_benefit_disbursement.payment_master_id is '待遇支付主表ID';

-- RP08 待遇支付明细
create table if not exists raw.rp08_benefit_payment_detail (
  insurance_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  party_type_code text,
  party_id text,
  party_identity_no text,
  party_name text,
  payment_status_code text,
  paid_time timestamp,
  payment_failure_reason text,
  payment_master_id text,
  payable_plan_detail_id text,
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rp08_benefit_payment_detail__delivery on raw.rp08_benefit_payment_detail using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rp08_benefit_payment_detail is 'RP08 待遇支付明细';
comment on column raw.rp08_benefit_payment_detail.insurance_type_code is '险种类型';
comment on column raw.rp08_benefit_payment_detail.fee_period is '费款所属期';
comment on column raw.rp08_benefit_payment_detail.corresponding_fee_period is '对应费款所属期';
comment on column raw.rp08_benefit_payment_detail.amount is '金额';
comment on column raw.rp08_benefit_payment_detail.party_type_code is '主体类型';
comment on column raw.rp08_benefit_payment_detail.party_id is '主体编号';
comment on column raw.rp08_benefit_payment_detail.party_identity_no is '主体身份代码';
comment on column raw.rp08_benefit_payment_detail.party_name is '主体名称';
comment on column raw.rp08_benefit_payment_detail.payment_status_code is '支付标志';
comment on column raw.rp08_benefit_payment_detail.paid_time is '支付时间';
comment on column raw.rp08_benefit_payment_detail.payment_failure_reason is '支付失败原因';
comment on column raw.rp08_benefit_payment_detail.payment_master_id is '待遇支付主表ID';
comment on column raw.rp08_benefit_payment_detail.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.rp08_benefit_payment_detail.bank_code is '银行编码';
comment on column raw.rp08_benefit_payment_detail.bank_name is '银行行名';
comment on column raw.rp08_benefit_payment_detail.bank_account_name is '银行户名';
comment on column raw.rp08_benefit_payment_detail.bank_account_no is '银行账号';

-- RP09 待遇应付计划项目明细
create table if not exists raw.rp09_benefit_payable_item (
  benefit_item_code text,
  regular_benefit_flag boolean,
  payable_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  reversal_flag boolean,
  reversed_time timestamp,
  reversal_serial_no text,
  payable_plan_detail_id text,
  payable_item_detail_id text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rp09_benefit_payable_item__delivery on raw.rp09_benefit_payable_item using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rp09_benefit_payable_item is 'RP09 待遇应付计划项目明细';
comment on column raw.rp09_benefit_payable_item.benefit_item_code is '待遇项目代码';
comment on column raw.rp09_benefit_payable_item.regular_benefit_flag is '定期待遇标志';
comment on column raw.rp09_benefit_payable_item.payable_type_code is '应付类型';
comment on column raw.rp09_benefit_payable_item.fee_period is '费款所属期';
comment on column raw.rp09_benefit_payable_item.corresponding_fee_period is '对应费款所属期';
comment on column raw.rp09_benefit_payable_item.amount is '金额';
comment on column raw.rp09_benefit_payable_item.reversal_flag is '冲销标志';
comment on column raw.rp09_benefit_payable_item.reversed_time is '冲销时间';
comment on column raw.rp09_benefit_payable_item.reversal_serial_no is '冲销流水号';
comment on column raw.rp09_benefit_payable_item.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.rp09_benefit_payable_item.payable_item_detail_id is '人员应付计划项目明细ID';

-- IP01 单位参保缴费
create table if not exists raw.ip01_unit_contribution (
  admin_division_code text,
  data_period text,
  unit_id text,
  unit_name text,
  org_code text,
  unit_type_code text,
  economic_type_code text,
  affiliation_code text,
  industry_code text,
  unit_enrolment_date date,
  unit_contribution_status_code text,
  total_payroll decimal(18,2),
  unit_contribution_base decimal(18,2),
  personal_contribution_base_total decimal(18,2),
  unit_due_current_amount decimal(18,2),
  unit_due_supplementary_amount decimal(18,2),
  personal_due_current_subtotal decimal(18,2),
  personal_due_supplementary_subtotal decimal(18,2),
  unit_paid_current_amount decimal(18,2),
  unit_paid_supplementary_amount decimal(18,2),
  audit_supplementary_amount decimal(18,2),
  personal_paid_current_subtotal decimal(18,2),
  personal_paid_supplementary_subtotal decimal(18,2),
  unit_arrears_repaid_amount decimal(18,2),
  personal_arrears_repaid_total decimal(18,2),
  refunded_amount decimal(18,2),
  late_fee_paid decimal(18,2),
  backpay_interest_paid decimal(18,2),
  prepaid_amount decimal(18,2),
  written_off_amount decimal(18,2),
  unit_arrears_balance decimal(18,2),
  personal_arrears_balance_total decimal(18,2),
  late_fee_arrears_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip01_unit_contribution__delivery on raw.ip01_unit_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip01_unit_contribution is 'IP01 单位参保缴费';
comment on column raw.ip01_unit_contribution.admin_division_code is '行政区划代码';
comment on column raw.ip01_unit_contribution.data_period is '数据期别';
comment on column raw.ip01_unit_contribution.unit_id is '单位编号';
comment on column raw.ip01_unit_contribution.unit_name is '单位名称';
comment on column raw.ip01_unit_contribution.org_code is '组织机构代码';
comment on column raw.ip01_unit_contribution.unit_type_code is '单位类型';
comment on column raw.ip01_unit_contribution.economic_type_code is '经济类型';
comment on column raw.ip01_unit_contribution.affiliation_code is '隶属关系';
comment on column raw.ip01_unit_contribution.industry_code is '所属行业';
comment on column raw.ip01_unit_contribution.unit_enrolment_date is '参保日期';
comment on column raw.ip01_unit_contribution.unit_contribution_status_code is '单位参保缴费状态';
comment on column raw.ip01_unit_contribution.total_payroll is '职工工资总额';
comment on column raw.ip01_unit_contribution.unit_contribution_base is '单位缴费基数';
comment on column raw.ip01_unit_contribution.personal_contribution_base_total is '个人缴费基数总额';
comment on column raw.ip01_unit_contribution.unit_due_current_amount is '单位应缴当月金额';
comment on column raw.ip01_unit_contribution.unit_due_supplementary_amount is '单位应补收金额';
comment on column raw.ip01_unit_contribution.personal_due_current_subtotal is '个人应缴当月金额小计';
comment on column raw.ip01_unit_contribution.personal_due_supplementary_subtotal is '个人应补收金额小计';
comment on column raw.ip01_unit_contribution.unit_paid_current_amount is '单位实缴当月金额';
comment on column raw.ip01_unit_contribution.unit_paid_supplementary_amount is '单位实补收金额';
comment on column raw.ip01_unit_contribution.audit_supplementary_amount is '其中稽核补收金额';
comment on column raw.ip01_unit_contribution.personal_paid_current_subtotal is '个人实缴当月金额小计';
comment on column raw.ip01_unit_contribution.personal_paid_supplementary_subtotal is '个人实补收金额小计';
comment on column raw.ip01_unit_contribution.unit_arrears_repaid_amount is '单位补缴欠费金额';
comment on column raw.ip01_unit_contribution.personal_arrears_repaid_total is '个人补缴欠费金额合计';
comment on column raw.ip01_unit_contribution.refunded_amount is '退收金额';
comment on column raw.ip01_unit_contribution.late_fee_paid is '缴纳滞纳金';
comment on column raw.ip01_unit_contribution.backpay_interest_paid is '补缴利息';
comment on column raw.ip01_unit_contribution.prepaid_amount is '预缴金额';
comment on column raw.ip01_unit_contribution.written_off_amount is '核销金额';
comment on column raw.ip01_unit_contribution.unit_arrears_balance is '单位累计欠缴金额';
comment on column raw.ip01_unit_contribution.personal_arrears_balance_total is '个人累计欠缴金额合计';
comment on column raw.ip01_unit_contribution.late_fee_arrears_balance is '累计欠缴滞纳金';

-- IP02 个人参保缴费
create table if not exists raw.ip02_personal_contribution (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  hukou_type_code text,
  personal_identity_code text,
  migrant_worker_flag boolean,
  veteran_category_code text,
  model_worker_level_code text,
  work_start_date date,
  account_opened_date date,
  deemed_contribution_months bigint,
  actual_contribution_months bigint,
  contribution_status_code text,
  contribution_stop_reason_code text,
  prior_year_avg_monthly_base decimal(18,2),
  avg_wage_index_to_prior_year_end decimal(18,6),
  personal_contribution_base decimal(18,2),
  personal_due_current_amount decimal(18,2),
  personal_due_supplementary_amount decimal(18,2),
  personal_paid_current_amount decimal(18,2),
  personal_paid_supplementary_amount decimal(18,2),
  personal_prepaid_amount decimal(18,2),
  personal_arrears_repaid_amount decimal(18,2),
  personal_arrears_balance decimal(18,2),
  account_principal_interest decimal(18,2),
  account_funded_principal_interest decimal(18,2),
  account_personal_principal_interest decimal(18,2),
  account_unit_principal_interest decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip02_personal_contribution__delivery on raw.ip02_personal_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip02_personal_contribution is 'IP02 个人参保缴费';
comment on column raw.ip02_personal_contribution.admin_division_code is '行政区划代码';
comment on column raw.ip02_personal_contribution.data_period is '数据期别';
comment on column raw.ip02_personal_contribution.unit_id is '所在单位编号';
comment on column raw.ip02_personal_contribution.person_id is '个人编号';
comment on column raw.ip02_personal_contribution.person_name is '姓名';
comment on column raw.ip02_personal_contribution.sex_code is '性别';
comment on column raw.ip02_personal_contribution.citizen_id is '公民身份号码';
comment on column raw.ip02_personal_contribution.ethnicity_code is '民族';
comment on column raw.ip02_personal_contribution.birth_date is '出生日期';
comment on column raw.ip02_personal_contribution.hukou_type_code is '户口性质(户籍地类别)';
comment on column raw.ip02_personal_contribution.personal_identity_code is '个人身份';
comment on column raw.ip02_personal_contribution.migrant_worker_flag is '农民工标识';
comment on column raw.ip02_personal_contribution.veteran_category_code is '退役军人类别';
comment on column raw.ip02_personal_contribution.model_worker_level_code is '劳模级别';
comment on column raw.ip02_personal_contribution.work_start_date is '参加工作日期';
comment on column raw.ip02_personal_contribution.account_opened_date is '建立个人账户日期';
comment on column raw.ip02_personal_contribution.deemed_contribution_months is '视同缴费月数';
comment on column raw.ip02_personal_contribution.actual_contribution_months is '实际缴费月数';
comment on column raw.ip02_personal_contribution.contribution_status_code is '个人缴费状态';
comment on column raw.ip02_personal_contribution.contribution_stop_reason_code is '中断/终止缴费原因';
comment on column raw.ip02_personal_contribution.prior_year_avg_monthly_base is '个人上年月平均缴费基数';
comment on column raw.ip02_personal_contribution.avg_wage_index_to_prior_year_end is '截至上年末个人月平均缴费工资指数';
comment on column raw.ip02_personal_contribution.personal_contribution_base is '个人缴费基数';
comment on column raw.ip02_personal_contribution.personal_due_current_amount is '个人应缴当月金额';
comment on column raw.ip02_personal_contribution.personal_due_supplementary_amount is '个人应补收金额';
comment on column raw.ip02_personal_contribution.personal_paid_current_amount is '个人实缴当月金额';
comment on column raw.ip02_personal_contribution.personal_paid_supplementary_amount is '个人实补收金额';
comment on column raw.ip02_personal_contribution.personal_prepaid_amount is '个人预缴金额';
comment on column raw.ip02_personal_contribution.personal_arrears_repaid_amount is '个人补缴欠费金额';
comment on column raw.ip02_personal_contribution.personal_arrears_balance is '个人累计欠缴金额';
comment on column raw.ip02_personal_contribution.account_principal_interest is '个人账户累计本息';
comment on column raw.ip02_personal_contribution.account_funded_principal_interest is '其中个人账户做实部分累计本息';
comment on column raw.ip02_personal_contribution.account_personal_principal_interest is '个人账户中个人缴费部分累计本息';
comment on column raw.ip02_personal_contribution.account_unit_principal_interest is '个人账户中单位划入部分累计本息';

-- IP03 离退休人员待遇
create table if not exists raw.ip03_retiree_benefit (
  admin_division_code text,
  data_period text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  work_start_date date,
  retirement_date date,
  retirement_category_code text,
  pre_retirement_identity_code text,
  pre_retirement_technical_title_code text,
  pre_retirement_vocational_grade_code text,
  pre_retirement_admin_rank_code text,
  migrant_worker_flag boolean,
  veteran_category_code text,
  pre_1949_worker_flag boolean,
  former_industrialist_flag boolean,
  model_worker_level_code text,
  special_job_months bigint,
  former_unit_id text,
  former_unit_type_code text,
  former_unit_economic_type_code text,
  former_unit_affiliation_code text,
  former_unit_industry_code text,
  account_opened_date date,
  deemed_contribution_months bigint,
  actual_contribution_months bigint,
  avg_wage_index decimal(18,6),
  last_base_before_retirement decimal(18,2),
  account_total_at_retirement decimal(18,2),
  account_funded_at_retirement decimal(18,2),
  assessed_pension_at_retirement decimal(18,2),
  socialized_management_code text,
  settlement_place text,
  benefit_payment_status_code text,
  benefit_stop_reason_code text,
  pension_due_total decimal(18,2),
  basic_pension_due decimal(18,2),
  transitional_pension_due decimal(18,2),
  account_pension_due decimal(18,2),
  basic_retirement_fee_due decimal(18,2),
  subsidy_due_total decimal(18,2),
  adjustment_due_total decimal(18,2),
  pension_paid_total decimal(18,2),
  pension_backpay_total decimal(18,2),
  other_pension_benefit_paid decimal(18,2),
  account_principal_interest decimal(18,2),
  account_funded_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip03_retiree_benefit__delivery on raw.ip03_retiree_benefit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip03_retiree_benefit is 'IP03 离退休人员待遇';
comment on column raw.ip03_retiree_benefit.admin_division_code is '行政区划代码';
comment on column raw.ip03_retiree_benefit.data_period is '数据期别';
comment on column raw.ip03_retiree_benefit.person_id is '个人编号';
comment on column raw.ip03_retiree_benefit.person_name is '姓名';
comment on column raw.ip03_retiree_benefit.sex_code is '性别';
comment on column raw.ip03_retiree_benefit.citizen_id is '公民身份号码';
comment on column raw.ip03_retiree_benefit.ethnicity_code is '民族';
comment on column raw.ip03_retiree_benefit.birth_date is '出生日期';
comment on column raw.ip03_retiree_benefit.work_start_date is '参加工作日期';
comment on column raw.ip03_retiree_benefit.retirement_date is '离退休日期';
comment on column raw.ip03_retiree_benefit.retirement_category_code is '离退休类别';
comment on column raw.ip03_retiree_benefit.pre_retirement_identity_code is '退休前个人身份';
comment on column raw.ip03_retiree_benefit.pre_retirement_technical_title_code is '退休前专业技术职务等级';
comment on column raw.ip03_retiree_benefit.pre_retirement_vocational_grade_code is '退休前国家职业资格等级(工人技术等级)';
comment on column raw.ip03_retiree_benefit.pre_retirement_admin_rank_code is '退休前行政职务级别';
comment on column raw.ip03_retiree_benefit.migrant_worker_flag is '农民工标识';
comment on column raw.ip03_retiree_benefit.veteran_category_code is '退役军人类别';
comment on column raw.ip03_retiree_benefit.pre_1949_worker_flag is '建国前老工人标识';
comment on column raw.ip03_retiree_benefit.former_industrialist_flag is '原工商业者标识';
comment on column raw.ip03_retiree_benefit.model_worker_level_code is '劳模级别';
comment on column raw.ip03_retiree_benefit.special_job_months is '退休前实际从事特殊工种月数';
comment on column raw.ip03_retiree_benefit.former_unit_id is '原单位编号';
comment on column raw.ip03_retiree_benefit.former_unit_type_code is '原单位类型';
comment on column raw.ip03_retiree_benefit.former_unit_economic_type_code is '原单位经济类型';
comment on column raw.ip03_retiree_benefit.former_unit_affiliation_code is '原单位隶属关系';
comment on column raw.ip03_retiree_benefit.former_unit_industry_code is '原单位所属行业';
comment on column raw.ip03_retiree_benefit.account_opened_date is '建立个人账户日期';
comment on column raw.ip03_retiree_benefit.deemed_contribution_months is '视同缴费月数';
comment on column raw.ip03_retiree_benefit.actual_contribution_months is '实际缴费月数';
comment on column raw.ip03_retiree_benefit.avg_wage_index is '个人月平均缴费工资指数';
comment on column raw.ip03_retiree_benefit.last_base_before_retirement is '退休前上月的缴费基数';
comment on column raw.ip03_retiree_benefit.account_total_at_retirement is '退休时个人账户总金额';
comment on column raw.ip03_retiree_benefit.account_funded_at_retirement is '其中退休时个人账户做实部分金额';
comment on column raw.ip03_retiree_benefit.assessed_pension_at_retirement is '退休时核定的应发基本养老金合计';
comment on column raw.ip03_retiree_benefit.socialized_management_code is '社会化管理形式';
comment on column raw.ip03_retiree_benefit.settlement_place is '本人定居生活地';
comment on column raw.ip03_retiree_benefit.benefit_payment_status_code is '待遇发放状态';
comment on column raw.ip03_retiree_benefit.benefit_stop_reason_code is '暂停/终止发放养老金原因';
comment on column raw.ip03_retiree_benefit.pension_due_total is '应发养老金合计';
comment on column raw.ip03_retiree_benefit.basic_pension_due is '应发基础养老金';
comment on column raw.ip03_retiree_benefit.transitional_pension_due is '应发过渡性养老金';
comment on column raw.ip03_retiree_benefit.account_pension_due is '应发个人账户养老金';
comment on column raw.ip03_retiree_benefit.basic_retirement_fee_due is '应发基本离退休退职费';
comment on column raw.ip03_retiree_benefit.subsidy_due_total is '应发补贴金额合计';
comment on column raw.ip03_retiree_benefit.adjustment_due_total is '应发历次调待累计金额';
comment on column raw.ip03_retiree_benefit.pension_paid_total is '实发养老金合计';
comment on column raw.ip03_retiree_benefit.pension_backpay_total is '补发养老金合计';
comment on column raw.ip03_retiree_benefit.other_pension_benefit_paid is '实发其他养老保险待遇金额合计';
comment on column raw.ip03_retiree_benefit.account_principal_interest is '个人账户累计本息';
comment on column raw.ip03_retiree_benefit.account_funded_balance is '其中个人账户做实部分余额';

-- IP04 参保终止（死亡）待遇
create table if not exists raw.ip04_enrolment_termination (
  admin_division_code text,
  data_period text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  work_start_date date,
  person_category_code text,
  retirement_date date,
  death_date date,
  actual_contribution_months bigint,
  account_balance decimal(18,2),
  pension_due_before_termination decimal(18,2),
  funeral_grant decimal(18,2),
  bereavement_grant decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip04_enrolment_termination__delivery on raw.ip04_enrolment_termination using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip04_enrolment_termination is 'IP04 参保终止（死亡）待遇';
comment on column raw.ip04_enrolment_termination.admin_division_code is '行政区划代码';
comment on column raw.ip04_enrolment_termination.data_period is '数据期别';
comment on column raw.ip04_enrolment_termination.person_id is '个人编号';
comment on column raw.ip04_enrolment_termination.person_name is '姓名';
comment on column raw.ip04_enrolment_termination.sex_code is '性别';
comment on column raw.ip04_enrolment_termination.citizen_id is '公民身份号码';
comment on column raw.ip04_enrolment_termination.ethnicity_code is '民族';
comment on column raw.ip04_enrolment_termination.birth_date is '出生日期';
comment on column raw.ip04_enrolment_termination.work_start_date is '参加工作日期';
comment on column raw.ip04_enrolment_termination.person_category_code is '人员类别';
comment on column raw.ip04_enrolment_termination.retirement_date is '离退休日期';
comment on column raw.ip04_enrolment_termination.death_date is '死亡日期';
comment on column raw.ip04_enrolment_termination.actual_contribution_months is '实际缴费月数';
comment on column raw.ip04_enrolment_termination.account_balance is '个人账户余额';
comment on column raw.ip04_enrolment_termination.pension_due_before_termination is '终止前应发养老金';
comment on column raw.ip04_enrolment_termination.funeral_grant is '丧葬费';
comment on column raw.ip04_enrolment_termination.bereavement_grant is '抚恤金';

-- IP05 关系转移
create table if not exists raw.ip05_relation_transfer (
  admin_division_code text,
  data_period text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  birth_date date,
  personal_identity_code text,
  transfer_direction_code text,
  transfer_scheme_direction_code text,
  transfer_type_code text,
  transfer_area_scope_code text,
  transfer_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip05_relation_transfer__delivery on raw.ip05_relation_transfer using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip05_relation_transfer is 'IP05 关系转移';
comment on column raw.ip05_relation_transfer.admin_division_code is '行政区划代码';
comment on column raw.ip05_relation_transfer.data_period is '数据期别';
comment on column raw.ip05_relation_transfer.person_id is '个人编号';
comment on column raw.ip05_relation_transfer.person_name is '姓名';
comment on column raw.ip05_relation_transfer.sex_code is '性别';
comment on column raw.ip05_relation_transfer.citizen_id is '公民身份号码';
comment on column raw.ip05_relation_transfer.birth_date is '出生日期';
comment on column raw.ip05_relation_transfer.personal_identity_code is '个人身份';
comment on column raw.ip05_relation_transfer.transfer_direction_code is '转移方向';
comment on column raw.ip05_relation_transfer.transfer_scheme_direction_code is '转移制度方向';
comment on column raw.ip05_relation_transfer.transfer_type_code is '转移类型';
comment on column raw.ip05_relation_transfer.transfer_area_scope_code is '转移地域范围';
comment on column raw.ip05_relation_transfer.transfer_amount is '转移金额';

-- IP06 职业年金个人账户
create table if not exists raw.ip06_occupational_annuity_account (
  admin_division_code text,
  data_period text,
  unit_name text,
  org_code text,
  person_name text,
  citizen_id text,
  contribution_status_code text,
  account_retention_code text,
  account_income_amount decimal(18,2),
  unit_notional_credit_amount decimal(18,2),
  account_stored_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip06_occupational_annuity_account__delivery on raw.ip06_occupational_annuity_account using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip06_occupational_annuity_account is 'IP06 职业年金个人账户';
comment on column raw.ip06_occupational_annuity_account.admin_division_code is '行政区划代码';
comment on column raw.ip06_occupational_annuity_account.data_period is '数据期别';
comment on column raw.ip06_occupational_annuity_account.unit_name is '单位名称';
comment on column raw.ip06_occupational_annuity_account.org_code is '组织机构代码';
comment on column raw.ip06_occupational_annuity_account.person_name is '姓名';
comment on column raw.ip06_occupational_annuity_account.citizen_id is '公民身份号码';
comment on column raw.ip06_occupational_annuity_account.contribution_status_code is '个人缴费状态';
comment on column raw.ip06_occupational_annuity_account.account_retention_code is '保留账户情况';
comment on column raw.ip06_occupational_annuity_account.account_income_amount is '本期个人账户收入金额';
comment on column raw.ip06_occupational_annuity_account.unit_notional_credit_amount is '本期单位缴费记账金额';
comment on column raw.ip06_occupational_annuity_account.account_stored_balance is '本期个人账户存储余额';

-- IP07 职业年金待遇领取
create table if not exists raw.ip07_occupational_annuity_benefit (
  admin_division_code text,
  data_period text,
  unit_name text,
  org_code text,
  person_name text,
  citizen_id text,
  benefit_claim_method_code text,
  commercial_annuity_purchase_amount decimal(18,2),
  instalment_benefit_amount decimal(18,2),
  lump_sum_benefit_amount decimal(18,2),
  account_stored_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip07_occupational_annuity_benefit__delivery on raw.ip07_occupational_annuity_benefit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip07_occupational_annuity_benefit is 'IP07 职业年金待遇领取';
comment on column raw.ip07_occupational_annuity_benefit.admin_division_code is '行政区划代码';
comment on column raw.ip07_occupational_annuity_benefit.data_period is '数据期别';
comment on column raw.ip07_occupational_annuity_benefit.unit_name is '单位名称';
comment on column raw.ip07_occupational_annuity_benefit.org_code is '组织机构代码';
comment on column raw.ip07_occupational_annuity_benefit.person_name is '姓名';
comment on column raw.ip07_occupational_annuity_benefit.citizen_id is '公民身份号码';
comment on column raw.ip07_occupational_annuity_benefit.benefit_claim_method_code is '待遇领取方式';
comment on column raw.ip07_occupational_annuity_benefit.commercial_annuity_purchase_amount is '一次性购买商业养老保险产品金额';
comment on column raw.ip07_occupational_annuity_benefit.instalment_benefit_amount is '分期支付领取待遇';
comment on column raw.ip07_occupational_annuity_benefit.lump_sum_benefit_amount is '一次性支付领取待遇';
comment on column raw.ip07_occupational_annuity_benefit.account_stored_balance is '本期个人账户存储余额';

-- IP08 税务单位征缴明细
create table if not exists raw.ip08_tax_unit_collection (
  ss_system_code text,
  pooling_area_code text,
  agency_code text,
  levy_notice_no text,
  tax_receipt_no text,
  insurance_type_code text,
  unit_id text,
  corresponding_fee_period text,
  contribution_type_code text,
  payer_count bigint,
  total_payroll decimal(18,2),
  unit_contribution_base_total decimal(18,2),
  personal_contribution_base_total decimal(18,2),
  unit_rate_or_quota decimal(18,6),
  unit_paid_amount decimal(18,2),
  personal_rate_or_quota decimal(18,6),
  personal_paid_amount decimal(18,2),
  late_fee decimal(18,2),
  interest decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip08_tax_unit_collection__delivery on raw.ip08_tax_unit_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip08_tax_unit_collection is 'IP08 税务单位征缴明细';
comment on column raw.ip08_tax_unit_collection.ss_system_code is '社保业务系统编码';
comment on column raw.ip08_tax_unit_collection.pooling_area_code is '统筹区编码';
comment on column raw.ip08_tax_unit_collection.agency_code is '社保经办机构编号';
comment on column raw.ip08_tax_unit_collection.levy_notice_no is '征集通知流水号';
comment on column raw.ip08_tax_unit_collection.tax_receipt_no is '电子税票号码（缴费凭证号）';
comment on column raw.ip08_tax_unit_collection.insurance_type_code is '险种类型';
comment on column raw.ip08_tax_unit_collection.unit_id is '单位编号';
comment on column raw.ip08_tax_unit_collection.corresponding_fee_period is '对应费款所属期';
comment on column raw.ip08_tax_unit_collection.contribution_type_code is '缴费类型';
comment on column raw.ip08_tax_unit_collection.payer_count is '缴费人数';
comment on column raw.ip08_tax_unit_collection.total_payroll is '职工工资总额';
comment on column raw.ip08_tax_unit_collection.unit_contribution_base_total is '单位缴费基数总额';
comment on column raw.ip08_tax_unit_collection.personal_contribution_base_total is '个人缴费基数总额';
comment on column raw.ip08_tax_unit_collection.unit_rate_or_quota is '单位缴费比例或定额标准';
comment on column raw.ip08_tax_unit_collection.unit_paid_amount is '单位实缴金额';
comment on column raw.ip08_tax_unit_collection.personal_rate_or_quota is '个人缴费比例或定额标准';
comment on column raw.ip08_tax_unit_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.ip08_tax_unit_collection.late_fee is '滞纳金';
comment on column raw.ip08_tax_unit_collection.interest is '利息';
comment on column raw.ip08_tax_unit_collection.contribution_mark_code is '缴费标识';
comment on column raw.ip08_tax_unit_collection.remitted_time is '上解时间';
comment on column raw.ip08_tax_unit_collection.treasury_received_time is '入国库时间';
comment on column raw.ip08_tax_unit_collection.tax_authority_code is '主管税务部门代码';
comment on column raw.ip08_tax_unit_collection.transmission_type_code is '数据传输类型';
comment on column raw.ip08_tax_unit_collection.transmission_batch_no is '传输批次号';
comment on column raw.ip08_tax_unit_collection.transmission_time is '传输时间戳';

-- IP09 税务个人征缴明细
create table if not exists raw.ip09_tax_personal_collection (
  ss_system_code text,
  pooling_area_code text,
  agency_code text,
  levy_notice_no text,
  tax_receipt_no text,
  insurance_type_code text,
  unit_id text,
  person_id text,
  contribution_type_code text,
  corresponding_fee_period text,
  wage decimal(18,2),
  unit_contribution_base decimal(18,2),
  unit_rate_or_quota decimal(18,6),
  unit_paid_amount decimal(18,2),
  personal_contribution_base decimal(18,2),
  personal_rate_or_quota decimal(18,6),
  personal_paid_amount decimal(18,2),
  interest decimal(18,2),
  late_fee decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip09_tax_personal_collection__delivery on raw.ip09_tax_personal_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip09_tax_personal_collection is 'IP09 税务个人征缴明细';
comment on column raw.ip09_tax_personal_collection.ss_system_code is '社保业务系统编码(AAZ400)';
comment on column raw.ip09_tax_personal_collection.pooling_area_code is '统筹区编码(AAA027)';
comment on column raw.ip09_tax_personal_collection.agency_code is '社保经办机构编号(AAB034)';
comment on column raw.ip09_tax_personal_collection.levy_notice_no is '征集通知流水号(AAZ288)';
comment on column raw.ip09_tax_personal_collection.tax_receipt_no is '电子税票号码（缴费凭证号）(AAD009)';
comment on column raw.ip09_tax_personal_collection.insurance_type_code is '险种类型(AAE140)';
comment on column raw.ip09_tax_personal_collection.unit_id is '单位编号(AAB001)';
comment on column raw.ip09_tax_personal_collection.person_id is '人员编号(AAC001)';
comment on column raw.ip09_tax_personal_collection.contribution_type_code is '缴费类型';
comment on column raw.ip09_tax_personal_collection.corresponding_fee_period is '对应费款所属期';
comment on column raw.ip09_tax_personal_collection.wage is '工资';
comment on column raw.ip09_tax_personal_collection.unit_contribution_base is '单位缴费基数';
comment on column raw.ip09_tax_personal_collection.unit_rate_or_quota is '单位缴费比例或定额标准';
comment on column raw.ip09_tax_personal_collection.unit_paid_amount is '单位实际缴费金额';
comment on column raw.ip09_tax_personal_collection.personal_contribution_base is '人员缴费基数';
comment on column raw.ip09_tax_personal_collection.personal_rate_or_quota is '个人缴费比例或定额标准';
comment on column raw.ip09_tax_personal_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.ip09_tax_personal_collection.interest is '利息';
comment on column raw.ip09_tax_personal_collection.late_fee is '滞纳金';
comment on column raw.ip09_tax_personal_collection.contribution_mark_code is '缴费标识';
comment on column raw.ip09_tax_personal_collection.remitted_time is '上解时间';
comment on column raw.ip09_tax_personal_collection.treasury_received_time is '入国库时间';
comment on column raw.ip09_tax_personal_collection.tax_authority_code is '主管税务部门代码(AAF020)';
comment on column raw.ip09_tax_personal_collection.transmission_type_code is '数据传输类型(AAA321)';
comment on column raw.ip09_tax_personal_collection.transmission_batch_no is '传输批次号(AAA322)';
comment on column raw.ip09_tax_personal_collection.transmission_time is '传输时间戳(AAE418)';

-- IP10 待遇拨付主表
create table if not exists raw.ip10_benefit_disbursement (
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  insurance_type_code text,
  pooling_area_code text,
  data_period text,
  disbursement_method_code text,
  amount decimal(18,2),
  disbursed_time timestamp,
  agency_code text,
  operator_name text,
  operated_time timestamp,
  payment_master_id text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip10_benefit_disbursement__delivery on raw.ip10_benefit_disbursement using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip10_benefit_disbursement is 'IP10 待遇拨付主表';
comment on column raw.ip10_benefit_disbursement.bank_code is '银行编码';
comment on column raw.ip10_benefit_disbursement.bank_name is '银行行名';
comment on column raw.ip10_benefit_disbursement.bank_account_name is '银行户名';
comment on column raw.ip10_benefit_disbursement.bank_account_no is '银行账号';
comment on column raw.ip10_benefit_disbursement.insurance_type_code is '险种类型';
comment on column raw.ip10_benefit_disbursement.pooling_area_code is '统筹区划';
comment on column raw.ip10_benefit_disbursement.data_period is '数据期间';
comment on column raw.ip10_benefit_disbursement.disbursement_method_code is '拨付方式';
comment on column raw.ip10_benefit_disbursement.amount is '金额';
comment on column raw.ip10_benefit_disbursement.disbursed_time is '拨付时间';
comment on column raw.ip10_benefit_disbursement.agency_code is '经办机构代码';
comment on column raw.ip10_benefit_disbursement.operator_name is '经办人';
comment on column raw.ip10_benefit_disbursement.operated_time is '经办时间';
comment on column raw.ip10_benefit_disbursement.payment_master_id is '待遇支付主表ID';

-- IP11 待遇支付明细
create table if not exists raw.ip11_benefit_payment_detail (
  insurance_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  party_type_code text,
  party_id text,
  party_identity_no text,
  party_name text,
  payment_status_code text,
  paid_time timestamp,
  payment_failure_reason text,
  payment_master_id text,
  payable_plan_detail_id text,
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip11_benefit_payment_detail__delivery on raw.ip11_benefit_payment_detail using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip11_benefit_payment_detail is 'IP11 待遇支付明细';
comment on column raw.ip11_benefit_payment_detail.insurance_type_code is '险种类型';
comment on column raw.ip11_benefit_payment_detail.fee_period is '费款所属期';
comment on column raw.ip11_benefit_payment_detail.corresponding_fee_period is '对应费款所属期';
comment on column raw.ip11_benefit_payment_detail.amount is '金额';
comment on column raw.ip11_benefit_payment_detail.party_type_code is '主体类型';
comment on column raw.ip11_benefit_payment_detail.party_id is '主体编号';
comment on column raw.ip11_benefit_payment_detail.party_identity_no is '主体身份代码';
comment on column raw.ip11_benefit_payment_detail.party_name is '主体名称';
comment on column raw.ip11_benefit_payment_detail.payment_status_code is '支付标志';
comment on column raw.ip11_benefit_payment_detail.paid_time is '支付时间';
comment on column raw.ip11_benefit_payment_detail.payment_failure_reason is '支付失败原因';
comment on column raw.ip11_benefit_payment_detail.payment_master_id is '待遇支付主表ID';
comment on column raw.ip11_benefit_payment_detail.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.ip11_benefit_payment_detail.bank_code is '银行编码';
comment on column raw.ip11_benefit_payment_detail.bank_name is '银行行名';
comment on column raw.ip11_benefit_payment_detail.bank_account_name is '银行户名';
comment on column raw.ip11_benefit_payment_detail.bank_account_no is '银行账号';

-- IP12 待遇应付计划项目明细
create table if not exists raw.ip12_benefit_payable_item (
  benefit_item_code text,
  regular_benefit_flag boolean,
  payable_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  reversal_flag boolean,
  reversed_time timestamp,
  reversal_serial_no text,
  payable_plan_detail_id text,
  payable_item_detail_id text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip12_benefit_payable_item__delivery on raw.ip12_benefit_payable_item using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip12_benefit_payable_item is 'IP12 待遇应付计划项目明细';
comment on column raw.ip12_benefit_payable_item.benefit_item_code is '待遇项目代码';
comment on column raw.ip12_benefit_payable_item.regular_benefit_flag is '定期待遇标志';
comment on column raw.ip12_benefit_payable_item.payable_type_code is '应付类型';
comment on column raw.ip12_benefit_payable_item.fee_period is '费款所属期';
comment on column raw.ip12_benefit_payable_item.corresponding_fee_period is '对应费款所属期';
comment on column raw.ip12_benefit_payable_item.amount is '金额';
comment on column raw.ip12_benefit_payable_item.reversal_flag is '冲销标志';
comment on column raw.ip12_benefit_payable_item.reversed_time is '冲销时间';
comment on column raw.ip12_benefit_payable_item.reversal_serial_no is '冲销流水号';
comment on column raw.ip12_benefit_payable_item.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.ip12_benefit_payable_item.payable_item_detail_id is '人员应付计划项目明细ID';

-- EM01 单位参保缴费
create table if not exists raw.em01_unit_contribution (
  admin_division_code text,
  data_period text,
  unit_id text,
  unit_name text,
  org_code text,
  unit_type_code text,
  economic_type_code text,
  affiliation_code text,
  industry_code text,
  unit_enrolment_date date,
  unit_contribution_status_code text,
  unit_contribution_base decimal(18,2),
  unit_due_current_amount decimal(18,2),
  unit_paid_current_amount decimal(18,2),
  prepaid_amount decimal(18,2),
  bankrupt_lump_sum_amount decimal(18,2),
  bankrupt_lump_sum_headcount bigint,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em01_unit_contribution__delivery on raw.em01_unit_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em01_unit_contribution is 'EM01 单位参保缴费';
comment on column raw.em01_unit_contribution.admin_division_code is '行政区划代码';
comment on column raw.em01_unit_contribution.data_period is '数据期别';
comment on column raw.em01_unit_contribution.unit_id is '单位编号';
comment on column raw.em01_unit_contribution.unit_name is '单位名称';
comment on column raw.em01_unit_contribution.org_code is '组织机构代码';
comment on column raw.em01_unit_contribution.unit_type_code is '单位类型';
comment on column raw.em01_unit_contribution.economic_type_code is '经济类型';
comment on column raw.em01_unit_contribution.affiliation_code is '隶属关系';
comment on column raw.em01_unit_contribution.industry_code is '所属行业';
comment on column raw.em01_unit_contribution.unit_enrolment_date is '参保日期';
comment on column raw.em01_unit_contribution.unit_contribution_status_code is '单位参保缴费状态';
comment on column raw.em01_unit_contribution.unit_contribution_base is '单位缴费基数';
comment on column raw.em01_unit_contribution.unit_due_current_amount is '单位应缴当月金额';
comment on column raw.em01_unit_contribution.unit_paid_current_amount is '单位实缴当月金额';
comment on column raw.em01_unit_contribution.prepaid_amount is '预缴金额';
comment on column raw.em01_unit_contribution.bankrupt_lump_sum_amount is '关闭破产企业一次性趸缴金额';
comment on column raw.em01_unit_contribution.bankrupt_lump_sum_headcount is '关闭破产企业一次性趸缴人数';

-- EM02 个人参保缴费
create table if not exists raw.em02_personal_contribution (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  hukou_type_code text,
  personal_identity_code text,
  migrant_worker_flag boolean,
  work_start_date date,
  enrolment_date date,
  retirement_date date,
  employee_insured_category_code text,
  employee_medical_scheme_code text,
  large_medical_subsidy_flag boolean,
  civil_servant_subsidy_flag boolean,
  disabled_veteran_subsidy_flag boolean,
  enterprise_supplementary_flag boolean,
  medical_assistance_flag boolean,
  contribution_status_code text,
  lump_sum_payer_flag boolean,
  deemed_contribution_months bigint,
  actual_contribution_months bigint,
  personal_contribution_base decimal(18,2),
  personal_due_current_amount decimal(18,2),
  personal_paid_current_amount decimal(18,2),
  personal_prepaid_amount decimal(18,2),
  account_credited_amount decimal(18,2),
  account_credited_from_personal_amount decimal(18,2),
  medical_account_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em02_personal_contribution__delivery on raw.em02_personal_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em02_personal_contribution is 'EM02 个人参保缴费';
comment on column raw.em02_personal_contribution.admin_division_code is '行政区划代码';
comment on column raw.em02_personal_contribution.data_period is '数据期别';
comment on column raw.em02_personal_contribution.unit_id is '所在单位编号';
comment on column raw.em02_personal_contribution.person_id is '个人编号';
comment on column raw.em02_personal_contribution.person_name is '姓名';
comment on column raw.em02_personal_contribution.sex_code is '性别';
comment on column raw.em02_personal_contribution.citizen_id is '公民身份号码';
comment on column raw.em02_personal_contribution.ethnicity_code is '民族';
comment on column raw.em02_personal_contribution.birth_date is '出生日期';
comment on column raw.em02_personal_contribution.hukou_type_code is '户口性质(户籍地类别)';
comment on column raw.em02_personal_contribution.personal_identity_code is '个人身份';
comment on column raw.em02_personal_contribution.migrant_worker_flag is '农民工标识';
comment on column raw.em02_personal_contribution.work_start_date is '参加工作日期';
comment on column raw.em02_personal_contribution.enrolment_date is '参保日期';
comment on column raw.em02_personal_contribution.retirement_date is '退休日期';
comment on column raw.em02_personal_contribution.employee_insured_category_code is '城镇职工基本医疗保险参保人员类别';
comment on column raw.em02_personal_contribution.employee_medical_scheme_code is '参加城镇职工基本医疗保险类别';
comment on column raw.em02_personal_contribution.large_medical_subsidy_flag is '参加大额医疗费用补助标识';
comment on column raw.em02_personal_contribution.civil_servant_subsidy_flag is '参加公务员医疗补助标识';
comment on column raw.em02_personal_contribution.disabled_veteran_subsidy_flag is '参加一至六级残疾军人医疗补助标识';
comment on column raw.em02_personal_contribution.enterprise_supplementary_flag is '参加企业补充医疗保险标识';
comment on column raw.em02_personal_contribution.medical_assistance_flag is '医疗救助对象标识';
comment on column raw.em02_personal_contribution.contribution_status_code is '个人缴费状态';
comment on column raw.em02_personal_contribution.lump_sum_payer_flag is '一次性缴费人员标识';
comment on column raw.em02_personal_contribution.deemed_contribution_months is '视同缴费月数';
comment on column raw.em02_personal_contribution.actual_contribution_months is '实际缴费月数';
comment on column raw.em02_personal_contribution.personal_contribution_base is '个人缴费基数';
comment on column raw.em02_personal_contribution.personal_due_current_amount is '个人应缴当月金额';
comment on column raw.em02_personal_contribution.personal_paid_current_amount is '个人实缴当月金额';
comment on column raw.em02_personal_contribution.personal_prepaid_amount is '个人预缴金额';
comment on column raw.em02_personal_contribution.account_credited_amount is '本月划入基本医疗保险个人账户金额';
comment on column raw.em02_personal_contribution.account_credited_from_personal_amount is '其中个人实缴当月金额中划入个人账户部分金额';
comment on column raw.em02_personal_contribution.medical_account_balance is '截至本月末基本医疗保险个人账户余额';

-- EM03 普通门诊就医
create table if not exists raw.em03_outpatient_visit (
  admin_division_code text,
  data_period text,
  person_id text,
  employee_insured_category_code text,
  visit_date date,
  visit_no text,
  visit_location_code text,
  medical_institution_code text,
  medical_institution_type_code text,
  medical_institution_level_code text,
  primary_diagnosis_code text,
  primary_diagnosis_name text,
  secondary_diagnosis_code_1 text,
  secondary_diagnosis_name_1 text,
  secondary_diagnosis_code_2 text,
  secondary_diagnosis_name_2 text,
  visit_total_cost decimal(18,2),
  drug_cost decimal(18,2),
  diagnosis_treatment_cost decimal(18,2),
  in_policy_self_paid_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em03_outpatient_visit__delivery on raw.em03_outpatient_visit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em03_outpatient_visit is 'EM03 普通门诊就医';
comment on column raw.em03_outpatient_visit.admin_division_code is '行政区划代码';
comment on column raw.em03_outpatient_visit.data_period is '数据期别';
comment on column raw.em03_outpatient_visit.person_id is '个人编号';
comment on column raw.em03_outpatient_visit.employee_insured_category_code is '城镇职工基本医疗保险参保人员类别';
comment on column raw.em03_outpatient_visit.visit_date is '就诊日期';
comment on column raw.em03_outpatient_visit.visit_no is '就诊序号';
comment on column raw.em03_outpatient_visit.visit_location_code is '就医地点分类';
comment on column raw.em03_outpatient_visit.medical_institution_code is '定点医疗机构编码';
comment on column raw.em03_outpatient_visit.medical_institution_type_code is '定点医疗机构类别';
comment on column raw.em03_outpatient_visit.medical_institution_level_code is '定点医疗机构等级';
comment on column raw.em03_outpatient_visit.primary_diagnosis_code is '主要疾病诊断编码';
comment on column raw.em03_outpatient_visit.primary_diagnosis_name is '主要疾病诊断名称';
comment on column raw.em03_outpatient_visit.secondary_diagnosis_code_1 is '次要疾病诊断编码1';
comment on column raw.em03_outpatient_visit.secondary_diagnosis_name_1 is '次要疾病诊断名称1';
comment on column raw.em03_outpatient_visit.secondary_diagnosis_code_2 is '次要疾病诊断编码2';
comment on column raw.em03_outpatient_visit.secondary_diagnosis_name_2 is '次要疾病诊断名称2';
comment on column raw.em03_outpatient_visit.visit_total_cost is '本次就诊总费用';
comment on column raw.em03_outpatient_visit.drug_cost is '其中药品费';
comment on column raw.em03_outpatient_visit.diagnosis_treatment_cost is '其中诊疗费';
comment on column raw.em03_outpatient_visit.in_policy_self_paid_amount is '本次就诊政策范围内个人自付金额';

-- EM04 住院及门诊大病（建床）就医
create table if not exists raw.em04_inpatient_visit (
  admin_division_code text,
  data_period text,
  person_id text,
  employee_insured_category_code text,
  visit_date date,
  visit_no text,
  visit_type_code text,
  visit_location_code text,
  medical_institution_code text,
  medical_institution_type_code text,
  medical_institution_level_code text,
  inpatient_or_home_bed_days bigint,
  ytd_home_bed_days bigint,
  ytd_admission_count bigint,
  primary_diagnosis_code text,
  primary_diagnosis_name text,
  secondary_diagnosis_code_1 text,
  secondary_diagnosis_name_1 text,
  secondary_diagnosis_code_2 text,
  secondary_diagnosis_name_2 text,
  settlement_method_code text,
  visit_total_cost decimal(18,2),
  drug_cost decimal(18,2),
  class_a_drug_cost decimal(18,2),
  class_a_patent_tcm_cost decimal(18,2),
  class_b_drug_cost decimal(18,2),
  class_b_patent_tcm_cost decimal(18,2),
  tcm_decoction_piece_cost decimal(18,2),
  diagnosis_treatment_cost decimal(18,2),
  exam_cost decimal(18,2),
  special_exam_cost decimal(18,2),
  therapy_cost decimal(18,2),
  surgery_cost decimal(18,2),
  anaesthesia_cost decimal(18,2),
  material_cost decimal(18,2),
  disposable_material_over_50_cost decimal(18,2),
  case_based_settlement_cost decimal(18,2),
  home_bed_management_cost decimal(18,2),
  pool_deductible_amount decimal(18,2),
  pool_paid_amount decimal(18,2),
  ytd_pool_paid_amount decimal(18,2),
  ytd_over_ceiling_amount decimal(18,2),
  in_policy_self_paid_amount decimal(18,2),
  account_paid_amount decimal(18,2),
  large_medical_subsidy_paid_amount decimal(18,2),
  civil_servant_subsidy_paid_amount decimal(18,2),
  disabled_veteran_subsidy_paid_amount decimal(18,2),
  enterprise_supplementary_paid_amount decimal(18,2),
  out_of_policy_self_paid_amount decimal(18,2),
  out_of_policy_drug_cost decimal(18,2),
  out_of_policy_exam_cost decimal(18,2),
  out_of_policy_material_cost decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em04_inpatient_visit__delivery on raw.em04_inpatient_visit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em04_inpatient_visit is 'EM04 住院及门诊大病（建床）就医';
comment on column raw.em04_inpatient_visit.admin_division_code is '行政区划代码';
comment on column raw.em04_inpatient_visit.data_period is '数据期别';
comment on column raw.em04_inpatient_visit.person_id is '个人编号';
comment on column raw.em04_inpatient_visit.employee_insured_category_code is '城镇职工基本医疗保险参保人员类别';
comment on column raw.em04_inpatient_visit.visit_date is '就诊日期';
comment on column raw.em04_inpatient_visit.visit_no is '就诊序号';
comment on column raw.em04_inpatient_visit.visit_type_code is '就诊方式';
comment on column raw.em04_inpatient_visit.visit_location_code is '就医地点分类';
comment on column raw.em04_inpatient_visit.medical_institution_code is '定点医疗机构编码';
comment on column raw.em04_inpatient_visit.medical_institution_type_code is '定点医疗机构类别';
comment on column raw.em04_inpatient_visit.medical_institution_level_code is '定点医疗机构等级';
comment on column raw.em04_inpatient_visit.inpatient_or_home_bed_days is '实际住院/建床天数';
comment on column raw.em04_inpatient_visit.ytd_home_bed_days is '本年度累计建床天数';
comment on column raw.em04_inpatient_visit.ytd_admission_count is '本年度住院次数';
comment on column raw.em04_inpatient_visit.primary_diagnosis_code is '主要疾病诊断编码';
comment on column raw.em04_inpatient_visit.primary_diagnosis_name is '主要疾病诊断名称';
comment on column raw.em04_inpatient_visit.secondary_diagnosis_code_1 is '次要疾病诊断编码1';
comment on column raw.em04_inpatient_visit.secondary_diagnosis_name_1 is '次要疾病诊断名称1';
comment on column raw.em04_inpatient_visit.secondary_diagnosis_code_2 is '次要疾病诊断编码2';
comment on column raw.em04_inpatient_visit.secondary_diagnosis_name_2 is '次要疾病诊断名称2';
comment on column raw.em04_inpatient_visit.settlement_method_code is '主要费用结算方式';
comment on column raw.em04_inpatient_visit.visit_total_cost is '本次就诊总费用';
comment on column raw.em04_inpatient_visit.drug_cost is '其中药品费';
comment on column raw.em04_inpatient_visit.class_a_drug_cost is '#甲类';
comment on column raw.em04_inpatient_visit.class_a_patent_tcm_cost is '#甲类中成药';
comment on column raw.em04_inpatient_visit.class_b_drug_cost is '#乙类';
comment on column raw.em04_inpatient_visit.class_b_patent_tcm_cost is '#乙类中成药';
comment on column raw.em04_inpatient_visit.tcm_decoction_piece_cost is '#中药饮片';
comment on column raw.em04_inpatient_visit.diagnosis_treatment_cost is '其中诊疗费';
comment on column raw.em04_inpatient_visit.exam_cost is '#检查费';
comment on column raw.em04_inpatient_visit.special_exam_cost is '# CT、MRI等特殊检查费';
comment on column raw.em04_inpatient_visit.therapy_cost is '#治疗费';
comment on column raw.em04_inpatient_visit.surgery_cost is '#手术费';
comment on column raw.em04_inpatient_visit.anaesthesia_cost is '#麻醉费';
comment on column raw.em04_inpatient_visit.material_cost is '#材料费';
comment on column raw.em04_inpatient_visit.disposable_material_over_50_cost is '# 一次性医用材料费(单价超出50元)';
comment on column raw.em04_inpatient_visit.case_based_settlement_cost is '按病种结算的费用';
comment on column raw.em04_inpatient_visit.home_bed_management_cost is '建床管理费(出诊费)';
comment on column raw.em04_inpatient_visit.pool_deductible_amount is '本次就诊基本医疗保险统筹基金起付标准额';
comment on column raw.em04_inpatient_visit.pool_paid_amount is '本次就诊基本医疗保险统筹基金支付金额';
comment on column raw.em04_inpatient_visit.ytd_pool_paid_amount is '本年度基本医疗保险统筹基金累计支付金额';
comment on column raw.em04_inpatient_visit.ytd_over_ceiling_amount is '本年度内就诊累计超过统筹基金最高支付限额金额';
comment on column raw.em04_inpatient_visit.in_policy_self_paid_amount is '本次就诊政策范围内个人自付金额';
comment on column raw.em04_inpatient_visit.account_paid_amount is '其中本次就诊基本医疗保险个人账户支付金额';
comment on column raw.em04_inpatient_visit.large_medical_subsidy_paid_amount is '本次就诊大额医疗费用补助基金支付金额';
comment on column raw.em04_inpatient_visit.civil_servant_subsidy_paid_amount is '本次就诊公务员医疗补助基金支付金额';
comment on column raw.em04_inpatient_visit.disabled_veteran_subsidy_paid_amount is '本次就诊一至六级残疾军人医疗补助基金支付金额';
comment on column raw.em04_inpatient_visit.enterprise_supplementary_paid_amount is '本次就诊企业补充医疗保险基金支付金额';
comment on column raw.em04_inpatient_visit.out_of_policy_self_paid_amount is '本次就诊政策范围外个人自费金额';
comment on column raw.em04_inpatient_visit.out_of_policy_drug_cost is '其中药品费';
comment on column raw.em04_inpatient_visit.out_of_policy_exam_cost is '其中检查费';
comment on column raw.em04_inpatient_visit.out_of_policy_material_cost is '其中材料费';

-- EM05 缴费政策参数
create table if not exists raw.em05_policy_parameter (
  admin_division_code text,
  data_period text,
  combined_scheme_unit_rate decimal(18,6),
  pool_only_unit_rate decimal(18,6),
  employee_contribution_rate decimal(18,6),
  self_insured_contribution_rate decimal(18,6),
  local_avg_monthly_wage_prior_year decimal(18,2),
  pool_payment_ceiling decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em05_policy_parameter__delivery on raw.em05_policy_parameter using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em05_policy_parameter is 'EM05 缴费政策参数';
comment on column raw.em05_policy_parameter.admin_division_code is '行政区划代码';
comment on column raw.em05_policy_parameter.data_period is '数据期别';
comment on column raw.em05_policy_parameter.combined_scheme_unit_rate is '统账结合单位缴费比例';
comment on column raw.em05_policy_parameter.pool_only_unit_rate is '单建统筹单位缴费比例';
comment on column raw.em05_policy_parameter.employee_contribution_rate is '单位职工个人缴费比例';
comment on column raw.em05_policy_parameter.self_insured_contribution_rate is '个人身份参保人员个人缴费比例';
comment on column raw.em05_policy_parameter.local_avg_monthly_wage_prior_year is '当地上年度在岗职工月平均工资';
comment on column raw.em05_policy_parameter.pool_payment_ceiling is '统筹基金最高支付限额';

-- EM06 离休人员
create table if not exists raw.em06_veteran_cadre (
  admin_division_code text,
  data_period text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  work_start_date date,
  cadre_retirement_date date,
  former_unit_name text,
  former_unit_type_code text,
  former_unit_economic_type_code text,
  former_unit_affiliation_code text,
  former_unit_industry_code text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em06_veteran_cadre__delivery on raw.em06_veteran_cadre using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em06_veteran_cadre is 'EM06 离休人员';
comment on column raw.em06_veteran_cadre.admin_division_code is '行政区划代码';
comment on column raw.em06_veteran_cadre.data_period is '数据期别';
comment on column raw.em06_veteran_cadre.person_id is '个人编号';
comment on column raw.em06_veteran_cadre.person_name is '姓名';
comment on column raw.em06_veteran_cadre.sex_code is '性别';
comment on column raw.em06_veteran_cadre.citizen_id is '公民身份号码';
comment on column raw.em06_veteran_cadre.ethnicity_code is '民族';
comment on column raw.em06_veteran_cadre.birth_date is '出生日期';
comment on column raw.em06_veteran_cadre.work_start_date is '参加工作日期';
comment on column raw.em06_veteran_cadre.cadre_retirement_date is '离休日期';
comment on column raw.em06_veteran_cadre.former_unit_name is '原单位名称';
comment on column raw.em06_veteran_cadre.former_unit_type_code is '原单位类型';
comment on column raw.em06_veteran_cadre.former_unit_economic_type_code is '原单位经济类型';
comment on column raw.em06_veteran_cadre.former_unit_affiliation_code is '原单位隶属关系';
comment on column raw.em06_veteran_cadre.former_unit_industry_code is '原单位所属行业';

-- EM07 离休人员就医
create table if not exists raw.em07_veteran_cadre_visit (
  admin_division_code text,
  data_period text,
  person_id text,
  visit_date date,
  visit_no text,
  visit_location_code text,
  medical_institution_code text,
  medical_institution_type_code text,
  medical_institution_level_code text,
  inpatient_days bigint,
  ytd_admission_count bigint,
  primary_diagnosis_code text,
  primary_diagnosis_name text,
  secondary_diagnosis_code_1 text,
  secondary_diagnosis_name_1 text,
  secondary_diagnosis_code_2 text,
  secondary_diagnosis_name_2 text,
  cadre_settlement_method_code text,
  visit_total_cost decimal(18,2),
  drug_cost decimal(18,2),
  in_catalogue_drug_cost decimal(18,2),
  exam_cost decimal(18,2),
  material_cost decimal(18,2),
  cadre_fund_paid_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em07_veteran_cadre_visit__delivery on raw.em07_veteran_cadre_visit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em07_veteran_cadre_visit is 'EM07 离休人员就医';
comment on column raw.em07_veteran_cadre_visit.admin_division_code is '行政区划代码';
comment on column raw.em07_veteran_cadre_visit.data_period is '数据期别';
comment on column raw.em07_veteran_cadre_visit.person_id is '个人编号';
comment on column raw.em07_veteran_cadre_visit.visit_date is '就诊日期';
comment on column raw.em07_veteran_cadre_visit.visit_no is '就诊序号';
comment on column raw.em07_veteran_cadre_visit.visit_location_code is '就医地点分类';
comment on column raw.em07_veteran_cadre_visit.medical_institution_code is '定点医疗机构编码';
comment on column raw.em07_veteran_cadre_visit.medical_institution_type_code is '定点医疗机构类别';
comment on column raw.em07_veteran_cadre_visit.medical_institution_level_code is '定点医疗机构等级';
comment on column raw.em07_veteran_cadre_visit.inpatient_days is '实际住院天数';
comment on column raw.em07_veteran_cadre_visit.ytd_admission_count is '本年度住院次数';
comment on column raw.em07_veteran_cadre_visit.primary_diagnosis_code is '主要疾病诊断编码';
comment on column raw.em07_veteran_cadre_visit.primary_diagnosis_name is '主要疾病诊断名称';
comment on column raw.em07_veteran_cadre_visit.secondary_diagnosis_code_1 is '次要疾病诊断编码1';
comment on column raw.em07_veteran_cadre_visit.secondary_diagnosis_name_1 is '次要疾病诊断名称1';
comment on column raw.em07_veteran_cadre_visit.secondary_diagnosis_code_2 is '次要疾病诊断编码2';
comment on column raw.em07_veteran_cadre_visit.secondary_diagnosis_name_2 is '次要疾病诊断名称2';
comment on column raw.em07_veteran_cadre_visit.cadre_settlement_method_code is '离休人员费用结算方式';
comment on column raw.em07_veteran_cadre_visit.visit_total_cost is '本次就诊总费用';
comment on column raw.em07_veteran_cadre_visit.drug_cost is '其中药品费';
comment on column raw.em07_veteran_cadre_visit.in_catalogue_drug_cost is '#目录内药品费';
comment on column raw.em07_veteran_cadre_visit.exam_cost is '其中检查费';
comment on column raw.em07_veteran_cadre_visit.material_cost is '其中材料费';
comment on column raw.em07_veteran_cadre_visit.cadre_fund_paid_amount is '本次就诊离休人员医疗保障基金支付金额';

-- EM08 税务单位征缴明细
create table if not exists raw.em08_tax_unit_collection (
  record_pk text,
  ss_system_code text,
  pooling_area_code text,
  uuid text,
  agency_code text,
  levy_notice_no text,
  tax_receipt_no text,
  insurance_type_code text,
  unit_id text,
  corresponding_fee_period text,
  contribution_type_code text,
  payer_count bigint,
  total_payroll decimal(18,2),
  unit_contribution_base_total decimal(18,2),
  personal_contribution_base_total decimal(18,2),
  unit_rate_or_quota decimal(18,6),
  unit_paid_amount decimal(18,2),
  personal_rate_or_quota decimal(18,6),
  personal_paid_amount decimal(18,2),
  late_fee decimal(18,2),
  interest decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em08_tax_unit_collection__delivery on raw.em08_tax_unit_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em08_tax_unit_collection is 'EM08 税务单位征缴明细';
comment on column raw.em08_tax_unit_collection.record_pk is '主键(XH)';
comment on column raw.em08_tax_unit_collection.ss_system_code is '社保业务系统编码';
comment on column raw.em08_tax_unit_collection.pooling_area_code is '统筹区编码';
comment on column raw.em08_tax_unit_collection.uuid is 'UUID';
comment on column raw.em08_tax_unit_collection.agency_code is '社保经办机构编号';
comment on column raw.em08_tax_unit_collection.levy_notice_no is '征集通知流水号';
comment on column raw.em08_tax_unit_collection.tax_receipt_no is '电子税票号码（缴费凭证号）';
comment on column raw.em08_tax_unit_collection.insurance_type_code is '险种类型';
comment on column raw.em08_tax_unit_collection.unit_id is '单位编号';
comment on column raw.em08_tax_unit_collection.corresponding_fee_period is '对应费款所属期';
comment on column raw.em08_tax_unit_collection.contribution_type_code is '缴费类型';
comment on column raw.em08_tax_unit_collection.payer_count is '缴费人数';
comment on column raw.em08_tax_unit_collection.total_payroll is '职工工资总额';
comment on column raw.em08_tax_unit_collection.unit_contribution_base_total is '单位缴费基数总额';
comment on column raw.em08_tax_unit_collection.personal_contribution_base_total is '个人缴费基数总额';
comment on column raw.em08_tax_unit_collection.unit_rate_or_quota is '单位缴费比例或定额标准';
comment on column raw.em08_tax_unit_collection.unit_paid_amount is '单位实缴金额';
comment on column raw.em08_tax_unit_collection.personal_rate_or_quota is '个人缴费比例或定额标准';
comment on column raw.em08_tax_unit_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.em08_tax_unit_collection.late_fee is '滞纳金';
comment on column raw.em08_tax_unit_collection.interest is '利息';
comment on column raw.em08_tax_unit_collection.contribution_mark_code is '缴费标识';
comment on column raw.em08_tax_unit_collection.remitted_time is '上解时间';
comment on column raw.em08_tax_unit_collection.treasury_received_time is '入国库时间';
comment on column raw.em08_tax_unit_collection.tax_authority_code is '主管税务部门代码';
comment on column raw.em08_tax_unit_collection.transmission_type_code is '数据传输类型';
comment on column raw.em08_tax_unit_collection.transmission_batch_no is '传输批次号';
comment on column raw.em08_tax_unit_collection.transmission_time is '传输时间戳';

-- EM09 税务个人征缴明细
create table if not exists raw.em09_tax_personal_collection (
  record_pk text,
  ss_system_code text,
  pooling_area_code text,
  uuid text,
  agency_code text,
  levy_notice_no text,
  tax_receipt_no text,
  insurance_type_code text,
  unit_id text,
  person_id text,
  contribution_type_code text,
  corresponding_fee_period text,
  wage decimal(18,2),
  unit_contribution_base decimal(18,2),
  unit_rate_or_quota decimal(18,6),
  unit_paid_amount decimal(18,2),
  personal_contribution_base decimal(18,2),
  personal_rate_or_quota decimal(18,6),
  personal_paid_amount decimal(18,2),
  interest decimal(18,2),
  late_fee decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em09_tax_personal_collection__delivery on raw.em09_tax_personal_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em09_tax_personal_collection is 'EM09 税务个人征缴明细';
comment on column raw.em09_tax_personal_collection.record_pk is '主键(XH)';
comment on column raw.em09_tax_personal_collection.ss_system_code is '社保业务系统编码(AAZ400)';
comment on column raw.em09_tax_personal_collection.pooling_area_code is '统筹区编码(AAA027)';
comment on column raw.em09_tax_personal_collection.uuid is 'UUID';
comment on column raw.em09_tax_personal_collection.agency_code is '社保经办机构编号(AAB034)';
comment on column raw.em09_tax_personal_collection.levy_notice_no is '征集通知流水号(AAZ288)';
comment on column raw.em09_tax_personal_collection.tax_receipt_no is '电子税票号码（缴费凭证号）(AAD009)';
comment on column raw.em09_tax_personal_collection.insurance_type_code is '险种类型(AAE140)';
comment on column raw.em09_tax_personal_collection.unit_id is '单位编号(AAB001)';
comment on column raw.em09_tax_personal_collection.person_id is '人员编号(AAC001)';
comment on column raw.em09_tax_personal_collection.contribution_type_code is '缴费类型';
comment on column raw.em09_tax_personal_collection.corresponding_fee_period is '对应费款所属期';
comment on column raw.em09_tax_personal_collection.wage is '工资';
comment on column raw.em09_tax_personal_collection.unit_contribution_base is '单位缴费基数';
comment on column raw.em09_tax_personal_collection.unit_rate_or_quota is '单位缴费比例或定额标准';
comment on column raw.em09_tax_personal_collection.unit_paid_amount is '单位实际缴费金额';
comment on column raw.em09_tax_personal_collection.personal_contribution_base is '人员缴费基数';
comment on column raw.em09_tax_personal_collection.personal_rate_or_quota is '个人缴费比例或定额标准';
comment on column raw.em09_tax_personal_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.em09_tax_personal_collection.interest is '利息';
comment on column raw.em09_tax_personal_collection.late_fee is '滞纳金';
comment on column raw.em09_tax_personal_collection.contribution_mark_code is '缴费标识';
comment on column raw.em09_tax_personal_collection.remitted_time is '上解时间';
comment on column raw.em09_tax_personal_collection.treasury_received_time is '入国库时间';
comment on column raw.em09_tax_personal_collection.tax_authority_code is '主管税务部门代码(AAF020)';
comment on column raw.em09_tax_personal_collection.transmission_type_code is '数据传输类型(AAA321)';
comment on column raw.em09_tax_personal_collection.transmission_batch_no is '传输批次号(AAA322)';
comment on column raw.em09_tax_personal_collection.transmission_time is '传输时间戳(AAE418)';

-- EM10 税务个人征缴明细（二）
create table if not exists raw.em10_tax_personal_collection_2 (
  ss_system_code text,
  pooling_area_code text,
  uuid text,
  agency_code text,
  levy_notice_no text,
  tax_receipt_no text,
  insurance_type_code text,
  unit_id text,
  person_id text,
  contribution_type_code text,
  corresponding_fee_period text,
  wage decimal(18,2),
  unit_contribution_base decimal(18,2),
  unit_rate_or_quota decimal(18,6),
  unit_paid_amount decimal(18,2),
  personal_contribution_base decimal(18,2),
  personal_rate_or_quota decimal(18,6),
  personal_paid_amount decimal(18,2),
  interest decimal(18,2),
  late_fee decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em10_tax_personal_collection_2__delivery on raw.em10_tax_personal_collection_2 using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em10_tax_personal_collection_2 is 'EM10 税务个人征缴明细（二）';
comment on column raw.em10_tax_personal_collection_2.ss_system_code is '社保业务系统编码(AAZ400)';
comment on column raw.em10_tax_personal_collection_2.pooling_area_code is '统筹区编码(AAA027)';
comment on column raw.em10_tax_personal_collection_2.uuid is 'UUID';
comment on column raw.em10_tax_personal_collection_2.agency_code is '社保经办机构编号(AAB034)';
comment on column raw.em10_tax_personal_collection_2.levy_notice_no is '征集通知流水号(AAZ288)';
comment on column raw.em10_tax_personal_collection_2.tax_receipt_no is '电子税票号码（缴费凭证号）(AAD009)';
comment on column raw.em10_tax_personal_collection_2.insurance_type_code is '险种类型(AAE140)';
comment on column raw.em10_tax_personal_collection_2.unit_id is '单位编号(AAB001)';
comment on column raw.em10_tax_personal_collection_2.person_id is '人员编号(AAC001)';
comment on column raw.em10_tax_personal_collection_2.contribution_type_code is '缴费类型';
comment on column raw.em10_tax_personal_collection_2.corresponding_fee_period is '对应费款所属期';
comment on column raw.em10_tax_personal_collection_2.wage is '工资';
comment on column raw.em10_tax_personal_collection_2.unit_contribution_base is '单位缴费基数';
comment on column raw.em10_tax_personal_collection_2.unit_rate_or_quota is '单位缴费比例或定额标准';
comment on column raw.em10_tax_personal_collection_2.unit_paid_amount is '单位实际缴费金额';
comment on column raw.em10_tax_personal_collection_2.personal_contribution_base is '人员缴费基数';
comment on column raw.em10_tax_personal_collection_2.personal_rate_or_quota is '个人缴费比例或定额标准';
comment on column raw.em10_tax_personal_collection_2.personal_paid_amount is '个人实缴金额';
comment on column raw.em10_tax_personal_collection_2.interest is '利息';
comment on column raw.em10_tax_personal_collection_2.late_fee is '滞纳金';
comment on column raw.em10_tax_personal_collection_2.contribution_mark_code is '缴费标识';
comment on column raw.em10_tax_personal_collection_2.remitted_time is '上解时间';
comment on column raw.em10_tax_personal_collection_2.treasury_received_time is '入国库时间';
comment on column raw.em10_tax_personal_collection_2.tax_authority_code is '主管税务部门代码(AAF020)';
comment on column raw.em10_tax_personal_collection_2.transmission_type_code is '数据传输类型(AAA321)';
comment on column raw.em10_tax_personal_collection_2.transmission_batch_no is '传输批次号(AAA322)';
comment on column raw.em10_tax_personal_collection_2.transmission_time is '传输时间戳(AAE418)';

-- EM11 待遇拨付主表
create table if not exists raw.em11_benefit_disbursement (
  payment_master_id text,
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  insurance_type_code text,
  pooling_area_code text,
  data_period text,
  disbursement_method_code text,
  amount decimal(18,2),
  disbursed_time timestamp,
  agency_code text,
  operator_name text,
  operated_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em11_benefit_disbursement__delivery on raw.em11_benefit_disbursement using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em11_benefit_disbursement is 'EM11 待遇拨付主表';
comment on column raw.em11_benefit_disbursement.payment_master_id is '待遇支付主表ID';
comment on column raw.em11_benefit_disbursement.bank_code is '银行编码';
comment on column raw.em11_benefit_disbursement.bank_name is '银行行名';
comment on column raw.em11_benefit_disbursement.bank_account_name is '银行户名';
comment on column raw.em11_benefit_disbursement.bank_account_no is '银行账号';
comment on column raw.em11_benefit_disbursement.insurance_type_code is '险种类型';
comment on column raw.em11_benefit_disbursement.pooling_area_code is '统筹区划';
comment on column raw.em11_benefit_disbursement.data_period is '数据期间';
comment on column raw.em11_benefit_disbursement.disbursement_method_code is '拨付方式';
comment on column raw.em11_benefit_disbursement.amount is '金额';
comment on column raw.em11_benefit_disbursement.disbursed_time is '拨付时间';
comment on column raw.em11_benefit_disbursement.agency_code is '经办机构代码';
comment on column raw.em11_benefit_disbursement.operator_name is '经办人';
comment on column raw.em11_benefit_disbursement.operated_time is '经办时间';

-- EM12 待遇支付明细
create table if not exists raw.em12_benefit_payment_detail (
  payment_master_id text,
  payable_plan_detail_id text,
  insurance_type_code text,
  fee_period text,
  corresponding_fee_period text,
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  amount decimal(18,2),
  party_type_code text,
  party_id text,
  party_identity_no text,
  party_name text,
  payment_status_code text,
  paid_time timestamp,
  payment_failure_reason text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em12_benefit_payment_detail__delivery on raw.em12_benefit_payment_detail using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em12_benefit_payment_detail is 'EM12 待遇支付明细';
comment on column raw.em12_benefit_payment_detail.payment_master_id is '待遇支付主表ID';
comment on column raw.em12_benefit_payment_detail.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.em12_benefit_payment_detail.insurance_type_code is '险种类型';
comment on column raw.em12_benefit_payment_detail.fee_period is '费款所属期';
comment on column raw.em12_benefit_payment_detail.corresponding_fee_period is '对应费款所属期';
comment on column raw.em12_benefit_payment_detail.bank_code is '银行编码';
comment on column raw.em12_benefit_payment_detail.bank_name is '银行行名';
comment on column raw.em12_benefit_payment_detail.bank_account_name is '银行户名';
comment on column raw.em12_benefit_payment_detail.bank_account_no is '银行账号';
comment on column raw.em12_benefit_payment_detail.amount is '金额';
comment on column raw.em12_benefit_payment_detail.party_type_code is '主体类型';
comment on column raw.em12_benefit_payment_detail.party_id is '主体编号';
comment on column raw.em12_benefit_payment_detail.party_identity_no is '主体身份代码';
comment on column raw.em12_benefit_payment_detail.party_name is '主体名称';
comment on column raw.em12_benefit_payment_detail.payment_status_code is '支付标志';
comment on column raw.em12_benefit_payment_detail.paid_time is '支付时间';
comment on column raw.em12_benefit_payment_detail.payment_failure_reason is '支付失败原因';

-- EM13 待遇应付计划项目明细
create table if not exists raw.em13_benefit_payable_item (
  payable_plan_detail_id text,
  payable_item_detail_id text,
  benefit_item_code text,
  regular_benefit_flag boolean,
  payable_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  reversal_flag boolean,
  reversed_time timestamp,
  reversal_serial_no text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em13_benefit_payable_item__delivery on raw.em13_benefit_payable_item using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em13_benefit_payable_item is 'EM13 待遇应付计划项目明细';
comment on column raw.em13_benefit_payable_item.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.em13_benefit_payable_item.payable_item_detail_id is '人员应付计划项目明细ID';
comment on column raw.em13_benefit_payable_item.benefit_item_code is '待遇项目代码';
comment on column raw.em13_benefit_payable_item.regular_benefit_flag is '定期待遇标志';
comment on column raw.em13_benefit_payable_item.payable_type_code is '应付类型';
comment on column raw.em13_benefit_payable_item.fee_period is '费款所属期';
comment on column raw.em13_benefit_payable_item.corresponding_fee_period is '对应费款所属期';
comment on column raw.em13_benefit_payable_item.amount is '金额';
comment on column raw.em13_benefit_payable_item.reversal_flag is '冲销标志';
comment on column raw.em13_benefit_payable_item.reversed_time is '冲销时间';
comment on column raw.em13_benefit_payable_item.reversal_serial_no is '冲销流水号';

-- RM01 个人参保缴费
create table if not exists raw.rm01_personal_contribution (
  admin_division_code text,
  data_period text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  hukou_type_code text,
  resident_insured_category_code text,
  resident_hardship_category_code text,
  first_enrolment_date date,
  continuous_enrolment_status_code text,
  continuous_enrolment_years bigint,
  ytd_personal_contribution_amount decimal(18,2),
  ytd_fiscal_subsidy_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rm01_personal_contribution__delivery on raw.rm01_personal_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rm01_personal_contribution is 'RM01 个人参保缴费';
comment on column raw.rm01_personal_contribution.admin_division_code is '行政区划代码';
comment on column raw.rm01_personal_contribution.data_period is '数据期别';
comment on column raw.rm01_personal_contribution.person_id is '个人编号';
comment on column raw.rm01_personal_contribution.person_name is '姓名';
comment on column raw.rm01_personal_contribution.sex_code is '性别';
comment on column raw.rm01_personal_contribution.citizen_id is '公民身份号码';
comment on column raw.rm01_personal_contribution.ethnicity_code is '民族';
comment on column raw.rm01_personal_contribution.birth_date is '出生日期';
comment on column raw.rm01_personal_contribution.hukou_type_code is '户口性质(户籍地类别)';
comment on column raw.rm01_personal_contribution.resident_insured_category_code is '城镇居民基本医疗保险参保人员类别';
comment on column raw.rm01_personal_contribution.resident_hardship_category_code is '城镇居民困难人员类别';
comment on column raw.rm01_personal_contribution.first_enrolment_date is '首次参保日期';
comment on column raw.rm01_personal_contribution.continuous_enrolment_status_code is '连续参保状态';
comment on column raw.rm01_personal_contribution.continuous_enrolment_years is '连续参保年数';
comment on column raw.rm01_personal_contribution.ytd_personal_contribution_amount is '本年度个人缴费金额';
comment on column raw.rm01_personal_contribution.ytd_fiscal_subsidy_amount is '本年度财政补助金额';

-- RM02 住院及门诊大病（建床）就医
create table if not exists raw.rm02_inpatient_visit (
  admin_division_code text,
  data_period text,
  person_id text,
  resident_insured_category_code text,
  visit_date date,
  visit_no text,
  visit_type_code text,
  visit_location_code text,
  medical_institution_code text,
  medical_institution_type_code text,
  medical_institution_level_code text,
  inpatient_or_home_bed_days bigint,
  ytd_home_bed_days bigint,
  ytd_admission_count bigint,
  primary_diagnosis_code text,
  primary_diagnosis_name text,
  secondary_diagnosis_code_1 text,
  secondary_diagnosis_name_1 text,
  secondary_diagnosis_code_2 text,
  secondary_diagnosis_name_2 text,
  settlement_method_code text,
  visit_total_cost decimal(18,2),
  drug_cost decimal(18,2),
  class_a_drug_cost decimal(18,2),
  class_a_patent_tcm_cost decimal(18,2),
  class_b_drug_cost decimal(18,2),
  class_b_patent_tcm_cost decimal(18,2),
  tcm_decoction_piece_cost decimal(18,2),
  diagnosis_treatment_cost decimal(18,2),
  exam_cost decimal(18,2),
  special_exam_cost decimal(18,2),
  therapy_cost decimal(18,2),
  surgery_cost decimal(18,2),
  anaesthesia_cost decimal(18,2),
  material_cost decimal(18,2),
  disposable_material_over_50_cost decimal(18,2),
  case_based_settlement_cost decimal(18,2),
  home_bed_management_cost decimal(18,2),
  pool_deductible_amount decimal(18,2),
  pool_paid_amount decimal(18,2),
  ytd_pool_paid_amount decimal(18,2),
  ytd_over_ceiling_amount decimal(18,2),
  in_policy_self_paid_amount decimal(18,2),
  account_paid_amount decimal(18,2),
  large_medical_subsidy_paid_amount decimal(18,2),
  civil_servant_subsidy_paid_amount decimal(18,2),
  disabled_veteran_subsidy_paid_amount decimal(18,2),
  enterprise_supplementary_paid_amount decimal(18,2),
  out_of_policy_self_paid_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rm02_inpatient_visit__delivery on raw.rm02_inpatient_visit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rm02_inpatient_visit is 'RM02 住院及门诊大病（建床）就医';
comment on column raw.rm02_inpatient_visit.admin_division_code is '行政区划代码';
comment on column raw.rm02_inpatient_visit.data_period is '数据期别';
comment on column raw.rm02_inpatient_visit.person_id is '个人编号';
comment on column raw.rm02_inpatient_visit.resident_insured_category_code is '城镇居民基本医疗保险参保人员类别';
comment on column raw.rm02_inpatient_visit.visit_date is '就诊日期';
comment on column raw.rm02_inpatient_visit.visit_no is '就诊序号';
comment on column raw.rm02_inpatient_visit.visit_type_code is '就诊方式';
comment on column raw.rm02_inpatient_visit.visit_location_code is '就医地点分类';
comment on column raw.rm02_inpatient_visit.medical_institution_code is '定点医疗机构编码';
comment on column raw.rm02_inpatient_visit.medical_institution_type_code is '定点医疗机构类别';
comment on column raw.rm02_inpatient_visit.medical_institution_level_code is '定点医疗机构等级';
comment on column raw.rm02_inpatient_visit.inpatient_or_home_bed_days is '实际住院/建床天数';
comment on column raw.rm02_inpatient_visit.ytd_home_bed_days is '本年度累计建床天数';
comment on column raw.rm02_inpatient_visit.ytd_admission_count is '本年度住院次数';
comment on column raw.rm02_inpatient_visit.primary_diagnosis_code is '主要疾病诊断编码';
comment on column raw.rm02_inpatient_visit.primary_diagnosis_name is '主要疾病诊断名称';
comment on column raw.rm02_inpatient_visit.secondary_diagnosis_code_1 is '次要疾病诊断编码1';
comment on column raw.rm02_inpatient_visit.secondary_diagnosis_name_1 is '次要疾病诊断名称1';
comment on column raw.rm02_inpatient_visit.secondary_diagnosis_code_2 is '次要疾病诊断编码2';
comment on column raw.rm02_inpatient_visit.secondary_diagnosis_name_2 is '次要疾病诊断名称2';
comment on column raw.rm02_inpatient_visit.settlement_method_code is '主要费用结算方式';
comment on column raw.rm02_inpatient_visit.visit_total_cost is '本次就诊总费用';
comment on column raw.rm02_inpatient_visit.drug_cost is '其中药品费';
comment on column raw.rm02_inpatient_visit.class_a_drug_cost is '#甲类';
comment on column raw.rm02_inpatient_visit.class_a_patent_tcm_cost is '#甲类中成药';
comment on column raw.rm02_inpatient_visit.class_b_drug_cost is '#乙类';
comment on column raw.rm02_inpatient_visit.class_b_patent_tcm_cost is '#乙类中成药';
comment on column raw.rm02_inpatient_visit.tcm_decoction_piece_cost is '#中药饮片';
comment on column raw.rm02_inpatient_visit.diagnosis_treatment_cost is '其中诊疗费';
comment on column raw.rm02_inpatient_visit.exam_cost is '#检查费';
comment on column raw.rm02_inpatient_visit.special_exam_cost is '# CT、MRI等特殊检查费';
comment on column raw.rm02_inpatient_visit.therapy_cost is '#治疗费';
comment on column raw.rm02_inpatient_visit.surgery_cost is '#手术费';
comment on column raw.rm02_inpatient_visit.anaesthesia_cost is '#麻醉费';
comment on column raw.rm02_inpatient_visit.material_cost is '#材料费';
comment on column raw.rm02_inpatient_visit.disposable_material_over_50_cost is '# 一次性医用材料费(单价超出50元)';
comment on column raw.rm02_inpatient_visit.case_based_settlement_cost is '按病种结算的费用';
comment on column raw.rm02_inpatient_visit.home_bed_management_cost is '建床管理费(出诊费)';
comment on column raw.rm02_inpatient_visit.pool_deductible_amount is '本次就诊基本医疗保险统筹基金起付标准额';
comment on column raw.rm02_inpatient_visit.pool_paid_amount is '本次就诊基本医疗保险统筹基金支付金额';
comment on column raw.rm02_inpatient_visit.ytd_pool_paid_amount is '本年度基本医疗保险统筹基金累计支付金额';
comment on column raw.rm02_inpatient_visit.ytd_over_ceiling_amount is '本年度内就诊累计超过统筹基金最高支付限额金额';
comment on column raw.rm02_inpatient_visit.in_policy_self_paid_amount is '本次就诊政策范围内个人自付金额';
comment on column raw.rm02_inpatient_visit.account_paid_amount is '其中本次就诊基本医疗保险个人账户支付金额';
comment on column raw.rm02_inpatient_visit.large_medical_subsidy_paid_amount is '本次就诊大额医疗费用补助基金支付金额';
comment on column raw.rm02_inpatient_visit.civil_servant_subsidy_paid_amount is '本次就诊公务员医疗补助基金支付金额';
comment on column raw.rm02_inpatient_visit.disabled_veteran_subsidy_paid_amount is '本次就诊一至六级残疾军人医疗补助基金支付金额';
comment on column raw.rm02_inpatient_visit.enterprise_supplementary_paid_amount is '本次就诊企业补充医疗保险基金支付金额';
comment on column raw.rm02_inpatient_visit.out_of_policy_self_paid_amount is '本次就诊政策范围外个人自费金额';

-- RM03 筹资标准参数
create table if not exists raw.rm03_policy_parameter (
  admin_division_code text,
  data_period text,
  resident_insured_category_code text,
  resident_hardship_category_code text,
  personal_contribution_standard decimal(18,2),
  fiscal_subsidy_standard decimal(18,2),
  central_subsidy_standard decimal(18,2),
  provincial_subsidy_standard decimal(18,2),
  municipal_subsidy_standard decimal(18,2),
  county_subsidy_standard decimal(18,2),
  pool_payment_ceiling decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rm03_policy_parameter__delivery on raw.rm03_policy_parameter using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rm03_policy_parameter is 'RM03 筹资标准参数';
comment on column raw.rm03_policy_parameter.admin_division_code is '行政区划代码';
comment on column raw.rm03_policy_parameter.data_period is '数据期别';
comment on column raw.rm03_policy_parameter.resident_insured_category_code is '城镇居民基本医疗保险参保人员类别';
comment on column raw.rm03_policy_parameter.resident_hardship_category_code is '城镇居民困难人员类别';
comment on column raw.rm03_policy_parameter.personal_contribution_standard is '个人缴费标准';
comment on column raw.rm03_policy_parameter.fiscal_subsidy_standard is '财政补助标准';
comment on column raw.rm03_policy_parameter.central_subsidy_standard is '其中中央财政补助标准';
comment on column raw.rm03_policy_parameter.provincial_subsidy_standard is '其中省级财政补助标准';
comment on column raw.rm03_policy_parameter.municipal_subsidy_standard is '其中市级财政补助标准';
comment on column raw.rm03_policy_parameter.county_subsidy_standard is '其中县级财政补助标准';
comment on column raw.rm03_policy_parameter.pool_payment_ceiling is '统筹基金最高支付限额';

-- RM04 税务个人征缴明细
create table if not exists raw.rm04_tax_personal_collection (
  record_pk text,
  pooling_area_code text,
  levy_notice_no text,
  tax_receipt_no text,
  agency_code text,
  person_id text,
  insurance_type_code text,
  contribution_type_code text,
  fee_period_start text,
  fee_period_end text,
  personal_paid_amount decimal(18,2),
  collective_aid_amount decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rm04_tax_personal_collection__delivery on raw.rm04_tax_personal_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rm04_tax_personal_collection is 'RM04 税务个人征缴明细';
comment on column raw.rm04_tax_personal_collection.record_pk is '主键(XH)';
comment on column raw.rm04_tax_personal_collection.pooling_area_code is '统筹区编码';
comment on column raw.rm04_tax_personal_collection.levy_notice_no is '征集通知流水号';
comment on column raw.rm04_tax_personal_collection.tax_receipt_no is '电子税票号码（缴费凭证号）';
comment on column raw.rm04_tax_personal_collection.agency_code is '社保经办机构编号';
comment on column raw.rm04_tax_personal_collection.person_id is '人员编号';
comment on column raw.rm04_tax_personal_collection.insurance_type_code is '险种类型';
comment on column raw.rm04_tax_personal_collection.contribution_type_code is '缴费类型';
comment on column raw.rm04_tax_personal_collection.fee_period_start is '费款所属期起';
comment on column raw.rm04_tax_personal_collection.fee_period_end is '费款所属期止';
comment on column raw.rm04_tax_personal_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.rm04_tax_personal_collection.collective_aid_amount is '集体补助（资助）金额';
comment on column raw.rm04_tax_personal_collection.contribution_mark_code is '缴费标识';
comment on column raw.rm04_tax_personal_collection.remitted_time is '上解时间';
comment on column raw.rm04_tax_personal_collection.treasury_received_time is '入国库时间';
comment on column raw.rm04_tax_personal_collection.tax_authority_code is '主管税务部门代码';
comment on column raw.rm04_tax_personal_collection.transmission_type_code is '数据传输类型';
comment on column raw.rm04_tax_personal_collection.transmission_batch_no is '传输批次号';
comment on column raw.rm04_tax_personal_collection.transmission_time is '传输时间戳';

-- RM05 待遇拨付主表
create table if not exists raw.rm05_benefit_disbursement (
  payment_master_id text,
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  insurance_type_code text,
  pooling_area_code text,
  data_period text,
  disbursement_method_code text,
  amount decimal(18,2),
  disbursed_time timestamp,
  agency_code text,
  operator_name text,
  operated_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rm05_benefit_disbursement__delivery on raw.rm05_benefit_disbursement using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rm05_benefit_disbursement is 'RM05 待遇拨付主表';
comment on column raw.rm05_benefit_disbursement.payment_master_id is '待遇支付主表ID';
comment on column raw.rm05_benefit_disbursement.bank_code is '银行编码';
comment on column raw.rm05_benefit_disbursement.bank_name is '银行行名';
comment on column raw.rm05_benefit_disbursement.bank_account_name is '银行户名';
comment on column raw.rm05_benefit_disbursement.bank_account_no is '银行账号';
comment on column raw.rm05_benefit_disbursement.insurance_type_code is '险种类型';
comment on column raw.rm05_benefit_disbursement.pooling_area_code is '统筹区划';
comment on column raw.rm05_benefit_disbursement.data_period is '数据期间';
comment on column raw.rm05_benefit_disbursement.disbursement_method_code is '拨付方式';
comment on column raw.rm05_benefit_disbursement.amount is '金额';
comment on column raw.rm05_benefit_disbursement.disbursed_time is '拨付时间';
comment on column raw.rm05_benefit_disbursement.agency_code is '经办机构代码';
comment on column raw.rm05_benefit_disbursement.operator_name is '经办人';
comment on column raw.rm05_benefit_disbursement.operated_time is '经办时间';

-- RM06 待遇支付明细
create table if not exists raw.rm06_benefit_payment_detail (
  payment_master_id text,
  payable_plan_detail_id text,
  insurance_type_code text,
  fee_period text,
  corresponding_fee_period text,
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  amount decimal(18,2),
  party_type_code text,
  party_id text,
  party_identity_no text,
  party_name text,
  payment_status_code text,
  paid_time timestamp,
  payment_failure_reason text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rm06_benefit_payment_detail__delivery on raw.rm06_benefit_payment_detail using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rm06_benefit_payment_detail is 'RM06 待遇支付明细';
comment on column raw.rm06_benefit_payment_detail.payment_master_id is '待遇支付主表ID';
comment on column raw.rm06_benefit_payment_detail.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.rm06_benefit_payment_detail.insurance_type_code is '险种类型';
comment on column raw.rm06_benefit_payment_detail.fee_period is '费款所属期';
comment on column raw.rm06_benefit_payment_detail.corresponding_fee_period is '对应费款所属期';
comment on column raw.rm06_benefit_payment_detail.bank_code is '银行编码';
comment on column raw.rm06_benefit_payment_detail.bank_name is '银行行名';
comment on column raw.rm06_benefit_payment_detail.bank_account_name is '银行户名';
comment on column raw.rm06_benefit_payment_detail.bank_account_no is '银行账号';
comment on column raw.rm06_benefit_payment_detail.amount is '金额';
comment on column raw.rm06_benefit_payment_detail.party_type_code is '主体类型';
comment on column raw.rm06_benefit_payment_detail.party_id is '主体编号';
comment on column raw.rm06_benefit_payment_detail.party_identity_no is '主体身份代码';
comment on column raw.rm06_benefit_payment_detail.party_name is '主体名称';
comment on column raw.rm06_benefit_payment_detail.payment_status_code is '支付标志';
comment on column raw.rm06_benefit_payment_detail.paid_time is '支付时间';
comment on column raw.rm06_benefit_payment_detail.payment_failure_reason is '支付失败原因';

-- RM07 待遇应付计划项目明细
create table if not exists raw.rm07_benefit_payable_item (
  payable_plan_detail_id text,
  payable_item_detail_id text,
  benefit_item_code text,
  regular_benefit_flag boolean,
  payable_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  reversal_flag boolean,
  reversed_time timestamp,
  reversal_serial_no text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rm07_benefit_payable_item__delivery on raw.rm07_benefit_payable_item using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rm07_benefit_payable_item is 'RM07 待遇应付计划项目明细';
comment on column raw.rm07_benefit_payable_item.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.rm07_benefit_payable_item.payable_item_detail_id is '人员应付计划项目明细ID';
comment on column raw.rm07_benefit_payable_item.benefit_item_code is '待遇项目代码';
comment on column raw.rm07_benefit_payable_item.regular_benefit_flag is '定期待遇标志';
comment on column raw.rm07_benefit_payable_item.payable_type_code is '应付类型';
comment on column raw.rm07_benefit_payable_item.fee_period is '费款所属期';
comment on column raw.rm07_benefit_payable_item.corresponding_fee_period is '对应费款所属期';
comment on column raw.rm07_benefit_payable_item.amount is '金额';
comment on column raw.rm07_benefit_payable_item.reversal_flag is '冲销标志';
comment on column raw.rm07_benefit_payable_item.reversed_time is '冲销时间';
comment on column raw.rm07_benefit_payable_item.reversal_serial_no is '冲销流水号';

-- UE01 单位参保缴费
create table if not exists raw.ue01_unit_contribution (
  admin_division_code text,
  data_period text,
  unit_id text,
  unit_name text,
  org_code text,
  unit_type_code text,
  economic_type_code text,
  affiliation_code text,
  industry_code text,
  unit_enrolment_date date,
  unit_contribution_status_code text,
  total_payroll decimal(18,2),
  unit_contribution_base decimal(18,2),
  personal_contribution_base_total decimal(18,2),
  unit_due_current_amount decimal(18,2),
  unit_due_supplementary_amount decimal(18,2),
  personal_due_current_subtotal decimal(18,2),
  personal_due_supplementary_subtotal decimal(18,2),
  unit_paid_current_amount decimal(18,2),
  unit_paid_supplementary_amount decimal(18,2),
  audit_supplementary_amount decimal(18,2),
  personal_paid_current_subtotal decimal(18,2),
  personal_paid_supplementary_subtotal decimal(18,2),
  unit_arrears_repaid_amount decimal(18,2),
  personal_arrears_repaid_total decimal(18,2),
  refunded_amount decimal(18,2),
  late_fee_paid decimal(18,2),
  backpay_interest_paid decimal(18,2),
  prepaid_amount decimal(18,2),
  written_off_amount decimal(18,2),
  unit_arrears_balance decimal(18,2),
  personal_arrears_balance_total decimal(18,2),
  late_fee_arrears_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ue01_unit_contribution__delivery on raw.ue01_unit_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ue01_unit_contribution is 'UE01 单位参保缴费';
comment on column raw.ue01_unit_contribution.admin_division_code is '行政区划代码';
comment on column raw.ue01_unit_contribution.data_period is '数据期别';
comment on column raw.ue01_unit_contribution.unit_id is '单位编号';
comment on column raw.ue01_unit_contribution.unit_name is '单位名称';
comment on column raw.ue01_unit_contribution.org_code is '组织机构代码';
comment on column raw.ue01_unit_contribution.unit_type_code is '单位类型';
comment on column raw.ue01_unit_contribution.economic_type_code is '经济类型';
comment on column raw.ue01_unit_contribution.affiliation_code is '隶属关系';
comment on column raw.ue01_unit_contribution.industry_code is '所属行业';
comment on column raw.ue01_unit_contribution.unit_enrolment_date is '参保日期';
comment on column raw.ue01_unit_contribution.unit_contribution_status_code is '单位参保缴费状态';
comment on column raw.ue01_unit_contribution.total_payroll is '职工工资总额';
comment on column raw.ue01_unit_contribution.unit_contribution_base is '单位缴费基数';
comment on column raw.ue01_unit_contribution.personal_contribution_base_total is '个人缴费基数总额';
comment on column raw.ue01_unit_contribution.unit_due_current_amount is '单位应缴当月金额';
comment on column raw.ue01_unit_contribution.unit_due_supplementary_amount is '单位应补收金额';
comment on column raw.ue01_unit_contribution.personal_due_current_subtotal is '个人应缴当月金额小计';
comment on column raw.ue01_unit_contribution.personal_due_supplementary_subtotal is '个人应补收金额小计';
comment on column raw.ue01_unit_contribution.unit_paid_current_amount is '单位实缴当月金额';
comment on column raw.ue01_unit_contribution.unit_paid_supplementary_amount is '单位实补收金额';
comment on column raw.ue01_unit_contribution.audit_supplementary_amount is '其中稽核补收金额';
comment on column raw.ue01_unit_contribution.personal_paid_current_subtotal is '个人实缴当月金额小计';
comment on column raw.ue01_unit_contribution.personal_paid_supplementary_subtotal is '个人实补收金额小计';
comment on column raw.ue01_unit_contribution.unit_arrears_repaid_amount is '单位补缴欠费金额';
comment on column raw.ue01_unit_contribution.personal_arrears_repaid_total is '个人补缴欠费金额合计';
comment on column raw.ue01_unit_contribution.refunded_amount is '退收金额';
comment on column raw.ue01_unit_contribution.late_fee_paid is '缴纳滞纳金';
comment on column raw.ue01_unit_contribution.backpay_interest_paid is '补缴利息';
comment on column raw.ue01_unit_contribution.prepaid_amount is '预缴金额';
comment on column raw.ue01_unit_contribution.written_off_amount is '核销金额';
comment on column raw.ue01_unit_contribution.unit_arrears_balance is '单位累计欠缴金额';
comment on column raw.ue01_unit_contribution.personal_arrears_balance_total is '个人累计欠缴金额合计';
comment on column raw.ue01_unit_contribution.late_fee_arrears_balance is '累计欠缴滞纳金';

-- UE02 个人参保缴费
create table if not exists raw.ue02_personal_contribution (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  hukou_type_code text,
  personal_identity_code text,
  migrant_worker_flag boolean,
  veteran_category_code text,
  model_worker_level_code text,
  work_start_date date,
  enrolment_date date,
  total_contribution_months bigint,
  actual_contribution_months bigint,
  contribution_status_code text,
  contribution_stop_reason_code text,
  prior_year_avg_monthly_base decimal(18,2),
  avg_wage_index_to_prior_year_end decimal(18,6),
  personal_contribution_base decimal(18,2),
  personal_due_current_amount decimal(18,2),
  personal_due_supplementary_amount decimal(18,2),
  personal_paid_current_amount decimal(18,2),
  personal_paid_supplementary_amount decimal(18,2),
  personal_prepaid_amount decimal(18,2),
  personal_arrears_repaid_amount decimal(18,2),
  personal_arrears_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ue02_personal_contribution__delivery on raw.ue02_personal_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ue02_personal_contribution is 'UE02 个人参保缴费';
comment on column raw.ue02_personal_contribution.admin_division_code is '行政区划代码';
comment on column raw.ue02_personal_contribution.data_period is '数据期别';
comment on column raw.ue02_personal_contribution.unit_id is '所在单位编号';
comment on column raw.ue02_personal_contribution.person_id is '个人编号';
comment on column raw.ue02_personal_contribution.person_name is '姓名';
comment on column raw.ue02_personal_contribution.sex_code is '性别';
comment on column raw.ue02_personal_contribution.citizen_id is '公民身份号码';
comment on column raw.ue02_personal_contribution.ethnicity_code is '民族';
comment on column raw.ue02_personal_contribution.birth_date is '出生日期';
comment on column raw.ue02_personal_contribution.hukou_type_code is '户口性质(户籍地类别)';
comment on column raw.ue02_personal_contribution.personal_identity_code is '个人身份';
comment on column raw.ue02_personal_contribution.migrant_worker_flag is '农民工标识';
comment on column raw.ue02_personal_contribution.veteran_category_code is '退役军人类别';
comment on column raw.ue02_personal_contribution.model_worker_level_code is '劳模级别';
comment on column raw.ue02_personal_contribution.work_start_date is '参加工作日期';
comment on column raw.ue02_personal_contribution.enrolment_date is '参保日期';
comment on column raw.ue02_personal_contribution.total_contribution_months is '累计缴费月数';
comment on column raw.ue02_personal_contribution.actual_contribution_months is '实际缴费月数';
comment on column raw.ue02_personal_contribution.contribution_status_code is '个人缴费状态';
comment on column raw.ue02_personal_contribution.contribution_stop_reason_code is '中断/终止缴费原因';
comment on column raw.ue02_personal_contribution.prior_year_avg_monthly_base is '个人上年月平均缴费基数';
comment on column raw.ue02_personal_contribution.avg_wage_index_to_prior_year_end is '截至上年末个人月平均缴费工资指数';
comment on column raw.ue02_personal_contribution.personal_contribution_base is '个人缴费基数';
comment on column raw.ue02_personal_contribution.personal_due_current_amount is '个人应缴当月金额';
comment on column raw.ue02_personal_contribution.personal_due_supplementary_amount is '个人应补收金额';
comment on column raw.ue02_personal_contribution.personal_paid_current_amount is '个人实缴当月金额';
comment on column raw.ue02_personal_contribution.personal_paid_supplementary_amount is '个人实补收金额';
comment on column raw.ue02_personal_contribution.personal_prepaid_amount is '个人预缴金额';
comment on column raw.ue02_personal_contribution.personal_arrears_repaid_amount is '个人补缴欠费金额';
comment on column raw.ue02_personal_contribution.personal_arrears_balance is '个人累计欠缴金额';

-- UE03 关系转移
create table if not exists raw.ue03_relation_transfer (
  admin_division_code text,
  data_period text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  birth_date date,
  personal_identity_code text,
  transfer_direction_code text,
  transfer_type_code text,
  transfer_area_scope_code text,
  transfer_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ue03_relation_transfer__delivery on raw.ue03_relation_transfer using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ue03_relation_transfer is 'UE03 关系转移';
comment on column raw.ue03_relation_transfer.admin_division_code is '行政区划代码';
comment on column raw.ue03_relation_transfer.data_period is '数据期别';
comment on column raw.ue03_relation_transfer.person_id is '个人编号';
comment on column raw.ue03_relation_transfer.person_name is '姓名';
comment on column raw.ue03_relation_transfer.sex_code is '性别';
comment on column raw.ue03_relation_transfer.citizen_id is '公民身份号码';
comment on column raw.ue03_relation_transfer.birth_date is '出生日期';
comment on column raw.ue03_relation_transfer.personal_identity_code is '个人身份';
comment on column raw.ue03_relation_transfer.transfer_direction_code is '转移方向';
comment on column raw.ue03_relation_transfer.transfer_type_code is '转移类型';
comment on column raw.ue03_relation_transfer.transfer_area_scope_code is '转移地域范围';
comment on column raw.ue03_relation_transfer.transfer_amount is '转移金额';

-- UE04 缴费政策参数
create table if not exists raw.ue04_policy_parameter (
  admin_division_code text,
  data_period text,
  local_avg_monthly_wage_prior_year decimal(18,2),
  unit_contribution_rate decimal(18,6),
  employee_contribution_rate decimal(18,6),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ue04_policy_parameter__delivery on raw.ue04_policy_parameter using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ue04_policy_parameter is 'UE04 缴费政策参数';
comment on column raw.ue04_policy_parameter.admin_division_code is '行政区划代码';
comment on column raw.ue04_policy_parameter.data_period is '数据期别';
comment on column raw.ue04_policy_parameter.local_avg_monthly_wage_prior_year is '当地上年度在岗职工月平均工资';
comment on column raw.ue04_policy_parameter.unit_contribution_rate is '单位缴费比例';
comment on column raw.ue04_policy_parameter.employee_contribution_rate is '单位职工个人缴费比例';

-- UE05 失业登记与失业保险待遇
create table if not exists raw.ue05_unemployment_benefit (
  admin_division_code text,
  data_period text,
  person_name text,
  citizen_id text,
  person_id text,
  birth_date date,
  sex_code text,
  ethnicity_code text,
  hukou_type_code text,
  education_code text,
  unemployment_reason_code text,
  unemployment_registration_date date,
  pre_unemployment_unit_type_code text,
  pre_unemployment_economic_type_code text,
  pre_unemployment_industry_code text,
  unemployment_benefit_status_code text,
  former_occupation_code text,
  technical_title_code text,
  vocational_grade_code text,
  continuous_employment_months bigint,
  former_employment_form_code text,
  training_count bigint,
  referral_count bigint,
  guidance_count bigint,
  flexible_employment_flag boolean,
  deregistration_date date,
  deregistration_reason_code text,
  reemployment_unit_type_code text,
  reemployment_economic_type_code text,
  reemployment_industry_code text,
  reemployment_occupation_code text,
  public_post_flag boolean,
  self_employment_flag boolean,
  total_contribution_months bigint,
  unclaimed_months_carried_over bigint,
  approved_benefit_months bigint,
  approved_benefit_amount decimal(18,2),
  unemployment_benefit_paid_amount decimal(18,2),
  unemployment_benefit_paid_months bigint,
  medical_allowance_amount decimal(18,2),
  childbirth_subsidy_amount decimal(18,2),
  funeral_survivor_grant_amount decimal(18,2),
  training_subsidy_amount decimal(18,2),
  free_job_placement_count bigint,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ue05_unemployment_benefit__delivery on raw.ue05_unemployment_benefit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ue05_unemployment_benefit is 'UE05 失业登记与失业保险待遇';
comment on column raw.ue05_unemployment_benefit.admin_division_code is '行政区划代码';
comment on column raw.ue05_unemployment_benefit.data_period is '年月';
comment on column raw.ue05_unemployment_benefit.person_name is '姓名';
comment on column raw.ue05_unemployment_benefit.citizen_id is '公民身份号码';
comment on column raw.ue05_unemployment_benefit.person_id is '个人编号';
comment on column raw.ue05_unemployment_benefit.birth_date is '出生年月(出生日期)';
comment on column raw.ue05_unemployment_benefit.sex_code is '性别';
comment on column raw.ue05_unemployment_benefit.ethnicity_code is '民族';
comment on column raw.ue05_unemployment_benefit.hukou_type_code is '户口性质';
comment on column raw.ue05_unemployment_benefit.education_code is '文化程度';
comment on column raw.ue05_unemployment_benefit.unemployment_reason_code is '失业原因';
comment on column raw.ue05_unemployment_benefit.unemployment_registration_date is '本次失业登记日期';
comment on column raw.ue05_unemployment_benefit.pre_unemployment_unit_type_code is '失业前所在单位类型';
comment on column raw.ue05_unemployment_benefit.pre_unemployment_economic_type_code is '失业前所在单位经济类型';
comment on column raw.ue05_unemployment_benefit.pre_unemployment_industry_code is '失业前所在单位行业分类';
comment on column raw.ue05_unemployment_benefit.unemployment_benefit_status_code is '享受失业保险待遇状态';
comment on column raw.ue05_unemployment_benefit.former_occupation_code is '原从事职业(工种)';
comment on column raw.ue05_unemployment_benefit.technical_title_code is '专业技术职务';
comment on column raw.ue05_unemployment_benefit.vocational_grade_code is '职业资格等级';
comment on column raw.ue05_unemployment_benefit.continuous_employment_months is '失业登记前的连续就业月数';
comment on column raw.ue05_unemployment_benefit.former_employment_form_code is '原用工形式';
comment on column raw.ue05_unemployment_benefit.training_count is '接受培训次数';
comment on column raw.ue05_unemployment_benefit.referral_count is '接受推荐次数';
comment on column raw.ue05_unemployment_benefit.guidance_count is '接受指导次数';
comment on column raw.ue05_unemployment_benefit.flexible_employment_flag is '灵活就业标志';
comment on column raw.ue05_unemployment_benefit.deregistration_date is '注销失业登记时间';
comment on column raw.ue05_unemployment_benefit.deregistration_reason_code is '注销失业登记原因';
comment on column raw.ue05_unemployment_benefit.reemployment_unit_type_code is '再就业单位类型';
comment on column raw.ue05_unemployment_benefit.reemployment_economic_type_code is '再就业单位经济类型';
comment on column raw.ue05_unemployment_benefit.reemployment_industry_code is '再就业单位行业分类';
comment on column raw.ue05_unemployment_benefit.reemployment_occupation_code is '再就业职业(工种)';
comment on column raw.ue05_unemployment_benefit.public_post_flag is '安置公益性岗位标志';
comment on column raw.ue05_unemployment_benefit.self_employment_flag is '自谋职业标志';
comment on column raw.ue05_unemployment_benefit.total_contribution_months is '累计缴费月数';
comment on column raw.ue05_unemployment_benefit.unclaimed_months_carried_over is '上次失业未领取失业保险金剩余月数';
comment on column raw.ue05_unemployment_benefit.approved_benefit_months is '本次核定领取失业保险金月数';
comment on column raw.ue05_unemployment_benefit.approved_benefit_amount is '本次应领取失业保险金额';
comment on column raw.ue05_unemployment_benefit.unemployment_benefit_paid_amount is '本月实际领取失业保险金额';
comment on column raw.ue05_unemployment_benefit.unemployment_benefit_paid_months is '实际领取失业保险金月数';
comment on column raw.ue05_unemployment_benefit.medical_allowance_amount is '领取医疗补助金金额';
comment on column raw.ue05_unemployment_benefit.childbirth_subsidy_amount is '生育补助金';
comment on column raw.ue05_unemployment_benefit.funeral_survivor_grant_amount is '领取丧葬、抚恤补助金额';
comment on column raw.ue05_unemployment_benefit.training_subsidy_amount is '职业培训补贴';
comment on column raw.ue05_unemployment_benefit.free_job_placement_count is '免费享受职业介绍次数';

-- UE06 税务单位征缴明细
create table if not exists raw.ue06_tax_unit_collection (
  ss_system_code text,
  pooling_area_code text,
  agency_code text,
  levy_notice_no text,
  tax_receipt_no text,
  insurance_type_code text,
  unit_id text,
  corresponding_fee_period text,
  contribution_type_code text,
  payer_count bigint,
  total_payroll decimal(18,2),
  unit_contribution_base_total decimal(18,2),
  personal_contribution_base_total decimal(18,2),
  unit_rate_or_quota decimal(18,6),
  unit_paid_amount decimal(18,2),
  personal_rate_or_quota decimal(18,6),
  personal_paid_amount decimal(18,2),
  late_fee decimal(18,2),
  interest decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ue06_tax_unit_collection__delivery on raw.ue06_tax_unit_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ue06_tax_unit_collection is 'UE06 税务单位征缴明细';
comment on column raw.ue06_tax_unit_collection.ss_system_code is '社保业务系统编码';
comment on column raw.ue06_tax_unit_collection.pooling_area_code is '统筹区编码';
comment on column raw.ue06_tax_unit_collection.agency_code is '社保经办机构编号';
comment on column raw.ue06_tax_unit_collection.levy_notice_no is '征集通知流水号';
comment on column raw.ue06_tax_unit_collection.tax_receipt_no is '电子税票号码（缴费凭证号）';
comment on column raw.ue06_tax_unit_collection.insurance_type_code is '险种类型';
comment on column raw.ue06_tax_unit_collection.unit_id is '单位编号';
comment on column raw.ue06_tax_unit_collection.corresponding_fee_period is '对应费款所属期';
comment on column raw.ue06_tax_unit_collection.contribution_type_code is '缴费类型';
comment on column raw.ue06_tax_unit_collection.payer_count is '缴费人数';
comment on column raw.ue06_tax_unit_collection.total_payroll is '职工工资总额';
comment on column raw.ue06_tax_unit_collection.unit_contribution_base_total is '单位缴费基数总额';
comment on column raw.ue06_tax_unit_collection.personal_contribution_base_total is '个人缴费基数总额';
comment on column raw.ue06_tax_unit_collection.unit_rate_or_quota is '单位缴费比例或定额标准';
comment on column raw.ue06_tax_unit_collection.unit_paid_amount is '单位实缴金额';
comment on column raw.ue06_tax_unit_collection.personal_rate_or_quota is '个人缴费比例或定额标准';
comment on column raw.ue06_tax_unit_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.ue06_tax_unit_collection.late_fee is '滞纳金';
comment on column raw.ue06_tax_unit_collection.interest is '利息';
comment on column raw.ue06_tax_unit_collection.contribution_mark_code is '缴费标识';
comment on column raw.ue06_tax_unit_collection.remitted_time is '上解时间';
comment on column raw.ue06_tax_unit_collection.treasury_received_time is '入国库时间';
comment on column raw.ue06_tax_unit_collection.tax_authority_code is '主管税务部门代码';
comment on column raw.ue06_tax_unit_collection.transmission_type_code is '数据传输类型';
comment on column raw.ue06_tax_unit_collection.transmission_batch_no is '传输批次号';
comment on column raw.ue06_tax_unit_collection.transmission_time is '传输时间戳';

-- UE07 税务个人征缴明细
create table if not exists raw.ue07_tax_personal_collection (
  ss_system_code text,
  pooling_area_code text,
  uuid text,
  agency_code text,
  levy_notice_no text,
  tax_receipt_no text,
  insurance_type_code text,
  unit_id text,
  person_id text,
  contribution_type_code text,
  corresponding_fee_period text,
  wage decimal(18,2),
  unit_contribution_base decimal(18,2),
  unit_rate_or_quota decimal(18,6),
  unit_paid_amount decimal(18,2),
  personal_contribution_base decimal(18,2),
  personal_rate_or_quota decimal(18,6),
  personal_paid_amount decimal(18,2),
  interest decimal(18,2),
  late_fee decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ue07_tax_personal_collection__delivery on raw.ue07_tax_personal_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ue07_tax_personal_collection is 'UE07 税务个人征缴明细';
comment on column raw.ue07_tax_personal_collection.ss_system_code is '社保业务系统编码(AAZ400)';
comment on column raw.ue07_tax_personal_collection.pooling_area_code is '统筹区编码(AAA027)';
comment on column raw.ue07_tax_personal_collection.uuid is 'UUID';
comment on column raw.ue07_tax_personal_collection.agency_code is '社保经办机构编号(AAB034)';
comment on column raw.ue07_tax_personal_collection.levy_notice_no is '征集通知流水号(AAZ288)';
comment on column raw.ue07_tax_personal_collection.tax_receipt_no is '电子税票号码（缴费凭证号）(AAD009)';
comment on column raw.ue07_tax_personal_collection.insurance_type_code is '险种类型(AAE140)';
comment on column raw.ue07_tax_personal_collection.unit_id is '单位编号(AAB001)';
comment on column raw.ue07_tax_personal_collection.person_id is '人员编号(AAC001)';
comment on column raw.ue07_tax_personal_collection.contribution_type_code is '缴费类型';
comment on column raw.ue07_tax_personal_collection.corresponding_fee_period is '对应费款所属期';
comment on column raw.ue07_tax_personal_collection.wage is '工资';
comment on column raw.ue07_tax_personal_collection.unit_contribution_base is '单位缴费基数';
comment on column raw.ue07_tax_personal_collection.unit_rate_or_quota is '单位缴费比例或定额标准';
comment on column raw.ue07_tax_personal_collection.unit_paid_amount is '单位实际缴费金额';
comment on column raw.ue07_tax_personal_collection.personal_contribution_base is '人员缴费基数';
comment on column raw.ue07_tax_personal_collection.personal_rate_or_quota is '个人缴费比例或定额标准';
comment on column raw.ue07_tax_personal_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.ue07_tax_personal_collection.interest is '利息';
comment on column raw.ue07_tax_personal_collection.late_fee is '滞纳金';
comment on column raw.ue07_tax_personal_collection.contribution_mark_code is '缴费标识';
comment on column raw.ue07_tax_personal_collection.remitted_time is '上解时间';
comment on column raw.ue07_tax_personal_collection.treasury_received_time is '入国库时间';
comment on column raw.ue07_tax_personal_collection.tax_authority_code is '主管税务部门代码(AAF020)';
comment on column raw.ue07_tax_personal_collection.transmission_type_code is '数据传输类型(AAA321)';
comment on column raw.ue07_tax_personal_collection.transmission_batch_no is '传输批次号(AAA322)';
comment on column raw.ue07_tax_personal_collection.transmission_time is '传输时间戳(AAE418)';

-- UE08 待遇拨付主表
create table if not exists raw.ue08_benefit_disbursement (
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  insurance_type_code text,
  pooling_area_code text,
  data_period text,
  disbursement_method_code text,
  amount decimal(18,2),
  disbursed_time timestamp,
  agency_code text,
  operator_name text,
  operated_time timestamp,
  payment_master_id text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ue08_benefit_disbursement__delivery on raw.ue08_benefit_disbursement using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ue08_benefit_disbursement is 'UE08 待遇拨付主表';
comment on column raw.ue08_benefit_disbursement.bank_code is '银行编码';
comment on column raw.ue08_benefit_disbursement.bank_name is '银行行名';
comment on column raw.ue08_benefit_disbursement.bank_account_name is '银行户名';
comment on column raw.ue08_benefit_disbursement.bank_account_no is '银行账号';
comment on column raw.ue08_benefit_disbursement.insurance_type_code is '险种类型';
comment on column raw.ue08_benefit_disbursement.pooling_area_code is '统筹区划';
comment on column raw.ue08_benefit_disbursement.data_period is '数据期间';
comment on column raw.ue08_benefit_disbursement.disbursement_method_code is '拨付方式';
comment on column raw.ue08_benefit_disbursement.amount is '金额';
comment on column raw.ue08_benefit_disbursement.disbursed_time is '拨付时间';
comment on column raw.ue08_benefit_disbursement.agency_code is '经办机构代码';
comment on column raw.ue08_benefit_disbursement.operator_name is '经办人';
comment on column raw.ue08_benefit_disbursement.operated_time is '经办时间';
comment on column raw.ue08_benefit_disbursement.payment_master_id is '待遇支付主表ID';

-- UE09 待遇支付明细
create table if not exists raw.ue09_benefit_payment_detail (
  insurance_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  party_type_code text,
  party_id text,
  party_identity_no text,
  party_name text,
  payment_status_code text,
  paid_time timestamp,
  payment_failure_reason text,
  payment_master_id text,
  payable_plan_detail_id text,
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ue09_benefit_payment_detail__delivery on raw.ue09_benefit_payment_detail using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ue09_benefit_payment_detail is 'UE09 待遇支付明细';
comment on column raw.ue09_benefit_payment_detail.insurance_type_code is '险种类型';
comment on column raw.ue09_benefit_payment_detail.fee_period is '费款所属期';
comment on column raw.ue09_benefit_payment_detail.corresponding_fee_period is '对应费款所属期';
comment on column raw.ue09_benefit_payment_detail.amount is '金额';
comment on column raw.ue09_benefit_payment_detail.party_type_code is '主体类型';
comment on column raw.ue09_benefit_payment_detail.party_id is '主体编号';
comment on column raw.ue09_benefit_payment_detail.party_identity_no is '主体身份代码';
comment on column raw.ue09_benefit_payment_detail.party_name is '主体名称';
comment on column raw.ue09_benefit_payment_detail.payment_status_code is '支付标志';
comment on column raw.ue09_benefit_payment_detail.paid_time is '支付时间';
comment on column raw.ue09_benefit_payment_detail.payment_failure_reason is '支付失败原因';
comment on column raw.ue09_benefit_payment_detail.payment_master_id is '待遇支付主表ID';
comment on column raw.ue09_benefit_payment_detail.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.ue09_benefit_payment_detail.bank_code is '银行编码';
comment on column raw.ue09_benefit_payment_detail.bank_name is '银行行名';
comment on column raw.ue09_benefit_payment_detail.bank_account_name is '银行户名';
comment on column raw.ue09_benefit_payment_detail.bank_account_no is '银行账号';

-- UE10 待遇应付计划项目明细
create table if not exists raw.ue10_benefit_payable_item (
  benefit_item_code text,
  benefit_item_code_2 text,
  regular_benefit_flag boolean,
  payable_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  reversal_flag boolean,
  reversed_time timestamp,
  reversal_serial_no text,
  payable_plan_detail_id text,
  payable_item_detail_id text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ue10_benefit_payable_item__delivery on raw.ue10_benefit_payable_item using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ue10_benefit_payable_item is 'UE10 待遇应付计划项目明细';
comment on column raw.ue10_benefit_payable_item.benefit_item_code is '待遇项目代码';
comment on column raw.ue10_benefit_payable_item.benefit_item_code_2 is '待遇项目代码';
comment on column raw.ue10_benefit_payable_item.regular_benefit_flag is '定期待遇标志';
comment on column raw.ue10_benefit_payable_item.payable_type_code is '应付类型';
comment on column raw.ue10_benefit_payable_item.fee_period is '费款所属期';
comment on column raw.ue10_benefit_payable_item.corresponding_fee_period is '对应费款所属期';
comment on column raw.ue10_benefit_payable_item.amount is '金额';
comment on column raw.ue10_benefit_payable_item.reversal_flag is '冲销标志';
comment on column raw.ue10_benefit_payable_item.reversed_time is '冲销时间';
comment on column raw.ue10_benefit_payable_item.reversal_serial_no is '冲销流水号';
comment on column raw.ue10_benefit_payable_item.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.ue10_benefit_payable_item.payable_item_detail_id is '人员应付计划项目明细ID';

-- WI01 单位参保缴费
create table if not exists raw.wi01_unit_contribution (
  admin_division_code text,
  data_period text,
  unit_id text,
  unit_name text,
  org_code text,
  unit_type_code text,
  economic_type_code text,
  affiliation_code text,
  industry_code text,
  registration_place_code text,
  industry_risk_class_code text,
  project_name text,
  project_start_date date,
  project_end_date date,
  unit_enrolment_date date,
  unit_contribution_status_code text,
  contribution_accounting_method_code text,
  contribution_cycle_code text,
  unit_contribution_base decimal(18,2),
  industry_base_rate decimal(18,6),
  current_unit_rate_or_standard decimal(18,6),
  unit_due_current_amount decimal(18,2),
  unit_due_supplementary_amount decimal(18,2),
  unit_paid_current_amount decimal(18,2),
  unit_paid_supplementary_amount decimal(18,2),
  audit_supplementary_amount decimal(18,2),
  unit_arrears_repaid_amount decimal(18,2),
  late_fee_paid decimal(18,2),
  backpay_interest_paid decimal(18,2),
  prepaid_amount decimal(18,2),
  written_off_amount decimal(18,2),
  unit_arrears_balance decimal(18,2),
  late_fee_arrears_balance decimal(18,2),
  bankrupt_lump_sum_amount decimal(18,2),
  insured_headcount bigint,
  migrant_insured_headcount bigint,
  payer_count bigint,
  headcount_category_code text,
  recognized_injury_count bigint,
  accident_injury_count bigint,
  occupational_disease_count bigint,
  work_death_count bigint,
  grade_1_4_death_count bigint,
  injury_fund_used_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists wi01_unit_contribution__delivery on raw.wi01_unit_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.wi01_unit_contribution is 'WI01 单位参保缴费';
comment on column raw.wi01_unit_contribution.admin_division_code is '行政区划代码';
comment on column raw.wi01_unit_contribution.data_period is '数据期别';
comment on column raw.wi01_unit_contribution.unit_id is '单位编号';
comment on column raw.wi01_unit_contribution.unit_name is '单位名称';
comment on column raw.wi01_unit_contribution.org_code is '组织机构代码';
comment on column raw.wi01_unit_contribution.unit_type_code is '单位类型';
comment on column raw.wi01_unit_contribution.economic_type_code is '经济类型';
comment on column raw.wi01_unit_contribution.affiliation_code is '隶属关系';
comment on column raw.wi01_unit_contribution.industry_code is '所属行业';
comment on column raw.wi01_unit_contribution.registration_place_code is '工商登记注册地分类';
comment on column raw.wi01_unit_contribution.industry_risk_class_code is '行业风险类别';
comment on column raw.wi01_unit_contribution.project_name is '工程项目名称';
comment on column raw.wi01_unit_contribution.project_start_date is '工程项目起始日期';
comment on column raw.wi01_unit_contribution.project_end_date is '工程项目计划/实际终止日期';
comment on column raw.wi01_unit_contribution.unit_enrolment_date is '参保日期';
comment on column raw.wi01_unit_contribution.unit_contribution_status_code is '单位参保缴费状态';
comment on column raw.wi01_unit_contribution.contribution_accounting_method_code is '缴费核算方式';
comment on column raw.wi01_unit_contribution.contribution_cycle_code is '缴费周期类型';
comment on column raw.wi01_unit_contribution.unit_contribution_base is '单位缴费基数';
comment on column raw.wi01_unit_contribution.industry_base_rate is '单位所属行业基准费率';
comment on column raw.wi01_unit_contribution.current_unit_rate_or_standard is '本月单位缴费费率(缴费标准)';
comment on column raw.wi01_unit_contribution.unit_due_current_amount is '单位应缴当月金额';
comment on column raw.wi01_unit_contribution.unit_due_supplementary_amount is '单位应补收金额';
comment on column raw.wi01_unit_contribution.unit_paid_current_amount is '单位实缴当月金额';
comment on column raw.wi01_unit_contribution.unit_paid_supplementary_amount is '单位实补收金额';
comment on column raw.wi01_unit_contribution.audit_supplementary_amount is '其中稽核补收金额';
comment on column raw.wi01_unit_contribution.unit_arrears_repaid_amount is '单位补缴欠费金额';
comment on column raw.wi01_unit_contribution.late_fee_paid is '缴纳滞纳金';
comment on column raw.wi01_unit_contribution.backpay_interest_paid is '补缴利息';
comment on column raw.wi01_unit_contribution.prepaid_amount is '预缴金额';
comment on column raw.wi01_unit_contribution.written_off_amount is '核销金额';
comment on column raw.wi01_unit_contribution.unit_arrears_balance is '单位累计欠缴金额';
comment on column raw.wi01_unit_contribution.late_fee_arrears_balance is '累计欠缴滞纳金';
comment on column raw.wi01_unit_contribution.bankrupt_lump_sum_amount is '关闭破产企业一次性趸缴金额';
comment on column raw.wi01_unit_contribution.insured_headcount is '本月单位参保人数';
comment on column raw.wi01_unit_contribution.migrant_insured_headcount is '其中农民工参保人数';
comment on column raw.wi01_unit_contribution.payer_count is '其中缴费人数';
comment on column raw.wi01_unit_contribution.headcount_category_code is '人数统计类别';
comment on column raw.wi01_unit_contribution.recognized_injury_count is '本月认定工伤人数';
comment on column raw.wi01_unit_contribution.accident_injury_count is '其中本月发生工伤事故伤害人数';
comment on column raw.wi01_unit_contribution.occupational_disease_count is '其中本月发生职业病人数';
comment on column raw.wi01_unit_contribution.work_death_count is '本月因工死亡人数';
comment on column raw.wi01_unit_contribution.grade_1_4_death_count is '其中一至四级死亡人数';
comment on column raw.wi01_unit_contribution.injury_fund_used_amount is '本月使用工伤保险基金额';

-- WI02 工伤认定
create table if not exists raw.wi02_injury_recognition (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  work_start_date date,
  hukou_type_code text,
  education_code text,
  migrant_worker_flag boolean,
  unit_contribution_status_code text,
  injury_time timestamp,
  injury_report_date date,
  recognition_application_date date,
  applicant_relation_code text,
  recognition_date date,
  recognition_conclusion_code text,
  recognition_basis_code text,
  occupation_at_injury_code text,
  accident_category_code text,
  injury_severity_code text,
  injury_part_code_1 text,
  injury_part_code_2 text,
  injury_part_code_3 text,
  injury_part_code_4 text,
  injury_part_code_5 text,
  occupational_disease_name_1 text,
  occupational_disease_name_2 text,
  hazard_exposure_months bigint,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists wi02_injury_recognition__delivery on raw.wi02_injury_recognition using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.wi02_injury_recognition is 'WI02 工伤认定';
comment on column raw.wi02_injury_recognition.admin_division_code is '行政区划代码';
comment on column raw.wi02_injury_recognition.data_period is '数据期别';
comment on column raw.wi02_injury_recognition.unit_id is '所在单位编号';
comment on column raw.wi02_injury_recognition.person_id is '个人编号';
comment on column raw.wi02_injury_recognition.person_name is '姓名';
comment on column raw.wi02_injury_recognition.sex_code is '性别';
comment on column raw.wi02_injury_recognition.citizen_id is '公民身份号码';
comment on column raw.wi02_injury_recognition.ethnicity_code is '民族';
comment on column raw.wi02_injury_recognition.birth_date is '出生日期';
comment on column raw.wi02_injury_recognition.work_start_date is '参加工作日期';
comment on column raw.wi02_injury_recognition.hukou_type_code is '户口性质(户籍地类别)';
comment on column raw.wi02_injury_recognition.education_code is '学历';
comment on column raw.wi02_injury_recognition.migrant_worker_flag is '农民工标识';
comment on column raw.wi02_injury_recognition.unit_contribution_status_code is '个人所在单位缴费状态';
comment on column raw.wi02_injury_recognition.injury_time is '工伤发生时间';
comment on column raw.wi02_injury_recognition.injury_report_date is '工伤报告日期';
comment on column raw.wi02_injury_recognition.recognition_application_date is '工伤认定申请日期';
comment on column raw.wi02_injury_recognition.applicant_relation_code is '认定申请人与工伤职工关系';
comment on column raw.wi02_injury_recognition.recognition_date is '工伤认定日期';
comment on column raw.wi02_injury_recognition.recognition_conclusion_code is '工伤认定结论';
comment on column raw.wi02_injury_recognition.recognition_basis_code is '认定依据类别';
comment on column raw.wi02_injury_recognition.occupation_at_injury_code is '受伤时的职业/工种';
comment on column raw.wi02_injury_recognition.accident_category_code is '事故类别';
comment on column raw.wi02_injury_recognition.injury_severity_code is '伤害程度';
comment on column raw.wi02_injury_recognition.injury_part_code_1 is '伤害部位1';
comment on column raw.wi02_injury_recognition.injury_part_code_2 is '伤害部位2';
comment on column raw.wi02_injury_recognition.injury_part_code_3 is '伤害部位3';
comment on column raw.wi02_injury_recognition.injury_part_code_4 is '伤害部位4';
comment on column raw.wi02_injury_recognition.injury_part_code_5 is '伤害部位5';
comment on column raw.wi02_injury_recognition.occupational_disease_name_1 is '职业病名称1';
comment on column raw.wi02_injury_recognition.occupational_disease_name_2 is '职业病名称2';
comment on column raw.wi02_injury_recognition.hazard_exposure_months is '接触职业病危害时间';

-- WI03 劳动能力鉴定
create table if not exists raw.wi03_labour_capacity_appraisal (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  birth_date date,
  appraisal_date date,
  appraisal_item_code text,
  appraisal_category_code text,
  illegal_employment_flag boolean,
  work_disability_grade_code text,
  self_care_impairment_grade_code text,
  paid_leave_days bigint,
  assistive_device_conclusion_code text,
  rehabilitation_conclusion_code text,
  induced_disease_conclusion_code text,
  relapse_conclusion_code text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists wi03_labour_capacity_appraisal__delivery on raw.wi03_labour_capacity_appraisal using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.wi03_labour_capacity_appraisal is 'WI03 劳动能力鉴定';
comment on column raw.wi03_labour_capacity_appraisal.admin_division_code is '行政区划代码';
comment on column raw.wi03_labour_capacity_appraisal.data_period is '数据期别';
comment on column raw.wi03_labour_capacity_appraisal.unit_id is '所在单位编号';
comment on column raw.wi03_labour_capacity_appraisal.person_id is '个人编号';
comment on column raw.wi03_labour_capacity_appraisal.person_name is '姓名';
comment on column raw.wi03_labour_capacity_appraisal.sex_code is '性别';
comment on column raw.wi03_labour_capacity_appraisal.citizen_id is '公民身份号码';
comment on column raw.wi03_labour_capacity_appraisal.birth_date is '出生日期';
comment on column raw.wi03_labour_capacity_appraisal.appraisal_date is '劳动能力鉴定日期';
comment on column raw.wi03_labour_capacity_appraisal.appraisal_item_code is '申请鉴定(确认)事项';
comment on column raw.wi03_labour_capacity_appraisal.appraisal_category_code is '鉴定类别';
comment on column raw.wi03_labour_capacity_appraisal.illegal_employment_flag is '非法用工标识';
comment on column raw.wi03_labour_capacity_appraisal.work_disability_grade_code is '伤残等级';
comment on column raw.wi03_labour_capacity_appraisal.self_care_impairment_grade_code is '生活自理障碍等级';
comment on column raw.wi03_labour_capacity_appraisal.paid_leave_days is '停工留薪期天数';
comment on column raw.wi03_labour_capacity_appraisal.assistive_device_conclusion_code is '配置辅助器具确认结论';
comment on column raw.wi03_labour_capacity_appraisal.rehabilitation_conclusion_code is '康复性治疗确认结论';
comment on column raw.wi03_labour_capacity_appraisal.induced_disease_conclusion_code is '工伤直接导致疾病确认结论';
comment on column raw.wi03_labour_capacity_appraisal.relapse_conclusion_code is '旧伤复发确认结论';

-- WI04 工伤职工待遇
create table if not exists raw.wi04_injury_benefit (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  birth_date date,
  retirement_date date,
  death_date date,
  long_term_payment_method_code text,
  long_term_payment_status_code text,
  long_term_stop_reason_code text,
  injured_worker_wage decimal(18,2),
  continued_treatment_flag boolean,
  injury_lump_sum_claimed_amount decimal(18,2),
  injury_benefit_paid_total decimal(18,2),
  injury_medical_paid decimal(18,2),
  injury_outpatient_paid decimal(18,2),
  outpatient_drug_cost decimal(18,2),
  outpatient_exam_cost decimal(18,2),
  outpatient_therapy_cost decimal(18,2),
  outpatient_material_cost decimal(18,2),
  outpatient_visit_count bigint,
  injury_inpatient_paid decimal(18,2),
  inpatient_drug_cost decimal(18,2),
  inpatient_exam_cost decimal(18,2),
  inpatient_therapy_cost decimal(18,2),
  inpatient_bed_cost decimal(18,2),
  inpatient_material_cost decimal(18,2),
  admission_count bigint,
  inpatient_days bigint,
  rehabilitation_paid decimal(18,2),
  assistive_device_fitting_paid decimal(18,2),
  assistive_device_maintenance_paid decimal(18,2),
  assistive_device_name_1 text,
  assistive_device_name_2 text,
  assistive_device_name_3 text,
  assistive_device_category_code text,
  disability_benefit_paid decimal(18,2),
  lump_sum_disability_grant decimal(18,2),
  disability_allowance decimal(18,2),
  pension_gap_supplement decimal(18,2),
  living_care_allowance decimal(18,2),
  death_benefit_paid decimal(18,2),
  lump_sum_death_grant decimal(18,2),
  funeral_subsidy decimal(18,2),
  dependant_pension_paid decimal(18,2),
  dependant_recipient_count bigint,
  injury_benefit_adjustment_total decimal(18,2),
  traffic_third_party_amount decimal(18,2),
  traffic_fund_paid_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists wi04_injury_benefit__delivery on raw.wi04_injury_benefit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.wi04_injury_benefit is 'WI04 工伤职工待遇';
comment on column raw.wi04_injury_benefit.admin_division_code is '行政区划代码';
comment on column raw.wi04_injury_benefit.data_period is '数据期别';
comment on column raw.wi04_injury_benefit.unit_id is '所在单位编号';
comment on column raw.wi04_injury_benefit.person_id is '个人编号';
comment on column raw.wi04_injury_benefit.person_name is '姓名';
comment on column raw.wi04_injury_benefit.sex_code is '性别';
comment on column raw.wi04_injury_benefit.citizen_id is '公民身份号码';
comment on column raw.wi04_injury_benefit.birth_date is '出生日期';
comment on column raw.wi04_injury_benefit.retirement_date is '退休日期';
comment on column raw.wi04_injury_benefit.death_date is '死亡日期';
comment on column raw.wi04_injury_benefit.long_term_payment_method_code is '长期待遇发放方式';
comment on column raw.wi04_injury_benefit.long_term_payment_status_code is '长期待遇发放状态';
comment on column raw.wi04_injury_benefit.long_term_stop_reason_code is '长期待遇暂停\终止原因';
comment on column raw.wi04_injury_benefit.injured_worker_wage is '工伤职工本人工资';
comment on column raw.wi04_injury_benefit.continued_treatment_flag is '停工留薪期满继续治疗标志';
comment on column raw.wi04_injury_benefit.injury_lump_sum_claimed_amount is '本月一次性领取工伤职工待遇金额';
comment on column raw.wi04_injury_benefit.injury_benefit_paid_total is '本月支付工伤职工待遇总金额';
comment on column raw.wi04_injury_benefit.injury_medical_paid is '本月支付工伤医疗费';
comment on column raw.wi04_injury_benefit.injury_outpatient_paid is '其中本月支付工伤门(急)诊费';
comment on column raw.wi04_injury_benefit.outpatient_drug_cost is '＃药品费';
comment on column raw.wi04_injury_benefit.outpatient_exam_cost is '＃检查费';
comment on column raw.wi04_injury_benefit.outpatient_therapy_cost is '＃治疗费';
comment on column raw.wi04_injury_benefit.outpatient_material_cost is '＃材料费';
comment on column raw.wi04_injury_benefit.outpatient_visit_count is '门(急)诊次数';
comment on column raw.wi04_injury_benefit.injury_inpatient_paid is '其中本月支付工伤住院费';
comment on column raw.wi04_injury_benefit.inpatient_drug_cost is '＃药品费';
comment on column raw.wi04_injury_benefit.inpatient_exam_cost is '＃检查费';
comment on column raw.wi04_injury_benefit.inpatient_therapy_cost is '＃治疗费';
comment on column raw.wi04_injury_benefit.inpatient_bed_cost is '＃床位费';
comment on column raw.wi04_injury_benefit.inpatient_material_cost is '＃材料费';
comment on column raw.wi04_injury_benefit.admission_count is '住院次数';
comment on column raw.wi04_injury_benefit.inpatient_days is '住院天数';
comment on column raw.wi04_injury_benefit.rehabilitation_paid is '本月支付康复性治疗费';
comment on column raw.wi04_injury_benefit.assistive_device_fitting_paid is '本月支付辅助器具安装配置费用';
comment on column raw.wi04_injury_benefit.assistive_device_maintenance_paid is '本月支付辅助器具维护费用(含耗材)';
comment on column raw.wi04_injury_benefit.assistive_device_name_1 is '配置辅助器具项目名称1';
comment on column raw.wi04_injury_benefit.assistive_device_name_2 is '配置辅助器具项目名称2';
comment on column raw.wi04_injury_benefit.assistive_device_name_3 is '配置辅助器具项目名称3';
comment on column raw.wi04_injury_benefit.assistive_device_category_code is '配置辅助器具类别';
comment on column raw.wi04_injury_benefit.disability_benefit_paid is '本月支付伤残待遇金额';
comment on column raw.wi04_injury_benefit.lump_sum_disability_grant is '其中本月支付一次性伤残补助金';
comment on column raw.wi04_injury_benefit.disability_allowance is '其中本月支付伤残津贴';
comment on column raw.wi04_injury_benefit.pension_gap_supplement is '＃本月补养老金差额';
comment on column raw.wi04_injury_benefit.living_care_allowance is '其中本月支付生活护理费';
comment on column raw.wi04_injury_benefit.death_benefit_paid is '本月支付工亡待遇金额';
comment on column raw.wi04_injury_benefit.lump_sum_death_grant is '其中本月支付一次性工亡补助金';
comment on column raw.wi04_injury_benefit.funeral_subsidy is '其中本月支付丧葬补助金';
comment on column raw.wi04_injury_benefit.dependant_pension_paid is '其中本月支付供养亲属抚恤金';
comment on column raw.wi04_injury_benefit.dependant_recipient_count is '领取供养亲属抚恤金人数';
comment on column raw.wi04_injury_benefit.injury_benefit_adjustment_total is '历次工伤待遇调整累计金额';
comment on column raw.wi04_injury_benefit.traffic_third_party_amount is '本月交通事故第三方责任金额';
comment on column raw.wi04_injury_benefit.traffic_fund_paid_amount is '本月交通事故伤害后工伤保险基金支付金额';

-- WI05 工亡供养亲属待遇
create table if not exists raw.wi05_dependant_benefit (
  admin_division_code text,
  data_period text,
  deceased_person_id text,
  deceased_unit_id text,
  dependant_person_id text,
  dependant_name text,
  dependant_sex_code text,
  dependant_citizen_id text,
  dependant_birth_date date,
  dependency_relation_code text,
  orphan_or_widowed_flag boolean,
  long_term_payment_status_code text,
  long_term_stop_reason_code text,
  deceased_wage decimal(18,2),
  benefit_start_period text,
  benefit_end_period text,
  dependant_monthly_pension decimal(18,2),
  dependant_pension_backpay decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists wi05_dependant_benefit__delivery on raw.wi05_dependant_benefit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.wi05_dependant_benefit is 'WI05 工亡供养亲属待遇';
comment on column raw.wi05_dependant_benefit.admin_division_code is '行政区划代码';
comment on column raw.wi05_dependant_benefit.data_period is '数据期别';
comment on column raw.wi05_dependant_benefit.deceased_person_id is '因工死亡职工编号';
comment on column raw.wi05_dependant_benefit.deceased_unit_id is '因工死亡职工所在单位编号';
comment on column raw.wi05_dependant_benefit.dependant_person_id is '供养亲属编号';
comment on column raw.wi05_dependant_benefit.dependant_name is '供养亲属姓名';
comment on column raw.wi05_dependant_benefit.dependant_sex_code is '供养亲属性别';
comment on column raw.wi05_dependant_benefit.dependant_citizen_id is '供养亲属公民身份号码';
comment on column raw.wi05_dependant_benefit.dependant_birth_date is '供养亲属出生日期';
comment on column raw.wi05_dependant_benefit.dependency_relation_code is '供养关系';
comment on column raw.wi05_dependant_benefit.orphan_or_widowed_flag is '孤寡标志';
comment on column raw.wi05_dependant_benefit.long_term_payment_status_code is '长期待遇发放状态';
comment on column raw.wi05_dependant_benefit.long_term_stop_reason_code is '长期待遇暂停\终止原因';
comment on column raw.wi05_dependant_benefit.deceased_wage is '因工死亡职工本人工资';
comment on column raw.wi05_dependant_benefit.benefit_start_period is '待遇享受开始年月';
comment on column raw.wi05_dependant_benefit.benefit_end_period is '待遇享受终止年月';
comment on column raw.wi05_dependant_benefit.dependant_monthly_pension is '本月供养亲属月抚恤金';
comment on column raw.wi05_dependant_benefit.dependant_pension_backpay is '本月补发供养亲属抚恤金金额';

-- WI06 税务单位征缴明细
create table if not exists raw.wi06_tax_unit_collection (
  ss_system_code text,
  pooling_area_code text,
  agency_code text,
  levy_notice_no text,
  tax_receipt_no text,
  insurance_type_code text,
  unit_id text,
  corresponding_fee_period text,
  contribution_type_code text,
  payer_count bigint,
  total_payroll decimal(18,2),
  unit_contribution_base_total decimal(18,2),
  personal_contribution_base_total decimal(18,2),
  unit_rate_or_quota decimal(18,6),
  unit_paid_amount decimal(18,2),
  personal_rate_or_quota decimal(18,6),
  personal_paid_amount decimal(18,2),
  late_fee decimal(18,2),
  interest decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists wi06_tax_unit_collection__delivery on raw.wi06_tax_unit_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.wi06_tax_unit_collection is 'WI06 税务单位征缴明细';
comment on column raw.wi06_tax_unit_collection.ss_system_code is '社保业务系统编码';
comment on column raw.wi06_tax_unit_collection.pooling_area_code is '统筹区编码';
comment on column raw.wi06_tax_unit_collection.agency_code is '社保经办机构编号';
comment on column raw.wi06_tax_unit_collection.levy_notice_no is '征集通知流水号';
comment on column raw.wi06_tax_unit_collection.tax_receipt_no is '电子税票号码（缴费凭证号）';
comment on column raw.wi06_tax_unit_collection.insurance_type_code is '险种类型';
comment on column raw.wi06_tax_unit_collection.unit_id is '单位编号';
comment on column raw.wi06_tax_unit_collection.corresponding_fee_period is '对应费款所属期';
comment on column raw.wi06_tax_unit_collection.contribution_type_code is '缴费类型';
comment on column raw.wi06_tax_unit_collection.payer_count is '缴费人数';
comment on column raw.wi06_tax_unit_collection.total_payroll is '职工工资总额';
comment on column raw.wi06_tax_unit_collection.unit_contribution_base_total is '单位缴费基数总额';
comment on column raw.wi06_tax_unit_collection.personal_contribution_base_total is '个人缴费基数总额';
comment on column raw.wi06_tax_unit_collection.unit_rate_or_quota is '单位缴费比例或定额标准';
comment on column raw.wi06_tax_unit_collection.unit_paid_amount is '单位实缴金额';
comment on column raw.wi06_tax_unit_collection.personal_rate_or_quota is '个人缴费比例或定额标准';
comment on column raw.wi06_tax_unit_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.wi06_tax_unit_collection.late_fee is '滞纳金';
comment on column raw.wi06_tax_unit_collection.interest is '利息';
comment on column raw.wi06_tax_unit_collection.contribution_mark_code is '缴费标识';
comment on column raw.wi06_tax_unit_collection.remitted_time is '上解时间';
comment on column raw.wi06_tax_unit_collection.treasury_received_time is '入国库时间';
comment on column raw.wi06_tax_unit_collection.tax_authority_code is '主管税务部门代码';
comment on column raw.wi06_tax_unit_collection.transmission_type_code is '数据传输类型';
comment on column raw.wi06_tax_unit_collection.transmission_batch_no is '传输批次号';
comment on column raw.wi06_tax_unit_collection.transmission_time is '传输时间戳';

-- WI07 待遇拨付主表
create table if not exists raw.wi07_benefit_disbursement (
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  insurance_type_code text,
  pooling_area_code text,
  data_period text,
  disbursement_method_code text,
  amount decimal(18,2),
  disbursed_time timestamp,
  agency_code text,
  operator_name text,
  operated_time timestamp,
  payment_master_id text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists wi07_benefit_disbursement__delivery on raw.wi07_benefit_disbursement using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.wi07_benefit_disbursement is 'WI07 待遇拨付主表';
comment on column raw.wi07_benefit_disbursement.bank_code is '银行编码';
comment on column raw.wi07_benefit_disbursement.bank_name is '银行行名';
comment on column raw.wi07_benefit_disbursement.bank_account_name is '银行户名';
comment on column raw.wi07_benefit_disbursement.bank_account_no is '银行账号';
comment on column raw.wi07_benefit_disbursement.insurance_type_code is '险种类型';
comment on column raw.wi07_benefit_disbursement.pooling_area_code is '统筹区划';
comment on column raw.wi07_benefit_disbursement.data_period is '数据期间';
comment on column raw.wi07_benefit_disbursement.disbursement_method_code is '拨付方式';
comment on column raw.wi07_benefit_disbursement.amount is '金额';
comment on column raw.wi07_benefit_disbursement.disbursed_time is '拨付时间';
comment on column raw.wi07_benefit_disbursement.agency_code is '经办机构代码';
comment on column raw.wi07_benefit_disbursement.operator_name is '经办人';
comment on column raw.wi07_benefit_disbursement.operated_time is '经办时间';
comment on column raw.wi07_benefit_disbursement.payment_master_id is '待遇支付主表ID';

-- WI08 待遇支付明细
create table if not exists raw.wi08_benefit_payment_detail (
  insurance_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  party_type_code text,
  party_id text,
  party_identity_no text,
  party_name text,
  payment_status_code text,
  paid_time timestamp,
  payment_failure_reason text,
  payment_master_id text,
  payable_plan_detail_id text,
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists wi08_benefit_payment_detail__delivery on raw.wi08_benefit_payment_detail using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.wi08_benefit_payment_detail is 'WI08 待遇支付明细';
comment on column raw.wi08_benefit_payment_detail.insurance_type_code is '险种类型';
comment on column raw.wi08_benefit_payment_detail.fee_period is '费款所属期';
comment on column raw.wi08_benefit_payment_detail.corresponding_fee_period is '对应费款所属期';
comment on column raw.wi08_benefit_payment_detail.amount is '金额';
comment on column raw.wi08_benefit_payment_detail.party_type_code is '主体类型';
comment on column raw.wi08_benefit_payment_detail.party_id is '主体编号';
comment on column raw.wi08_benefit_payment_detail.party_identity_no is '主体身份代码';
comment on column raw.wi08_benefit_payment_detail.party_name is '主体名称';
comment on column raw.wi08_benefit_payment_detail.payment_status_code is '支付标志';
comment on column raw.wi08_benefit_payment_detail.paid_time is '支付时间';
comment on column raw.wi08_benefit_payment_detail.payment_failure_reason is '支付失败原因';
comment on column raw.wi08_benefit_payment_detail.payment_master_id is '待遇支付主表ID';
comment on column raw.wi08_benefit_payment_detail.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.wi08_benefit_payment_detail.bank_code is '银行编码';
comment on column raw.wi08_benefit_payment_detail.bank_name is '银行行名';
comment on column raw.wi08_benefit_payment_detail.bank_account_name is '银行户名';
comment on column raw.wi08_benefit_payment_detail.bank_account_no is '银行账号';

-- WI09 待遇应付计划项目明细
create table if not exists raw.wi09_benefit_payable_item (
  benefit_item_code text,
  benefit_item_code_2 text,
  regular_benefit_flag boolean,
  payable_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  reversal_flag boolean,
  reversed_time timestamp,
  reversal_serial_no text,
  payable_plan_detail_id text,
  payable_item_detail_id text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists wi09_benefit_payable_item__delivery on raw.wi09_benefit_payable_item using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.wi09_benefit_payable_item is 'WI09 待遇应付计划项目明细';
comment on column raw.wi09_benefit_payable_item.benefit_item_code is '待遇项目代码';
comment on column raw.wi09_benefit_payable_item.benefit_item_code_2 is '待遇项目代码';
comment on column raw.wi09_benefit_payable_item.regular_benefit_flag is '定期待遇标志';
comment on column raw.wi09_benefit_payable_item.payable_type_code is '应付类型';
comment on column raw.wi09_benefit_payable_item.fee_period is '费款所属期';
comment on column raw.wi09_benefit_payable_item.corresponding_fee_period is '对应费款所属期';
comment on column raw.wi09_benefit_payable_item.amount is '金额';
comment on column raw.wi09_benefit_payable_item.reversal_flag is '冲销标志';
comment on column raw.wi09_benefit_payable_item.reversed_time is '冲销时间';
comment on column raw.wi09_benefit_payable_item.reversal_serial_no is '冲销流水号';
comment on column raw.wi09_benefit_payable_item.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.wi09_benefit_payable_item.payable_item_detail_id is '人员应付计划项目明细ID';

-- MT01 单位参保缴费
create table if not exists raw.mt01_unit_contribution (
  data_period text,
  unit_id text,
  unit_name text,
  org_code text,
  unit_type_code text,
  economic_type_code text,
  affiliation_code text,
  industry_code text,
  unit_enrolment_date date,
  unit_contribution_status_code text,
  unit_contribution_base decimal(18,2),
  unit_contribution_rate decimal(18,6),
  unit_due_current_amount decimal(18,2),
  unit_paid_current_amount decimal(18,2),
  prepaid_amount decimal(18,2),
  insured_headcount bigint,
  female_insured_headcount bigint,
  migrant_insured_headcount bigint,
  admin_division_code text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists mt01_unit_contribution__delivery on raw.mt01_unit_contribution using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.mt01_unit_contribution is 'MT01 单位参保缴费';
comment on column raw.mt01_unit_contribution.data_period is '数据期别';
comment on column raw.mt01_unit_contribution.unit_id is '单位编号';
comment on column raw.mt01_unit_contribution.unit_name is '单位名称';
comment on column raw.mt01_unit_contribution.org_code is '组织机构代码';
comment on column raw.mt01_unit_contribution.unit_type_code is '单位类型';
comment on column raw.mt01_unit_contribution.economic_type_code is '经济类型';
comment on column raw.mt01_unit_contribution.affiliation_code is '隶属关系';
comment on column raw.mt01_unit_contribution.industry_code is '所属行业';
comment on column raw.mt01_unit_contribution.unit_enrolment_date is '参保日期';
comment on column raw.mt01_unit_contribution.unit_contribution_status_code is '单位参保缴费状态';
comment on column raw.mt01_unit_contribution.unit_contribution_base is '单位缴费基数';
comment on column raw.mt01_unit_contribution.unit_contribution_rate is '单位缴费比例';
comment on column raw.mt01_unit_contribution.unit_due_current_amount is '单位应缴当月金额';
comment on column raw.mt01_unit_contribution.unit_paid_current_amount is '单位实缴当月金额';
comment on column raw.mt01_unit_contribution.prepaid_amount is '预缴金额';
comment on column raw.mt01_unit_contribution.insured_headcount is '本月单位参保人数';
comment on column raw.mt01_unit_contribution.female_insured_headcount is '其中女性参保人数';
comment on column raw.mt01_unit_contribution.migrant_insured_headcount is '其中农民工参保人数';
comment on column raw.mt01_unit_contribution.admin_division_code is '行政区划代码';

-- MT02 生育待遇
create table if not exists raw.mt02_maternity_benefit (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  hukou_type_code text,
  personal_identity_code text,
  migrant_worker_flag boolean,
  medical_institution_code text,
  medical_institution_name text,
  medical_institution_type_code text,
  medical_institution_level_code text,
  delivery_date date,
  late_childbirth_flag boolean,
  fetus_count bigint,
  inpatient_days bigint,
  miscarriage_level_code text,
  maternity_type_code text,
  family_planning_surgery_type_code text,
  maternity_leave_days bigint,
  settlement_type_code text,
  settlement_method_code text,
  maternity_medical_cost_total decimal(18,2),
  drug_cost decimal(18,2),
  exam_cost decimal(18,2),
  delivery_cost decimal(18,2),
  surgery_cost decimal(18,2),
  family_planning_surgery_cost decimal(18,2),
  newborn_medical_cost decimal(18,2),
  newborn_drug_cost decimal(18,2),
  newborn_exam_cost decimal(18,2),
  newborn_therapy_cost decimal(18,2),
  newborn_nursing_cost decimal(18,2),
  maternity_fund_paid_amount decimal(18,2),
  maternity_allowance decimal(18,2),
  other_lump_sum_subsidy decimal(18,2),
  maternity_self_paid_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists mt02_maternity_benefit__delivery on raw.mt02_maternity_benefit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.mt02_maternity_benefit is 'MT02 生育待遇';
comment on column raw.mt02_maternity_benefit.admin_division_code is '行政区划代码';
comment on column raw.mt02_maternity_benefit.data_period is '数据期别';
comment on column raw.mt02_maternity_benefit.unit_id is '所在单位编号';
comment on column raw.mt02_maternity_benefit.person_id is '个人编号';
comment on column raw.mt02_maternity_benefit.person_name is '姓名';
comment on column raw.mt02_maternity_benefit.citizen_id is '公民身份号码';
comment on column raw.mt02_maternity_benefit.ethnicity_code is '民族';
comment on column raw.mt02_maternity_benefit.birth_date is '出生日期';
comment on column raw.mt02_maternity_benefit.hukou_type_code is '户口性质(户籍地类别)';
comment on column raw.mt02_maternity_benefit.personal_identity_code is '个人身份';
comment on column raw.mt02_maternity_benefit.migrant_worker_flag is '农民工标识';
comment on column raw.mt02_maternity_benefit.medical_institution_code is '定点医疗机构编码';
comment on column raw.mt02_maternity_benefit.medical_institution_name is '定点医疗机构名称';
comment on column raw.mt02_maternity_benefit.medical_institution_type_code is '定点医疗机构类别';
comment on column raw.mt02_maternity_benefit.medical_institution_level_code is '定点医疗机构等级';
comment on column raw.mt02_maternity_benefit.delivery_date is '生育日期';
comment on column raw.mt02_maternity_benefit.late_childbirth_flag is '晚育标识';
comment on column raw.mt02_maternity_benefit.fetus_count is '胎儿数';
comment on column raw.mt02_maternity_benefit.inpatient_days is '实际住院天数';
comment on column raw.mt02_maternity_benefit.miscarriage_level_code is '流产级别';
comment on column raw.mt02_maternity_benefit.maternity_type_code is '生育类别';
comment on column raw.mt02_maternity_benefit.family_planning_surgery_type_code is '计划生育手术类别';
comment on column raw.mt02_maternity_benefit.maternity_leave_days is '产假天数';
comment on column raw.mt02_maternity_benefit.settlement_type_code is '医疗费用结算类型';
comment on column raw.mt02_maternity_benefit.settlement_method_code is '医疗费用主要结算方式';
comment on column raw.mt02_maternity_benefit.maternity_medical_cost_total is '生育医疗费用总额';
comment on column raw.mt02_maternity_benefit.drug_cost is '其中药品费';
comment on column raw.mt02_maternity_benefit.exam_cost is '其中检查费';
comment on column raw.mt02_maternity_benefit.delivery_cost is '其中接生费';
comment on column raw.mt02_maternity_benefit.surgery_cost is '其中手术费';
comment on column raw.mt02_maternity_benefit.family_planning_surgery_cost is '计划生育手术费';
comment on column raw.mt02_maternity_benefit.newborn_medical_cost is '新生儿医疗费用';
comment on column raw.mt02_maternity_benefit.newborn_drug_cost is '其中药品费';
comment on column raw.mt02_maternity_benefit.newborn_exam_cost is '其中检查费';
comment on column raw.mt02_maternity_benefit.newborn_therapy_cost is '其中治疗费';
comment on column raw.mt02_maternity_benefit.newborn_nursing_cost is '其中护理费';
comment on column raw.mt02_maternity_benefit.maternity_fund_paid_amount is '本次生育保险基金支付金额';
comment on column raw.mt02_maternity_benefit.maternity_allowance is '其中生育津贴';
comment on column raw.mt02_maternity_benefit.other_lump_sum_subsidy is '其中其他一次性补助项目';
comment on column raw.mt02_maternity_benefit.maternity_self_paid_amount is '本次生育医疗费用个人自付金额';

-- MT03 男职工生育待遇
create table if not exists raw.mt03_male_employee_benefit (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  hukou_type_code text,
  personal_identity_code text,
  migrant_worker_flag boolean,
  male_care_leave_days bigint,
  spouse_medical_cost decimal(18,2),
  family_planning_surgery_cost decimal(18,2),
  maternity_fund_paid_amount decimal(18,2),
  male_care_allowance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists mt03_male_employee_benefit__delivery on raw.mt03_male_employee_benefit using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.mt03_male_employee_benefit is 'MT03 男职工生育待遇';
comment on column raw.mt03_male_employee_benefit.admin_division_code is '行政区划代码';
comment on column raw.mt03_male_employee_benefit.data_period is '数据期别';
comment on column raw.mt03_male_employee_benefit.unit_id is '所在单位编号';
comment on column raw.mt03_male_employee_benefit.person_id is '个人编号';
comment on column raw.mt03_male_employee_benefit.person_name is '姓名';
comment on column raw.mt03_male_employee_benefit.citizen_id is '公民身份号码';
comment on column raw.mt03_male_employee_benefit.ethnicity_code is '民族';
comment on column raw.mt03_male_employee_benefit.birth_date is '出生日期';
comment on column raw.mt03_male_employee_benefit.hukou_type_code is '户口性质(户籍地类别)';
comment on column raw.mt03_male_employee_benefit.personal_identity_code is '个人身份';
comment on column raw.mt03_male_employee_benefit.migrant_worker_flag is '农民工标识';
comment on column raw.mt03_male_employee_benefit.male_care_leave_days is '男职工护理假期的天数';
comment on column raw.mt03_male_employee_benefit.spouse_medical_cost is '男职工配偶的医疗费用';
comment on column raw.mt03_male_employee_benefit.family_planning_surgery_cost is '计划生育手术费';
comment on column raw.mt03_male_employee_benefit.maternity_fund_paid_amount is '本次生育保险基金支付金额';
comment on column raw.mt03_male_employee_benefit.male_care_allowance is '其中男职工护理津贴';

-- MT04 税务单位征缴明细
create table if not exists raw.mt04_tax_unit_collection (
  record_pk text,
  ss_system_code text,
  pooling_area_code text,
  uuid text,
  agency_code text,
  levy_notice_no text,
  tax_receipt_no text,
  insurance_type_code text,
  unit_id text,
  corresponding_fee_period text,
  contribution_type_code text,
  payer_count bigint,
  total_payroll decimal(18,2),
  unit_contribution_base_total decimal(18,2),
  personal_contribution_base_total decimal(18,2),
  unit_rate_or_quota decimal(18,6),
  unit_paid_amount decimal(18,2),
  personal_rate_or_quota decimal(18,6),
  personal_paid_amount decimal(18,2),
  late_fee decimal(18,2),
  interest decimal(18,2),
  contribution_mark_code text,
  remitted_time timestamp,
  treasury_received_time timestamp,
  tax_authority_code text,
  transmission_type_code text,
  transmission_batch_no text,
  transmission_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists mt04_tax_unit_collection__delivery on raw.mt04_tax_unit_collection using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.mt04_tax_unit_collection is 'MT04 税务单位征缴明细';
comment on column raw.mt04_tax_unit_collection.record_pk is '主键(XH)';
comment on column raw.mt04_tax_unit_collection.ss_system_code is '社保业务系统编码';
comment on column raw.mt04_tax_unit_collection.pooling_area_code is '统筹区编码';
comment on column raw.mt04_tax_unit_collection.uuid is 'UUID';
comment on column raw.mt04_tax_unit_collection.agency_code is '社保经办机构编号';
comment on column raw.mt04_tax_unit_collection.levy_notice_no is '征集通知流水号';
comment on column raw.mt04_tax_unit_collection.tax_receipt_no is '电子税票号码（缴费凭证号）';
comment on column raw.mt04_tax_unit_collection.insurance_type_code is '险种类型';
comment on column raw.mt04_tax_unit_collection.unit_id is '单位编号';
comment on column raw.mt04_tax_unit_collection.corresponding_fee_period is '对应费款所属期';
comment on column raw.mt04_tax_unit_collection.contribution_type_code is '缴费类型';
comment on column raw.mt04_tax_unit_collection.payer_count is '缴费人数';
comment on column raw.mt04_tax_unit_collection.total_payroll is '职工工资总额';
comment on column raw.mt04_tax_unit_collection.unit_contribution_base_total is '单位缴费基数总额';
comment on column raw.mt04_tax_unit_collection.personal_contribution_base_total is '个人缴费基数总额';
comment on column raw.mt04_tax_unit_collection.unit_rate_or_quota is '单位缴费比例或定额标准';
comment on column raw.mt04_tax_unit_collection.unit_paid_amount is '单位实缴金额';
comment on column raw.mt04_tax_unit_collection.personal_rate_or_quota is '个人缴费比例或定额标准';
comment on column raw.mt04_tax_unit_collection.personal_paid_amount is '个人实缴金额';
comment on column raw.mt04_tax_unit_collection.late_fee is '滞纳金';
comment on column raw.mt04_tax_unit_collection.interest is '利息';
comment on column raw.mt04_tax_unit_collection.contribution_mark_code is '缴费标识';
comment on column raw.mt04_tax_unit_collection.remitted_time is '上解时间';
comment on column raw.mt04_tax_unit_collection.treasury_received_time is '入国库时间';
comment on column raw.mt04_tax_unit_collection.tax_authority_code is '主管税务部门代码';
comment on column raw.mt04_tax_unit_collection.transmission_type_code is '数据传输类型';
comment on column raw.mt04_tax_unit_collection.transmission_batch_no is '传输批次号';
comment on column raw.mt04_tax_unit_collection.transmission_time is '传输时间戳';

-- MT05 待遇拨付主表
create table if not exists raw.mt05_benefit_disbursement (
  payment_master_id text,
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  insurance_type_code text,
  pooling_area_code text,
  data_period text,
  disbursement_method_code text,
  amount decimal(18,2),
  disbursed_time timestamp,
  agency_code text,
  operator_name text,
  operated_time timestamp,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists mt05_benefit_disbursement__delivery on raw.mt05_benefit_disbursement using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.mt05_benefit_disbursement is 'MT05 待遇拨付主表';
comment on column raw.mt05_benefit_disbursement.payment_master_id is '待遇支付主表ID';
comment on column raw.mt05_benefit_disbursement.bank_code is '银行编码';
comment on column raw.mt05_benefit_disbursement.bank_name is '银行行名';
comment on column raw.mt05_benefit_disbursement.bank_account_name is '银行户名';
comment on column raw.mt05_benefit_disbursement.bank_account_no is '银行账号';
comment on column raw.mt05_benefit_disbursement.insurance_type_code is '险种类型';
comment on column raw.mt05_benefit_disbursement.pooling_area_code is '统筹区划';
comment on column raw.mt05_benefit_disbursement.data_period is '数据期间';
comment on column raw.mt05_benefit_disbursement.disbursement_method_code is '拨付方式';
comment on column raw.mt05_benefit_disbursement.amount is '金额';
comment on column raw.mt05_benefit_disbursement.disbursed_time is '拨付时间';
comment on column raw.mt05_benefit_disbursement.agency_code is '经办机构代码';
comment on column raw.mt05_benefit_disbursement.operator_name is '经办人';
comment on column raw.mt05_benefit_disbursement.operated_time is '经办时间';

-- MT06 待遇支付明细
create table if not exists raw.mt06_benefit_payment_detail (
  payment_master_id text,
  payable_plan_detail_id text,
  insurance_type_code text,
  fee_period text,
  corresponding_fee_period text,
  bank_code text,
  bank_name text,
  bank_account_name text,
  bank_account_no text,
  amount decimal(18,2),
  party_type_code text,
  party_id text,
  party_identity_no text,
  party_name text,
  payment_status_code text,
  paid_time timestamp,
  payment_failure_reason text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists mt06_benefit_payment_detail__delivery on raw.mt06_benefit_payment_detail using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.mt06_benefit_payment_detail is 'MT06 待遇支付明细';
comment on column raw.mt06_benefit_payment_detail.payment_master_id is '待遇支付主表ID';
comment on column raw.mt06_benefit_payment_detail.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.mt06_benefit_payment_detail.insurance_type_code is '险种类型';
comment on column raw.mt06_benefit_payment_detail.fee_period is '费款所属期';
comment on column raw.mt06_benefit_payment_detail.corresponding_fee_period is '对应费款所属期';
comment on column raw.mt06_benefit_payment_detail.bank_code is '银行编码';
comment on column raw.mt06_benefit_payment_detail.bank_name is '银行行名';
comment on column raw.mt06_benefit_payment_detail.bank_account_name is '银行户名';
comment on column raw.mt06_benefit_payment_detail.bank_account_no is '银行账号';
comment on column raw.mt06_benefit_payment_detail.amount is '金额';
comment on column raw.mt06_benefit_payment_detail.party_type_code is '主体类型';
comment on column raw.mt06_benefit_payment_detail.party_id is '主体编号';
comment on column raw.mt06_benefit_payment_detail.party_identity_no is '主体身份代码';
comment on column raw.mt06_benefit_payment_detail.party_name is '主体名称';
comment on column raw.mt06_benefit_payment_detail.payment_status_code is '支付标志';
comment on column raw.mt06_benefit_payment_detail.paid_time is '支付时间';
comment on column raw.mt06_benefit_payment_detail.payment_failure_reason is '支付失败原因';

-- MT07 待遇应付计划项目明细
create table if not exists raw.mt07_benefit_payable_item (
  payable_plan_detail_id text,
  payable_item_detail_id text,
  benefit_item_code text,
  regular_benefit_flag boolean,
  payable_type_code text,
  fee_period text,
  corresponding_fee_period text,
  amount decimal(18,2),
  reversal_flag boolean,
  reversed_time timestamp,
  reversal_serial_no text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists mt07_benefit_payable_item__delivery on raw.mt07_benefit_payable_item using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.mt07_benefit_payable_item is 'MT07 待遇应付计划项目明细';
comment on column raw.mt07_benefit_payable_item.payable_plan_detail_id is '应付计划明细ID';
comment on column raw.mt07_benefit_payable_item.payable_item_detail_id is '人员应付计划项目明细ID';
comment on column raw.mt07_benefit_payable_item.benefit_item_code is '待遇项目代码';
comment on column raw.mt07_benefit_payable_item.regular_benefit_flag is '定期待遇标志';
comment on column raw.mt07_benefit_payable_item.payable_type_code is '应付类型';
comment on column raw.mt07_benefit_payable_item.fee_period is '费款所属期';
comment on column raw.mt07_benefit_payable_item.corresponding_fee_period is '对应费款所属期';
comment on column raw.mt07_benefit_payable_item.amount is '金额';
comment on column raw.mt07_benefit_payable_item.reversal_flag is '冲销标志';
comment on column raw.mt07_benefit_payable_item.reversed_time is '冲销时间';
comment on column raw.mt07_benefit_payable_item.reversal_serial_no is '冲销流水号';

-- IP21 职业年金单位信息表
create table if not exists raw.ip21_annuity_unit_info (
  admin_division_code text,
  data_period text,
  unit_id text,
  unit_name text,
  org_code text,
  unified_credit_code text,
  unit_type_code text,
  affiliation_code text,
  fiscal_funding_mode_code text,
  unit_credit_mode_code text,
  annuity_unit_enrolment_date date,
  unit_contribution_status_code text,
  annuity_headcount bigint,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip21_annuity_unit_info__delivery on raw.ip21_annuity_unit_info using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip21_annuity_unit_info is 'IP21 职业年金单位信息表';
comment on column raw.ip21_annuity_unit_info.admin_division_code is '行政区划代码';
comment on column raw.ip21_annuity_unit_info.data_period is '数据期别';
comment on column raw.ip21_annuity_unit_info.unit_id is '单位编号';
comment on column raw.ip21_annuity_unit_info.unit_name is '单位名称';
comment on column raw.ip21_annuity_unit_info.org_code is '组织机构代码';
comment on column raw.ip21_annuity_unit_info.unified_credit_code is '统一社会信用代码';
comment on column raw.ip21_annuity_unit_info.unit_type_code is '单位类型';
comment on column raw.ip21_annuity_unit_info.affiliation_code is '隶属关系';
comment on column raw.ip21_annuity_unit_info.fiscal_funding_mode_code is '财政供款方式';
comment on column raw.ip21_annuity_unit_info.unit_credit_mode_code is '单位缴费记账方式';
comment on column raw.ip21_annuity_unit_info.annuity_unit_enrolment_date is '单位参加职业年金日期';
comment on column raw.ip21_annuity_unit_info.unit_contribution_status_code is '单位参保缴费状态';
comment on column raw.ip21_annuity_unit_info.annuity_headcount is '参加职业年金人数';

-- IP22 职业年金人员信息表
create table if not exists raw.ip22_annuity_person_info (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  birth_date date,
  work_start_date date,
  annuity_enrolment_date date,
  contribution_status_code text,
  retirement_date date,
  unit_credit_mode_code text,
  account_retention_code text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip22_annuity_person_info__delivery on raw.ip22_annuity_person_info using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip22_annuity_person_info is 'IP22 职业年金人员信息表';
comment on column raw.ip22_annuity_person_info.admin_division_code is '行政区划代码';
comment on column raw.ip22_annuity_person_info.data_period is '数据期别';
comment on column raw.ip22_annuity_person_info.unit_id is '单位编号';
comment on column raw.ip22_annuity_person_info.person_id is '个人编号';
comment on column raw.ip22_annuity_person_info.person_name is '姓名';
comment on column raw.ip22_annuity_person_info.sex_code is '性别';
comment on column raw.ip22_annuity_person_info.citizen_id is '公民身份号码';
comment on column raw.ip22_annuity_person_info.birth_date is '出生日期';
comment on column raw.ip22_annuity_person_info.work_start_date is '参加工作日期';
comment on column raw.ip22_annuity_person_info.annuity_enrolment_date is '个人参加职业年金日期';
comment on column raw.ip22_annuity_person_info.contribution_status_code is '个人缴费状态';
comment on column raw.ip22_annuity_person_info.retirement_date is '离退休日期';
comment on column raw.ip22_annuity_person_info.unit_credit_mode_code is '单位缴费记账方式';
comment on column raw.ip22_annuity_person_info.account_retention_code is '保留账户情况';

-- IP23 职业年金单位缴费明细
create table if not exists raw.ip23_annuity_unit_payment (
  admin_division_code text,
  data_period text,
  unit_id text,
  unit_name text,
  corresponding_fee_period text,
  payer_count bigint,
  unit_contribution_base_total decimal(18,2),
  personal_contribution_base_total decimal(18,2),
  annuity_unit_due_amount decimal(18,2),
  annuity_unit_paid_amount decimal(18,2),
  annuity_unit_notional_amount decimal(18,2),
  annuity_personal_due_amount decimal(18,2),
  annuity_personal_paid_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip23_annuity_unit_payment__delivery on raw.ip23_annuity_unit_payment using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip23_annuity_unit_payment is 'IP23 职业年金单位缴费明细';
comment on column raw.ip23_annuity_unit_payment.admin_division_code is '行政区划代码';
comment on column raw.ip23_annuity_unit_payment.data_period is '数据期别';
comment on column raw.ip23_annuity_unit_payment.unit_id is '单位编号';
comment on column raw.ip23_annuity_unit_payment.unit_name is '单位名称';
comment on column raw.ip23_annuity_unit_payment.corresponding_fee_period is '对应费款所属期';
comment on column raw.ip23_annuity_unit_payment.payer_count is '缴费人数';
comment on column raw.ip23_annuity_unit_payment.unit_contribution_base_total is '单位缴费基数总额';
comment on column raw.ip23_annuity_unit_payment.personal_contribution_base_total is '个人缴费基数总额';
comment on column raw.ip23_annuity_unit_payment.annuity_unit_due_amount is '职业年金单位应缴金额';
comment on column raw.ip23_annuity_unit_payment.annuity_unit_paid_amount is '职业年金单位实缴金额';
comment on column raw.ip23_annuity_unit_payment.annuity_unit_notional_amount is '职业年金单位记账金额';
comment on column raw.ip23_annuity_unit_payment.annuity_personal_due_amount is '职业年金个人应缴金额';
comment on column raw.ip23_annuity_unit_payment.annuity_personal_paid_amount is '职业年金个人实缴金额';

-- IP24 职业年金记实记录
create table if not exists raw.ip24_annuity_funding_record (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  citizen_id text,
  funding_date date,
  funding_reason_code text,
  funded_principal_amount decimal(18,2),
  funded_interest_amount decimal(18,2),
  funding_source_level_code text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip24_annuity_funding_record__delivery on raw.ip24_annuity_funding_record using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip24_annuity_funding_record is 'IP24 职业年金记实记录';
comment on column raw.ip24_annuity_funding_record.admin_division_code is '行政区划代码';
comment on column raw.ip24_annuity_funding_record.data_period is '数据期别';
comment on column raw.ip24_annuity_funding_record.unit_id is '单位编号';
comment on column raw.ip24_annuity_funding_record.person_id is '个人编号';
comment on column raw.ip24_annuity_funding_record.person_name is '姓名';
comment on column raw.ip24_annuity_funding_record.citizen_id is '公民身份号码';
comment on column raw.ip24_annuity_funding_record.funding_date is '记实日期';
comment on column raw.ip24_annuity_funding_record.funding_reason_code is '记实原因';
comment on column raw.ip24_annuity_funding_record.funded_principal_amount is '记实本金';
comment on column raw.ip24_annuity_funding_record.funded_interest_amount is '记实利息';
comment on column raw.ip24_annuity_funding_record.funding_source_level_code is '记实资金来源级次';

-- IP25 职业年金个人账户计息
create table if not exists raw.ip25_annuity_account_interest (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  citizen_id text,
  interest_year text,
  credited_interest_rate decimal(18,6),
  account_opening_balance decimal(18,2),
  notional_part_interest decimal(18,2),
  personal_part_interest decimal(18,2),
  investment_return_amount decimal(18,2),
  account_closing_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ip25_annuity_account_interest__delivery on raw.ip25_annuity_account_interest using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ip25_annuity_account_interest is 'IP25 职业年金个人账户计息';
comment on column raw.ip25_annuity_account_interest.admin_division_code is '行政区划代码';
comment on column raw.ip25_annuity_account_interest.data_period is '数据期别';
comment on column raw.ip25_annuity_account_interest.unit_id is '单位编号';
comment on column raw.ip25_annuity_account_interest.person_id is '个人编号';
comment on column raw.ip25_annuity_account_interest.person_name is '姓名';
comment on column raw.ip25_annuity_account_interest.citizen_id is '公民身份号码';
comment on column raw.ip25_annuity_account_interest.interest_year is '计息年度';
comment on column raw.ip25_annuity_account_interest.credited_interest_rate is '记账利率';
comment on column raw.ip25_annuity_account_interest.account_opening_balance is '期初账户余额';
comment on column raw.ip25_annuity_account_interest.notional_part_interest is '单位记账部分利息';
comment on column raw.ip25_annuity_account_interest.personal_part_interest is '个人缴费部分利息';
comment on column raw.ip25_annuity_account_interest.investment_return_amount is '投资收益金额';
comment on column raw.ip25_annuity_account_interest.account_closing_balance is '期末账户余额';

-- EM21 职工医疗保险医疗机构（含药店）支出明细
create table if not exists raw.em21_institution_expense (
  admin_division_code text,
  data_period text,
  medical_institution_code text,
  medical_institution_name text,
  medical_institution_type_code text,
  medical_institution_level_code text,
  settlement_no text,
  settlement_date date,
  expense_category_code text,
  settled_visit_count bigint,
  claimed_total_cost decimal(18,2),
  audit_deduction_amount decimal(18,2),
  pool_paid_amount decimal(18,2),
  account_paid_amount decimal(18,2),
  large_medical_paid_amount decimal(18,2),
  quality_deposit_amount decimal(18,2),
  actually_disbursed_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em21_institution_expense__delivery on raw.em21_institution_expense using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em21_institution_expense is 'EM21 职工医疗保险医疗机构（含药店）支出明细';
comment on column raw.em21_institution_expense.admin_division_code is '行政区划代码';
comment on column raw.em21_institution_expense.data_period is '数据期别';
comment on column raw.em21_institution_expense.medical_institution_code is '定点医疗机构编码';
comment on column raw.em21_institution_expense.medical_institution_name is '定点医疗机构名称';
comment on column raw.em21_institution_expense.medical_institution_type_code is '定点医疗机构类别';
comment on column raw.em21_institution_expense.medical_institution_level_code is '定点医疗机构等级';
comment on column raw.em21_institution_expense.settlement_no is '结算单号';
comment on column raw.em21_institution_expense.settlement_date is '结算日期';
comment on column raw.em21_institution_expense.expense_category_code is '费用类别';
comment on column raw.em21_institution_expense.settled_visit_count is '结算人次';
comment on column raw.em21_institution_expense.claimed_total_cost is '申报总费用';
comment on column raw.em21_institution_expense.audit_deduction_amount is '审核扣款金额';
comment on column raw.em21_institution_expense.pool_paid_amount is '本次就诊基本医疗保险统筹基金支付金额';
comment on column raw.em21_institution_expense.account_paid_amount is '其中本次就诊基本医疗保险个人账户支付金额';
comment on column raw.em21_institution_expense.large_medical_paid_amount is '大额(大病)保险支付金额';
comment on column raw.em21_institution_expense.quality_deposit_amount is '预留质量保证金';
comment on column raw.em21_institution_expense.actually_disbursed_amount is '实际拨付金额';

-- EM22 职工医疗保险个人账户收支明细
create table if not exists raw.em22_account_ledger (
  admin_division_code text,
  data_period text,
  person_id text,
  citizen_id text,
  entry_date date,
  account_entry_type_code text,
  medical_institution_code text,
  account_credit_amount decimal(18,2),
  account_debit_amount decimal(18,2),
  account_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists em22_account_ledger__delivery on raw.em22_account_ledger using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.em22_account_ledger is 'EM22 职工医疗保险个人账户收支明细';
comment on column raw.em22_account_ledger.admin_division_code is '行政区划代码';
comment on column raw.em22_account_ledger.data_period is '数据期别';
comment on column raw.em22_account_ledger.person_id is '个人编号';
comment on column raw.em22_account_ledger.citizen_id is '公民身份号码';
comment on column raw.em22_account_ledger.entry_date is '发生日期';
comment on column raw.em22_account_ledger.account_entry_type_code is '账户收支类型';
comment on column raw.em22_account_ledger.medical_institution_code is '定点医疗机构编码';
comment on column raw.em22_account_ledger.account_credit_amount is '收入金额';
comment on column raw.em22_account_ledger.account_debit_amount is '支出金额';
comment on column raw.em22_account_ledger.account_balance is '个人账户余额';

-- RM21 城镇居民基本医疗保险医疗机构补偿台账
create table if not exists raw.rm21_urban_institution_compensation (
  admin_division_code text,
  data_period text,
  medical_institution_code text,
  medical_institution_name text,
  medical_institution_type_code text,
  medical_institution_level_code text,
  settlement_no text,
  settlement_date date,
  expense_category_code text,
  settled_visit_count bigint,
  claimed_total_cost decimal(18,2),
  audit_deduction_amount decimal(18,2),
  pool_paid_amount decimal(18,2),
  large_medical_paid_amount decimal(18,2),
  actually_disbursed_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rm21_urban_institution_compensation__delivery on raw.rm21_urban_institution_compensation using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rm21_urban_institution_compensation is 'RM21 城镇居民基本医疗保险医疗机构补偿台账';
comment on column raw.rm21_urban_institution_compensation.admin_division_code is '行政区划代码';
comment on column raw.rm21_urban_institution_compensation.data_period is '数据期别';
comment on column raw.rm21_urban_institution_compensation.medical_institution_code is '定点医疗机构编码';
comment on column raw.rm21_urban_institution_compensation.medical_institution_name is '定点医疗机构名称';
comment on column raw.rm21_urban_institution_compensation.medical_institution_type_code is '定点医疗机构类别';
comment on column raw.rm21_urban_institution_compensation.medical_institution_level_code is '定点医疗机构等级';
comment on column raw.rm21_urban_institution_compensation.settlement_no is '结算单号';
comment on column raw.rm21_urban_institution_compensation.settlement_date is '结算日期';
comment on column raw.rm21_urban_institution_compensation.expense_category_code is '费用类别';
comment on column raw.rm21_urban_institution_compensation.settled_visit_count is '结算人次';
comment on column raw.rm21_urban_institution_compensation.claimed_total_cost is '申报总费用';
comment on column raw.rm21_urban_institution_compensation.audit_deduction_amount is '审核扣款金额';
comment on column raw.rm21_urban_institution_compensation.pool_paid_amount is '本次就诊基本医疗保险统筹基金支付金额';
comment on column raw.rm21_urban_institution_compensation.large_medical_paid_amount is '大额(大病)保险支付金额';
comment on column raw.rm21_urban_institution_compensation.actually_disbursed_amount is '实际拨付金额';

-- RM22 城镇居民基本医疗保险生育费用支出明细
create table if not exists raw.rm22_urban_maternity_expense (
  admin_division_code text,
  data_period text,
  person_id text,
  person_name text,
  citizen_id text,
  medical_institution_code text,
  delivery_date date,
  maternity_type_code text,
  fetus_count bigint,
  maternity_medical_cost_total decimal(18,2),
  pool_paid_amount decimal(18,2),
  self_paid_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rm22_urban_maternity_expense__delivery on raw.rm22_urban_maternity_expense using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rm22_urban_maternity_expense is 'RM22 城镇居民基本医疗保险生育费用支出明细';
comment on column raw.rm22_urban_maternity_expense.admin_division_code is '行政区划代码';
comment on column raw.rm22_urban_maternity_expense.data_period is '数据期别';
comment on column raw.rm22_urban_maternity_expense.person_id is '个人编号';
comment on column raw.rm22_urban_maternity_expense.person_name is '姓名';
comment on column raw.rm22_urban_maternity_expense.citizen_id is '公民身份号码';
comment on column raw.rm22_urban_maternity_expense.medical_institution_code is '定点医疗机构编码';
comment on column raw.rm22_urban_maternity_expense.delivery_date is '生育日期';
comment on column raw.rm22_urban_maternity_expense.maternity_type_code is '生育类别';
comment on column raw.rm22_urban_maternity_expense.fetus_count is '胎儿数';
comment on column raw.rm22_urban_maternity_expense.maternity_medical_cost_total is '生育医疗费用总额';
comment on column raw.rm22_urban_maternity_expense.pool_paid_amount is '本次就诊基本医疗保险统筹基金支付金额';
comment on column raw.rm22_urban_maternity_expense.self_paid_amount is '个人自付金额';

-- RM23 城乡居民基本医疗保险医疗机构补偿台账
create table if not exists raw.rm23_institution_compensation (
  admin_division_code text,
  data_period text,
  medical_institution_code text,
  medical_institution_name text,
  medical_institution_type_code text,
  medical_institution_level_code text,
  settlement_no text,
  settlement_date date,
  expense_category_code text,
  settled_visit_count bigint,
  claimed_total_cost decimal(18,2),
  audit_deduction_amount decimal(18,2),
  pool_paid_amount decimal(18,2),
  large_medical_paid_amount decimal(18,2),
  actually_disbursed_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists rm23_institution_compensation__delivery on raw.rm23_institution_compensation using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.rm23_institution_compensation is 'RM23 城乡居民基本医疗保险医疗机构补偿台账';
comment on column raw.rm23_institution_compensation.admin_division_code is '行政区划代码';
comment on column raw.rm23_institution_compensation.data_period is '数据期别';
comment on column raw.rm23_institution_compensation.medical_institution_code is '定点医疗机构编码';
comment on column raw.rm23_institution_compensation.medical_institution_name is '定点医疗机构名称';
comment on column raw.rm23_institution_compensation.medical_institution_type_code is '定点医疗机构类别';
comment on column raw.rm23_institution_compensation.medical_institution_level_code is '定点医疗机构等级';
comment on column raw.rm23_institution_compensation.settlement_no is '结算单号';
comment on column raw.rm23_institution_compensation.settlement_date is '结算日期';
comment on column raw.rm23_institution_compensation.expense_category_code is '费用类别';
comment on column raw.rm23_institution_compensation.settled_visit_count is '结算人次';
comment on column raw.rm23_institution_compensation.claimed_total_cost is '申报总费用';
comment on column raw.rm23_institution_compensation.audit_deduction_amount is '审核扣款金额';
comment on column raw.rm23_institution_compensation.pool_paid_amount is '本次就诊基本医疗保险统筹基金支付金额';
comment on column raw.rm23_institution_compensation.large_medical_paid_amount is '大额(大病)保险支付金额';
comment on column raw.rm23_institution_compensation.actually_disbursed_amount is '实际拨付金额';

-- NR21 新型农村合作医疗收入明细
create table if not exists raw.nr21_rural_income (
  admin_division_code text,
  data_period text,
  township_code text,
  village_code text,
  household_id text,
  person_id text,
  person_name text,
  citizen_id text,
  rural_insured_category_code text,
  rural_enrolment_date date,
  personal_contribution_amount decimal(18,2),
  central_subsidy_amount decimal(18,2),
  provincial_subsidy_amount decimal(18,2),
  municipal_subsidy_amount decimal(18,2),
  county_subsidy_amount decimal(18,2),
  medical_assistance_flag boolean,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists nr21_rural_income__delivery on raw.nr21_rural_income using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.nr21_rural_income is 'NR21 新型农村合作医疗收入明细';
comment on column raw.nr21_rural_income.admin_division_code is '行政区划代码';
comment on column raw.nr21_rural_income.data_period is '数据期别';
comment on column raw.nr21_rural_income.township_code is '乡镇(街道)编码';
comment on column raw.nr21_rural_income.village_code is '所属行政村(社区)编号';
comment on column raw.nr21_rural_income.household_id is '家庭编号';
comment on column raw.nr21_rural_income.person_id is '个人编号';
comment on column raw.nr21_rural_income.person_name is '姓名';
comment on column raw.nr21_rural_income.citizen_id is '公民身份号码';
comment on column raw.nr21_rural_income.rural_insured_category_code is '参合人员类别';
comment on column raw.nr21_rural_income.rural_enrolment_date is '参合日期';
comment on column raw.nr21_rural_income.personal_contribution_amount is '其中个人缴费金额';
comment on column raw.nr21_rural_income.central_subsidy_amount is '中央财政补助金额';
comment on column raw.nr21_rural_income.provincial_subsidy_amount is '省级财政补助金额';
comment on column raw.nr21_rural_income.municipal_subsidy_amount is '市级财政补助金额';
comment on column raw.nr21_rural_income.county_subsidy_amount is '县级财政补助金额';
comment on column raw.nr21_rural_income.medical_assistance_flag is '医疗救助对象标识';

-- NR22 新型农村合作医疗支出明细
create table if not exists raw.nr22_rural_expense (
  admin_division_code text,
  data_period text,
  person_id text,
  citizen_id text,
  rural_insured_category_code text,
  visit_no text,
  visit_type_code text,
  visit_date date,
  admission_date date,
  discharge_date date,
  medical_institution_code text,
  medical_institution_level_code text,
  primary_diagnosis_code text,
  visit_total_cost decimal(18,2),
  reimbursable_cost decimal(18,2),
  deductible_amount decimal(18,2),
  reimbursement_rate decimal(18,6),
  reimbursed_amount decimal(18,2),
  large_medical_paid_amount decimal(18,2),
  medical_assistance_paid_amount decimal(18,2),
  self_paid_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists nr22_rural_expense__delivery on raw.nr22_rural_expense using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.nr22_rural_expense is 'NR22 新型农村合作医疗支出明细';
comment on column raw.nr22_rural_expense.admin_division_code is '行政区划代码';
comment on column raw.nr22_rural_expense.data_period is '数据期别';
comment on column raw.nr22_rural_expense.person_id is '个人编号';
comment on column raw.nr22_rural_expense.citizen_id is '公民身份号码';
comment on column raw.nr22_rural_expense.rural_insured_category_code is '参合人员类别';
comment on column raw.nr22_rural_expense.visit_no is '就诊序号';
comment on column raw.nr22_rural_expense.visit_type_code is '就诊方式';
comment on column raw.nr22_rural_expense.visit_date is '就诊日期';
comment on column raw.nr22_rural_expense.admission_date is '入院日期';
comment on column raw.nr22_rural_expense.discharge_date is '出院日期';
comment on column raw.nr22_rural_expense.medical_institution_code is '定点医疗机构编码';
comment on column raw.nr22_rural_expense.medical_institution_level_code is '定点医疗机构等级';
comment on column raw.nr22_rural_expense.primary_diagnosis_code is '主要疾病诊断编码';
comment on column raw.nr22_rural_expense.visit_total_cost is '本次就诊总费用';
comment on column raw.nr22_rural_expense.reimbursable_cost is '可报销费用';
comment on column raw.nr22_rural_expense.deductible_amount is '起付线';
comment on column raw.nr22_rural_expense.reimbursement_rate is '补偿比例';
comment on column raw.nr22_rural_expense.reimbursed_amount is '补偿金额';
comment on column raw.nr22_rural_expense.large_medical_paid_amount is '大额(大病)保险支付金额';
comment on column raw.nr22_rural_expense.medical_assistance_paid_amount is '医疗救助支付金额';
comment on column raw.nr22_rural_expense.self_paid_amount is '个人自付金额';

-- NR23 新型农村合作医疗医疗机构补偿台账
create table if not exists raw.nr23_rural_institution_compensation (
  admin_division_code text,
  data_period text,
  medical_institution_code text,
  medical_institution_name text,
  medical_institution_type_code text,
  medical_institution_level_code text,
  settlement_no text,
  settlement_date date,
  expense_category_code text,
  settled_visit_count bigint,
  claimed_total_cost decimal(18,2),
  audit_deduction_amount decimal(18,2),
  reimbursed_amount decimal(18,2),
  actually_disbursed_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists nr23_rural_institution_compensation__delivery on raw.nr23_rural_institution_compensation using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.nr23_rural_institution_compensation is 'NR23 新型农村合作医疗医疗机构补偿台账';
comment on column raw.nr23_rural_institution_compensation.admin_division_code is '行政区划代码';
comment on column raw.nr23_rural_institution_compensation.data_period is '数据期别';
comment on column raw.nr23_rural_institution_compensation.medical_institution_code is '定点医疗机构编码';
comment on column raw.nr23_rural_institution_compensation.medical_institution_name is '定点医疗机构名称';
comment on column raw.nr23_rural_institution_compensation.medical_institution_type_code is '定点医疗机构类别';
comment on column raw.nr23_rural_institution_compensation.medical_institution_level_code is '定点医疗机构等级';
comment on column raw.nr23_rural_institution_compensation.settlement_no is '结算单号';
comment on column raw.nr23_rural_institution_compensation.settlement_date is '结算日期';
comment on column raw.nr23_rural_institution_compensation.expense_category_code is '费用类别';
comment on column raw.nr23_rural_institution_compensation.settled_visit_count is '结算人次';
comment on column raw.nr23_rural_institution_compensation.claimed_total_cost is '申报总费用';
comment on column raw.nr23_rural_institution_compensation.audit_deduction_amount is '审核扣款金额';
comment on column raw.nr23_rural_institution_compensation.reimbursed_amount is '补偿金额';
comment on column raw.nr23_rural_institution_compensation.actually_disbursed_amount is '实际拨付金额';

-- NR24 新型农村合作医疗标准参数台账
create table if not exists raw.nr24_rural_parameter (
  admin_division_code text,
  data_period text,
  rural_insured_category_code text,
  personal_contribution_standard decimal(18,2),
  fiscal_subsidy_standard decimal(18,2),
  central_subsidy_standard decimal(18,2),
  provincial_subsidy_standard decimal(18,2),
  municipal_subsidy_standard decimal(18,2),
  county_subsidy_standard decimal(18,2),
  medical_institution_level_code text,
  inpatient_deductible_standard decimal(18,2),
  inpatient_reimbursement_rate decimal(18,6),
  annual_payment_ceiling decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists nr24_rural_parameter__delivery on raw.nr24_rural_parameter using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.nr24_rural_parameter is 'NR24 新型农村合作医疗标准参数台账';
comment on column raw.nr24_rural_parameter.admin_division_code is '行政区划代码';
comment on column raw.nr24_rural_parameter.data_period is '数据期别';
comment on column raw.nr24_rural_parameter.rural_insured_category_code is '参合人员类别';
comment on column raw.nr24_rural_parameter.personal_contribution_standard is '个人缴费标准';
comment on column raw.nr24_rural_parameter.fiscal_subsidy_standard is '财政补助标准';
comment on column raw.nr24_rural_parameter.central_subsidy_standard is '其中中央财政补助标准';
comment on column raw.nr24_rural_parameter.provincial_subsidy_standard is '其中省级财政补助标准';
comment on column raw.nr24_rural_parameter.municipal_subsidy_standard is '其中市级财政补助标准';
comment on column raw.nr24_rural_parameter.county_subsidy_standard is '其中县级财政补助标准';
comment on column raw.nr24_rural_parameter.medical_institution_level_code is '定点医疗机构等级';
comment on column raw.nr24_rural_parameter.inpatient_deductible_standard is '住院起付线标准';
comment on column raw.nr24_rural_parameter.inpatient_reimbursement_rate is '住院补偿比例';
comment on column raw.nr24_rural_parameter.annual_payment_ceiling is '年度补偿封顶线';

-- EP21 参保终止（死亡）待遇
create table if not exists raw.ep21_enrolment_termination (
  admin_division_code text,
  data_period text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  ethnicity_code text,
  birth_date date,
  work_start_date date,
  person_category_code text,
  retirement_date date,
  death_date date,
  actual_contribution_months bigint,
  account_balance decimal(18,2),
  pension_due_before_termination decimal(18,2),
  funeral_grant decimal(18,2),
  bereavement_grant decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ep21_enrolment_termination__delivery on raw.ep21_enrolment_termination using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ep21_enrolment_termination is 'EP21 参保终止（死亡）待遇';
comment on column raw.ep21_enrolment_termination.admin_division_code is '行政区划代码';
comment on column raw.ep21_enrolment_termination.data_period is '数据期别';
comment on column raw.ep21_enrolment_termination.person_id is '个人编号';
comment on column raw.ep21_enrolment_termination.person_name is '姓名';
comment on column raw.ep21_enrolment_termination.sex_code is '性别';
comment on column raw.ep21_enrolment_termination.citizen_id is '公民身份号码';
comment on column raw.ep21_enrolment_termination.ethnicity_code is '民族';
comment on column raw.ep21_enrolment_termination.birth_date is '出生日期';
comment on column raw.ep21_enrolment_termination.work_start_date is '参加工作日期';
comment on column raw.ep21_enrolment_termination.person_category_code is '人员类别';
comment on column raw.ep21_enrolment_termination.retirement_date is '离退休日期';
comment on column raw.ep21_enrolment_termination.death_date is '死亡日期';
comment on column raw.ep21_enrolment_termination.actual_contribution_months is '实际缴费月数';
comment on column raw.ep21_enrolment_termination.account_balance is '个人账户余额';
comment on column raw.ep21_enrolment_termination.pension_due_before_termination is '终止前应发养老金';
comment on column raw.ep21_enrolment_termination.funeral_grant is '丧葬费';
comment on column raw.ep21_enrolment_termination.bereavement_grant is '抚恤金';

-- WI21 个人参保信息
create table if not exists raw.wi21_personal_enrolment (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  birth_date date,
  hukou_type_code text,
  migrant_worker_flag boolean,
  enrolment_date date,
  contribution_status_code text,
  personal_contribution_base decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists wi21_personal_enrolment__delivery on raw.wi21_personal_enrolment using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.wi21_personal_enrolment is 'WI21 个人参保信息';
comment on column raw.wi21_personal_enrolment.admin_division_code is '行政区划代码';
comment on column raw.wi21_personal_enrolment.data_period is '数据期别';
comment on column raw.wi21_personal_enrolment.unit_id is '单位编号';
comment on column raw.wi21_personal_enrolment.person_id is '个人编号';
comment on column raw.wi21_personal_enrolment.person_name is '姓名';
comment on column raw.wi21_personal_enrolment.sex_code is '性别';
comment on column raw.wi21_personal_enrolment.citizen_id is '公民身份号码';
comment on column raw.wi21_personal_enrolment.birth_date is '出生日期';
comment on column raw.wi21_personal_enrolment.hukou_type_code is '户口性质(户籍地类别)';
comment on column raw.wi21_personal_enrolment.migrant_worker_flag is '农民工标识';
comment on column raw.wi21_personal_enrolment.enrolment_date is '参保日期';
comment on column raw.wi21_personal_enrolment.contribution_status_code is '个人缴费状态';
comment on column raw.wi21_personal_enrolment.personal_contribution_base is '个人缴费基数';

-- MT21 个人参保信息
create table if not exists raw.mt21_personal_enrolment (
  admin_division_code text,
  data_period text,
  unit_id text,
  person_id text,
  person_name text,
  sex_code text,
  citizen_id text,
  birth_date date,
  hukou_type_code text,
  migrant_worker_flag boolean,
  enrolment_date date,
  contribution_status_code text,
  personal_contribution_base decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists mt21_personal_enrolment__delivery on raw.mt21_personal_enrolment using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.mt21_personal_enrolment is 'MT21 个人参保信息';
comment on column raw.mt21_personal_enrolment.admin_division_code is '行政区划代码';
comment on column raw.mt21_personal_enrolment.data_period is '数据期别';
comment on column raw.mt21_personal_enrolment.unit_id is '单位编号';
comment on column raw.mt21_personal_enrolment.person_id is '个人编号';
comment on column raw.mt21_personal_enrolment.person_name is '姓名';
comment on column raw.mt21_personal_enrolment.sex_code is '性别';
comment on column raw.mt21_personal_enrolment.citizen_id is '公民身份号码';
comment on column raw.mt21_personal_enrolment.birth_date is '出生日期';
comment on column raw.mt21_personal_enrolment.hukou_type_code is '户口性质(户籍地类别)';
comment on column raw.mt21_personal_enrolment.migrant_worker_flag is '农民工标识';
comment on column raw.mt21_personal_enrolment.enrolment_date is '参保日期';
comment on column raw.mt21_personal_enrolment.contribution_status_code is '个人缴费状态';
comment on column raw.mt21_personal_enrolment.personal_contribution_base is '个人缴费基数';

-- TX01 税务单位申报与欠费
create table if not exists raw.tx01_tax_unit_declaration (
  admin_division_code text,
  data_period text,
  insurance_type_code text,
  unit_id text,
  org_code text,
  unit_name text,
  unit_contribution_status_code text,
  insured_headcount bigint,
  veteran_cadre_count bigint,
  payer_count bigint,
  unit_contribution_base decimal(18,2),
  local_avg_monthly_wage_prior_year decimal(18,2),
  unit_due_current_amount decimal(18,2),
  unit_paid_current_amount decimal(18,2),
  prepaid_amount decimal(18,2),
  unit_arrears_repaid_amount decimal(18,2),
  unit_arrears_balance decimal(18,2),
  late_fee_paid decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists tx01_tax_unit_declaration__delivery on raw.tx01_tax_unit_declaration using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.tx01_tax_unit_declaration is 'TX01 税务单位申报与欠费';
comment on column raw.tx01_tax_unit_declaration.admin_division_code is '行政区划代码';
comment on column raw.tx01_tax_unit_declaration.data_period is '数据期别';
comment on column raw.tx01_tax_unit_declaration.insurance_type_code is '险种类型';
comment on column raw.tx01_tax_unit_declaration.unit_id is '单位编号';
comment on column raw.tx01_tax_unit_declaration.org_code is '组织机构代码';
comment on column raw.tx01_tax_unit_declaration.unit_name is '单位名称';
comment on column raw.tx01_tax_unit_declaration.unit_contribution_status_code is '单位参保缴费状态';
comment on column raw.tx01_tax_unit_declaration.insured_headcount is '本月单位参保人数';
comment on column raw.tx01_tax_unit_declaration.veteran_cadre_count is '离休人数';
comment on column raw.tx01_tax_unit_declaration.payer_count is '缴费人数';
comment on column raw.tx01_tax_unit_declaration.unit_contribution_base is '单位缴费基数';
comment on column raw.tx01_tax_unit_declaration.local_avg_monthly_wage_prior_year is '当地上年度在岗职工月平均工资';
comment on column raw.tx01_tax_unit_declaration.unit_due_current_amount is '单位应缴当月金额';
comment on column raw.tx01_tax_unit_declaration.unit_paid_current_amount is '单位实缴当月金额';
comment on column raw.tx01_tax_unit_declaration.prepaid_amount is '预缴金额';
comment on column raw.tx01_tax_unit_declaration.unit_arrears_repaid_amount is '单位补缴欠费金额';
comment on column raw.tx01_tax_unit_declaration.unit_arrears_balance is '单位累计欠缴金额';
comment on column raw.tx01_tax_unit_declaration.late_fee_paid is '缴纳滞纳金';

-- TX02 税务个人申报与欠费
create table if not exists raw.tx02_tax_person_declaration (
  admin_division_code text,
  data_period text,
  insurance_type_code text,
  unit_id text,
  person_id text,
  person_name text,
  citizen_id text,
  personal_contribution_base decimal(18,2),
  personal_due_current_amount decimal(18,2),
  personal_paid_current_amount decimal(18,2),
  personal_prepaid_amount decimal(18,2),
  personal_arrears_repaid_amount decimal(18,2),
  personal_late_fee_paid decimal(18,2),
  personal_arrears_balance decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists tx02_tax_person_declaration__delivery on raw.tx02_tax_person_declaration using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.tx02_tax_person_declaration is 'TX02 税务个人申报与欠费';
comment on column raw.tx02_tax_person_declaration.admin_division_code is '行政区划代码';
comment on column raw.tx02_tax_person_declaration.data_period is '数据期别';
comment on column raw.tx02_tax_person_declaration.insurance_type_code is '险种类型';
comment on column raw.tx02_tax_person_declaration.unit_id is '单位编号';
comment on column raw.tx02_tax_person_declaration.person_id is '个人编号';
comment on column raw.tx02_tax_person_declaration.person_name is '姓名';
comment on column raw.tx02_tax_person_declaration.citizen_id is '公民身份号码';
comment on column raw.tx02_tax_person_declaration.personal_contribution_base is '个人缴费基数';
comment on column raw.tx02_tax_person_declaration.personal_due_current_amount is '个人应缴当月金额';
comment on column raw.tx02_tax_person_declaration.personal_paid_current_amount is '个人实缴当月金额';
comment on column raw.tx02_tax_person_declaration.personal_prepaid_amount is '个人预缴金额';
comment on column raw.tx02_tax_person_declaration.personal_arrears_repaid_amount is '个人补缴欠费金额';
comment on column raw.tx02_tax_person_declaration.personal_late_fee_paid is '个人缴纳滞纳金';
comment on column raw.tx02_tax_person_declaration.personal_arrears_balance is '个人累计欠缴金额';

-- PS01 户籍人口
create table if not exists raw.ps01_person_registry (
  admin_division_code text,
  data_period text,
  citizen_id text,
  person_name text,
  sex_code text,
  birth_date date,
  ethnicity_code text,
  hukou_type_code text,
  registration_status_code text,
  status_date date,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ps01_person_registry__delivery on raw.ps01_person_registry using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ps01_person_registry is 'PS01 户籍人口';
comment on column raw.ps01_person_registry.admin_division_code is '行政区划代码';
comment on column raw.ps01_person_registry.data_period is '数据期别';
comment on column raw.ps01_person_registry.citizen_id is '公民身份号码';
comment on column raw.ps01_person_registry.person_name is '姓名';
comment on column raw.ps01_person_registry.sex_code is '性别';
comment on column raw.ps01_person_registry.birth_date is '出生日期';
comment on column raw.ps01_person_registry.ethnicity_code is '民族';
comment on column raw.ps01_person_registry.hukou_type_code is '户口性质(户籍地类别)';
comment on column raw.ps01_person_registry.registration_status_code is '户籍状态';
comment on column raw.ps01_person_registry.status_date is '状态日期';

-- PS02 死亡登记
create table if not exists raw.ps02_death_registry (
  admin_division_code text,
  data_period text,
  citizen_id text,
  person_name text,
  sex_code text,
  birth_date date,
  death_date date,
  registered_date date,
  registration_cancelled_flag boolean,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ps02_death_registry__delivery on raw.ps02_death_registry using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ps02_death_registry is 'PS02 死亡登记';
comment on column raw.ps02_death_registry.admin_division_code is '行政区划代码';
comment on column raw.ps02_death_registry.data_period is '数据期别';
comment on column raw.ps02_death_registry.citizen_id is '公民身份号码';
comment on column raw.ps02_death_registry.person_name is '姓名';
comment on column raw.ps02_death_registry.sex_code is '性别';
comment on column raw.ps02_death_registry.birth_date is '出生日期';
comment on column raw.ps02_death_registry.death_date is '死亡日期';
comment on column raw.ps02_death_registry.registered_date is '登记日期';
comment on column raw.ps02_death_registry.registration_cancelled_flag is '撤销标识';

-- PI01 单位个人所得税申报
create table if not exists raw.pi01_unit_income_tax (
  admin_division_code text,
  data_period text,
  org_code text,
  unit_name text,
  taxpayer_count bigint,
  taxable_wage_total decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists pi01_unit_income_tax__delivery on raw.pi01_unit_income_tax using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.pi01_unit_income_tax is 'PI01 单位个人所得税申报';
comment on column raw.pi01_unit_income_tax.admin_division_code is '行政区划代码';
comment on column raw.pi01_unit_income_tax.data_period is '数据期别';
comment on column raw.pi01_unit_income_tax.org_code is '组织机构代码';
comment on column raw.pi01_unit_income_tax.unit_name is '单位名称';
comment on column raw.pi01_unit_income_tax.taxpayer_count is '纳税人数';
comment on column raw.pi01_unit_income_tax.taxable_wage_total is '工资薪金所得总额';

-- PI02 个人所得税工资薪金
create table if not exists raw.pi02_person_income_tax (
  admin_division_code text,
  data_period text,
  org_code text,
  citizen_id text,
  person_name text,
  taxable_wage_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists pi02_person_income_tax__delivery on raw.pi02_person_income_tax using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.pi02_person_income_tax is 'PI02 个人所得税工资薪金';
comment on column raw.pi02_person_income_tax.admin_division_code is '行政区划代码';
comment on column raw.pi02_person_income_tax.data_period is '数据期别';
comment on column raw.pi02_person_income_tax.org_code is '组织机构代码';
comment on column raw.pi02_person_income_tax.citizen_id is '公民身份号码';
comment on column raw.pi02_person_income_tax.person_name is '姓名';
comment on column raw.pi02_person_income_tax.taxable_wage_amount is '工资薪金所得';

-- CA01 困难群体
create table if not exists raw.ca01_assistance_person (
  admin_division_code text,
  data_period text,
  citizen_id text,
  person_name text,
  assistance_category_code text,
  disability_level_code text,
  valid_from_date date,
  valid_to_date date,
  assistance_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists ca01_assistance_person__delivery on raw.ca01_assistance_person using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.ca01_assistance_person is 'CA01 困难群体';
comment on column raw.ca01_assistance_person.admin_division_code is '行政区划代码';
comment on column raw.ca01_assistance_person.data_period is '数据期别';
comment on column raw.ca01_assistance_person.citizen_id is '公民身份号码';
comment on column raw.ca01_assistance_person.person_name is '姓名';
comment on column raw.ca01_assistance_person.assistance_category_code is '救助类别';
comment on column raw.ca01_assistance_person.disability_level_code is '残疾等级';
comment on column raw.ca01_assistance_person.valid_from_date is '享受起始日期';
comment on column raw.ca01_assistance_person.valid_to_date is '享受终止日期';
comment on column raw.ca01_assistance_person.assistance_amount is '月救助金额';

-- PY01 工资统发人员
create table if not exists raw.py01_payroll_person (
  admin_division_code text,
  data_period text,
  org_code text,
  unit_name text,
  citizen_id text,
  person_name text,
  payroll_status_code text,
  status_date date,
  fiscal_funding_mode_code text,
  payroll_wage_amount decimal(18,2),
  annuity_base_amount decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists py01_payroll_person__delivery on raw.py01_payroll_person using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.py01_payroll_person is 'PY01 工资统发人员';
comment on column raw.py01_payroll_person.admin_division_code is '行政区划代码';
comment on column raw.py01_payroll_person.data_period is '数据期别';
comment on column raw.py01_payroll_person.org_code is '组织机构代码';
comment on column raw.py01_payroll_person.unit_name is '单位名称';
comment on column raw.py01_payroll_person.citizen_id is '公民身份号码';
comment on column raw.py01_payroll_person.person_name is '姓名';
comment on column raw.py01_payroll_person.payroll_status_code is '人员状态';
comment on column raw.py01_payroll_person.status_date is '状态日期';
comment on column raw.py01_payroll_person.fiscal_funding_mode_code is '财政供款方式';
comment on column raw.py01_payroll_person.payroll_wage_amount is '应发工资';
comment on column raw.py01_payroll_person.annuity_base_amount is '职业年金缴费基数';

-- ST01 统计指标
create table if not exists raw.st01_statistical_indicator (
  indicator_code text,
  indicator_name text,
  admin_division_code text,
  indicator_year text,
  sex_code text,
  age_value bigint,
  urban_rural_code text,
  indicator_value decimal(18,6),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists st01_statistical_indicator__delivery on raw.st01_statistical_indicator using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.st01_statistical_indicator is 'ST01 统计指标';
comment on column raw.st01_statistical_indicator.indicator_code is '指标代码';
comment on column raw.st01_statistical_indicator.indicator_name is '指标名称';
comment on column raw.st01_statistical_indicator.admin_division_code is '行政区划代码';
comment on column raw.st01_statistical_indicator.indicator_year is '年份';
comment on column raw.st01_statistical_indicator.sex_code is '性别';
comment on column raw.st01_statistical_indicator.age_value is '年龄';
comment on column raw.st01_statistical_indicator.urban_rural_code is '城乡';
comment on column raw.st01_statistical_indicator.indicator_value is '指标值';

-- TR01 国库支付结果
create table if not exists raw.tr01_payment_result (
  id text,
  request_no text,
  voucher_no text,
  fund_code text,
  region_code text,
  amount decimal(18,2),
  payer_account text,
  payee_account text,
  status text,
  paid_at timestamp,
  updated_at timestamp,
  is_deleted boolean,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists tr01_payment_result__delivery on raw.tr01_payment_result using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.tr01_payment_result is 'TR01 国库支付结果';
comment on column raw.tr01_payment_result.id is '主键';
comment on column raw.tr01_payment_result.request_no is '申请单号';
comment on column raw.tr01_payment_result.voucher_no is '凭证号';
comment on column raw.tr01_payment_result.fund_code is '险种代码';
comment on column raw.tr01_payment_result.region_code is '区划代码';
comment on column raw.tr01_payment_result.amount is '金额';
comment on column raw.tr01_payment_result.payer_account is '付款账号';
comment on column raw.tr01_payment_result.payee_account is '收款账号';
comment on column raw.tr01_payment_result.status is '支付状态';
comment on column raw.tr01_payment_result.paid_at is '国库支付时间';
comment on column raw.tr01_payment_result.updated_at is '更新时间';
comment on column raw.tr01_payment_result.is_deleted is '删除标志';

-- TR02 财政补助拨付
create table if not exists raw.tr02_subsidy_disbursement (
  id text,
  doc_no text,
  level text,
  fund_code text,
  region_code text,
  amount decimal(18,2),
  budget_account text,
  arrived_at timestamp,
  updated_at timestamp,
  is_deleted boolean,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists tr02_subsidy_disbursement__delivery on raw.tr02_subsidy_disbursement using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.tr02_subsidy_disbursement is 'TR02 财政补助拨付';
comment on column raw.tr02_subsidy_disbursement.id is '主键';
comment on column raw.tr02_subsidy_disbursement.doc_no is '文号';
comment on column raw.tr02_subsidy_disbursement.level is '补助级次';
comment on column raw.tr02_subsidy_disbursement.fund_code is '险种代码';
comment on column raw.tr02_subsidy_disbursement.region_code is '区划代码';
comment on column raw.tr02_subsidy_disbursement.amount is '金额';
comment on column raw.tr02_subsidy_disbursement.budget_account is '预算账户';
comment on column raw.tr02_subsidy_disbursement.arrived_at is '到账时间';
comment on column raw.tr02_subsidy_disbursement.updated_at is '更新时间';
comment on column raw.tr02_subsidy_disbursement.is_deleted is '删除标志';

-- TR03 国库保费划转
create table if not exists raw.tr03_treasury_receipt (
  id text,
  receipt_no text,
  fund_code text,
  region_code text,
  levy_period text,
  amount decimal(18,2),
  received_at timestamp,
  updated_at timestamp,
  is_deleted boolean,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists tr03_treasury_receipt__delivery on raw.tr03_treasury_receipt using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.tr03_treasury_receipt is 'TR03 国库保费划转';
comment on column raw.tr03_treasury_receipt.id is '主键';
comment on column raw.tr03_treasury_receipt.receipt_no is '收款凭证号';
comment on column raw.tr03_treasury_receipt.fund_code is '险种代码';
comment on column raw.tr03_treasury_receipt.region_code is '区划代码';
comment on column raw.tr03_treasury_receipt.levy_period is '保费所属期';
comment on column raw.tr03_treasury_receipt.amount is '金额';
comment on column raw.tr03_treasury_receipt.received_at is '入账时间';
comment on column raw.tr03_treasury_receipt.updated_at is '更新时间';
comment on column raw.tr03_treasury_receipt.is_deleted is '删除标志';

-- BK01 银行对账单
create table if not exists raw.bk01_bank_statement (
  account_no text,
  admin_division_code text,
  data_period text,
  statement_id text,
  statement_date date,
  currency_code text,
  opening_balance decimal(18,2),
  closing_balance decimal(18,2),
  entry_count bigint,
  credit_total decimal(18,2),
  debit_total decimal(18,2),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists bk01_bank_statement__delivery on raw.bk01_bank_statement using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.bk01_bank_statement is 'BK01 银行对账单';
comment on column raw.bk01_bank_statement.account_no is '账号';
comment on column raw.bk01_bank_statement.admin_division_code is '行政区划代码';
comment on column raw.bk01_bank_statement.data_period is '数据期别';
comment on column raw.bk01_bank_statement.statement_id is '对账单编号';
comment on column raw.bk01_bank_statement.statement_date is '对账单日期';
comment on column raw.bk01_bank_statement.currency_code is '币种';
comment on column raw.bk01_bank_statement.opening_balance is '期初余额';
comment on column raw.bk01_bank_statement.closing_balance is '期末余额';
comment on column raw.bk01_bank_statement.entry_count is '分录笔数';
comment on column raw.bk01_bank_statement.credit_total is '贷方发生额合计';
comment on column raw.bk01_bank_statement.debit_total is '借方发生额合计';

-- BK02 银行流水
create table if not exists raw.bk02_bank_entry (
  account_no text,
  statement_id text,
  entry_no bigint,
  booking_date date,
  value_date date,
  credit_debit_code text,
  amount decimal(18,2),
  reversal_flag boolean,
  bank_reference text,
  end_to_end_reference text,
  counterparty_name text,
  counterparty_account_no text,
  remittance_text text,
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists bk02_bank_entry__delivery on raw.bk02_bank_entry using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.bk02_bank_entry is 'BK02 银行流水';
comment on column raw.bk02_bank_entry.account_no is '账号';
comment on column raw.bk02_bank_entry.statement_id is '对账单编号';
comment on column raw.bk02_bank_entry.entry_no is '分录序号';
comment on column raw.bk02_bank_entry.booking_date is '记账日期';
comment on column raw.bk02_bank_entry.value_date is '起息日期';
comment on column raw.bk02_bank_entry.credit_debit_code is '借贷标志';
comment on column raw.bk02_bank_entry.amount is '金额';
comment on column raw.bk02_bank_entry.reversal_flag is '冲正标志';
comment on column raw.bk02_bank_entry.bank_reference is '银行流水号';
comment on column raw.bk02_bank_entry.end_to_end_reference is '端到端标识';
comment on column raw.bk02_bank_entry.counterparty_name is '对方户名';
comment on column raw.bk02_bank_entry.counterparty_account_no is '对方账号';
comment on column raw.bk02_bank_entry.remittance_text is '附言';

-- HI01 历史报表单元
create table if not exists raw.hi01_history_cell (
  admin_division_code text,
  data_period text,
  work_id text,
  report_cycle text,
  indicator_set text,
  version_no bigint,
  sheet_title text,
  row_no bigint,
  column_no bigint,
  section_label text,
  line_label text,
  printed_line_no text,
  column_label text,
  unit_label text,
  cell_text text,
  cell_value decimal(18,6),
  _delivery_id bigint not null,
  _line_no bigint not null
);
create index if not exists hi01_history_cell__delivery on raw.hi01_history_cell using brin (_delivery_id int8_minmax_multi_ops);
comment on table raw.hi01_history_cell is 'HI01 历史报表单元';
comment on column raw.hi01_history_cell.admin_division_code is '行政区划代码';
comment on column raw.hi01_history_cell.data_period is '数据期别';
comment on column raw.hi01_history_cell.work_id is '迁移事项编号';
comment on column raw.hi01_history_cell.report_cycle is '报表周期';
comment on column raw.hi01_history_cell.indicator_set is '指标体系版本';
comment on column raw.hi01_history_cell.version_no is '报表版本号';
comment on column raw.hi01_history_cell.sheet_title is '表页标题';
comment on column raw.hi01_history_cell.row_no is '表内行号';
comment on column raw.hi01_history_cell.column_no is '表内列号';
comment on column raw.hi01_history_cell.section_label is '上级项目';
comment on column raw.hi01_history_cell.line_label is '项目';
comment on column raw.hi01_history_cell.printed_line_no is '行次';
comment on column raw.hi01_history_cell.column_label is '栏目';
comment on column raw.hi01_history_cell.unit_label is '计量单位';
comment on column raw.hi01_history_cell.cell_text is '单元格原文';
comment on column raw.hi01_history_cell.cell_value is '单元格数值';
