"""Several findings of one person and month rest on different things, from month to month the same, on both engines."""

from __future__ import annotations

from tests.dbt_project.rendered import expression, model, text
from warehouse_sql import open_warehouse

PAYMENT = {
    "fund_code": "'enterprise_pension'", "region_code": "'630102'", "person_key": "'p'", "party_name": "'王小明'",
    "citizen_id": "'630102195001011234'", "bank_account_name": "'张代领'", "is_paid": "true", "_delivery_id": "1",
}  # fmt: skip
NOTHING = {
    "base_person_record": "select cast(null as text) as citizen_id, cast(null as text) as name_key where false",
    "fct_dependant_benefit": "select cast(null as text) as fund_code, cast(null as text) as person_key,"
    " cast(null as text) as period where false",
    "dim_parameter": "select 'enterprise_pension' as fund_code, 'majority_age_months' as parameter_id,"
    " '630102' as region_code, '*' as key, '198701' as period_from, '999912' as period_to, 216 as value",
}


def evidence(url, ctes, found):
    """Of each row of `found` what it rests on; `found` has `name`, its line in order."""
    dialect = url.partition(":")[0].removesuffix("ql")
    with open_warehouse(url) as warehouse:
        rows = warehouse.query(
            f"with {ctes(dialect)}, f as (select r.*, '{{}}' as said from r)"
            f" select _line_no, {expression('evidence_hash', dialect, 'f')} as hash from f"
        ).to_pylist()
    hashes = {row["_line_no"]: row["hash"] for row in rows}
    return [hashes[line] for line in found]


def test_another_account_is_other_evidence_and_the_same_one_a_month_later_is_not(warehouse_url):
    payments = [("'A'", "202501", 1000, 1), ("'B'", "202501", 90000, 2), ("'A'", "202502", 1000, 3)]

    def ctes(dialect):
        rows = " union all ".join(
            "select "
            + ", ".join(f"{value} as {name}" for name, value in PAYMENT.items())
            + f", {account} as bank_account_no, '{period}' as period, {amount} as amount, {line} as _line_no"
            for account, period, amount, line in payments
        )
        rule = model("rule_pay_005__account_of_another_name", dialect)
        given = ", ".join(f"{name} as ({sql})" for name, sql in {"fct_payment": rows, **NOTHING}.items())
        return f"{given}, r as ({rule})"

    first, other, later = evidence(warehouse_url, ctes, [1, 2, 3])
    assert first != other, "another account: dismissing the one says nothing of the other"
    assert first == later


def test_what_varies_by_the_rule_tells_no_evidence_apart(warehouse_url):
    finding = (
        "{{ finding('PAY-004', 'd', 'person', 'd.person_key', \"'same_day'\", 'd.item_amount', \"'2'\", \"'1'\","
        " key=['item_amount', 'paid_date']) }}"
    )

    def ctes(dialect):
        rows = " union all ".join(
            f"select 'p' as person_key, 'maternity' as fund_code, '630102' as region_code, '{day[:6]}' as period,"
            f" {amount} as item_amount, '{day}' as paid_date, 1 as _delivery_id, {line} as _line_no"
            for line, (day, amount) in enumerate((("20250105", 500), ("20250206", 500), ("20250206", 800)))
        )
        return f"d as ({rows}), r as (select {text(finding, dialect)} from d)"

    january, february, other = evidence(warehouse_url, ctes, [0, 1, 2])
    assert january == february != other
