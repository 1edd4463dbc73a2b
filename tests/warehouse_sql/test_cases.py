"""What officers say of findings, from build to build, on both engines; the findings' own history is written by hand."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from catalogue.case_reasons import case_reasons
from catalogue.officers import Officer
from tests.warehouse_sql.test_finding_events import fingerprints
from warehouse_sql import clock, migrate, open_warehouse, sent
from warehouse_sql.control import cases, payers
from warehouse_sql.control.cases import CaseError, Said
from warehouse_sql.control.payers import Payers

REASONS = case_reasons()
WANG = Officer("王芳", "supervisor", "630000")
LI = Officer("李 强", "supervisor", "630000")
MA = Officer("马海", "handler", "630102", agency_code="630102001")
VIEWER = Officer("张三", "viewer", "630000")


class Work:
    """A warehouse with findings of one person, and officers."""

    def __init__(self, url: str) -> None:
        self.warehouse = open_warehouse(url)
        self.dialect = url.partition(":")[0].removesuffix("ql")
        self.build = 0

    def seen(self, key, event="opened", state="open", period="202503", told_apart=None, **facts):
        """A build says this of a finding; `told_apart`: which of several of its person and month it is."""
        self.build += 1
        row = {
            "build_id": f"b{self.build:03d}", "finding_key": key, "event": event, "state": state, "rule_id": "PEN-005",
            "happened_at": datetime(2025, 4, 1) + timedelta(days=self.build), "fund_code": "enterprise_pension",
            "region_code": "630102", "period": period, "seen_period": period, "kind": "not_entitled",
            "subject_type": "person", "subject_key": "p1", "amount_at_stake": 3000, "recovered_amount": 0,
            "observed": period, "expected": "180", "evidence": f'{{"months": 179, "month": "{period}"}}',
            "facts_hash": "x", **facts,
        }  # fmt: skip
        row = {"said": f'{{"observed": "{row["observed"]}", {row["evidence"][1:]}'} | row
        amount = "cast(null as text)" if row["said"] == "{}" else "amount_at_stake"  # it varies, as all else
        columns = ", ".join(row)
        said = fingerprints(self.dialect, amount, "cast(:apart as text)")
        with self.warehouse.transaction() as tx:
            tx.execute(
                f"insert into control.finding_event ({columns}) values ({', '.join(':' + name for name in row)})", row
            )
            tx.execute(
                f"update control.finding_event as f set {said} where build_id = :b",
                {"b": row["build_id"], "apart": told_apart},
            )

    def say(self, what, by, *keys, side=None, source=None, reason=None, note="", login=None):
        with self.warehouse.transaction() as tx:
            rows = cases.by_keys(tx, keys)
            assert set(rows) == set(keys)
            said = Said(what, by, login or by.name, reason, note, source)
            return cases.say(
                tx, [(row, said) for row in rows.values()], dict.fromkeys(keys, side or Payers()), REASONS
            ).events

    def refused(self, *arguments, **options):
        with pytest.raises(CaseError) as error:
            self.say(*arguments, **options)
        return error.value.what

    def standing(self, key):
        with self.warehouse.transaction() as tx:
            return cases.by_keys(tx, [key])[key]["standing"]

    def back(self, key):
        with self.warehouse.transaction() as tx:
            return cases.came_back(tx, cases.by_keys(tx, [key])[key], {})

    def dismissed(self, key):
        self.say("dismissed", WANG, key, reason="D02", note="已核档案")
        assert self.say("dismissed", LI, key) == {"approved": [key]}


@pytest.fixture
def work(warehouse_url):
    made = Work(warehouse_url)
    yield made
    made.warehouse.close()


def test_case_is_closed_by_two_who_did_not_pay_and_everything_is_kept(work):
    for key in ("a", "b"):
        work.seen(key)
    assert work.standing("a") == "open"
    # Who may not.
    assert work.refused("confirmed", VIEWER, "a") == "role"
    assert work.refused("confirmed", MA, "a") == "payer", "his agency pays in that county"
    other = Officer("马海", "handler", "632300", agency_code="630102001")
    assert work.refused("confirmed", other, "a", side=Payers(agencies=frozenset({"630102001"}))) == "payer"
    assert work.refused("confirmed", WANG, "a", side=Payers(operators=frozenset({" 王芳"}))) == "payer"
    assert work.say("asked", MA, "b", note="请补充退休审批表") == {"asked": ["b"]}, "to ask closes nothing"
    # Words.
    for wrong in ({}, {"reason": "C01"}, {"reason": "D77"}):
        assert work.refused("dismissed", WANG, "a", **wrong) == "reason"
    assert work.refused("dismissed", WANG, "a", reason="D99", note="其他") == "note"
    assert work.refused("asked", WANG, "a", note=" ") == "note"
    assert work.refused("settled", WANG, "a") == "outcome"
    # Two people.
    assert work.say("confirmed", WANG, "a", reason="C01", note="卡号 632321195001011239") == {"proposed": ["a"]}
    assert work.standing("a") == "proposed"
    twin = Officer("王　芳", "supervisor", "630000")
    for same in (WANG, twin):
        assert work.refused("confirmed", same, "a", reason="C01", note="卡号 632321195001011239") == "same_person"
    assert work.refused("confirmed", LI, "a", side=Payers(operators=frozenset({"李强"}))) == "payer"
    assert work.say("confirmed", LI, "a") == {"approved": ["a"]}
    assert work.standing("a") == "confirmed"
    assert work.say("confirmed", WANG, "a") == {"unchanged": ["a"]}
    assert work.refused("dismissed", WANG, "a", reason="D02") == "closed"
    assert work.say("answered", MA, "b", note="审批表已附") == {"answered": ["b"]} and work.standing("b") == "open"
    assert work.refused("answered", MA, "b", note="审批表已附") == "standing"
    # Another opinion is another proposal; the first one may then agree. To ask takes one back: not for who paid.
    assert work.say("confirmed", WANG, "b") == {"proposed": ["b"]}
    assert work.refused("asked", MA, "b", note="请补充退休审批表") == "payer" and work.standing("b") == "proposed"
    assert work.say("asked", LI, "b", note="请补充退休审批表") == {"asked": ["b"]}
    assert work.say("confirmed", WANG, "b") == {"proposed": ["b"]}
    assert work.say("dismissed", LI, "b", reason="D01") == {"proposed": ["b"]}
    assert work.say("dismissed", WANG, "b") == {"approved": ["b"]}
    assert work.refused("reopened", WANG, "b", note="错") == "note"
    assert work.say("reopened", LI, "b", note="新证据到达") == {"reopened": ["b"]} and work.standing("b") == "open"
    with work.warehouse.transaction() as tx:
        [case_id] = {row["case_id"] for row in cases.found(tx)}
        events = cases.history(tx, case_id)
        [state] = tx.query("select * from control.case_state").to_pylist()
        precision = tx.query("select * from control.rule_precision").to_pylist()
    assert [event["event_no"] for event in events] == list(range(1, len(events) + 1))
    assert [(event["action"], event["acted_by"]) for event in events if event["finding_key"] == "a"] == [
        ("proposed", "王芳"), ("approved", "李 强"),
    ]  # fmt: skip
    assert {event["reason_code"] for event in events if event["finding_key"] == "a"} == {"C01"}
    assert not any("632321195001011239" in (event["note"] or "") for event in events)
    assert (state["state"], state["finding_count"], state["confirmed_count"]) == ("open", 2, 1)
    assert [(row["rule_id"], row["region_code"], row["confirmed_count"], float(row["precision_rate"]))
            for row in precision] == [("PEN-005", "630102", 1, 1.0)]  # fmt: skip


def test_same_person_never_closes_what_he_proposed(work):
    work.seen("a")
    work.say("dismissed", WANG, "a", reason="D02", note="已核档案", source="book1")
    for name in ("王芳", "王　芳", " 王芳 "):
        again = Officer(name, "supervisor", "630000")
        assert work.refused("dismissed", again, "a", reason="D02", note="已核档案") == "same_person"
    assert work.say("dismissed", WANG, "a", reason="D02", note="已核档案", source="book1") == {"unchanged": ["a"]}
    assert work.say("dismissed", WANG, "a", reason="D01") == {"proposed": ["a"]}, "he may put his reason better"
    assert work.standing("a") == "proposed"


def test_dismissed_stays_dismissed_next_month_unless_what_it_rests_on_changes(work):
    work.seen("march")
    work.dismissed("march")
    work.seen("april", period="202504", amount_at_stake=3100)
    assert work.standing("april") == "dismissed", "same evidence; another month and amount are no new facts"
    work.seen("may", period="202505", evidence='{"months": 170, "month": "202505"}')
    assert work.standing("may") == "returned"
    why = work.back("may")
    assert "202503 的同类疑点" in why and "months 179 → 170" in why, why
    work.seen("elsewhere", region_code="632300")
    assert work.standing("elsewhere") == "open", "another county's is another matter"
    work.seen("other rule", rule_id="PEN-001")
    assert work.standing("other rule") == "open"
    work.seen("other kind", period="202506", kind="other")
    assert work.standing("other kind") == "returned" and "类别 not_entitled → other" in work.back("other kind")
    with work.warehouse.transaction() as tx:
        [row] = tx.query("select * from control.rule_precision").to_pylist()
    assert (row["confirmed_count"], row["dismissed_count"], float(row["precision_rate"])) == (0, 1, 0.0)
    # The same finding with other facts comes back itself, and goes on as decided once they are as they were.
    work.seen("march", "changed", amount_at_stake=9000)
    assert work.standing("march") == "returned" and "涉及金额 3000.00 → 9000.00" in work.back("march")
    assert "王" not in (work.back("may") or "") and work.back("april") is None
    work.seen("march", "changed", recovered_amount=500)
    assert work.standing("march") == "dismissed", "what comes back of the money is no new fact"
    # Opened again it holds for nobody.
    work.say("reopened", LI, "march", note="档案系伪造")
    assert work.standing("april") == "open"


def test_confirmed_since_ends_what_was_dismissed_before(work):
    for number, key in enumerate(("march", "april", "may")):
        work.seen(key, period=f"20250{3 + number}", evidence='{"months": 179}', observed="179")
    work.dismissed("march")
    assert work.standing("april") == work.standing("may") == "dismissed"
    work.say("reopened", LI, "april", note="档案系伪造")
    work.say("confirmed", WANG, "april", reason="C01")
    assert work.standing("may") == "dismissed", "one alone ends nothing"
    work.say("confirmed", LI, "april")
    assert work.standing("may") == "open" and work.back("may") is None
    assert (work.standing("march"), work.standing("april")) == ("dismissed", "confirmed")
    work.dismissed("may")
    work.seen("june", period="202506", evidence='{"months": 179}', observed="179")
    assert work.standing("june") == "dismissed", "the last decision of two"


def test_dismissed_account_silences_no_other_account_of_the_same_person(work):
    alike = {"evidence": '{"payment_count": 1}', "observed": "另一户名"}
    work.seen("proxy", told_apart="A", **alike)
    work.seen("stranger", told_apart="B", **alike, amount_at_stake=90000)
    work.dismissed("proxy")
    assert work.standing("stranger") == "returned"
    assert "账户、单位或编号不同" in work.back("stranger")
    work.seen("proxy in april", period="202504", told_apart="A", **alike)
    work.seen("new account", period="202504", told_apart="C", **alike)
    assert [work.standing(key) for key in ("proxy in april", "new account")] == ["dismissed", "returned"]


def test_what_only_varies_from_month_to_month_is_no_new_fact(work):
    """Of a child who is too old he is older each month; of a debt one more month is owed."""
    work.seen("march", observed="217", evidence='{"age": 217, "limit": 216}', said='{"limit": 216}')
    work.dismissed("march")
    april = {"observed": "218", "evidence": '{"age": 218, "limit": 216}'}
    work.seen("april", period="202504", **april, said='{"limit": 216}')
    assert work.standing("april") == "dismissed"
    work.seen("march", "changed", **april, said='{"limit": 216}', facts_hash="y")
    assert work.standing("march") == "dismissed", "the same finding, seen a month later"
    work.seen("may", period="202505", **april, said='{"limit": 217}')
    assert work.standing("may") == "returned" and "limit 216 → 217" in work.back("may")
    # What one has proposed another may second after the next month's file.
    debt = {"subject_key": "p2", "observed": "2"}
    work.seen("debt", **debt, said="{}")
    work.say("confirmed", WANG, "debt", reason="C01")
    work.seen("debt", "changed", **debt | {"observed": "3"}, amount_at_stake=4000, said="{}")
    assert work.standing("debt") == "proposed" and work.say("confirmed", LI, "debt") == {"approved": ["debt"]}


def test_what_the_data_take_away_is_gone_and_stands_as_decided_where_it_was(work):
    work.seen("a")
    work.seen("b")
    work.say("confirmed", WANG, "a", reason="C01")
    work.say("confirmed", LI, "a")
    for key in ("a", "b"):
        work.seen(key, "closed", "closed")
    assert work.standing("a") == "confirmed" and work.standing("b") == "gone"
    with work.warehouse.transaction() as tx:
        [state] = tx.query("select confirmed_count, amount_at_stake from control.case_state").to_pylist()
    assert (state["confirmed_count"], state["amount_at_stake"]) == (1, 0), "nothing is at stake any more"
    assert work.refused("confirmed", WANG, "b") == "gone"
    work.seen("b", "reopened")
    work.say("confirmed", WANG, "b")
    work.seen("b", "changed", observed="other")
    assert work.standing("b") == "returned"
    assert work.say("confirmed", LI, "b") == {"proposed": ["b"]}, "nobody seconds what was said of other facts"


def test_what_changed_while_it_was_looked_at_is_not_decided(work):
    work.seen("a")
    with work.warehouse.transaction() as tx:
        rows = cases.by_keys(tx, ["a"])
    work.seen("a", "changed", amount_at_stake=1)
    with pytest.raises(CaseError, match="刚刚变化"), work.warehouse.transaction() as tx:
        cases.say(tx, [(rows["a"], Said("confirmed", WANG, "x"))], {}, REASONS)
    with work.warehouse.transaction() as tx:
        assert tx.query("select * from control.case_event").num_rows == 0


def test_two_names_under_one_login_are_one_person(work):
    work.seen("a")
    assert work.say("confirmed", WANG, "a", reason="C01", login="office") == {"proposed": ["a"]}
    assert work.refused("confirmed", LI, "a", login="office") == "same_person"
    assert work.refused("confirmed", WANG, "a", reason="C01", login="elsewhere") == "same_person"
    assert work.standing("a") == "proposed"
    assert work.say("confirmed", LI, "a", login="li") == {"approved": ["a"]}


@pytest.mark.parametrize(
    ("officer", "finding", "is_party"),
    [
        ("632300", "632321", True),  # a prefecture's agency pays in its counties
        ("632301", "632321", True),  # the county's present code
        ("632321", "632300", False),
        ("632322", "632321", False),
        ("632200", "632321", False),
        ("630000", "632321", True),
        ("630199", "630102", True),  # 市本级
        ("639900", "630102", True),  # 省本级
    ],
)
def test_agency_of_a_region_pays_in_all_below_it(work, officer, finding, is_party):
    work.seen("a", region_code=finding)
    by = Officer("马海", "handler", officer, agency_code="A17")
    office = Officer("马海", "supervisor", officer)
    said = {"reason": "C01"}
    assert work.say("confirmed", office, "a", **said) == {"proposed": ["a"]}, "who works for no agency pays nobody"
    if is_party:
        assert work.refused("dismissed", by, "a", reason="D01") == "payer"
    else:
        assert work.say("dismissed", by, "a", reason="D01") == {"proposed": ["a"]}


def test_officer_of_a_county_who_works_for_the_agency_of_the_prefecture_is_a_party(work):
    work.seen("a", region_code="632322")
    assert work.refused("confirmed", Officer("马海", "handler", "632321", agency_code="632300001"), "a") == "payer"
    assert work.say("confirmed", Officer("马海", "handler", "632321", agency_code="632321001"), "a") == {
        "proposed": ["a"]
    }


PAYMENT = "fund_code text, region_code text, payment_master_id text, payable_plan_detail_id text, bank_account_no text"
LINE = "_delivery_id text, _line_no integer"
TABLES = {
    "core.fct_payment": f"person_key text, party_id text, party_name text, {PAYMENT}",
    "base.base_payment": f"{LINE}, payable_plan_detail_id text, bank_account_no text",
    "base.base_payable_item": f"{LINE}, payable_plan_detail_id text",
    "base.base_disbursement": "operator_name text, agency_code text, fund_code text, region_code text,"
    " payment_master_id text, bank_account_no text, period text",
    "core.dim_unit": "unit_key text, unit_id text, unit_name text, region_code text",
    "core.dim_bank_account": "account_no text",
    "rule.fct_finding_candidate": f"finding_key text, {LINE}",
}
FUND, OTHER = "enterprise_pension", "unemployment"


@pytest.fixture
def paid(work):
    """A published build: orders, each entered by somebody else, what was paid on them and which lines show it."""
    rows = {
        "base.base_disbursement": [
            # operator, agency, fund, region, order, account of the fund, month
            ("甲", "A1", FUND, "630102", "M1", "F1", "202503"),
            ("乙", "A2", FUND, "632300", "M1", "F2", "202503"),
            ("丙", "A1", OTHER, "630102", "M2", "F3", "202412"),
            ("丁", "A1", FUND, "630102", "M3", "F1", "202411"),
            ("戊", "A9", FUND, "632700", "M4", "F9", "202503"),
        ],
        "core.fct_payment": [
            # person, number, name, fund, region, order, plan, account
            ("p1", "P1", "某", FUND, "630102", "M1", "L1", "B1"),
            ("p2", "P2", "某", OTHER, "630102", "M2", "L2", "B1"),
            ("x", "U1", "厂", FUND, "630102", "M3", "L3", "B3"),
        ],
        "base.base_payment": [("d1", 2, "L1", "B1")],
        "base.base_payable_item": [("d2", 2, "L3")],
        "core.dim_unit": [("u1", "U1", "厂", "630102"), ("u2", "P1", "别的", "630102")],
        "core.dim_bank_account": [("F1",), ("F3",)],
        "rule.fct_finding_candidate": [("plan", "d1", 2), ("item", "d2", 2), ("shared", "d1", 2), ("loose", "d9", 2)],
    }
    with work.warehouse.transaction() as tx:
        for schema in ("core", "base", "rule"):
            tx.execute(f"create schema if not exists {schema}")
        for name, columns in TABLES.items():
            tx.execute(f"create table {name} ({columns})")
            for row in rows[name]:
                named = {f"v{i}": value for i, value in enumerate(row)}
                tx.execute(f"insert into {name} values ({', '.join(f':{name}' for name in named)})", named)

    built = SimpleNamespace(query=work.warehouse.query, there=set(TABLES), relations=lambda: built.there)

    def sides(**facts):
        work.seen("a", **facts)
        with work.warehouse.transaction() as tx:
            [row] = cases.found(tx)
        found = payers.payers(built, [row]).get("a", Payers())
        return "".join(sorted(found.operators)), " ".join(sorted(found.agencies))

    sides.built = built
    return sides


def account(number):
    return hashlib.md5(number.encode()).hexdigest()


@pytest.mark.parametrize(
    ("finding", "operators", "agencies"),
    [
        ({"subject_type": "person", "subject_key": "p1"}, "甲", "A1"),
        ({"subject_type": "person", "subject_key": "p2"}, "", "A1"),  # was paid by another fund
        ({"subject_type": "unit", "subject_key": "u1"}, "丁", "A1"),
        ({"subject_type": "unit", "subject_key": "u2"}, "", "A1"),  # a person has the same number
        ({"subject_type": "document", "evidence": '{"order_no": "M1"}'}, "甲", "A1"),
        ({"subject_type": "document", "evidence": '{"order_no": "M1"}', "region_code": "632300"}, "乙", "A2"),
        ({"subject_type": "document", "finding_key": "plan", "evidence": '{"order_no": null}'}, "甲", "A1"),
        ({"subject_type": "document", "finding_key": "item", "evidence": "{}"}, "丁", "A1"),
        ({"subject_type": "account", "finding_key": "shared", "subject_key": account("B1")}, "丙甲", "A1"),
        ({"subject_type": "account", "subject_key": account("F1"), "evidence": '{"order_no": "M3"}'}, "丁", "A1"),
        ({"subject_type": "account", "finding_key": "loose", "subject_key": account("F1"), "evidence": "{}"},
         "丁甲", "A1"),
        ({"subject_type": "account", "subject_key": "文号", "evidence": "{}", "region_code": "632700"}, "", "A9"),
        ({"subject_type": "region", "subject_key": "630102"}, "甲", "A1"),
        ({"subject_type": "region", "subject_key": "630102", "period": "202412"}, "丁", "A1"),
        ({"subject_type": "region", "subject_key": "632100", "region_code": "632100"}, "", ""),
        ({"subject_type": "region", "subject_key": "?", "region_code": None}, "", ""),
    ],
)  # fmt: skip
def test_paying_side_of_every_kind_of_subject_is_read_from_the_orders(paid, work, finding, operators, agencies):
    facts = dict(finding)
    key = facts.pop("finding_key", "a")
    with work.warehouse.transaction() as tx:
        tx.execute("update rule.fct_finding_candidate set finding_key = 'a' where finding_key = :key", {"key": key})
    assert paid(**facts) == (operators, agencies)


def test_paying_side_of_a_build_without_orders_or_payments(paid):
    paid.built.there = set(TABLES) - {"core.fct_payment"}
    assert paid(subject_type="person", subject_key="p1") == ("", "A1")
    paid.built.there = set()
    assert paid(subject_type="person", subject_key="p1") == ("", "")


def test_paying_sides_of_many_findings_are_told_apart(paid, work, monkeypatch):
    monkeypatch.setattr(sent, "CHUNK", 2)
    for number in range(5):
        order = f"M{number % 2 * 2 + 1}"  # M1 or M3
        work.seen(f"k{number}", subject_type="document", evidence=f'{{"order_no": "{order}"}}')
    with work.warehouse.transaction() as tx:
        found = payers.payers(paid.built, cases.found(tx))
    assert {key: set(side.operators) for key, side in found.items()} == {
        "k0": {"甲"}, "k1": {"丁"}, "k2": {"甲"}, "k3": {"丁"}, "k4": {"甲"},
    }  # fmt: skip


def test_migration_of_an_older_warehouse_brings_the_tables_and_keeps_its_findings(work):
    work.seen("a")
    with work.warehouse.transaction() as tx:
        for view in ("rule_precision", "case_state", "case_finding"):
            tx.execute(f"drop view control.{view}")
        tx.execute("drop view control.finding_moved")
        tx.execute("drop table control.finding_move")
        tx.execute("drop table control.case_event")
        tx.execute("update control.declaration set fingerprint = 'older'")
    migrate.migrate(work.warehouse)
    assert work.standing("a") == "open" and clock.now()


def test_views_of_an_older_warehouse_are_replaced_where_they_stand(work):
    """PostgreSQL keeps what is read of a view: a view is replaced only by one that begins as it did."""
    work.seen("a")
    older = {
        "case_finding": "case_id, finding_key, state, closed_reason, first_seen_at, changed_at, rule_id, fund_code,"
        " region_code, period, seen_period, kind, subject_type, subject_key, amount_at_stake, recovered_amount,"
        " observed, expected, evidence, stamp, evidence_hash, standing, event_no, action, acted_by, acted_at, source,"
        " said_stamp, outcome, reason_code, note, carried_from, earlier_event_no",
        "finding_state": "finding_key, state, reason, first_seen_at, changed_at, closed_at, reopened_count, rule_id,"
        " fund_code, region_code, period, seen_period, kind, subject_type, subject_key, person_key, unit_key,"
        " amount_at_stake, recovered_amount, observed, expected, evidence, facts_hash, delivery_id, line_no, build_id",
    }
    with work.warehouse.transaction() as tx:
        for view, columns in older.items():
            tx.execute(f"create table control.{view}_then as select {columns} from control.{view} where false")
        for view in ("rule_precision", "case_state", "case_finding", "finding_state"):
            tx.execute(f"drop view control.{view}")
        for view in older:
            tx.execute(f"create view control.{view} as select * from control.{view}_then")
        tx.execute("update control.declaration set fingerprint = 'older'")
    migrate.migrate(work.warehouse)
    assert work.standing("a") == "open"
