-- Generated from the rules' YAML by `make generate`; do not edit.
-- 疑点合集: what every rule yields, with evidence. A rule that failed in this build is left out.
{{ config(materialized="view") }}
{%- set failed = failed_rules() %}
{%- if "'MED-001'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('admission_date', "cast(cast(admission_date as date) as text)"), ('enrolled_period', "cast(enrolled_period as text)"), ('paid_months', "cast(cast(paid_months as bigint) as text)"), ('waiting_months', "cast(cast(waiting_months as bigint) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('admission_date', "cast(cast(admission_date as date) as text)"), ('enrolled_period', "cast(enrolled_period as text)"), ('paid_months', "cast(cast(paid_months as bigint) as text)"), ('waiting_months', "cast(cast(waiting_months as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_med_001__stay_before_waiting_months') }}
union all
{%- endif %}
{%- if "'MED-002'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('admission_date', "cast(cast(admission_date as date) as text)"), ('admission_period', "cast(admission_period as text)"), ('due_amount', "cast(cast(due_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('admission_date', "cast(cast(admission_date as date) as text)"), ('admission_period', "cast(admission_period as text)"), ('due_amount', "cast(cast(due_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_med_002__stay_in_unpaid_month') }}
union all
{%- endif %}
{%- if "'MED-003'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('admission_date', "cast(cast(admission_date as date) as text)"), ('owed_from_period', "cast(owed_from_period as text)"), ('owed_months', "cast(cast(owed_months as bigint) as text)"), ('limit_months', "cast(cast(limit_months as bigint) as text)"), ('owed_amount', "cast(cast(owed_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('admission_date', "cast(cast(admission_date as date) as text)"), ('owed_from_period', "cast(owed_from_period as text)"), ('owed_months', "cast(cast(owed_months as bigint) as text)"), ('limit_months', "cast(cast(limit_months as bigint) as text)"), ('owed_amount', "cast(cast(owed_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_med_003__long_arrears_still_covered') }}
union all
{%- endif %}
{%- if "'MED-004'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('gap_days', "cast(cast(gap_days as bigint) as text)"), ('admission_date', "cast(cast(admission_date as date) as text)"), ('previous_discharge_date', "cast(cast(previous_discharge_date as date) as text)"), ('medical_institution_code', "cast(medical_institution_code as text)"), ('previous_medical_institution_code', "cast(previous_medical_institution_code as text)"), ('primary_diagnosis_code', "cast(primary_diagnosis_code as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('gap_days', "cast(cast(gap_days as bigint) as text)"), ('admission_date', "cast(cast(admission_date as date) as text)"), ('previous_discharge_date', "cast(cast(previous_discharge_date as date) as text)"), ('medical_institution_code', "cast(medical_institution_code as text)"), ('previous_medical_institution_code', "cast(previous_medical_institution_code as text)"), ('primary_diagnosis_code', "cast(primary_diagnosis_code as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(gap_days as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_med_004__readmitted_within_days') }}
union all
{%- endif %}
{%- if "'MED-005'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('resident_insured_category_code', "cast(resident_insured_category_code as text)"), ('resident_hardship_category_code', "cast(resident_hardship_category_code as text)"), ('youngest_age', "cast(cast(youngest_age as bigint) as text)"), ('oldest_age', "cast(cast(oldest_age as bigint) as text)"), ('paid_amount', "cast(cast(paid_amount as numeric(18, 2)) as text)"), ('standard_amount', "cast(cast(standard_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('resident_insured_category_code', "cast(resident_insured_category_code as text)"), ('resident_hardship_category_code', "cast(resident_hardship_category_code as text)"), ('youngest_age', "cast(cast(youngest_age as bigint) as text)"), ('oldest_age', "cast(cast(oldest_age as bigint) as text)"), ('paid_amount', "cast(cast(paid_amount as numeric(18, 2)) as text)"), ('standard_amount', "cast(cast(standard_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_med_005__category_against_age_or_amount') }}
union all
{%- endif %}
{%- if "'MED-006'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('other_fund_code', "cast(other_fund_code as text)"), ('other_region_code', "cast(other_region_code as text)"), ('since_period', "cast(since_period as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('other_fund_code', "cast(other_fund_code as text)"), ('other_region_code', "cast(other_region_code as text)"), ('since_period', "cast(since_period as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_med_006__insured_twice') }}
union all
{%- endif %}
{%- if "'MED-007'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('admission_date', "cast(cast(admission_date as date) as text)"), ('discharge_date', "cast(cast(discharge_date as date) as text)"), ('other_fund_code', "cast(other_fund_code as text)"), ('other_region_code', "cast(other_region_code as text)"), ('other_admission_date', "cast(cast(other_admission_date as date) as text)"), ('paid_amount', "cast(cast(paid_amount as numeric(18, 2)) as text)"), ('other_paid_amount', "cast(cast(other_paid_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('admission_date', "cast(cast(admission_date as date) as text)"), ('discharge_date', "cast(cast(discharge_date as date) as text)"), ('other_fund_code', "cast(other_fund_code as text)"), ('other_region_code', "cast(other_region_code as text)"), ('other_admission_date', "cast(cast(other_admission_date as date) as text)"), ('paid_amount', "cast(cast(paid_amount as numeric(18, 2)) as text)"), ('other_paid_amount', "cast(cast(other_paid_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_med_007__stay_paid_twice') }}
union all
{%- endif %}
{%- if "'MED-008'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('admission_date', "cast(cast(admission_date as date) as text)"), ('cover_year', "cast(cover_year as text)"), ('visit_kind', "cast(visit_kind as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('admission_date', "cast(cast(admission_date as date) as text)"), ('cover_year', "cast(cover_year as text)"), ('visit_kind', "cast(visit_kind as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_med_008__treated_without_contribution') }}
union all
{%- endif %}
{%- if "'MED-009'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('borne_so_far_amount', "cast(cast(borne_so_far_amount as numeric(18, 2)) as text)"), ('threshold_amount', "cast(cast(threshold_amount as numeric(18, 2)) as text)"), ('paid_so_far_amount', "cast(cast(paid_so_far_amount as numeric(18, 2)) as text)"), ('paid_ratio', "cast(cast(paid_ratio as numeric(18, 6)) as text)"), ('lowest_ratio', "cast(cast(lowest_ratio as numeric(18, 6)) as text)"), ('highest_ratio', "cast(cast(highest_ratio as numeric(18, 6)) as text)"), ('is_needy', "cast(cast(is_needy as boolean) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('borne_so_far_amount', "cast(cast(borne_so_far_amount as numeric(18, 2)) as text)"), ('threshold_amount', "cast(cast(threshold_amount as numeric(18, 2)) as text)"), ('paid_so_far_amount', "cast(cast(paid_so_far_amount as numeric(18, 2)) as text)"), ('paid_ratio', "cast(cast(paid_ratio as numeric(18, 6)) as text)"), ('lowest_ratio', "cast(cast(lowest_ratio as numeric(18, 6)) as text)"), ('highest_ratio', "cast(cast(highest_ratio as numeric(18, 6)) as text)"), ('is_needy', "cast(cast(is_needy as boolean) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_med_009__large_illness_payment') }}
union all
{%- endif %}
{%- if "'MED-010'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('overlap_days', "cast(cast(overlap_days as bigint) as text)"), ('admission_date', "cast(cast(admission_date as date) as text)"), ('discharge_date', "cast(cast(discharge_date as date) as text)"), ('previous_discharge_date', "cast(cast(previous_discharge_date as date) as text)"), ('medical_institution_code', "cast(medical_institution_code as text)"), ('previous_medical_institution_code', "cast(previous_medical_institution_code as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('overlap_days', "cast(cast(overlap_days as bigint) as text)"), ('admission_date', "cast(cast(admission_date as date) as text)"), ('discharge_date', "cast(cast(discharge_date as date) as text)"), ('previous_discharge_date', "cast(cast(previous_discharge_date as date) as text)"), ('medical_institution_code', "cast(medical_institution_code as text)"), ('previous_medical_institution_code', "cast(previous_medical_institution_code as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(overlap_days as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_med_010__overlapping_stays') }}
union all
{%- endif %}
{%- if "'MT-001'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('age_years', "cast(cast(age_years as bigint) as text)"), ('delivery_date', "cast(cast(delivery_date as date) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('age_years', "cast(cast(age_years as bigint) as text)"), ('delivery_date', "cast(cast(delivery_date as date) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(age_years as numeric(18, 6)) as measured_value,
    cast(age_years as numeric(18, 6)) as second_measured_value
from {{ ref('rule_mt_001__age_at_birth') }}
union all
{%- endif %}
{%- if "'MT-002'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('delivery_date', "cast(cast(delivery_date as date) as text)"), ('previous_delivery_date', "cast(cast(previous_delivery_date as date) as text)"), ('previous_region_code', "cast(previous_region_code as text)"), ('gap_days', "cast(cast(gap_days as bigint) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('delivery_date', "cast(cast(delivery_date as date) as text)"), ('previous_delivery_date', "cast(cast(previous_delivery_date as date) as text)"), ('previous_region_code', "cast(previous_region_code as text)"), ('gap_days', "cast(cast(gap_days as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_mt_002__births_too_close') }}
union all
{%- endif %}
{%- if "'MT-003'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('delivery_date', "cast(cast(delivery_date as date) as text)"), ('raised_period', "cast(raised_period as text)"), ('peak_base_amount', "cast(cast(peak_base_amount as numeric(18, 2)) as text)"), ('former_base_amount', "cast(cast(former_base_amount as numeric(18, 2)) as text)"), ('later_base_amount', "cast(cast(later_base_amount as numeric(18, 2)) as text)"), ('jump_ratio', "cast(cast(jump_ratio as numeric(18, 6)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('delivery_date', "cast(cast(delivery_date as date) as text)"), ('raised_period', "cast(raised_period as text)"), ('peak_base_amount', "cast(cast(peak_base_amount as numeric(18, 2)) as text)"), ('former_base_amount', "cast(cast(former_base_amount as numeric(18, 2)) as text)"), ('later_base_amount', "cast(cast(later_base_amount as numeric(18, 2)) as text)"), ('jump_ratio', "cast(cast(jump_ratio as numeric(18, 6)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(jump_ratio as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_mt_003__base_raised_before_birth') }}
union all
{%- endif %}
{%- if "'MT-004'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('delivery_date', "cast(cast(delivery_date as date) as text)"), ('former_period', "cast(former_period as text)"), ('unit_due_amount', "cast(cast(unit_due_amount as numeric(18, 2)) as text)"), ('unit_paid_amount', "cast(cast(unit_paid_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('delivery_date', "cast(cast(delivery_date as date) as text)"), ('former_period', "cast(former_period as text)"), ('unit_due_amount', "cast(cast(unit_due_amount as numeric(18, 2)) as text)"), ('unit_paid_amount', "cast(cast(unit_paid_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_mt_004__unit_owed_before_birth') }}
union all
{%- endif %}
{%- if "'PAY-001'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('order_no', "cast(order_no as text)"), ('said_amount', "cast(cast(said_amount as numeric(18, 2)) as text)"), ('paid_amount', "cast(cast(paid_amount as numeric(18, 2)) as text)"), ('failed_amount', "cast(cast(failed_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('order_no', "cast(order_no as text)"), ('said_amount', "cast(cast(said_amount as numeric(18, 2)) as text)"), ('paid_amount', "cast(cast(paid_amount as numeric(18, 2)) as text)"), ('failed_amount', "cast(cast(failed_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pay_001__details_differ_from_order') }}
union all
{%- endif %}
{%- if "'PAY-002'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('ledger_amount', "cast(cast(ledger_amount as numeric(18, 2)) as text)"), ('plan_amount', "cast(cast(plan_amount as numeric(18, 2)) as text)"), ('paid_amount', "cast(cast(paid_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('ledger_amount', "cast(cast(ledger_amount as numeric(18, 2)) as text)"), ('plan_amount', "cast(cast(plan_amount as numeric(18, 2)) as text)"), ('paid_amount', "cast(cast(paid_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pay_002__paid_differs_from_ledger') }}
union all
{%- endif %}
{%- if "'PAY-003'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('payee_count', "cast(cast(payee_count as bigint) as text)"), ('fund_count', "cast(cast(fund_count as bigint) as text)"), ('paid_amount', "cast(cast(paid_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('payee_count', "cast(cast(payee_count as bigint) as text)"), ('fund_count', "cast(cast(fund_count as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(payee_count as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pay_003__many_payees_one_account') }}
union all
{%- endif %}
{%- if "'PAY-004'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('benefit_item_code', "cast(benefit_item_code as text)"), ('paid_times', "cast(cast(paid_times as bigint) as text)"), ('paid_date', "cast(cast(paid_date as date) as text)"), ('item_amount', "cast(cast(item_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('benefit_item_code', "cast(benefit_item_code as text)"), ('paid_times', "cast(cast(paid_times as bigint) as text)"), ('item_amount', "cast(cast(item_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pay_004__same_day_same_amount') }}
union all
{%- endif %}
{%- if "'PAY-005'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('payment_count', "cast(cast(payment_count as bigint) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('payment_count', "cast(cast(payment_count as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pay_005__account_of_another_name') }}
union all
{%- endif %}
{%- if "'PAY-006'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('order_no', "cast(order_no as text)"), ('paid_date', "cast(cast(paid_date as date) as text)"), ('order_amount', "cast(cast(order_amount as numeric(18, 2)) as text)"), ('bank_amount', "cast(cast(bank_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('order_no', "cast(order_no as text)"), ('paid_date', "cast(cast(paid_date as date) as text)"), ('order_amount', "cast(cast(order_amount as numeric(18, 2)) as text)"), ('bank_amount', "cast(cast(bank_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pay_006__bank_and_orders_differ') }}
union all
{%- endif %}
{%- if "'PAY-007'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('former_amount', "cast(cast(former_amount as numeric(18, 2)) as text)"), ('change_ratio', "cast(cast(change_ratio as numeric(18, 6)) as text)"), ('usual_change_ratio', "cast(cast(usual_change_ratio as numeric(18, 6)) as text)"), ('deviation_multiple', "cast(cast(deviation_multiple as numeric(18, 6)) as text)"), ('baseline_month_count', "cast(cast(baseline_month_count as bigint) as text)"), ('payee_count', "cast(cast(payee_count as bigint) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('former_amount', "cast(cast(former_amount as numeric(18, 2)) as text)"), ('change_ratio', "cast(cast(change_ratio as numeric(18, 6)) as text)"), ('usual_change_ratio', "cast(cast(usual_change_ratio as numeric(18, 6)) as text)"), ('deviation_multiple', "cast(cast(deviation_multiple as numeric(18, 6)) as text)"), ('baseline_month_count', "cast(cast(baseline_month_count as bigint) as text)"), ('payee_count', "cast(cast(payee_count as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(deviation_multiple as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pay_007__amount_unlike_other_months') }}
union all
{%- endif %}
{%- if "'PAY-008'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('approved_amount', "cast(cast(approved_amount as numeric(18, 2)) as text)"), ('spent_amount', "cast(cast(spent_amount as numeric(18, 2)) as text)"), ('spent_ratio', "cast(cast(spent_ratio as numeric(18, 6)) as text)"), ('budget_year', "cast(budget_year as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('approved_amount', "cast(cast(approved_amount as numeric(18, 2)) as text)"), ('spent_amount', "cast(cast(spent_amount as numeric(18, 2)) as text)"), ('spent_ratio', "cast(cast(spent_ratio as numeric(18, 6)) as text)"), ('budget_year', "cast(budget_year as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pay_008__beyond_the_budget') }}
union all
{%- endif %}
{%- if "'PEN-001'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('death_period', "cast(death_period as text)"), ('death_registered_period', "cast(death_registered_period as text)"), ('death_source', "cast(death_source as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('death_period', "cast(death_period as text)"), ('death_registered_period', "cast(death_registered_period as text)"), ('death_source', "cast(death_source as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_001__paid_after_death') }}
union all
{%- endif %}
{%- if "'PEN-002'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('relation', "cast(relation as text)"), ('age_months', "cast(cast(age_months as bigint) as text)"), ('limit_months', "cast(cast(limit_months as bigint) as text)"), ('benefit_start_period', "cast(benefit_start_period as text)")]) }} as evidence,
    {{ json_object([('relation', "cast(relation as text)"), ('limit_months', "cast(cast(limit_months as bigint) as text)"), ('benefit_start_period', "cast(benefit_start_period as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_002__dependant_beyond_age') }}
union all
{%- endif %}
{%- if "'PEN-004'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('other_place', "cast(other_place as text)"), ('pension_count', "cast(cast(pension_count as bigint) as text)"), ('paid_in_all_amount', "cast(cast(paid_in_all_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('other_place', "cast(other_place as text)"), ('pension_count', "cast(cast(pension_count as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_004__two_pensions') }}
union all
{%- endif %}
{%- if "'PEN-005'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('contribution_months', "cast(cast(contribution_months as bigint) as text)"), ('required_months', "cast(cast(required_months as bigint) as text)"), ('retirement_period', "cast(retirement_period as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('contribution_months', "cast(cast(contribution_months as bigint) as text)"), ('required_months', "cast(cast(required_months as bigint) as text)"), ('retirement_period', "cast(retirement_period as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_005__benefit_without_contribution') }}
union all
{%- endif %}
{%- if "'PEN-006'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('category', "cast(category as text)"), ('original_age_months', "cast(cast(original_age_months as bigint) as text)"), ('delay_months', "cast(cast(delay_months as bigint) as text)"), ('retired_at_months', "cast(cast(retired_at_months as bigint) as text)"), ('lawful_age_months', "cast(cast(lawful_age_months as bigint) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('category', "cast(category as text)"), ('original_age_months', "cast(cast(original_age_months as bigint) as text)"), ('delay_months', "cast(cast(delay_months as bigint) as text)"), ('retired_at_months', "cast(cast(retired_at_months as bigint) as text)"), ('lawful_age_months', "cast(cast(lawful_age_months as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_006__retired_before_lawful_age') }}
union all
{%- endif %}
{%- if "'PEN-007'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('component_due_amount', "cast(cast(component_due_amount as numeric(18, 2)) as text)"), ('due_amount', "cast(cast(due_amount as numeric(18, 2)) as text)"), ('paid_for_month_amount', "cast(cast(paid_for_month_amount as numeric(18, 2)) as text)"), ('backpay_amount', "cast(cast(backpay_amount as numeric(18, 2)) as text)"), ('benefit_payment_status_code', "cast(benefit_payment_status_code as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('component_due_amount', "cast(cast(component_due_amount as numeric(18, 2)) as text)"), ('due_amount', "cast(cast(due_amount as numeric(18, 2)) as text)"), ('paid_for_month_amount', "cast(cast(paid_for_month_amount as numeric(18, 2)) as text)"), ('backpay_amount', "cast(cast(backpay_amount as numeric(18, 2)) as text)"), ('benefit_payment_status_code', "cast(benefit_payment_status_code as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_007__due_and_paid_differ') }}
union all
{%- endif %}
{%- if "'PEN-008'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('contribution_year', "cast(contribution_year as text)"), ('other_fund_code', "cast(other_fund_code as text)"), ('other_region_code', "cast(other_region_code as text)"), ('document_no', "cast(document_no as text)"), ('government_level', "cast(government_level as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('contribution_year', "cast(contribution_year as text)"), ('other_fund_code', "cast(other_fund_code as text)"), ('other_region_code', "cast(other_region_code as text)"), ('document_no', "cast(document_no as text)"), ('government_level', "cast(government_level as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_008__subsidised_twice') }}
union all
{%- endif %}
{%- if "'PEN-009'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('outstanding_amount', "cast(cast(outstanding_amount as numeric(18, 2)) as text)"), ('outstanding_months', "cast(cast(outstanding_months as bigint) as text)"), ('outstanding_years', "cast(cast(outstanding_years as bigint) as text)"), ('idle_months', "cast(cast(idle_months as bigint) as text)"), ('last_repaid_period', "cast(last_repaid_period as text)")]) }} as evidence,
    {{ json_object([('outstanding_years', "cast(cast(outstanding_years as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(idle_months as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_009__overclaim_not_recovered') }}
union all
{%- endif %}
{%- if "'PEN-010'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('benefit_item_code', "cast(benefit_item_code as text)"), ('payable_type_code', "cast(payable_type_code as text)"), ('paid_times', "cast(cast(paid_times as bigint) as text)"), ('item_amount', "cast(cast(item_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('benefit_item_code', "cast(benefit_item_code as text)"), ('payable_type_code', "cast(payable_type_code as text)"), ('paid_times', "cast(cast(paid_times as bigint) as text)"), ('item_amount', "cast(cast(item_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_pen_010__paid_twice') }}
union all
{%- endif %}
{%- if "'PER-001'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('personal_contribution_base', "cast(cast(personal_contribution_base as numeric(18, 2)) as text)"), ('floor_amount', "cast(cast(floor_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('personal_contribution_base', "cast(cast(personal_contribution_base as numeric(18, 2)) as text)"), ('floor_amount', "cast(cast(floor_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_001__base_below_floor') }}
union all
{%- endif %}
{%- if "'PER-002'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('personal_contribution_base', "cast(cast(personal_contribution_base as numeric(18, 2)) as text)"), ('ceiling_amount', "cast(cast(ceiling_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('personal_contribution_base', "cast(cast(personal_contribution_base as numeric(18, 2)) as text)"), ('ceiling_amount', "cast(cast(ceiling_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_002__base_above_ceiling') }}
union all
{%- endif %}
{%- if "'PER-003'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('personal_contribution_base', "cast(cast(personal_contribution_base as numeric(18, 2)) as text)"), ('other_fund_code', "cast(other_fund_code as text)"), ('other_base_amount', "cast(cast(other_base_amount as numeric(18, 2)) as text)"), ('difference_amount', "cast(cast(difference_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('personal_contribution_base', "cast(cast(personal_contribution_base as numeric(18, 2)) as text)"), ('other_fund_code', "cast(other_fund_code as text)"), ('other_base_amount', "cast(cast(other_base_amount as numeric(18, 2)) as text)"), ('difference_amount', "cast(cast(difference_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(difference_amount as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_003__bases_of_funds_differ') }}
union all
{%- endif %}
{%- if "'PER-004'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('year_base_amount', "cast(cast(year_base_amount as numeric(18, 2)) as text)"), ('former_wage_amount', "cast(cast(former_wage_amount as numeric(18, 2)) as text)"), ('expected_base_amount', "cast(cast(expected_base_amount as numeric(18, 2)) as text)"), ('gap_ratio', "cast(cast(gap_ratio as numeric(18, 6)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('year_base_amount', "cast(cast(year_base_amount as numeric(18, 2)) as text)"), ('former_wage_amount', "cast(cast(former_wage_amount as numeric(18, 2)) as text)"), ('expected_base_amount', "cast(cast(expected_base_amount as numeric(18, 2)) as text)"), ('gap_ratio', "cast(cast(gap_ratio as numeric(18, 6)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(gap_ratio as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_004__base_below_taxed_wage') }}
union all
{%- endif %}
{%- if "'PER-005'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('name_count', "cast(cast(name_count as bigint) as text)"), ('system_code', "cast(system_code as text)"), ('is_one_registered', "cast(cast(is_one_registered as boolean) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('name_count', "cast(cast(name_count as bigint) as text)"), ('system_code', "cast(system_code as text)"), ('is_one_registered', "cast(cast(is_one_registered as boolean) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_005__id_with_several_names') }}
union all
{%- endif %}
{%- if "'PER-006'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('system_code', "cast(system_code as text)"), ('last_used_period', "cast(last_used_period as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('system_code', "cast(system_code as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_006__name_differs_from_registry') }}
union all
{%- endif %}
{%- if "'PER-007'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('other_fund_code', "cast(other_fund_code as text)"), ('covered_from_period', "cast(covered_from_period as text)"), ('overlap_months', "cast(cast(overlap_months as bigint) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('other_fund_code', "cast(other_fund_code as text)"), ('covered_from_period', "cast(covered_from_period as text)"), ('overlap_months', "cast(cast(overlap_months as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_007__insured_in_two_schemes') }}
union all
{%- endif %}
{%- if "'PER-008'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('other_region_code', "cast(other_region_code as text)"), ('region_count', "cast(cast(region_count as bigint) as text)"), ('paid_in_all_amount', "cast(cast(paid_in_all_amount as numeric(18, 2)) as text)"), ('covered_from_period', "cast(covered_from_period as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('other_region_code', "cast(other_region_code as text)"), ('region_count', "cast(cast(region_count as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_008__enrolled_in_two_regions') }}
union all
{%- endif %}
{%- if "'PER-009'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('receipt_count', "cast(cast(receipt_count as bigint) as text)"), ('charged_amount', "cast(cast(charged_amount as numeric(18, 2)) as text)"), ('contribution_type_code', "cast(contribution_type_code as text)"), ('due_amount', "cast(cast(due_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('receipt_count', "cast(cast(receipt_count as bigint) as text)"), ('charged_amount', "cast(cast(charged_amount as numeric(18, 2)) as text)"), ('contribution_type_code', "cast(contribution_type_code as text)"), ('due_amount', "cast(cast(due_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_per_009__paid_twice') }}
union all
{%- endif %}
{%- if "'RP-001'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('contribution_year', "cast(contribution_year as text)"), ('paid_amount', "cast(cast(paid_amount as numeric(18, 2)) as text)"), ('tier_amount', "cast(cast(tier_amount as numeric(18, 2)) as text)"), ('government_paid_amount', "cast(cast(government_paid_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('contribution_year', "cast(contribution_year as text)"), ('paid_amount', "cast(cast(paid_amount as numeric(18, 2)) as text)"), ('tier_amount', "cast(cast(tier_amount as numeric(18, 2)) as text)"), ('government_paid_amount', "cast(cast(government_paid_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_rp_001__tier_not_in_force') }}
union all
{%- endif %}
{%- if "'RP-002'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('contribution_year', "cast(contribution_year as text)"), ('collective_subsidy_amount', "cast(cast(collective_subsidy_amount as numeric(18, 2)) as text)"), ('other_aid_amount', "cast(cast(other_aid_amount as numeric(18, 2)) as text)"), ('highest_amount', "cast(cast(highest_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('contribution_year', "cast(contribution_year as text)"), ('collective_subsidy_amount', "cast(cast(collective_subsidy_amount as numeric(18, 2)) as text)"), ('other_aid_amount', "cast(cast(other_aid_amount as numeric(18, 2)) as text)"), ('highest_amount', "cast(cast(highest_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_rp_002__aid_above_highest_tier') }}
union all
{%- endif %}
{%- if "'RP-003'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('contribution_year', "cast(contribution_year as text)"), ('assistance_category_code', "cast(assistance_category_code as text)"), ('government_paid_amount', "cast(cast(government_paid_amount as numeric(18, 2)) as text)"), ('standard_amount', "cast(cast(standard_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('contribution_year', "cast(contribution_year as text)"), ('assistance_category_code', "cast(assistance_category_code as text)"), ('government_paid_amount', "cast(cast(government_paid_amount as numeric(18, 2)) as text)"), ('standard_amount', "cast(cast(standard_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_rp_003__paid_on_behalf_wrongly') }}
union all
{%- endif %}
{%- if "'RP-004'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('contribution_year', "cast(contribution_year as text)"), ('tier_amount', "cast(cast(tier_amount as numeric(18, 2)) as text)"), ('year_subsidy_amount', "cast(cast(year_subsidy_amount as numeric(18, 2)) as text)"), ('backpay_subsidy_amount', "cast(cast(backpay_subsidy_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('contribution_year', "cast(contribution_year as text)"), ('tier_amount', "cast(cast(tier_amount as numeric(18, 2)) as text)"), ('year_subsidy_amount', "cast(cast(year_subsidy_amount as numeric(18, 2)) as text)"), ('backpay_subsidy_amount', "cast(cast(backpay_subsidy_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_rp_004__subsidy_not_of_the_tier') }}
union all
{%- endif %}
{%- if "'UE-001'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('restart_period', "cast(restart_period as text)"), ('registration_date', "cast(cast(registration_date as date) as text)"), ('benefit_amount', "cast(cast(benefit_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('restart_period', "cast(restart_period as text)"), ('registration_date', "cast(cast(registration_date as date) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_ue_001__drawn_while_employed') }}
union all
{%- endif %}
{%- if "'UE-002'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('death_period', "cast(death_period as text)"), ('death_registered_period', "cast(death_registered_period as text)"), ('death_source', "cast(death_source as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('death_period', "cast(death_period as text)"), ('death_registered_period', "cast(death_registered_period as text)"), ('death_source', "cast(death_source as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_ue_002__paid_after_death') }}
union all
{%- endif %}
{%- if "'UE-003'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('month_amount', "cast(cast(month_amount as numeric(18, 2)) as text)"), ('paid_months', "cast(cast(paid_months as bigint) as text)"), ('living_standard_amount', "cast(cast(living_standard_amount as numeric(18, 2)) as text)"), ('minimum_wage_amount', "cast(cast(minimum_wage_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('month_amount', "cast(cast(month_amount as numeric(18, 2)) as text)"), ('paid_months', "cast(cast(paid_months as bigint) as text)"), ('living_standard_amount', "cast(cast(living_standard_amount as numeric(18, 2)) as text)"), ('minimum_wage_amount', "cast(cast(minimum_wage_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_ue_003__benefit_out_of_band') }}
union all
{%- endif %}
{%- if "'UE-005'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('approved_months', "cast(cast(approved_months as bigint) as text)"), ('carried_over_months', "cast(cast(carried_over_months as bigint) as text)"), ('lawful_months', "cast(cast(lawful_months as bigint) as text)"), ('total_contribution_months', "cast(cast(total_contribution_months as bigint) as text)"), ('benefit_amount', "cast(cast(benefit_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('approved_months', "cast(cast(approved_months as bigint) as text)"), ('carried_over_months', "cast(cast(carried_over_months as bigint) as text)"), ('lawful_months', "cast(cast(lawful_months as bigint) as text)"), ('total_contribution_months', "cast(cast(total_contribution_months as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_ue_005__beyond_approved_months') }}
union all
{%- endif %}
{%- if "'UNI-001'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('last_owed_period', "cast(last_owed_period as text)"), ('owed_months', "cast(cast(owed_months as bigint) as text)"), ('owed_years', "cast(cast(owed_years as bigint) as text)"), ('owed_amount', "cast(cast(owed_amount as numeric(18, 2)) as text)"), ('growth_amount', "cast(cast(growth_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('owed_years', "cast(cast(owed_years as bigint) as text)")]) }} as said,
    cast(null as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_uni_001__in_arrears') }}
union all
{%- endif %}
{%- if "'UNI-002'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('unit_base_amount', "cast(cast(unit_base_amount as numeric(18, 2)) as text)"), ('people_base_amount', "cast(cast(people_base_amount as numeric(18, 2)) as text)"), ('people_count', "cast(cast(people_count as bigint) as text)"), ('payroll_amount', "cast(cast(payroll_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('unit_base_amount', "cast(cast(unit_base_amount as numeric(18, 2)) as text)"), ('people_base_amount', "cast(cast(people_base_amount as numeric(18, 2)) as text)"), ('people_count', "cast(cast(people_count as bigint) as text)"), ('payroll_amount', "cast(cast(payroll_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_uni_002__unit_base_below_its_people') }}
union all
{%- endif %}
{%- if "'UNI-003'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('insured_count', "cast(cast(insured_count as bigint) as text)"), ('taxpayer_count', "cast(cast(taxpayer_count as bigint) as text)"), ('explained_count', "cast(cast(explained_count as bigint) as text)"), ('gap_count', "cast(cast(gap_count as bigint) as text)"), ('gap_ratio', "cast(cast(gap_ratio as numeric(18, 6)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('insured_count', "cast(cast(insured_count as bigint) as text)"), ('taxpayer_count', "cast(cast(taxpayer_count as bigint) as text)"), ('explained_count', "cast(cast(explained_count as bigint) as text)"), ('gap_count', "cast(cast(gap_count as bigint) as text)"), ('gap_ratio', "cast(cast(gap_ratio as numeric(18, 6)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(gap_ratio as numeric(18, 6)) as measured_value,
    cast(gap_count as numeric(18, 6)) as second_measured_value
from {{ ref('rule_uni_003__headcount_differs_from_taxpayers') }}
union all
{%- endif %}
{%- if "'UNI-004'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('people_count', "cast(cast(people_count as bigint) as text)"), ('year_base_amount', "cast(cast(year_base_amount as numeric(18, 2)) as text)"), ('former_wage_amount', "cast(cast(former_wage_amount as numeric(18, 2)) as text)"), ('expected_base_amount', "cast(cast(expected_base_amount as numeric(18, 2)) as text)"), ('gap_ratio', "cast(cast(gap_ratio as numeric(18, 6)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('people_count', "cast(cast(people_count as bigint) as text)"), ('year_base_amount', "cast(cast(year_base_amount as numeric(18, 2)) as text)"), ('former_wage_amount', "cast(cast(former_wage_amount as numeric(18, 2)) as text)"), ('expected_base_amount', "cast(cast(expected_base_amount as numeric(18, 2)) as text)"), ('gap_ratio', "cast(cast(gap_ratio as numeric(18, 6)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(gap_ratio as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_uni_004__bases_differ_from_taxed_wages') }}
union all
{%- endif %}
{%- if "'WI-001'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('benefit_kind', "cast(benefit_kind as text)"), ('death_period', "cast(death_period as text)"), ('death_registered_period', "cast(death_registered_period as text)"), ('death_source', "cast(death_source as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('benefit_kind', "cast(benefit_kind as text)"), ('death_period', "cast(death_period as text)"), ('death_registered_period', "cast(death_registered_period as text)"), ('death_source', "cast(death_source as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_wi_001__paid_after_death') }}
union all
{%- endif %}
{%- if "'WI-002'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('dependant_count', "cast(cast(dependant_count as bigint) as text)"), ('total_amount', "cast(cast(total_amount as numeric(18, 2)) as text)"), ('deceased_wage_amount', "cast(cast(deceased_wage_amount as numeric(18, 2)) as text)"), ('adjustment_amount', "cast(cast(adjustment_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('dependant_count', "cast(cast(dependant_count as bigint) as text)"), ('total_amount', "cast(cast(total_amount as numeric(18, 2)) as text)"), ('deceased_wage_amount', "cast(cast(deceased_wage_amount as numeric(18, 2)) as text)"), ('adjustment_amount', "cast(cast(adjustment_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_wi_002__dependants_above_wage') }}
union all
{%- endif %}
{%- if "'WI-003'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('lump_sum_disability_amount', "cast(cast(lump_sum_disability_amount as numeric(18, 2)) as text)"), ('appraisal_date', "cast(cast(appraisal_date as date) as text)"), ('first_graded_period', "cast(first_graded_period as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('lump_sum_disability_amount', "cast(cast(lump_sum_disability_amount as numeric(18, 2)) as text)"), ('appraisal_date', "cast(cast(appraisal_date as date) as text)"), ('first_graded_period', "cast(first_graded_period as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_wi_003__grant_without_grade') }}
union all
{%- endif %}
{%- if "'WI-004'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('grade', "cast(cast(grade as bigint) as text)"), ('appraisal_date', "cast(cast(appraisal_date as date) as text)"), ('allowance_amount', "cast(cast(allowance_amount as numeric(18, 2)) as text)"), ('pension_gap_amount', "cast(cast(pension_gap_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('grade', "cast(cast(grade as bigint) as text)"), ('appraisal_date', "cast(cast(appraisal_date as date) as text)"), ('allowance_amount', "cast(cast(allowance_amount as numeric(18, 2)) as text)"), ('pension_gap_amount', "cast(cast(pension_gap_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_wi_004__allowance_of_other_grades') }}
union all
{%- endif %}
{%- if "'WI-005'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('grade', "cast(cast(grade as bigint) as text)"), ('own_wage_amount', "cast(cast(own_wage_amount as numeric(18, 2)) as text)"), ('lawful_wage_amount', "cast(cast(lawful_wage_amount as numeric(18, 2)) as text)"), ('adjustment_total_amount', "cast(cast(adjustment_total_amount as numeric(18, 2)) as text)"), ('minimum_wage_amount', "cast(cast(minimum_wage_amount as numeric(18, 2)) as text)"), ('limit_amount', "cast(cast(limit_amount as numeric(18, 2)) as text)"), ('paid_months', "cast(cast(paid_months as bigint) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('grade', "cast(cast(grade as bigint) as text)"), ('own_wage_amount', "cast(cast(own_wage_amount as numeric(18, 2)) as text)"), ('lawful_wage_amount', "cast(cast(lawful_wage_amount as numeric(18, 2)) as text)"), ('adjustment_total_amount', "cast(cast(adjustment_total_amount as numeric(18, 2)) as text)"), ('minimum_wage_amount', "cast(cast(minimum_wage_amount as numeric(18, 2)) as text)"), ('limit_amount', "cast(cast(limit_amount as numeric(18, 2)) as text)"), ('paid_months', "cast(cast(paid_months as bigint) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_wi_005__allowance_above_standard') }}
union all
{%- endif %}
{%- if "'WI-006'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('care_level', "cast(care_level as text)"), ('average_wage_amount', "cast(cast(average_wage_amount as numeric(18, 2)) as text)"), ('limit_amount', "cast(cast(limit_amount as numeric(18, 2)) as text)"), ('paid_months', "cast(cast(paid_months as bigint) as text)"), ('appraisal_date', "cast(cast(appraisal_date as date) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('care_level', "cast(care_level as text)"), ('average_wage_amount', "cast(cast(average_wage_amount as numeric(18, 2)) as text)"), ('limit_amount', "cast(cast(limit_amount as numeric(18, 2)) as text)"), ('paid_months', "cast(cast(paid_months as bigint) as text)"), ('appraisal_date', "cast(cast(appraisal_date as date) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_wi_006__nursing_above_standard') }}
union all
{%- endif %}
{%- if "'WI-007'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('grade', "cast(cast(grade as bigint) as text)"), ('grant_months', "cast(cast(grant_months as bigint) as text)"), ('own_wage_amount', "cast(cast(own_wage_amount as numeric(18, 2)) as text)"), ('lawful_wage_amount', "cast(cast(lawful_wage_amount as numeric(18, 2)) as text)"), ('lump_sum_disability_amount', "cast(cast(lump_sum_disability_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('grade', "cast(cast(grade as bigint) as text)"), ('grant_months', "cast(cast(grant_months as bigint) as text)"), ('own_wage_amount', "cast(cast(own_wage_amount as numeric(18, 2)) as text)"), ('lawful_wage_amount', "cast(cast(lawful_wage_amount as numeric(18, 2)) as text)"), ('lump_sum_disability_amount', "cast(cast(lump_sum_disability_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_wi_007__grant_above_standard') }}
union all
{%- endif %}
{%- if "'WI-008'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('injury_date', "cast(cast(injury_date as date) as text)"), ('first_insured_period', "cast(first_insured_period as text)"), ('grant_amount', "cast(cast(grant_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('injury_date', "cast(cast(injury_date as date) as text)"), ('first_insured_period', "cast(first_insured_period as text)"), ('grant_amount', "cast(cast(grant_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_wi_008__insured_after_injury') }}
union all
{%- endif %}
{%- if "'WI-009'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('funeral_amount', "cast(cast(funeral_amount as numeric(18, 2)) as text)"), ('funeral_months', "cast(cast(funeral_months as bigint) as text)"), ('average_wage_amount', "cast(cast(average_wage_amount as numeric(18, 2)) as text)"), ('death_date', "cast(cast(death_date as date) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('funeral_amount', "cast(cast(funeral_amount as numeric(18, 2)) as text)"), ('funeral_months', "cast(cast(funeral_months as bigint) as text)"), ('average_wage_amount', "cast(cast(average_wage_amount as numeric(18, 2)) as text)"), ('death_date', "cast(cast(death_date as date) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_wi_009__funeral_above_standard') }}
union all
{%- endif %}
{%- if "'WI-010'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('injury_date', "cast(cast(injury_date as date) as text)"), ('short_months', "cast(cast(short_months as bigint) as text)"), ('last_short_period', "cast(last_short_period as text)"), ('owed_amount', "cast(cast(owed_amount as numeric(18, 2)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('injury_date', "cast(cast(injury_date as date) as text)"), ('short_months', "cast(cast(short_months as bigint) as text)"), ('last_short_period', "cast(last_short_period as text)"), ('owed_amount', "cast(cast(owed_amount as numeric(18, 2)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(null as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_wi_010__unit_owed_before_injury') }}
union all
{%- endif %}
{%- if "'WI-011'" not in failed %}
select
    {{ finding_columns() }},
    {{ json_object([('injury_date', "cast(cast(injury_date as date) as text)"), ('base_amount', "cast(cast(base_amount as numeric(18, 2)) as text)"), ('former_base_amount', "cast(cast(former_base_amount as numeric(18, 2)) as text)"), ('former_months', "cast(cast(former_months as bigint) as text)"), ('jump_ratio', "cast(cast(jump_ratio as numeric(18, 6)) as text)")]) }} as evidence,
    {{ json_object([('observed', "observed"), ('injury_date', "cast(cast(injury_date as date) as text)"), ('base_amount', "cast(cast(base_amount as numeric(18, 2)) as text)"), ('former_base_amount', "cast(cast(former_base_amount as numeric(18, 2)) as text)"), ('former_months', "cast(cast(former_months as bigint) as text)"), ('jump_ratio', "cast(cast(jump_ratio as numeric(18, 6)) as text)")]) }} as said,
    cast(amount_at_stake as numeric(18, 2)) as said_amount,
    told_apart,
    cast(jump_ratio as numeric(18, 6)) as measured_value,
    cast(null as numeric(18, 6)) as second_measured_value
from {{ ref('rule_wi_011__base_jump_at_injury') }}
union all
{%- endif %}
select * from (
    select
        cast(null as text) as finding_key,
        cast(null as text) as rule_id,
        cast(null as text) as kind,
        cast(null as text) as status,
        cast(null as text) as subject_type,
        cast(null as text) as subject_key,
        cast(null as text) as person_key,
        cast(null as text) as citizen_id,
        cast(null as text) as unit_key,
        cast(null as text) as fund_code,
        cast(null as text) as region_code,
        cast(null as text) as period,
        cast(null as text) as seen_period,
        cast(null as numeric(18, 2)) as amount_at_stake,
        cast(null as numeric(18, 2)) as recovered_amount,
        cast(null as text) as observed,
        cast(null as text) as expected,
        cast(null as bigint) as _delivery_id,
        cast(null as bigint) as _line_no,
        cast(null as text) as evidence,
        cast(null as text) as said,
        cast(null as numeric(18, 2)) as said_amount,
        cast(null as text) as told_apart,
        cast(null as numeric(18, 6)) as measured_value,
        cast(null as numeric(18, 6)) as second_measured_value
) as nothing
where finding_key is not null
