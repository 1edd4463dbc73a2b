"""Whom or what findings are about, for every kind of subject, on both engines; the build is written by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from warehouse_sql import open_warehouse, sent, subjects

RECORD = "system_code text, region_code text, name_key text, last_period text, is_current boolean"
TABLES = {
    "rule.fct_finding_candidate": (
        "finding_key text, person_key text, citizen_id text, unit_key text, _delivery_id text, _line_no integer",
        [
            ("f1", "p1", "ID1", "u1", "d", 1),
            ("f2", None, None, "u2", "d", 2),
            ("plan", "p1", "ID1", None, "d", 3),
            ("item", None, None, None, "d", 4),
        ],
    ),
    "base.base_payment": ("_delivery_id text, _line_no integer, payable_plan_detail_id text", [("d", 3, "L3")]),
    "base.base_payable_item": ("_delivery_id text, _line_no integer, payable_plan_detail_id text", [("d", 4, "L4")]),
    "core.dim_person": ("person_key text, citizen_id text, person_name text", [("p1", "ID1", "某甲")]),
    "base.base_person_identity": ("person_key text, resolved_person_key text", [("p0", "p1")]),
    "base.base_person_record": (
        f"person_key text, person_id text, citizen_id text, {RECORD}",
        [
            ("p1", "H1", "ID1", "HRSS", "630102", "某甲", "202501", True),
            ("p1", "H2", "ID1", "HRSS", "632300", "某甲", "202503", True),
            ("p0", "M1", None, "MED", "632300", "某甲", "202401", True),
            ("p1", "H0", "ID1", "HRSS", "630102", "某甲", "202504", False),
            ("p1", None, "ID1", "PSB", "630000", "某甲", "202504", True),
            ("p7", "M7", None, "MED", "630102", "某丁", "202401", True),
        ],
    ),
    "core.dim_unit": (
        "unit_key text, org_code text, unit_name text",
        [("u1", "750612340", "一厂"), ("u2", "750612340", "二厂")],
    ),
    "base.base_unit_identity": ("unit_key text, resolved_unit_key text", [("u0", "u1")]),
    "base.base_unit_record": (
        f"unit_key text, unit_id text, org_code text, {RECORD}",
        [
            ("u1", "U1", "750612340", "HRSS", "630102", "一厂", "202501", True),
            ("u2", "U2", "750612340", "HRSS", "630102", "二厂", "202501", True),
            ("u8", "U8", "750612348", "TAX", "630102", "八厂", "202501", True),
        ],
    ),
    "base.base_annuity_unit": ("unit_key text, unified_credit_code text", [("u0", "91630000750612340X"), ("u2", None)]),
}


@pytest.fixture
def named(warehouse_url):
    with open_warehouse(warehouse_url) as warehouse:
        with warehouse.transaction() as tx:
            for schema in ("core", "base", "rule"):
                tx.execute(f"create schema if not exists {schema}")
            for name, (columns, rows) in TABLES.items():
                tx.execute(f"create table {name} ({columns})")
                for row in rows:
                    values = {f"v{i}": value for i, value in enumerate(row)}
                    tx.execute(f"insert into {name} values ({', '.join(f':{v}' for v in values)})", values)
        built = SimpleNamespace(query=warehouse.query, relations=lambda: set(TABLES) - built.lost, lost=set())

        def run(*findings, lost=()):
            built.lost = set(lost)
            rows = [
                {"finding_key": key, "subject_type": kind, "subject_key": subject, "fund_code": fund,
                 "region_code": region, "evidence": evidence}
                for key, kind, subject, fund, region, evidence in findings
            ]  # fmt: skip
            found = subjects.named(built, rows)
            assert all(set(told) == set(subjects.COLUMNS) and told["subject"] for told in found.values())
            return {key: tuple(told[name] for name in subjects.COLUMNS) for key, told in found.items()}

        yield run


def test_every_kind_of_subject_is_named(named):
    found = named(
        ("f1", "person", "p1", "enterprise_pension", "632300", None),
        ("f2", "unit", "u2", "enterprise_pension", "630102", "{}"),
        ("plan", "document", "x", "enterprise_pension", "630102", '{"order_no": null}'),
        ("item", "document", "x", "enterprise_pension", "630102", None),
        ("order", "document", "x", "enterprise_pension", "630102", '{"order_no": "M1"}'),
        ("lost", "document", "0123456789abcdef", "enterprise_pension", "630102", "{}"),
        ("shared", "account", "0123456789abcdef", "enterprise_pension", "630102", "{}"),
        ("booked", "account", "0123456789abcdef", "enterprise_pension", None, '{"document_no": "青财〔2025〕1号"}'),
        ("month", "region", "630102", "enterprise_pension", "630102", "{}"),
    )
    nobody = (None,) * 6
    person, unit = ("H2", "某甲", "ID1"), ("U1", "91630000750612340X", "一厂")
    assert found == {
        "f1": ("个人", *person, *unit),  # with his employer
        "f2": ("单位", None, None, None, "U2", "750612340", "二厂"),
        "plan": ("应付计划 L3", "H1", "某甲", "ID1", None, None, None),  # and who got it
        "item": ("应付计划 L4", *nobody), "order": ("支付单 M1", *nobody), "lost": ("单据 0123456789ab", *nobody),
        "shared": ("账户 0123456789ab", *nobody), "booked": ("补助文件 青财〔2025〕1号", *nobody),
        "month": ("统筹区 630102", *nobody),
    }  # fmt: skip


def test_number_is_that_of_the_fund_and_region_whatever_the_key(named):
    def number(fund, region, key="p1"):
        return named(("a", "person", key, fund, region, "{}"))["a"][1]

    assert number("enterprise_pension", "630102") == "H1", "not the one that no longer counts"
    assert number("work_injury", "632300") == "H2"
    assert number("employee_medical", "630102") == "M1", "of another region rather than of another system"
    assert number("enterprise_pension", "632700") == "H2", "else the one used last"
    assert number("enterprise_pension", "630102", key="p0") == "H1", "under a key that is his no longer"


def test_who_is_in_no_dimension_or_nowhere_is_named_by_what_there_is(named):
    assert named(("a", "person", "p7", "employee_medical", "630102", "{}"))["a"][:4] == ("个人", "M7", "某丁", None)
    assert named(("a", "unit", "u8", "enterprise_pension", "630102", "{}"))["a"][4:] == ("U8", "750612348", "八厂")
    for kind, word in (("person", "个人"), ("unit", "单位")):
        assert named(("a", kind, "0123456789abcdef", "maternity", None, None))["a"][0] == f"{word} 0123456789ab"
    assert named(("a", "person", "p1", "maternity", None, None), lost=TABLES)["a"][0] == "个人 p1"


def test_many_are_asked_for_in_chunks(named, monkeypatch):
    monkeypatch.setattr(sent, "CHUNK", 2)
    found = named(*((f"k{n}", "unit", f"u{n}", "enterprise_pension", "630102", "{}") for n in range(9)))
    assert {key: told[4] for key, told in found.items() if told[4]} == {"k0": "U1", "k1": "U1", "k2": "U2", "k8": "U8"}
