"""Months without a legal number are listed by somebody who looked, or they fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from catalogue.errors import CatalogueError
from catalogue.parameter_coverage import SUPERVISED_SINCE, Hole, Need, holes, months, needs, stale, unknown
from catalogue.parameter_gaps import KnownGap, known_gaps

UNTIL = "202612"


@pytest.fixture(scope="module")
def found(catalogue):
    return holes(catalogue, needs(catalogue, SUPERVISED_SINCE, UNTIL), SUPERVISED_SINCE, UNTIL)


def test_shipped_catalogue_has_no_gap_that_nobody_has_looked_at(catalogue, found):
    assert unknown(catalogue, found, known_gaps(catalogue)) == []
    assert stale(catalogue, found, known_gaps(catalogue), SUPERVISED_SINCE, UNTIL) == []
    # and there are some, so that the two lines above say something
    assert {"contribution_tier", "dibao", "pension_calc_base"} <= {hole.parameter_id for hole in found}


def test_every_rule_says_what_it_needs_in_its_months(catalogue):
    wanted = needs(catalogue, SUPERVISED_SINCE, UNTIL)
    assert {(n.rule_id, n.parameter_id) for n in wanted} >= {
        ("PER-001", "contribution_base_avg"),
        ("PEN-005", "min_contribution_months"),
    }
    assert all(SUPERVISED_SINCE <= n.since <= n.until <= UNTIL for n in wanted)


def without(catalogue, parameter_id, day):
    """The catalogue without the value in force on a day."""
    kept = tuple(
        p
        for p in catalogue.parameters
        if p.parameter_id != parameter_id or not (p.valid_from or date.min) <= day <= (p.valid_to or date.max)
    )
    assert len(kept) < len(catalogue.parameters)
    return replace(catalogue, parameters=kept)


def test_value_taken_away_is_a_silent_gap_that_names_the_rules(catalogue):
    less = without(catalogue, "contribution_base_avg", date(2024, 7, 1))
    wanted = needs(catalogue, SUPERVISED_SINCE, UNTIL)
    silent = unknown(less, holes(less, wanted, SUPERVISED_SINCE, UNTIL), known_gaps(catalogue))
    assert {(h.since, h.until, h.declared, h.region_code) for h in silent} == {("202401", "202412", False, "630000")}
    by_fund = {h.fund_code: h.rules for h in silent}
    assert len(by_fund) == 8 and {"PER-001", "PER-002"} <= set(by_fund["enterprise_pension"])


def test_parameter_needed_by_a_fund_that_never_has_it_is_a_gap(catalogue):
    need = Need("XXX-001", "maternity", "annuity_months", "202401", "202402")
    assert Hole("annuity_months", "maternity", "630000", "202401", "202402", False, ("XXX-001",)) in holes(
        catalogue, [need], "202312", "202403"
    )


def test_number_that_came_makes_its_listed_gap_stale(catalogue, found):
    gap = KnownGap("contribution_base_avg", "*", "630000", "202512", "202601", "x")
    assert stale(catalogue, found, [gap], SUPERVISED_SINCE, UNTIL) == [gap]
    assert stale(catalogue, found, [replace(gap, since="202601")], SUPERVISED_SINCE, UNTIL) == []
    # what is said of the nation is said of the province; what is said of a city is not
    assert stale(catalogue, found, [replace(gap, since="202601", region_code="000000")], SUPERVISED_SINCE, UNTIL) == []
    city = replace(gap, since="202601", region_code="630100")
    assert stale(catalogue, found, [city], SUPERVISED_SINCE, UNTIL) == [city]


def test_gap_listed_in_part_leaves_the_other_months_unknown(catalogue):
    hole = Hole("dibao", "unemployment", "630000", "202401", "202412", True)
    listed = KnownGap("dibao", "*", "630000", "202403", "202410", "x")
    assert [(h.since, h.until) for h in unknown(catalogue, [hole], [listed])] == [
        ("202401", "202402"),
        ("202411", "202412"),
    ]


def test_months_run_over_the_end_of_a_year():
    assert list(months("202311", "202402")) == ["202311", "202312", "202401", "202402"]
    assert list(months("202402", "202401")) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nothing,*,630000,202401,202412,因", "unknown parameter_id"),
        ("dibao,EEP,630000,202401,202412,因", "unknown fund_code"),
        ("dibao,*,999999,202401,202412,因", "unknown region_code"),
        ("dibao,*,630000,202413,202412,因", "is no month"),
        ("dibao,*,630000,202412,202401,因", "ends before it begins"),
        ("dibao,*,630000,202401,202412,", "no reason"),
    ],
)
def test_mistake_in_the_list_of_gaps_fails_with_its_line(catalogue, tmp_path, line, words):
    file = tmp_path / "parameter_gaps.csv"
    file.write_text(f"parameter_id,fund_code,region_code,period_from,period_to,why_zh\n{line}\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=words) as caught:
        known_gaps(catalogue, file)
    assert caught.value.line == 2
