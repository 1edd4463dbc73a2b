"""What became of findings, build by build, on both engines; the build's relations are made by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.dbt_project.rendered import expression
from warehouse_sql import open_warehouse
from warehouse_sql.control import findings

FUND, REGION = "enterprise_pension", "630102"
TEXTS = ("finding_key", "rule_id", "kind", "status", "subject_type", "subject_key", "person_key", "unit_key",
         "fund_code", "region_code", "period", "seen_period", "observed", "expected", "evidence",
         "said", "facts_hash", "stamp", "evidence_hash")  # fmt: skip
FINDING = (
    f"{', '.join(f'{name} text' for name in TEXTS)}, amount_at_stake numeric(18,2), recovered_amount numeric(18,2),"
    " _delivery_id bigint, _line_no bigint"
)


def fingerprints(dialect, amount, told_apart="cast(null as text)"):
    """SET of a row of findings: `stamp` and `evidence_hash`, as a build makes them; `amount` is what is said of it, and
    `told_apart` what tells it from others of its subject and month."""
    stamp = expression("hash_key", dialect, ["kind", amount, "expected", "said"])
    evidence = expression("evidence_hash", dialect, "f").replace("f.told_apart", told_apart)
    return f"stamp = {stamp}, evidence_hash = {evidence}"


def make_relations(tx):
    """What `findings.record` reads of a build besides the findings, empty."""
    tx.execute(
        "create table rule.fct_rule_run"
        " (rule_id text, fund_code text, region_code text, period text, outcome text, kinds_not_judged text)"
    )
    tx.execute(
        "create table rule.rule_not_judged"
        " (rule_id text, fund_code text, region_code text, period text, kinds text, subject_key text)"
    )
    tx.execute("create table seed.seed_rule_fund (rule_id text, fund_code text)")
    for what in ("person", "unit"):
        tx.execute(
            f"create table base.base_{what}_key_history ({what}_key text, resolved_{what}_key text, known_to date)"
        )


class Builds:
    """A warehouse whose builds are lists of findings: (key, status, facts[, rule])."""

    def __init__(self, url: str) -> None:
        self.warehouse = open_warehouse(url)
        self.moment = datetime(2025, 4, 1, 2)
        self.number = 0
        with self.warehouse.transaction() as tx:
            for schema in ("rule", "seed", "base"):
                tx.execute(f"create schema if not exists {schema}")
            tx.execute(f"create table rule.fct_finding_candidate ({FINDING}, is_hit boolean)")
            tx.execute("create view rule.fct_finding as select * from rule.fct_finding_candidate where is_hit")
            make_relations(tx)

    def night(self, found, outcome="ran", rules=("PEN-001",), not_judged=None, people=(), evidence="e", places=None):
        """Events of a build: (key, event, reason, state). `places`: the region of a finding where it is another one."""
        self.moment += timedelta(days=1)
        self.number += 1
        with self.warehouse.transaction() as tx:
            for table in ("fct_finding_candidate", "fct_rule_run", "rule_not_judged"):
                tx.execute(f"delete from rule.{table}")
            tx.execute("delete from seed.seed_rule_fund")
            for rule in rules:
                tx.execute(f"insert into seed.seed_rule_fund values ('{rule}', '{FUND}')")
                place = f"'{rule}', '{FUND}', '{REGION}', '202503'"
                tx.execute(
                    f"insert into rule.fct_rule_run values ({place}, '{outcome}', :kinds)", {"kinds": not_judged}
                )
            for person, kinds, *of in people:
                rule, period = of or ("PEN-001", "202503")
                tx.execute(
                    f"insert into rule.rule_not_judged values"
                    f" ('{rule}', '{FUND}', '{REGION}', '{period}', '{kinds}', '{person}')"
                )
            for key, status, facts in found:
                tx.execute(
                    "insert into rule.fct_finding_candidate (finding_key, rule_id, kind, fund_code, region_code,"
                    " seen_period, subject_type, subject_key, status, facts_hash, evidence_hash, amount_at_stake,"
                    " recovered_amount, is_hit) values"
                    f" ('{key}', 'PEN-001', 'kind_{key}', '{FUND}', :region, '202503',"
                    f" 'person', 'person_{key}', '{status.removesuffix('?')}',"
                    f" '{facts}', '{evidence}', 3000.00, 0, {'false' if status.endswith('?') else 'true'})",
                    {"region": (places or {}).get(key, REGION)},
                )
            build_id = f"b{self.number:03d}"
            counted = findings.record(tx, "", build_id, self.moment)
        events = self.warehouse.query(
            "select finding_key, event, reason, state from control.finding_event"
            " where build_id = :b order by finding_key",
            {"b": build_id},
        ).to_pylist()
        assert sum(counted.values()) == len(events)
        return [tuple(event.values()) for event in events]

    def state(self, key):
        [row] = self.warehouse.query(
            "select * from control.finding_state where finding_key = :k", {"k": key}
        ).to_pylist()
        return row


@pytest.fixture
def builds(warehouse_url):
    made = Builds(warehouse_url)
    yield made
    made.warehouse.close()


def test_finding_opens_changes_closes_and_comes_back(builds):
    first = builds.moment + timedelta(days=1)
    assert builds.night([("a", "open", "1")]) == [("a", "opened", None, "open")]
    assert builds.night([("a", "open", "1")]) == [], "nothing is new"
    assert builds.night([("a", "open", "2")]) == [("a", "changed", None, "open")]
    assert builds.night([]) == [("a", "closed", "facts_changed", "closed")], "the death was cancelled"
    assert builds.night([]) == []
    state = builds.state("a")
    assert state["closed_at"] == builds.moment - timedelta(days=1) and state["facts_hash"] == "2"
    assert builds.night([("a", "open", "2")]) == [("a", "reopened", None, "open")]
    state = builds.state("a")
    assert (state["first_seen_at"], state["closed_at"], state["reopened_count"]) == (first, None, 1)
    assert str(state["amount_at_stake"]) == "3000.00"


def test_what_a_finding_rests_on_is_noted_anew_where_the_rule_tells_it_otherwise(builds):
    builds.night([("a", "open", "1")])
    assert builds.night([("a", "open", "1")], evidence="e2") == [("a", "changed", None, "open")]
    assert builds.state("a")["evidence_hash"] == "e2"
    assert builds.night([("a", "open", "1")], evidence="e2") == []


def test_recovered_money_closes_and_a_finding_that_was_never_open_is_kept_as_closed(builds):
    builds.night([("a", "open", "1")])
    assert builds.night([("a", "closed", "2"), ("b", "closed", "1")]) == [
        ("a", "closed", "recovered", "closed"),
        ("b", "opened", "recovered", "closed"),
    ]
    assert builds.night([("a", "open", "3"), ("b", "closed", "1")]) == [("a", "reopened", None, "open")]


@pytest.mark.parametrize("outcome", ["error", "inputs_missing", "parameters_missing"])
def test_rule_that_could_not_look_closes_nothing(builds, outcome):
    builds.night([("a", "open", "1")])
    assert builds.night([], outcome=outcome) == []
    assert builds.state("a")["state"] == "open"
    assert builds.night([]) == [("a", "closed", "facts_changed", "closed")]


def test_every_finding_says_when_a_build_had_it_last_and_a_night_writes_only_what_differs(builds):
    def seen():
        rows = builds.warehouse.query("select finding_key, last_seen_at from control.finding_state").to_pylist()
        return {row["finding_key"]: row["last_seen_at"] for row in rows}

    def unseen():
        rows = builds.warehouse.query("select * from control.finding_unseen order by finding_key").to_pylist()
        return [tuple(row.values()) for row in rows]

    builds.night([("a", "open", "1"), ("b", "open", "1"), ("c", "closed", "1")])
    assert builds.night([("a", "open", "1"), ("b", "open", "1"), ("c", "closed", "1")]) == []
    second = builds.moment
    assert seen() == dict.fromkeys("abc", second) and unseen() == [], "nothing is new, and all were seen"
    builds.night([("a", "open", "1"), ("c", "closed", "1")])
    third = builds.moment
    assert seen() == {"a": third, "b": second, "c": third}, "closed: seen by the build before; paid back: still found"
    # A rule that cannot look leaves what is open open, and has not seen it; what is gone stays as noted.
    builds.night([], outcome="error")
    assert builds.state("a")["state"] == "open"
    fourth, noted = builds.moment, unseen()
    assert seen() == {"a": third, "b": second, "c": third}
    assert noted == [("a", fourth, third), ("b", third, second), ("c", fourth, third)]
    builds.night([], outcome="error")
    assert unseen() == noted
    builds.night([("b", "open", "1")])
    assert seen() == {"a": third, "b": builds.moment, "c": third} and builds.state("a")["state"] == "closed"


def test_finding_closed_before_sightings_were_noted_has_no_last_sighting(builds):
    builds.night([("a", "open", "1"), ("b", "open", "1")])
    builds.night([("b", "open", "1")])
    with builds.warehouse.transaction() as tx:
        tx.execute("delete from control.finding_look")
        tx.execute("delete from control.finding_unseen")
    builds.night([("b", "open", "1")])
    assert (builds.state("a")["last_seen_at"], builds.state("b")["last_seen_at"]) == (None, builds.moment)


def test_kind_whose_number_is_missing_stays_open_where_the_rule_ran_for_others(builds):
    builds.night([("a", "open", "1"), ("ab", "open", "1"), ("b", "open", "1")])
    assert builds.night([], not_judged="kind_ab,kind_c") == [
        ("a", "closed", "facts_changed", "closed"),
        ("b", "closed", "facts_changed", "closed"),
    ]
    assert builds.night([]) == [("ab", "closed", "facts_changed", "closed")], "the number is there again"


def test_finding_of_somebody_whose_own_number_is_missing_stays_open(builds):
    builds.night([(key, "open", "1") for key in "abcdef"])
    stay = [
        ("person_a", "*"), ("person_b", "kind_x,kind_b"), ("person_c", "kind_x"), ("person_f", "*"),
        ("person_d", "*", "PEN-002", "202503"), ("person_e", "*", "PEN-001", "202502"),
    ]  # fmt: skip
    assert builds.night([("f", "open?", "1")], people=stay) == [
        ("c", "closed", "facts_changed", "closed"),  # another kind was not judged
        ("d", "closed", "facts_changed", "closed"),  # another rule
        ("e", "closed", "facts_changed", "closed"),  # another month
        ("f", "closed", "below_threshold", "closed"),  # it was judged
    ]
    assert builds.night([], people=[("person_a", "*")]) == [("b", "closed", "facts_changed", "closed")]
    assert builds.night([]) == [("a", "closed", "facts_changed", "closed")], "the number is there again"


@pytest.mark.parametrize("place", [None, "632122"])
def test_finding_of_no_region_that_sends_closes_where_the_rule_looked_in_the_province(builds, place):
    """A treasury's row names no county, or one that sends nothing; or the code was retired."""
    builds.night([("a", "open", "1"), ("b", "open", "1")], places={"a": place, "b": place})
    for outcome in ("error", "inputs_missing"):
        assert builds.night([], outcome=outcome) == []
    assert builds.night([], not_judged="kind_b") == [("a", "closed", "facts_changed", "closed")]
    assert builds.night([], people=[("person_b", "*")]) == []
    assert builds.night([]) == [("b", "closed", "facts_changed", "closed")]


def test_closed_says_why_where_the_facts_are_the_same(builds):
    builds.night([("a", "open", "1"), ("b", "open", "1")])
    assert builds.night([("a", "open?", "1"), ("b", "open", "1")]) == [("a", "closed", "below_threshold", "closed")]
    assert builds.night([], outcome="not_in_force") == [("b", "closed", "not_in_force", "closed")]
    builds.night([("a", "open", "1")])
    assert builds.night([], rules=()) == [("a", "closed", "rule_withdrawn", "closed")]


def test_events_of_an_earlier_moment_are_refused(builds):
    builds.night([("a", "open", "1")])
    with builds.warehouse.transaction() as tx, pytest.raises(findings.OrderError, match="2025-04-02"):
        findings.record(tx, "", "late", builds.moment - timedelta(seconds=1))
