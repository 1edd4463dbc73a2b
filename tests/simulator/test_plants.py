"""What is planted is there, exactly as often as asked, and the rows that make it wrong (or lawful) can be seen."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal

import pytest

from simulator.citizen_id import text18
from simulator.generate import generate
from simulator.months import month_index
from simulator.plants import KINDS, ceiling, describe, lowest_floor
from tests.simulator.conftest import PERIODS, PLANTS, request_for
from warehouse_sql.transform import PROJECT


@pytest.fixture(scope="module")
def truth(outbox):
    return outbox.lines("truth.jsonl")


def _people(truth, plant):
    return {t["citizen_id"] for t in truth if t["plant"] == plant}


@pytest.mark.parametrize(("name", "count"), PLANTS)
def test_planted_counts_are_exact(truth, name, count):
    assert len(_people(truth, name)) == count
    once = name in ("paid_after_death_partly_recovered", "retirement_before_lawful_age")
    assert sum(t["plant"] == name for t in truth) == count * (1 if once else len(PERIODS))
    assert all(t["expected"] == "open" for t in truth if t["plant"] == name)


def test_every_trap_is_planted_in_this_province(truth):
    planted = {t["plant"] for t in truth}
    # Of so few people nobody may retire within the months: those two traps are tested on a larger province.
    rare = {"flexible_early_retirement", "gradual_raise_to_the_month"}
    assert {name for name, kind in KINDS.items() if kind.is_trap and not kind.needs_all_funds} - planted <= rare


def test_traps_are_no_open_findings(truth):
    for t in truth:
        if KINDS[t["plant"]].is_trap:
            assert t["expected"] == ("closed" if t["plant"] == "paid_then_recovered" else "none")


def test_nobody_is_planted_twice(truth):
    kinds = {(t["citizen_id"], t["plant"]) for t in truth}
    assert max(Counter(citizen for citizen, _ in kinds).values()) == 1


def test_one_finding_a_rule_person_and_month(truth):
    keys = [(t["rule_id"], t["citizen_id"], t["period"]) for t in truth if t["expected"] != "none"]
    assert len(set(keys)) == len(keys)


def test_the_dead_are_paid_and_the_amount_is_what_was_paid(outbox, truth):
    deaths = {row["公民身份号码"]: row["死亡日期"] for row in outbox.rows("PS02") if row["撤销标识"] == "0"}
    paid = {(r["公民身份号码"], r["_period"], r["_region"]): Decimal(r["实发养老金合计"]) for r in outbox.rows("EP03")}
    for t in (t for t in truth if t["plant"] == "paid_after_death"):
        assert deaths[t["citizen_id"]][:6] < t["period"]
        assert paid[t["citizen_id"], t["period"], t["region_code"]] == Decimal(t["amount"])


def test_only_the_planted_are_paid_after_death(outbox, truth):
    expected = {(t["citizen_id"], t["period"]) for t in truth if t["rule_id"] == "PEN-001" and t["expected"] != "none"}
    entries = {row["公民身份号码"]: row for row in sorted(outbox.rows("PS02"), key=lambda r: r["登记日期"])}
    born: dict[str, str] = {}
    found = set()
    for row in outbox.rows("EP03"):
        born[row["公民身份号码"]] = row["出生日期"]
        entry = entries.get(row["公民身份号码"])
        regular = Decimal(row["实发养老金合计"]) - Decimal(row["补发养老金合计"])
        if entry and entry["撤销标识"] == "0" and regular > 0 and row["_period"] > entry["死亡日期"][:6]:
            found.add((row["公民身份号码"], row["_period"]))
    assert found == expected


def test_only_the_planted_pay_in_two_regions_without_a_transfer(outbox, truth):
    transferred = {_long(row["公民身份号码"]) for row in outbox.rows("EP06")}
    regions: dict[tuple[str, str], set[str]] = {}
    for row in outbox.rows("EP02"):
        if Decimal(row["个人实缴当月金额"]) > 0:
            regions.setdefault((_long(row["公民身份号码"]), row["_period"]), set()).add(row["_region"])
    found = {key for key, where in regions.items() if len(where) > 1 and key[0] not in transferred}
    expected = {(t["citizen_id"], t["period"]) for t in truth if t["rule_id"] == "PER-008" and t["expected"] == "open"}
    assert found == expected
    assert any(len(row["公民身份号码"]) == 15 for row in outbox.rows("EP02"))


def _long(number: str) -> str:
    if len(number) == 18:
        return number
    import numpy as np

    return text18(np.array([int(number[:6] + "19" + number[6:])]))[0].as_py()


def test_only_planted_bases_leave_the_band(outbox, truth):
    lawful = {
        t["citizen_id"] for t in truth if t["plant"] in ("part_month_joiner", "self_insured_band", "former_year_floor")
    }
    low, high = set(), set()
    for row in outbox.rows("EP02"):
        base, month = int(row["个人缴费基数"].replace(".", "")), month_index(row["_period"])
        if base and row["个人身份"] != "51" and _long(row["公民身份号码"]) not in lawful:
            low |= {(_long(row["公民身份号码"]), row["_period"])} if base < lowest_floor(month) else set()
            high |= {(_long(row["公民身份号码"]), row["_period"])} if base > ceiling(month) else set()
    for rule, found in (("PER-001", low), ("PER-002", high)):
        expected = {(t["citizen_id"], t["period"]) for t in truth if t["rule_id"] == rule and t["expected"] == "open"}
        assert found == expected


def test_floor_before_and_after_the_announcement():
    assert (lowest_floor(month_index("202506")), lowest_floor(month_index("202507"))) == (518_555, 528_960)
    assert ceiling(month_index("202501")) == 2_644_800


def test_traps_of_retirement_in_a_larger_province(tmp_path):
    wanted = (("flexible_early_retirement", 2), ("gradual_raise_to_the_month", 2))
    generate(request_for(tmp_path, persons=60_000, plants=wanted, traps=False, regions="630100"))
    truth = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert Counter(t["plant"] for t in truth) == dict(wanted)


def test_too_few_people_and_unknown_names_are_said(tmp_path):
    with pytest.raises(ValueError, match="unknown plants nonsense"):
        generate(request_for(tmp_path / "a", plants=(("nonsense", 1),)))
    with pytest.raises(ValueError, match="nobody left"):
        generate(request_for(tmp_path / "b", persons=200, plants=(("base_below_floor", 500),), traps=False))
    with pytest.raises(ValueError, match="at least two regions"):
        generate(request_for(tmp_path / "c", plants=(("enrolled_in_two_regions", 1),), regions="630102", traps=False))


def test_each_plant_is_described():
    text = describe()
    assert all(name in text and kind.text for name, kind in KINDS.items())


def test_every_rule_has_a_look_alike_and_all_but_two_an_anomaly_of_their_own():
    declared = [path.read_text(encoding="utf-8") for path in (PROJECT / "models" / "rule").glob("rule_*__*.yml")]
    rules = {line.removeprefix("id: ") for text in declared for line in text.splitlines() if line.startswith("id: ")}
    anomalies, traps = ({kind.rule for kind in KINDS.values() if kind.is_trap is one} for one in (False, True))
    # Two names of one ID are planted with a name that public security does not know (PER-006), what residents'
    # insurance pays for somebody who does not contribute with a stay that two schemes pay (MED-007).
    assert rules - anomalies == {"PER-005", "MED-008"}
    assert traps == rules
    assert anomalies <= rules
