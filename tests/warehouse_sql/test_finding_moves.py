"""Decisions on findings whose person turns out to be another one, or two, on both engines; builds are made by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from catalogue.case_reasons import case_reasons
from catalogue.officers import Officer
from tests.dbt_project.rendered import model
from tests.warehouse_sql.test_finding_events import FINDING, fingerprints, make_relations
from warehouse_sql import open_warehouse
from warehouse_sql.control import cases, findings
from warehouse_sql.control.cases import CaseError, Said
from warehouse_sql.control.payers import Payers

FUND, REGION = "enterprise_pension", "630102"
WANG, LI = Officer("王芳", "supervisor", "630000"), Officer("李强", "supervisor", "630000")


class Nights:
    """A warehouse whose builds are findings, (person, month, line number, amount, what is observed), of people."""

    def __init__(self, url: str) -> None:
        self.warehouse = open_warehouse(url)
        self.dialect = url.partition(":")[0].removesuffix("ql")
        self.moment = datetime(2025, 4, 1, 2)
        self.number = 0
        with self.warehouse.transaction() as tx:
            for schema in ("rule", "seed", "base"):
                tx.execute(f"create schema if not exists {schema}")
            tx.execute(f"create table rule.fct_finding ({FINDING})")
            tx.execute("create view rule.fct_finding_candidate as select * from rule.fct_finding")
            make_relations(tx)
            tx.execute(f"insert into seed.seed_rule_fund values ('PEN-005', '{FUND}')")

    def night(self, found, *, one=(), once=(), outcome="ran", delivery=1):
        """A build; `one` and `once`: pairs of keys that are, and that were, one person. Its events, by finding."""
        self.moment += timedelta(days=1)
        self.number += 1
        with self.warehouse.transaction() as tx:
            for table in ("rule.fct_finding", "rule.fct_rule_run", "base.base_person_key_history"):
                tx.execute(f"delete from {table}")
            for period in (MARCH, APRIL, MAY):
                place = f"'PEN-005', '{FUND}', '{REGION}', '{period}'"
                tx.execute(f"insert into rule.fct_rule_run values ({place}, '{outcome}', null)")
            for pairs, until in ((one, "null"), (once, "date '2025-04-02'")):
                for former, now in pairs:
                    tx.execute(f"insert into base.base_person_key_history values ('{former}', '{now}', {until})")
            for person, period, line, amount, observed in found:
                status = "closed" if amount == "back" else "open"
                row = {
                    "finding_key": f"{person}/{period}/{line}", "rule_id": "PEN-005", "kind": "not_entitled",
                    "status": status, "subject_type": "person", "subject_key": person, "fund_code": FUND,
                    "region_code": REGION, "period": period, "seen_period": period, "observed": observed,
                    "expected": "180", "evidence": f'{{"month": "{period}", "months": {observed}}}',
                    "amount_at_stake": 3000 if amount == "back" else amount,
                    "recovered_amount": 3000 if amount == "back" else 0,
                    "facts_hash": f"{amount}{observed}",
                    "said": f'{{"month": "{period}", "months": {observed}}}',
 "_delivery_id": delivery, "_line_no": line,
                }  # fmt: skip
                tx.execute(
                    f"insert into rule.fct_finding ({', '.join(row)}) values ({', '.join(':' + n for n in row)})", row
                )
            tx.execute(f"update rule.fct_finding as f set {fingerprints(self.dialect, 'amount_at_stake')}")
            build_id = f"b{self.number:03d}"
            findings.record(tx, "", build_id, self.moment)
        events = self.warehouse.query(
            "select finding_key, event, reason from control.finding_event where build_id = :b order by finding_key",
            {"b": build_id},
        ).to_pylist()
        return {event["finding_key"]: (event["event"], event["reason"]) for event in events}

    def say(self, what, key, by=WANG, **said):
        with self.warehouse.transaction() as tx:
            [row] = cases.by_keys(tx, [key]).values()
            words = {"reason_code": {"dismissed": "D02", "confirmed": "C01"}.get(what), "note": "已核档案", **said}
            sides = {key: Payers(frozenset({"马海"}))} if row["subject_key"] == "b" else {}
            return cases.say(tx, [(row, Said(what, by, by.name, **words))], sides, case_reasons()).events

    def decided(self, what, key):
        self.say(what, key)
        assert self.say(what, key, LI) == {"approved": [key]}

    def standings(self):
        self.decides_as_officers_see_it()
        return self.seen()

    def seen(self):
        with self.warehouse.transaction() as tx:
            return {row["finding_key"]: row["standing"] for row in cases.found(tx)}

    def row(self, key):
        with self.warehouse.transaction() as tx:
            return cases.by_keys(tx, [key])[key]

    def back(self, key):
        with self.warehouse.transaction() as tx:
            return cases.came_back(tx, cases.by_keys(tx, [key])[key], {})

    def query(self, sql):
        return [tuple(row.values()) for row in self.warehouse.query(sql).to_pylist()]

    def at_stake(self):
        """Confirmed findings and the yuan at stake in all cases together."""
        [row] = self.query("select sum(confirmed_count) as n, sum(amount_at_stake) as yuan from control.case_state")
        return int(row[0]), int(row[1])

    def precision(self):
        """Confirmed and dismissed, as officers see it now; a build made now counts the same."""
        now = self.query("select confirmed_count, dismissed_count from control.rule_precision")
        assert self.counted_by_a_build("9999-12-31") == now
        return now

    def models(self, as_of, *names):
        """WITH of these models of a build, and of what they are made from."""
        names = ("stg_control__case_event", "stg_control__finding_move", "base_finding_word", *names)
        tables = ("control.case_event", "control.finding_move", "rule.fct_finding")
        parts = [f"{table.partition('.')[2]} as (select * from {table})" for table in tables]
        parts += [f"{name} as ({model(name, self.dialect, as_of=as_of)})" for name in names]
        return f"with {', '.join(parts)}"

    def decided_by_a_build(self):
        models = self.models("9999-12-31", "fct_finding_standing")
        return dict(self.query(f"{models} select finding_key, decision_code from fct_finding_standing"))

    def decides_as_officers_see_it(self):
        """What the marts of a build say was decided of its findings is what officers see."""
        seen = self.seen()
        assert self.decided_by_a_build() == {
            key: seen[key] if seen[key] in cases.CLOSED else None
            for (key,) in self.query("select finding_key from rule.fct_finding")
        }

    def counted_by_a_build(self, as_of):
        models = self.models(as_of, "base_case_decision", "fct_case_decision")
        return self.query(
            f"{models} select cast(sum(confirmed_count) as bigint) as confirmed,"
            " cast(sum(dismissed_count) as bigint) as dismissed from fct_case_decision group by rule_id, region_code"
        )


@pytest.fixture
def nights(warehouse_url):
    made = Nights(warehouse_url)
    yield made
    made.warehouse.close()


MARCH, APRIL, MAY = "202503", "202504", "202505"
ONE = [("a", "b")]


def test_dismissed_before_the_keys_were_merged_stays_away_until_its_facts_change(nights):
    nights.night([("a", MARCH, 1, 3000, "179")])
    nights.decided("dismissed", f"a/{MARCH}/1")
    assert nights.night([("b", MARCH, 1, 3000, "179"), ("b", APRIL, 2, 3100, "179")], one=ONE) == {
        f"a/{MARCH}/1": ("closed", "key_changed"), f"b/{MARCH}/1": ("opened", None), f"b/{APRIL}/2": ("opened", None),
    }  # fmt: skip
    assert nights.standings() == {
        f"a/{MARCH}/1": "moved",
        f"b/{MARCH}/1": "dismissed",
        f"b/{APRIL}/2": "dismissed",  # also in the month after, in which nobody had said anything
    }
    row = nights.row(f"b/{MARCH}/1")
    assert (row["carried_from"], row["reason_code"], row["note"]) == (f"a/{MARCH}/1", "D02", "已核档案")
    with nights.warehouse.transaction() as tx:
        heard = [(event["action"], event["finding_key"]) for event in cases.history(tx, row["case_id"])]
    assert heard == [("proposed", f"a/{MARCH}/1"), ("approved", f"a/{MARCH}/1")], "the case of the person tells it"
    assert nights.precision() == [(0, 1)]
    same = [("b", MARCH, 1, 3000, "179"), ("b", APRIL, 2, 3100, "170")]
    nights.night(same, one=ONE)
    assert nights.standings()[f"b/{APRIL}/2"] == "returned" and "months 179 → 170" in nights.back(f"b/{APRIL}/2")
    assert nights.standings()[f"b/{MARCH}/1"] == "dismissed"
    nights.night([("b", MARCH, 1, 9000, "179")], one=ONE)
    assert nights.standings()[f"b/{MARCH}/1"] == "returned"
    assert nights.back(f"b/{MARCH}/1").startswith("对象键变更前") and "3000.00 → 9000.00" in nights.back(f"b/{MARCH}/1")
    # A word of its own counts more than what was said under the former key, and is counted instead of it.
    nights.decided("confirmed", f"b/{MARCH}/1")
    assert nights.standings()[f"b/{MARCH}/1"] == "confirmed" and nights.precision() == [(1, 0)]
    assert nights.counted_by_a_build("2025-01-01") == [], "nobody had said anything by then"
    with pytest.raises(CaseError, match="已转入另一条"):
        nights.say("confirmed", f"a/{MARCH}/1")


def test_confirmed_since_ends_what_was_dismissed_before_also_in_the_build(nights):
    months = [("a", MARCH, 1, 3000, "179"), ("a", APRIL, 2, 3000, "179"), ("a", MAY, 3, 3000, "179")]
    nights.night(months)
    nights.decided("dismissed", f"a/{MARCH}/1")
    assert set(nights.standings().values()) == {"dismissed"}
    nights.say("reopened", f"a/{APRIL}/2", reason_code=None, note="档案系伪造")
    nights.decided("confirmed", f"a/{APRIL}/2")
    assert nights.standings() == {f"a/{MARCH}/1": "dismissed", f"a/{APRIL}/2": "confirmed", f"a/{MAY}/3": "open"}
    # Under another key of the person what was said last holds as well.
    nights.night([("b", MARCH, 1, 3000, "179"), ("b", APRIL, 2, 3000, "179"), ("b", MAY, 3, 3000, "179")], one=ONE)
    standings = nights.standings()
    assert [standings[f"b/{month}"] for month in (f"{MARCH}/1", f"{APRIL}/2", f"{MAY}/3")] == [
        "dismissed", "confirmed", "open",
    ]  # fmt: skip


def test_dismissed_under_a_former_key_is_opened_again_for_all_it_kept_away(nights):
    nights.night([("a", MARCH, 1, 3000, "179")])
    nights.decided("dismissed", f"a/{MARCH}/1")
    nights.night([("b", MARCH, 1, 3000, "179"), ("b", APRIL, 2, 3000, "179")], one=ONE)
    nights.say("reopened", f"b/{MARCH}/1", reason_code=None, note="档案系伪造")
    assert nights.standings() == {f"a/{MARCH}/1": "moved", f"b/{MARCH}/1": "open", f"b/{APRIL}/2": "open"}
    assert nights.precision() == []
    # The person's key changes once more: what was taken back stays taken back.
    nights.night([("c", MARCH, 1, 3000, "179")], one=[("a", "c"), ("b", "c")])
    assert nights.standings()[f"c/{MARCH}/1"] == "open"


def test_confirmed_money_is_counted_once_when_keys_are_merged(nights):
    nights.night([("a", MARCH, 1, 3000, "179"), ("b", MARCH, 2, 3000, "179"), ("a", APRIL, 3, 500, "179")])
    nights.decided("confirmed", f"a/{MARCH}/1")
    nights.say("confirmed", f"a/{APRIL}/3")
    merged = [("b", MARCH, 1, 3000, "179"), ("b", MARCH, 2, 3000, "179"), ("b", APRIL, 3, 500, "179")]
    nights.night(merged, one=ONE)
    assert nights.standings() == {
        f"a/{MARCH}/1": "moved", f"b/{MARCH}/1": "confirmed", f"b/{MARCH}/2": "open", f"a/{APRIL}/3": "moved",
        f"b/{APRIL}/3": "open",
    }, "b's own payment is not confirmed by what was said of a's; what one alone said is to be said again"  # fmt: skip
    assert nights.at_stake() == (1, 6500) and nights.precision() == [(1, 0)]
    # The payer of the person as it is known now closes nothing.
    with pytest.raises(CaseError, match="经办人"):
        nights.say("confirmed", f"b/{APRIL}/3", Officer("马海", "supervisor", "630000"))
    # Once more another key: what was confirmed goes on, by its line and not by chance.
    nights.night([("c", MARCH, 1, 3000, "179")], one=[("a", "c"), ("b", "c")])
    assert nights.standings()[f"c/{MARCH}/1"] == "confirmed" and nights.at_stake() == (1, 3000)
    # The money comes back: closed, and confirmed all the same.
    nights.night([("c", MARCH, 1, "back", "179")], one=[("a", "c"), ("b", "c")])
    assert nights.standings()[f"c/{MARCH}/1"] == "confirmed" and nights.at_stake() == (1, 0)


def test_nothing_is_carried_where_nobody_knows_which_finding_is_which(nights):
    nights.night([("a", MARCH, 1, 3000, "179"), ("a", MARCH, 2, 3000, "179"), ("a", APRIL, 3, 100, "160")])
    nights.decided("confirmed", f"a/{MARCH}/2")
    nights.decided("confirmed", f"a/{APRIL}/3")
    nights.night([("b", MARCH, 5, 3000, "179"), ("b", APRIL, 7, 100, "160")], one=ONE, delivery=2)
    assert nights.standings() == {
        f"a/{MARCH}/1": "moved", f"a/{MARCH}/2": "moved", f"a/{APRIL}/3": "moved", f"b/{MARCH}/5": "open",
        f"b/{APRIL}/7": "confirmed",
    }  # fmt: skip
    assert nights.at_stake() == (1, 3100)


def test_two_findings_that_become_one_sum_are_counted_as_that_sum_and_looked_at_again(nights):
    nights.night([("a", MARCH, 0, 3000, "179"), ("b", MARCH, 0, 2000, "179"), ("a", APRIL, 0, 700, "179")])
    for key in (f"a/{MARCH}/0", f"b/{MARCH}/0", f"a/{APRIL}/0"):
        nights.decided("confirmed", key)
    nights.night([("b", MARCH, 0, 5000, "179")], one=ONE)
    assert nights.standings() == {
        f"a/{MARCH}/0": "moved", f"b/{MARCH}/0": "returned", f"a/{APRIL}/0": "confirmed",
    }, "what is found no more under any key stands as it was decided"  # fmt: skip
    assert nights.at_stake() == (1, 5000), "but its money is not at stake"
    # Later it is found under the new key.
    nights.night([("b", MARCH, 0, 5000, "179"), ("b", APRIL, 0, 700, "179")], one=ONE)
    assert nights.standings()[f"b/{APRIL}/0"] == "confirmed" and nights.standings()[f"a/{APRIL}/0"] == "moved"
    assert nights.at_stake() == (1, 5700)


def test_split_gives_each_key_what_was_said_of_it_before_and_nothing_else(nights):
    apart = [("a", MARCH, 1, 3000, "179"), ("b", APRIL, 9, 100, "170")]
    nights.night(apart)
    nights.decided("dismissed", f"a/{MARCH}/1")
    nights.night([("b", MARCH, 1, 3000, "179"), ("b", MARCH, 2, 800, "160"), ("b", APRIL, 9, 100, "179")], one=ONE)
    assert nights.standings()[f"b/{APRIL}/9"] == "dismissed", "by what was said of a, who is b"
    nights.decided("confirmed", f"b/{MARCH}/2")
    # a and b are two again.
    night = nights.night([*apart[:1], ("a", MARCH, 2, 800, "160"), ("b", APRIL, 9, 100, "179")], once=ONE)
    assert night[f"a/{MARCH}/1"] == ("reopened", None) and night[f"b/{MARCH}/2"] == ("closed", "key_changed")
    assert nights.standings() == {
        f"a/{MARCH}/1": "dismissed",  # said of a
        f"b/{MARCH}/1": "moved",
        f"a/{MARCH}/2": "returned",  # said of one who was taken for both; of a, another one was dismissed
        f"b/{MARCH}/2": "moved",
        f"b/{APRIL}/9": "open",  # said of a, who is not b
    }
    assert nights.at_stake() == (0, 900)
    # One again: as before.
    nights.night([("b", MARCH, 1, 3000, "179"), ("b", MARCH, 2, 800, "160"), ("b", APRIL, 9, 100, "179")], one=ONE)
    assert nights.standings() == {
        f"a/{MARCH}/1": "moved", f"b/{MARCH}/1": "dismissed", f"a/{MARCH}/2": "moved", f"b/{MARCH}/2": "confirmed",
        f"b/{APRIL}/9": "dismissed",
    }  # fmt: skip
    moves = nights.query("select move from control.finding_move where earlier_key = 'a/202503/1' order by moved_at")
    assert [move for (move,) in moves] == ["merged", "ended", "merged"]


def test_nothing_moves_where_the_rule_could_not_look(nights):
    nights.night([("a", MARCH, 1, 3000, "179")])
    nights.decided("confirmed", f"a/{MARCH}/1")
    assert nights.night([], one=ONE, outcome="inputs_missing") == {}
    assert nights.standings() == {f"a/{MARCH}/1": "confirmed"} and nights.at_stake() == (1, 3000)
    nights.night([("b", MARCH, 7, 3000, "179")], one=ONE)
    assert nights.standings() == {f"a/{MARCH}/1": "moved", f"b/{MARCH}/7": "confirmed"}
