"""Truth beside findings: what is as planted says nothing, everything else is said once and with its sort."""

from __future__ import annotations

from decimal import Decimal

from simulator.truth import MISSED, OTHER, TRAPPED, UNPLANTED, compare, described

LINE = {
    "plant": "low", "rule_id": "PER-001", "expected": "open", "kind": "below_floor", "fund": "enterprise_pension",
    "citizen_id": "a", "unit_id": "", "region_code": "630102", "regions": ["630102"], "period": "202501",
    "periods": ["202501"], "amount": "100.00", "note": "low",
}  # fmt: skip
TRAP = LINE | {"plant": "joiner", "expected": "none", "kind": "", "citizen_id": "t", "period": "", "amount": "0.00"}
FOUND = {
    "rule_id": "PER-001", "fund_code": "enterprise_pension", "citizen_id": "a", "unit_ids": [],
    "region_code": "630102", "period": "202501", "kind": "below_floor", "status": "open", "subject_type": "person",
    "amount_at_stake": Decimal("100.00"),
}  # fmt: skip
UNIT = {"citizen_id": "", "unit_id": "630102000001", "rule_id": "UNI-001", "kind": "arrears"}


def _sorts(truth, findings):
    return [(d.sort, d.plant) for d in compare(truth, findings).differences]


def test_what_is_as_planted_differs_in_nothing():
    owed = FOUND | {
        "citizen_id": None, "unit_ids": ["630122000001", "630102000001"], "rule_id": "UNI-001", "kind": "arrears",
        "subject_type": "unit",
    }  # fmt: skip
    of_nobody = LINE | {"citizen_id": "", "kind": "", "rule_id": "PAY-003", "amount": "0.00"}
    account = FOUND | {"citizen_id": None, "rule_id": "PAY-003", "subject_type": "account"}
    result = compare([LINE, TRAP, LINE | UNIT, of_nobody], [FOUND, owed, account])
    assert result.differences == []
    assert dict(result.right) == {"PER-001": 1, "UNI-001": 1, "PAY-003": 1}


def test_each_line_expects_one_finding_and_no_finding_counts_twice():
    assert _sorts([LINE, LINE], [FOUND]) == [(MISSED, "low")]
    assert _sorts([LINE], [FOUND, FOUND]) == [(UNPLANTED, "")]


def test_another_fund_region_or_month_is_missed_and_unplanted():
    for other in ({"fund_code": "unemployment"}, {"region_code": "630106"}, {"period": "202502"}):
        assert sorted(_sorts([LINE], [FOUND | other])) == [(MISSED, "low"), (UNPLANTED, "")]


def test_kind_state_and_amount_are_compared_where_the_line_says_them():
    for other in ({"kind": "x"}, {"status": "closed"}, {"amount_at_stake": Decimal("100.01")}):
        assert _sorts([LINE], [FOUND | other]) == [(OTHER, "low")]
    silent = LINE | {"kind": "", "amount": "0.00"}
    assert _sorts([silent], [FOUND | {"kind": "x", "amount_at_stake": Decimal("7.00")}]) == []


def test_a_trap_holds_in_every_fund_and_only_in_its_months():
    trapped = FOUND | {"citizen_id": "t", "fund_code": "unemployment"}
    assert _sorts([TRAP], [trapped]) == [(TRAPPED, "joiner")]
    assert _sorts([TRAP], [trapped | {"period": "202507"}]) == [(UNPLANTED, "")]
    of_region = TRAP | {"citizen_id": "", "period": "202501"}
    assert _sorts([of_region], [FOUND | {"citizen_id": None}]) == [(TRAPPED, "joiner")]
    assert _sorts([of_region], [FOUND | {"citizen_id": None, "region_code": "630106"}]) == [(UNPLANTED, "")]


def test_the_text_counts_by_rule_and_names_rules_without_a_plant():
    text = described(compare([LINE], []), {"PER-001": True, "PAY-008": False}, {"PER-001"})
    assert "PER-001 planted and not found: 1" in text
    assert "no plant exists: PAY-008" in text and "did not run: PAY-008" in text
