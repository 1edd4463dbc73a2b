"""Lives in all funds over several months: one person is the same everywhere, nothing unlawful happens by itself."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from catalogue import load_catalogue
from simulator import law
from simulator.changes import Change, place_of, revise
from simulator.feeds import PUBLIC_UNIT
from simulator.generate import Province, generate
from simulator.insurance import FLEXIBLE
from simulator.lives import CountyLives
from simulator.months import month_index
from simulator.plants import KINDS, Planner, ceiling, debts, lowest_floor
from simulator.plants.injury import worker
from simulator.plants.planner import NobodyFitsError
from simulator.plants.pools import POOLS, Event, Person, search
from simulator.province import county
from tests.simulator.conftest import Outbox, request_for

MONTHS = ("202409", "202410", "202411", "202412", "202501")
PAYMENTS = {
    "RP": ("RP07", "RP08", "RP09"), "IP": ("IP10", "IP11", "IP12"), "EM": ("EM11", "EM12", "EM13"),
    "RM": ("RM05", "RM06", "RM07"), "UE": ("UE08", "UE09", "UE10"), "WI": ("WI07", "WI08", "WI09"),
    "MT": ("MT05", "MT06", "MT07"),
}  # fmt: skip
Rows = list[dict[str, str]]


class Books:
    """Tables of an outbox by column."""

    def __init__(self, folder: Path) -> None:
        self.outbox = Outbox(folder)
        self._tables: dict[str, Rows] = {}

    def __getitem__(self, code: str) -> Rows:
        if code not in self._tables:
            columns = [*load_catalogue().table(code).columns, "_region", "_period"]
            found = []
            for manifest in (m for m in self.outbox.manifests if m["table"] == code):
                for line in self.outbox.text(manifest).splitlines()[1:]:
                    cells = [*line.split("|"), manifest["region"], manifest["period"]]
                    found.append(dict(zip(columns, cells, strict=True)))
            self._tables[code] = found
        return self._tables[code]

    def sums(self, code: str, amounts: tuple[str, ...], *keys: str) -> dict[tuple[str, ...], Decimal]:
        totals: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
        for row in self[code]:
            totals[tuple(row[key] for key in keys)] += sum((fen(row, amount) for amount in amounts), Decimal(0))
        return {key: total for key, total in totals.items() if total}


def fen(row: dict[str, str], column: str) -> Decimal:
    return Decimal(row[column] or "0")


def moment(text: str) -> datetime:
    return datetime.strptime(text[:8], "%Y%m%d")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    folder = tmp_path_factory.mktemp("clean")
    generate(
        request_for(
            folder, persons=9_000, seed=5, regions="630102,630106", periods=MONTHS, plants=(), traps=False,
            all_funds="all",
        )
    )  # fmt: skip
    yield Books(folder)


def test_a_person_has_one_unit_one_base_and_one_name_in_all_funds(clean):
    of_pension = {
        (r["person_id"], r["data_period"]): (r["unit_id"], r["personal_contribution_base"])
        for code in ("EP02", "IP02")
        for r in clean[code]
        if fen(r, "personal_contribution_base")
    }
    for code in ("EM02", "UE02", "WI21", "MT21"):
        found = {
            (r["person_id"], r["data_period"]): (r["unit_id"], r["personal_contribution_base"])
            for r in clean[code]
            if fen(r, "personal_contribution_base")
        }
        assert found and {key: of_pension[key] for key in found} == found, code
    names: dict[str, set[str]] = defaultdict(set)
    for code in ("EP02", "IP02", "EM02", "RM01", "RP01", "RP02", "CA01", "UE05", "MT02"):
        for row in clean[code]:
            names[row["person_id" if "person_id" in row else "citizen_id"]].add(row["person_name"])
    assert max(len(found) for found in names.values()) == 1


@pytest.mark.parametrize(
    ("unit", "person"), [("IP01", "IP02"), ("UE01", "UE02"), ("EM01", "EM02"), ("WI01", "WI21"), ("MT01", "MT21")]
)
def test_units_are_the_sums_of_their_people_in_every_month(clean, unit, person):
    keys = ("unit_id", "data_period")
    bases = clean.sums(unit, ("unit_contribution_base",), *keys)
    assert bases == clean.sums(person, ("personal_contribution_base",), *keys) and len(bases) > 5


@pytest.mark.parametrize(("unit", "person"), [("IP08", "IP09"), ("UE06", "UE07"), ("EM08", "EM09")])
def test_what_tax_collected_of_units_is_that_of_their_people(clean, unit, person):
    amounts = ("unit_paid_amount", "personal_paid_amount")
    of_units = clean.sums(unit, amounts, "unit_id", "corresponding_fee_period")
    assert of_units == clean.sums(person, amounts, "unit_id", "corresponding_fee_period") and of_units


def test_residents_pay_once_a_year_and_tax_says_so(clean):
    own = clean.sums("RP01", ("personal_contribution_amount",), "person_id", "data_period")
    assert own == clean.sums("RP06", ("personal_paid_amount",), "person_id", "_period") and own
    assert max(Counter(person for person, _ in own).values()) == 1
    tiers = Counter((r["person_id"], r["data_period"][:4]) for r in clean["RP01"] if fen(r, "contribution_tier_amount"))
    assert max(tiers.values()) == 1
    years = Counter((r["person_id"], r["fee_period_end"]) for r in clean["RM04"])
    assert max(years.values()) == 1
    # Who is insured in January paid for the year in September to December, or was born since.
    paid = {r["person_id"] for r in clean["RM04"] if r["fee_period_end"] == "202512"}
    covered = {r["person_id"] for r in clean["RM01"] if r["data_period"] == "202501"}
    assert covered <= paid and len(covered) > 500


def test_nobody_is_in_two_schemes(clean):
    for groups in (("EM02", "RM01", "NR21"), ("EP02", "IP02", "RP01"), ("EP03", "IP03", "RP02")):
        people = [{(r["person_id"], r["data_period"]) for r in clean[code]} for code in groups]
        assert all(people)
        assert sum(len(found) for found in people) == len(set.union(*people)), groups


def test_the_needy_and_only_they_are_paid_for(clean):
    needy = {r["citizen_id"] for r in clean["CA01"]}
    paid_for = {r["citizen_id"] for r in clean["RP01"] if fen(r, "government_paid_on_behalf_amount")}
    paying = {r["citizen_id"] for r in clean["RP01"] if fen(r, "personal_contribution_amount")}
    assert paid_for and paid_for <= needy and not paying & needy


def test_stays_do_not_overlap_and_their_costs_add_up(clean):
    stays: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    payers = (
        "pool_paid_amount", "in_policy_self_paid_amount", "out_of_policy_self_paid_amount",
        "large_medical_subsidy_paid_amount",
    )  # fmt: skip
    so_far: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in sorted([*clean["EM04"], *clean["RM02"]], key=lambda r: r["visit_date"]):
        admitted = moment(row["visit_date"])
        stays[row["person_id"]].append((admitted, admitted + timedelta(int(row["inpatient_or_home_bed_days"]))))
        assert fen(row, "visit_total_cost") == sum(fen(row, payer) for payer in payers)
        year = (row["person_id"], row["_period"][:4])
        so_far[year] += fen(row, "pool_paid_amount")
        assert fen(row, "ytd_pool_paid_amount") >= so_far[year]
        if row["_period"] == "202501":
            assert fen(row, "ytd_pool_paid_amount") == so_far[year]
    assert any(len(found) > 1 for found in stays.values())
    for found in stays.values():
        assert all((later[0] - first[1]).days >= 15 for first, later in itertools.pairwise(found))


def test_grants_and_allowances_of_injuries_follow_grade_and_wage(clean):
    months = (0, 27, 25, 23, 21, 18, 16, 13, 11, 9, 7)
    grades = {(r["person_id"], r["data_period"]): int(r["work_disability_grade_code"]) for r in clean["WI03"]}
    seen = Counter()
    for row in clean["WI04"]:
        grade, wage = grades.get((row["person_id"], row["data_period"]), 0), fen(row, "injured_worker_wage")
        seen["grant"] += fen(row, "lump_sum_disability_grant") > 0
        seen["allowance"] += fen(row, "disability_allowance") > 0
        assert fen(row, "lump_sum_disability_grant") in (0, wage * months[grade])
        share = Decimal(str((0, 0.9, 0.85, 0.8, 0.75)[grade])) if grade < 5 else Decimal(0)
        assert fen(row, "disability_allowance") <= wage * share
    assert seen["grant"] and seen["allowance"]


def test_benefit_of_the_unemployed_stops_with_the_next_job(clean):
    working = {(r["person_id"], r["data_period"]) for r in clean["UE02"]}
    drawing = [(r["person_id"], r["data_period"]) for r in clean["UE05"]]
    assert drawing and not working & set(drawing)
    for row in clean["UE05"]:
        assert int(row["unemployment_benefit_paid_months"]) <= int(row["approved_benefit_months"])
        assert int(row["total_contribution_months"]) >= 12
        assert row["unemployment_registration_date"] < row["_period"] + "31"


def test_births_are_of_employed_women_and_lie_apart(clean):
    insured = {(r["person_id"], r["data_period"]) for r in clean["MT21"]}
    births = clean["MT02"]
    assert births and all((r["person_id"], r["data_period"]) in insured for r in births)
    assert all(int(r["citizen_id"][16]) % 2 == 0 for r in births)
    assert max(Counter(r["person_id"] for r in births).values()) == 1


def test_the_dead_draw_nothing_after_their_month(clean):
    death = {r["citizen_id"]: r["death_date"][:6] for r in clean["PS02"]}
    ended = 0
    for code in ("EP03", "IP03", "RP02", "UE05"):
        for row in clean[code]:
            ended += row["citizen_id"] in death
            assert row["data_period"] <= death.get(row["citizen_id"], "999999")
    assert ended
    departed = {r["citizen_id"] for code in ("EP21", "IP04", "RP03") for r in clean[code]}
    assert departed <= set(death) | departed and len(departed) > 3


@pytest.mark.parametrize("fund", PAYMENTS)
def test_orders_payments_and_items_agree(clean, fund):
    orders, details, items = PAYMENTS[fund]
    assert clean.sums(orders, ("amount",), "payment_master_id") == clean.sums(details, ("amount",), "payment_master_id")
    plan = "payable_plan_detail_id"
    assert clean.sums(details, ("amount",), plan) == clean.sums(items, ("amount",), plan)


def test_every_account_is_of_one_payee_in_his_name(clean):
    owners: dict[str, set[str]] = defaultdict(set)
    for details in ("EP11", *(codes[1] for codes in PAYMENTS.values())):
        for row in clean[details]:
            owners[row["bank_account_no"]].add(row["party_id"])
            assert row["bank_account_name"] == row["party_name"]
    assert len(owners) > 500 and max(len(found) for found in owners.values()) == 1


def test_bases_of_a_year_are_the_wages_taxed_in_the_year_before(clean):
    wages = {(r["citizen_id"], r["data_period"]): fen(r, "taxable_wage_amount") for r in clean["PI02"]}
    inside = 0
    for row in clean["EP02"]:
        base, former = fen(row, "personal_contribution_base"), wages.get((row["citizen_id"], "202412"))
        if row["data_period"] == "202501" and former and Decimal(5400) < base < Decimal(25000):
            inside += 1
            assert former == base
    assert inside > 100


def test_a_month_of_all_funds_is_the_same_alone(clean, tmp_path):
    generate(
        request_for(
            tmp_path, persons=9_000, seed=5, regions="630102,630106", periods=("202411",), plants=(), traps=False,
            all_funds="630106",
        )
    )  # fmt: skip
    alone = _files(tmp_path, "630106_202411")
    assert len(alone) > 80
    together = _files(clean.outbox.folder, "630106_202411")
    assert alone == {name: together[name] for name in alone}


def _files(folder: Path, part: str) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob(f"*_{part}_001.zip")}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Books, list[dict[str, Any]]]]:
    folder = tmp_path_factory.mktemp("planted")
    names = [kind.name for kind in KINDS.values() if not kind.is_trap and kind.needs_all_funds]
    generate(
        request_for(
            folder, persons=9_000, seed=5, regions="630102,630106", periods=MONTHS[:4], traps=True, all_funds="all",
            plants=tuple((name, 1) for name in [*names, "base_below_floor", "base_above_ceiling"]),
        )
    )  # fmt: skip
    books = Books(folder)
    yield books, books.outbox.lines("truth.jsonl")


NOT_OF_THESE_MONTHS = {
    # anybody injured who draws long enough; the end of a year within the run; months that could be deferred
    "allowance_with_adjustments", "paid_in_the_window_before", "arrears_deferred", "arrears_deferred_before_a_stay",
    "unit_deferred_before_the_injury", "mother_and_newborn", "newborn_in_another_region",
}  # fmt: skip


def test_plants_of_all_funds_change_rows_and_what_follows(planted):
    books, truth = planted
    found = {t["plant"]: t for t in truth if t["fund"] != "enterprise_pension"}
    laid = {t["plant"] for t in truth}
    assert {k.name for k in KINDS.values() if k.needs_all_funds} - laid <= NOT_OF_THESE_MONTHS
    tier, benefit, base = (
        found[n] for n in ("tier_not_in_force", "benefit_of_the_minimum_wage", "base_of_one_fund_differs")
    )
    (row,) = [r for r in books["RP01"] if r["citizen_id"] == tier["citizen_id"] and r["data_period"] == tier["period"]]
    assert row["personal_contribution_amount"] == "123.00"
    paid = [r for r in books["RP06"] if r["person_id"] == row["person_id"]]
    assert [r["personal_paid_amount"] for r in paid] == ["123.00"]
    (drawn,) = [
        r
        for r in books["UE09"]
        if r["party_identity_no"] == benefit["citizen_id"] and r["fee_period"] == benefit["period"]
    ]
    assert drawn["amount"] == benefit["amount"]  # the payment follows the benefit
    known = {
        code: {
            r["personal_contribution_base"]
            for r in books[code]
            if (r["citizen_id"], r["data_period"]) == (base["citizen_id"], base["period"])
        }
        for code in ("EM02", "UE02")
    }
    assert Decimal(known["EM02"].pop()) - Decimal(known["UE02"].pop()) == 500
    assert books.sums("EM01", ("unit_contribution_base",), "unit_id", "data_period") == books.sums(
        "EM02", ("personal_contribution_base",), "unit_id", "data_period"
    )
    apart = []
    for orders, details, _ in PAYMENTS.values():
        ordered, paid = (books.sums(code, ("amount",), "payment_master_id") for code in (orders, details))
        apart += [number for number in ordered.keys() | paid.keys() if ordered.get(number) != paid.get(number)]
    assert len(apart) == sum(t["kind"] == "details_differ" for t in truth) == 1
    of_somebody = [(t["citizen_id"], t["unit_id"]) for t in found.values() if t["citizen_id"] or t["unit_id"]]
    assert len(set(of_somebody)) == len(of_somebody) > 20


FUNDS_OF_BASES = {"EP02": "enterprise_pension", "EM02": "employee_medical", "UE02": "unemployment"}


def test_only_bases_of_which_the_truth_says_so_leave_the_band_in_any_fund(planted):
    books, truth = planted
    band = {month: (lowest_floor(month_index(month)), ceiling(month_index(month))) for month in MONTHS[:4]}
    found = set()
    for table, fund in FUNDS_OF_BASES.items():
        for row in books[table]:
            base, month = int(fen(row, "personal_contribution_base") * 100), row["data_period"]
            days = (row.get("work_start_date"), row.get("account_opened_date"), row.get("enrolment_date"))
            joined = any((day or "").startswith(month) for day in days)
            if base and row["personal_identity_code"] not in ("51", "54") and not joined:
                key = (fund, row["citizen_id"], month)
                found |= {("PER-001", *key)} if base < band[month][0] else set()
                found |= {("PER-002", *key)} if base > band[month][1] else set()
    said = {(t["rule_id"], t["fund"], t["citizen_id"], t["period"]) for t in truth if t["expected"] == "open"}
    assert found == {key for key in said if key[0] in ("PER-001", "PER-002")}
    assert len(found) == 2 * 3 * 4


def test_who_joins_within_the_month_joins_every_fund(planted):
    books, truth = planted
    joiners = {t["citizen_id"] for t in truth if t["plant"] == "part_month_joiner"}
    days = {
        (row["citizen_id"], table, row["enrolment_date"])
        for table in ("EM02", "UE02", "WI21", "MT01")
        for row in books[table]
        if row.get("citizen_id") in joiners
    }
    assert joiners and {day for _, _, day in days} == {"20240915"}
    assert {table for _, table, _ in days} >= {"EM02", "UE02"}


def test_every_unit_that_stays_in_arrears_is_said_to_be(planted):
    books, truth = planted
    found = set()
    for table, fund in (("EM01", "employee_medical"), ("MT01", "maternity")):
        months: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
        for row in books[table]:
            owed = fen(row, "unit_due_current_amount") - fen(row, "unit_paid_current_amount")
            months[row["unit_id"]].append((row["data_period"], owed))
        for unit, owed in months.items():
            balance, since = Decimal(0), []
            for month, amount in sorted(owed):  # what is more than due repays
                balance += amount
                since = [*since, month] if balance > 0 else []
            if since and since[0] < MONTHS[3]:
                found.add((fund, unit, since[0]))
    said = {(t["fund"], t["unit_id"], t["period"]) for t in truth if t["rule_id"] == "UNI-001" and t["kind"]}
    assert found == {one for one in said if one[0] != "unemployment"}
    assert "maternity" in {fund for fund, _, _ in found}


def test_a_name_is_said_to_be_wrong_in_the_pension_fund_of_the_person(planted):
    books, truth = planted
    members = {
        "enterprise_pension": {row["citizen_id"] for row in books["EP02"]},
        "institution_pension": {row["citizen_id"] for row in books["IP02"]},
    }
    said = [t for t in truth if t["rule_id"] in ("PER-005", "PER-006") and t["expected"] == "open"]
    assert len(said) >= 3
    assert all(t["citizen_id"] in members[t["fund"]] for t in said)


def test_a_base_decreed_for_an_official_is_that_of_all_his_funds(tmp_path):
    province = Province(request_for(tmp_path, persons=3_000, regions="630102", all_funds="all"))
    planner = Planner(province.fund, province.plan, province.codes, province.months, province.codes)
    official = planner.take_event("official")
    planner.edit(official.person, base={planner.first: 777_700})
    planner._lives.clear()
    month = planner.lives("630102").month(planner.first)
    key = np.uint64(int(official.person.county) * 10**8 + official.person.index)
    for fund in ("institution_pension", "unemployment", "work_injury", "maternity"):
        who = month.contributors(fund)
        assert who.base[who.people.key == key].tolist() == [777_700]


def test_a_row_added_to_an_empty_table_says_region_and_month():
    table = load_catalogue().table("WI05")
    add = Change("add", (), (("dependant_person_id", "63010200000001"), ("dependant_monthly_pension", 12_345)))
    count, columns = revise([add, add], 0, {}, place_of(table, "630102", "202501"))
    assert count == 2
    for name, value in (("admin_division_code", "630102"), ("data_period", "202501")):
        assert columns[name].to_pylist() == [value, value]
    assert columns["dependant_monthly_pension"].tolist() == [12_345, 12_345]


def test_two_high_pensions_of_a_county_are_one_finding(tmp_path):
    periods = tuple(f"{year}{month:02d}" for year in (2023, 2024) for month in range(1, 13))[:16]
    province = Province(request_for(tmp_path, persons=3_000, regions="630102", periods=periods, all_funds="all"))
    planner = Planner(province.fund, province.plan, province.codes, province.months, province.codes)
    KINDS["pension_as_high_as_a_countys"].run(planner, 3)
    assert [(line["expected"], line["region_code"]) for line in province.plan.truth] == [("open", "630102")]


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Planner:
    """Plants of a run of two whole years, decreed and not written."""
    periods = tuple(f"{year}{month:02d}" for year in (2024, 2025) for month in range(1, 13))
    folder = tmp_path_factory.mktemp("two_years")
    province = Province(request_for(folder, persons=6_000, regions="630102,630106", periods=periods, all_funds="all"))
    planner = Planner(province.fund, province.plan, province.codes, province.months, province.codes)
    for name, count in (
        ("base_below_floor", 2), ("base_above_ceiling", 2), ("base_raised_for_good", 2), ("bonus_of_one_month", 4),
        ("base_doubled_at_the_injury", 20), ("insured_by_company_and_public_body", 20), ("funeral_of_eight_wages", 30),
        ("pension_as_high_as_a_countys", 2),
    ):  # fmt: skip
        planner.kind, planner.rule, planner.fund_code = name, KINDS[name].rule, KINDS[name].fund
        KINDS[name].run(planner, count)
    return planner


def planted_people(planner: Planner, name: str) -> list[Person]:
    numbers = {line["citizen_id"] for line in planner.plan.truth if line["plant"] == name}
    people = [Person(*key) for key in sorted(planner._used)]
    return [person for person in people if planner.identity(person)["citizen_id"] in numbers]


@pytest.mark.parametrize("name", ["base_below_floor", "base_above_ceiling", "base_raised_for_good"])
def test_planted_bases_leave_the_year_alone_that_is_compared_with_wages(two_years, name):
    people = planted_people(two_years, name)
    decreed = {month // 12 for person in people for month in two_years.plan.edits[person.key]["base"]}
    assert len(people) == 2 and decreed == {2024}


def test_a_bonus_makes_the_wages_of_a_year_what_the_next_years_bases_are(two_years):
    wages: dict[str, int] = defaultdict(int)
    for (table, _, _), changes in two_years.plan.sent.items():
        for change in changes if table == "PI02" else ():
            wages[dict(change.where)["citizen_id"]] += int(dict(change.values)["taxable_wage_amount"])
    bases = {
        two_years.identity(person)["citizen_id"]: sum(
            two_years.due(two_years.insured(person), month)[1] for month in two_years.months[12:]
        )
        for person in planted_people(two_years, "bonus_of_one_month")
    }
    assert len(bases) == 4 and wages == bases


def test_whose_base_jumps_stays_in_the_unit_and_who_is_in_two_schemes_pays_in_time(two_years):
    jumping, twice = (
        [two_years.insured(person) for person in planted_people(two_years, name)]
        for name in ("base_doubled_at_the_injury", "insured_by_company_and_public_body")
    )
    assert len(jumping) == len(twice) == 20
    men = planted_people(two_years, "base_doubled_at_the_injury")
    assert {two_years.identity(person)["sex_code"] for person in men} == {"1"}  # no birth after it (MT-003)
    for insured in (one for one in jumping if len(one)):  # the others are public bodies' people, who stay
        assert len({two_years.due(insured, month)[0] for month in two_years.months[:2]}) == 1
    assert not any(two_years.fund.month(one, month).late[0] for one in twice for month in two_years.months[:2])


def test_who_is_planted_with_an_old_injury_earns_what_was_within_the_band_then(two_years):
    most = ceiling(two_years.first - 14)
    assert any(event.base > most for event in two_years.events("employee"))
    with pytest.raises(NobodyFitsError):
        worker(two_years, lambda event: event.base > most)


def test_arrears_over_the_turn_of_a_year_are_of_the_bases_of_their_months(two_years):
    months = range(two_years.first + 10, two_years.first + 14)

    def bases(event: Event) -> list[int]:
        return [two_years.due(two_years.insured(event.person), month)[1] for month in months]

    def fits(event: Event) -> bool:
        return event.unit < PUBLIC_UNIT and len(set(bases(event))) == 2 and debts.may_owe(two_years, event)

    two_years.kind, event = "arrears_deferred_before_a_stay", two_years.take_event("employee", fits)
    debts.owe_on(two_years, event, "employee_medical", months)
    rates = [law.rates("employee_medical", month // 12)[0] for month in months]
    owed = sum((base * rate + 500) // 1000 for base, rate in zip(bases(event), rates, strict=True))
    line = two_years.plan.truth[-1]
    assert (line["rule_id"], line["amount"]) == ("UNI-001", f"{owed // 100}.{owed % 100:02d}")


def test_a_planted_funeral_is_the_only_one_of_the_deceased(two_years):
    dead = {f"{p.county}{p.index:08d}" for p in planted_people(two_years, "funeral_of_eight_wages")}
    assert len(dead) == 30
    for code in two_years.codes:
        injured = CountyLives(two_years.fund, county(code), {}, two_years.plan).injured
        assert not dead & {f"{int(key):014d}" for key in injured.people.key[injured.fatal]}


@pytest.mark.parametrize("name", ["backpay_of_the_adjustment", "budget_adjusted"])
def test_a_trap_that_is_a_whole_county_is_laid_in_each_of_as_many_as_asked(two_years, name):
    two_years.kind, two_years.rule, two_years.fund_code = name, KINDS[name].rule, KINDS[name].fund
    KINDS[name].run(two_years, 3)
    said = [line for line in two_years.plan.truth if line["plant"] == name]
    assert {line["region_code"] for line in said} == {"630102", "630106"}


def test_high_pensions_are_of_different_counties_while_there_are_any(two_years):
    lines = [t for t in two_years.plan.truth if t["plant"] == "pension_as_high_as_a_countys"]
    assert sorted(line["region_code"] for line in lines) == ["630102", "630106"]


def test_where_people_work_asked_at_once_is_what_each_life_says(two_years):
    planner, people = two_years, list(itertools.islice(two_years.people("contributor"), 30))
    moving = list(itertools.islice(people_between_units(planner), 10))

    def by_life(person: Person) -> set[tuple[str, int]]:
        states = [planner.fund.month(planner.insured(person), month) for month in planner.months]
        return {(planner.codes[int(s.region[0])], int(s.unit[0])) for s in states}

    assert len(moving) == 10
    assert all(planner.units(person) == by_life(person) for person in people + moving)
    person = people[0]
    before = planner.units(person)
    planner.plan.edits[person.key] = {"identity": FLEXIBLE}
    assert planner.units(person) == by_life(person) == {(person.county, 0)} != before
    del planner.plan.edits[person.key]


def people_between_units(planner: Planner) -> Iterator[Person]:
    """Insured people with more than one unit in the run."""
    for code in planner.codes:
        _, insured = planner.fund.members(code, np.arange(planner.fund.population.size(code)))
        for index in insured.people.index.tolist():
            if len(planner.units(Person(code, index))) > 1:
                yield Person(code, index)


def test_pools_searched_together_hold_whom_each_holds_alone(tmp_path):
    province = Province(request_for(tmp_path, persons=3_000, regions="630102", all_funds="all"))
    planner = Planner(province.fund, province.plan, province.codes, province.months, province.codes)
    together = search(planner, "630102", list(POOLS))
    assert all(search(planner, "630102", [pool]) == {pool: together[pool]} for pool in POOLS)
    assert sum(len(together[pool]) > 0 for pool in POOLS) >= 12
    stays = Counter(key for m in planner.months for key in planner.lives("630102").month(m).em_patients.people.key)
    assert {int(e.person.number) for e in together["employee_stay"]} <= {int(key) for key in stays}
    assert all(e.month == planner.first and e.unit > 0 for e in together["employee"])


def test_who_makes_a_unit_owe_works_there_in_that_month(tmp_path):
    periods = tuple(f"2025{month:02d}" for month in range(1, 7))
    province = Province(request_for(tmp_path, persons=12_000, regions="630102", periods=periods, all_funds="all"))
    planner = Planner(province.fund, province.plan, province.codes, province.months, province.codes)
    for name in ("unit_owed_before_the_birth", "unit_owes_the_month_of_the_birth", "unit_owed_before_the_injury"):
        planner.kind, planner.rule, planner.fund_code = name, KINDS[name].rule, KINDS[name].fund
        KINDS[name].run(planner, 6)
    at_work, said = set(), {(t["unit_id"], t["period"]) for t in province.plan.truth if t["rule_id"] == "UNI-001"}
    for (region, fund, month), decrees in province.plan.contributions.items():
        who = planner.lives(region).month(month).contributors(fund)
        keys = np.array([int(d.county) * 10**8 + d.index for d in decrees], dtype=np.uint64)
        units = who.unit[np.isin(who.people.key, keys)].tolist()
        assert len(units) == len(set(units)) == len(decrees)
        at_work |= {(planner.unit_id(region, unit), f"{month // 12}{month % 12 + 1:02d}") for unit in units}
    assert len(said) == 12 and said <= at_work
    struck = {unit for _, unit in planner.struck_by_life or ()}
    assert struck and not struck & {int(unit[6:]) for unit, _ in at_work}


def test_nobody_is_expected_to_break_tiers_that_are_a_gap():
    known = {v.region_code for v in load_catalogue().parameters if v.parameter_id == "contribution_tier" and v.value}
    assert law.tiers_are_known(2025) == any(region.startswith("63") for region in known)
