"""What officers say of findings, from build to build, on both engines; the findings' own history is written by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from catalogue.case_reasons import case_reasons
from catalogue.officers import Officer
from tests.warehouse_sql.test_finding_events import fingerprints
from warehouse_sql import clock, migrate, open_warehouse
from warehouse_sql.control import cases
from warehouse_sql.control.cases import CaseError, Payers, Said

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

    def seen(self, key, event="opened", state="open", period="202503", **facts):
        """A build says this of a finding."""
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
        with self.warehouse.transaction() as tx:
            tx.execute(
                f"insert into control.finding_event ({columns}) values ({', '.join(':' + name for name in row)})", row
            )
            tx.execute(
                f"update control.finding_event as f set {fingerprints(self.dialect, amount)} where build_id = :b",
                {"b": row["build_id"]},
            )

    def say(self, what, by, *keys, side=Payers(), source=None, reason=None, note=""):  # noqa: B008
        with self.warehouse.transaction() as tx:
            rows = cases.by_keys(tx, keys)
            assert set(rows) == set(keys)
            said = Said(what, by, "login", reason, note, source)
            sides = {("p1", "enterprise_pension"): side}
            return cases.say(tx, [(row, said) for row in rows.values()], sides, REASONS).events

    def refused(self, *arguments, **options):
        with pytest.raises(CaseError) as error:
            self.say(*arguments, **options)
        return error.value.what

    def standing(self, key):
        with self.warehouse.transaction() as tx:
            return cases.by_keys(tx, [key])[key]["standing"]

    def back(self, key):
        with self.warehouse.transaction() as tx:
            return cases.came_back(tx, cases.by_keys(tx, [key])[key])

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
    # Another opinion is another proposal; the first one may then agree.
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


def test_paying_side_is_read_from_the_orders_of_payment(work):
    with work.warehouse.transaction() as tx:
        tx.execute("create schema if not exists core")
        tx.execute("create schema if not exists base")
        place = "fund_code text, region_code text, payment_master_id text"
        tx.execute(f"create table core.fct_payment (person_key text, {place})")
        tx.execute(f"create table base.base_disbursement (operator_name text, agency_code text, {place})")
        tx.execute("insert into core.fct_payment values ('p1', 'enterprise_pension', '630102', 'M1')")
        tx.execute("insert into core.fct_payment values ('p2', 'enterprise_pension', '630102', 'M2')")
        for region, master, name in (("630102", "M1", "马海"), ("632300", "M1", "外地"), ("630102", "M2", "他人")):
            tx.execute(
                f"insert into base.base_disbursement values ('{name}', '{region}001', 'enterprise_pension', '{region}',"
                f" '{master}')"
            )
    work.seen("a")

    class Built:
        query = staticmethod(work.warehouse.query)
        relations = staticmethod(lambda: {"core.fct_payment", "base.base_disbursement"})

    with work.warehouse.transaction() as tx:
        rows = cases.found(tx)
    assert cases.payers(Built, rows) == {
        ("p1", "enterprise_pension"): Payers(frozenset({"马海"}), frozenset({"630102001"}))
    }


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
