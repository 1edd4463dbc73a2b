"""A whole night on both engines: same content; planted anomalies found, nothing else; nothing done twice."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

import exchange_adapters
import expectations
import ingest
from catalogue import load_catalogue
from catalogue.case_reasons import case_reasons
from catalogue.officers import Officer
from ingest.text import decode
from simulator import generate, plants, truth
from simulator.__main__ import main
from tests.warehouse_sql.test_parts import forget_parts
from warehouse_sql import clock, explain, open_published, open_warehouse, transform
from warehouse_sql.content_hash import content_hash
from warehouse_sql.control import cases
from warehouse_sql.control import findings as findings_of
from warehouse_sql.landing import Landing

PERIODS = ("202501", "202502", "202503")
PLANTED = 3
DECIDED = {"base.base_finding_word", "rule.fct_finding_standing"} | {
    f"mart.mart_supervision__{name}" for name in ("finding", "rule_month", "service_month", "overview_month")
}
BUILT = ("base", "core", "rule", "mart", "share", "seed")
FACTS = (
    "finding_key, state, rule_id, fund_code, region_code, period, seen_period, kind, subject_type, subject_key,"
    " person_key, unit_key, amount_at_stake, recovered_amount, observed, expected, evidence, facts_hash"
)
Change = Callable[[list[dict[str, str]]], object]


@dataclass(frozen=True)
class Night:
    """A province that was received, loaded, gated and built once."""

    url: str
    folder: Path
    home: Path

    def run(self) -> None:
        exchange_adapters.receive_folder(self.folder, self.url, self.home / "landing")
        ingest.load_pending(self.url, self.home / "landing")
        expectations.run_gates(self.url)
        exchange_adapters.send_receipts(self.folder, self.url)
        transform.build(self.url)

    def hashes(self) -> dict[str, str]:
        with open_published(self.url) as published:
            names = sorted(name for name in published.relations() if name.split(".")[0] in BUILT)
            return {name: content_hash(published, name) for name in names}


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small province with every anomaly planted and every trap laid."""
    folder = tmp_path_factory.mktemp("province")
    names = [kind.name for kind in plants.KINDS.values() if not kind.is_trap and not kind.needs_all_funds]
    request = generate.Request(
        persons=6_000, periods=PERIODS, seed=7, out=folder, regions="630100,630200",
        plants=tuple((name, PLANTED) for name in names), traps=True,
    )  # fmt: skip
    generate.generate(request)
    return folder


@pytest.fixture(scope="session")
def nights(province: Path, postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Night]:
    """The same province through both engines."""
    made = {}
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("create database sif_night")
    for engine in ("duckdb", "postgres"):
        home = tmp_path_factory.mktemp(engine)
        url = f"duckdb://{home / 'warehouse.duckdb'}"
        if engine == "postgres":
            url = postgres_server.replace("/postgres?", "/sif_night?")
        made[engine] = Night(url, province, home)
        made[engine].run()
    return made


def findings(night: Night) -> list[dict[str, object]]:
    with open_published(night.url) as published:
        return list(published.query("select * from rule.fct_finding order by finding_key").to_pylist())


def test_nothing_of_a_good_province_is_refused(nights):
    with open_warehouse(nights["duckdb"].url) as warehouse:
        status = warehouse.query("select distinct status from control.delivery").column("status").to_pylist()
        unbalanced = warehouse.query("select file_name from control.delivery where records <> accepted + rejected")
        kept = warehouse.query("select count(*) as n from control.delivery").column("n")[0].as_py()
    assert status == ["accepted"] and kept > 500
    assert unbalanced.num_rows == 0


def test_both_engines_build_the_same_content(nights):
    one, other = nights["duckdb"].hashes(), nights["postgres"].hashes()
    assert len(one) > 50
    assert [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)] == []


@pytest.mark.parametrize("engine", ["duckdb", "postgres"])
def test_every_planted_anomaly_is_found_with_its_amount_and_nothing_else(nights, province, engine):
    planted = truth.read_truth(province)
    result = truth.compare(planted, truth.read_findings(nights[engine].url))
    assert result.differences == []
    assert result.right == result.expected
    assert result.expected.keys() == {
        "PEN-001", "PEN-002", "PEN-004", "PEN-005", "PEN-006", "PER-001", "PER-002", "PER-008",
    }  # fmt: skip
    said = [(line["rule_id"], line["amount"]) for line in planted if line["expected"] != "none"]
    assert Counter((row["rule_id"], str(row["amount_at_stake"])) for row in findings(nights[engine])) == Counter(said)
    traps = {line["plant"] for line in planted if line["expected"] == "none"}
    assert len(traps) >= 15, "the province holds the legitimate look-alikes as well"


def test_the_simulator_says_whether_findings_are_those_that_were_planted(nights, province, tmp_path, capsys):
    url = nights["duckdb"].url
    assert main(["truth", str(province), "--warehouse", url]) == 0
    lines = truth.read_truth(province)
    lines.remove(next(line for line in lines if line["expected"] == "open"))
    (tmp_path / "truth.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    capsys.readouterr()
    assert main(["truth", str(tmp_path), "--warehouse", url]) == 1
    assert "found and not planted: 1\n" in capsys.readouterr().out


def lines_of(row: explain.RowView) -> list[explain.LineView]:
    own = [row.line] if row.line else []
    return own + [line for origin in row.origins for parent in origin.rows for line in lines_of(parent)]


@pytest.mark.parametrize("engine", ["duckdb", "postgres"])
def test_why_leads_from_each_finding_to_lines_of_landed_files(nights, engine):
    night = nights[engine]
    with open_published(night.url) as published:
        landing = Landing(night.home / "landing")
        for row in findings(night):
            told = explain.explain(
                published, landing, transform.PROJECT / "models", "finding", [row["finding_key"]], decode=decode
            )
            lines = [line for top in told.rows for line in lines_of(top)]
            assert told.agrees and lines, row["finding_key"]
            assert all(line.raw is not None for line in lines)
            assert any(top.rule is not None for top in told.rows)


@pytest.mark.parametrize("engine", ["duckdb", "postgres"])
def test_figures_of_the_marts_add_up_down_to_the_line(nights, engine):
    night = nights[engine]
    with open_published(night.url) as published:
        landing = Landing(night.home / "landing")
        for mart in ("mart_fund__income_expenditure_month", "mart_pension__collection_rate"):
            key = ["enterprise_pension", "630102", "202502"]
            told = explain.explain(published, landing, transform.PROJECT / "models", mart, key, decode=decode)
            assert told.total == 1 and told.agrees
            assert told.rows[0].sums and all(check.agrees for check in told.rows[0].sums)
            assert [line for line in lines_of(told.rows[0]) if line.raw]


def test_supervision_marts_count_every_finding_once_and_lead_to_it(nights):
    night = nights["duckdb"]
    with open_published(night.url) as published:
        counted = published.query(
            "select rule_id, cast(sum(finding_count) as bigint) as n, sum(amount_at_stake) as amount"
            " from mart.mart_supervision__rule_month where is_summed group by rule_id having sum(finding_count) > 0"
        ).to_pylist()
        found = published.query(
            "select rule_id, count(*) as n, sum(amount_at_stake) as amount from rule.fct_finding group by rule_id"
        ).to_pylist()
        services = published.query(
            "select service_no, cast(sum(finding_count) as bigint) as n from mart.mart_supervision__service_month"
            " group by service_no"
        ).to_pylist()
        twice = published.query(
            "select theme_code, region_code, period from mart.mart_supervision__overview_month"
            " where finding_count > 0 order by theme_code, region_code, period"
        ).to_pylist()
        told = [
            explain.explain(
                published, Landing(night.home / "landing"), transform.PROJECT / "models",
                "mart_supervision__overview_month",
                [theme, "enterprise_pension", *next(
                    (row["region_code"], row["period"]) for row in twice if row["theme_code"] == theme
                )],
                decode=decode,
            )
            for theme in ("claimed_after_death", "insured_twice")
        ]  # fmt: skip
    assert sorted(map(str, counted)) == sorted(map(str, found))
    by_rule = {row["rule_id"]: row["n"] for row in found}
    number = {row["service_no"]: row["n"] for row in services}
    # PER-008 of enterprise pension is of persons (7.15), and PEN-003 among pensions (7.18).
    assert number["7.15"] == sum(n for rule, n in by_rule.items() if rule.startswith("PER"))
    assert number["7.18"] == sum(n for rule, n in by_rule.items() if rule.startswith("PEN")) + by_rule["PER-008"]
    for one in told:
        assert one.agrees and [line for line in lines_of(one.rows[0]) if line.raw]


def test_rules_ran_everywhere_for_every_month(nights):
    with open_published(nights["duckdb"].url) as published:
        outcomes = published.query("select distinct rule_id, outcome, missing_item from rule.fct_rule_run").to_pylist()
    # Enterprise pension alone is sent here, and neither treasury's books nor a budget: what compares it with other
    # departments, funds or the approved budget says so.
    silent = {(row["outcome"], row["missing_item"]) for row in outcomes if row["outcome"] != "ran"}
    assert silent <= {("inputs_missing", code) for code in ("PI01", "PI02", "IP02", "HI01", "TR02")}
    ran = {row["rule_id"] for row in outcomes if row["outcome"] == "ran"}
    assert ran >= {"PER-001", "PER-005", "PER-006", "PER-009", "UNI-001", "UNI-002"}


def test_the_run_log_counts_every_finding_and_who_could_not_be_judged(nights):
    with open_published(nights["duckdb"].url) as published:
        logged = published.query(
            "select rule_id, sum(finding_count) as n, sum(open_count) as still_open"
            " from rule.fct_rule_run group by rule_id"
        ).to_pylist()
        counted = published.query(
            "select rule_id, count(*) as n, count(case when status = 'open' then 1 end) as still_open"
            " from rule.fct_finding group by rule_id"
        ).to_pylist()
        by_name = published.query(
            "select count(*) as n, count(distinct subject_key) as people from rule.rule_not_judged"
            " where rule_id = 'PEN-006'"
        ).to_pylist()
        unjudged = published.query(
            "select rule_id, sum(not_judged_count) as n from rule.fct_rule_run group by rule_id order by rule_id"
        ).to_pylist()
    # Every rule has its runs; only those that found something have findings.
    assert {(r["rule_id"], r["n"], r["still_open"]) for r in logged if r["n"]} == {
        (r["rule_id"], r["n"], r["still_open"]) for r in counted
    }
    assert {r["rule_id"] for r in counted} < {r["rule_id"] for r in logged}
    # 特殊工种 and disability retirements whose legal number is a gap are planted as traps; each is known by name.
    assert {row["rule_id"] for row in unjudged if row["n"]} >= {"PEN-006"}
    assert {row["rule_id"]: row["n"] for row in unjudged}["PEN-006"] == by_name[0]["n"] == by_name[0]["people"]


def test_every_departments_figure_of_a_month_agrees(nights):
    sql = """
        select period, sum(benefit_hrss_amount) as assessed, sum(benefit_paid_amount) as paid,
            sum(disbursed_amount) as disbursed
        from mart.mart_fund__income_expenditure_month where period >= '202501' group by period order by period
    """
    with open_published(nights["duckdb"].url) as published:
        rows = published.query(sql).to_pylist()
    assert [row["period"] for row in rows] == list(PERIODS)
    for row in rows:
        assert row["assessed"] == row["paid"] == row["disbursed"] > 0


def test_every_delivery_has_its_receipt(nights, province):
    receipts = list((province / "receipts").glob("*/*.receipt.json"))
    assert len(receipts) == len(list((province / "outbox").rglob("*.json")))
    assert Counter(json.loads(path.read_text(encoding="utf-8"))["status"] for path in receipts).keys() <= {
        "accepted",
        "duplicate",
    }


def redeliver(province: Path, into: Path, table: str, region: str, period: str, change: Change) -> None:
    """The same table, region and month once more, as the next full sequence, its records as `change` makes them."""
    [old] = (province / "outbox").rglob(f"*_{table}_{region}_{period}_001.json")
    about = json.loads(old.read_text(encoding="utf-8"))
    with zipfile.ZipFile(old.with_suffix(".zip")) as archive:
        text = archive.read(f"{old.stem}.txt").decode(
            "utf-8-sig" if about["encoding"] == "UTF-8" else about["encoding"]
        )
    end = "\r\n" if "\r\n" in text else "\n"
    head, *lines = text.rstrip("\r\n").split(end)
    columns = list(load_catalogue().table(table).columns)
    rows = [dict(zip(columns, line.split("|"), strict=True)) for line in lines]
    change(rows)
    new = old.stem.removesuffix("001") + "002"
    folder = into / "outbox" / about["source"] / about["period"] / about["region"]
    folder.mkdir(parents=True)
    written = "".join(f"{line}{end}" for line in (head, *("|".join(row.values()) for row in rows)))
    with zipfile.ZipFile(folder / f"{new}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{new}.txt", written.encode(about["encoding"]))
    packed = (folder / f"{new}.zip").read_bytes()
    about |= {
        "seq": 2,
        "file": f"{new}.zip",
        "bytes": len(packed),
        "sha256": hashlib.sha256(packed).hexdigest(),
        "records": len(rows),
        "control_totals": {},
    }
    (folder / f"{new}.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True)
class OneOfTwo:
    """Two persons who turn out to be one: the findings of the one whose key falls away, and the key that stays."""

    findings: list[dict[str, object]]
    key: str

    @property
    def dismissed(self) -> dict[str, object]:
        """What two officers say is none, before."""
        return self.findings[0]


@dataclass(frozen=True)
class Corrected:
    """A night that was corrected: what was built before and after, when the one ended, and what became of findings."""

    night: Night
    moment: datetime
    before: dict[str, str]
    after: dict[str, str]
    events: list[dict[str, object]]
    one_of_two: OneOfTwo


def two_persons(night: Night, away_from: str) -> tuple[OneOfTwo, dict[str, str], str]:
    """A pensioner with findings, and somebody else who contributes in the same region and whose key, known as early,
    comes first; how the pensioner is written, and the other one's number."""
    with open_published(night.url) as published:
        found = published.query(
            "select * from rule.fct_finding where rule_id = 'PEN-005' and region_code <> :away"
            " order by person_key desc, period",
            {"away": away_from},
        ).to_pylist()
        [pensioner] = published.query(
            "select person_id, person_name, sex_code, cast(birth_date as text) as birth_date"
            " from base.base_benefit_month"
            " where citizen_id = :c and period = '202503' and fund_code = 'enterprise_pension'",
            {"c": found[0]["citizen_id"]},
        ).to_pylist()
        other = published.query(
            "select person_key, person_id from core.fct_contribution where period = '202503' and region_code = :r"
            " and fund_code = 'enterprise_pension' and person_key < :k"
            " and person_key not in (select person_key from rule.fct_finding where person_key is not null)"
            " order by person_key",
            {"r": found[0]["region_code"], "k": found[0]["person_key"]},
        ).to_pylist()[0]
    own = [row for row in found if row["person_key"] == found[0]["person_key"]]
    written = pensioner | {"birth_date": pensioner["birth_date"].replace("-", "")}
    return OneOfTwo(own, other["person_key"]), written, other["person_id"]


def dismiss(night: Night, finding_key: object) -> None:
    """Two officers say that it is none."""
    with open_warehouse(night.url) as warehouse, warehouse.transaction() as tx:
        for name in ("王芳", "李强"):
            said = cases.Said("dismissed", Officer(name, "supervisor", "630000"), name, "D02", "已核档案")
            rows = cases.by_keys(tx, [str(finding_key)]).values()
            cases.say(tx, [(row, said) for row in rows], {}, case_reasons())


@pytest.fixture(scope="session")
def corrected(nights, province, tmp_path_factory) -> Corrected:
    """What comes late: a death that is cancelled, one that was registered late, money that came back, a pension
    that should not have been in its file, and a pensioner's contribution that stood under another one's ID."""
    night, folder = nights["duckdb"], tmp_path_factory.mktemp("correction")
    before, moment = night.hashes(), clock.now()
    lines = {line["citizen_id"]: line for line in truth.read_truth(province)}
    dead, repaid = (
        next(line for line in lines.values() if line["plant"] == plant)
        for plant in ("paid_after_death", "paid_after_death_partly_recovered")
    )
    with open_published(night.url) as published:
        [died] = published.query(
            "select cast(death_date as text) as day from core.fct_death where citizen_id = :c",
            {"c": dead["citizen_id"]},
        ).to_pylist()
        drawing = published.query(
            "select citizen_id, person_name, sex_code, cast(birth_date as text) as born from base.base_benefit_month"
            " where period = '202503' and region_code = :r order by citizen_id",
            {"r": dead["region_code"]},
        ).to_pylist()
        died_since = published.query("select citizen_id from core.fct_death").column("citizen_id").to_pylist()
    [paid] = [row for row in drawing if row["citizen_id"] == dead["citizen_id"]]
    alive = next(row for row in drawing if row["citizen_id"] not in {*lines, *died_since})

    def registration(of: dict[str, str], day: str, cancelled: str) -> dict[str, str]:
        return dict.fromkeys(load_catalogue().table("PS02").columns, "") | {
            "admin_division_code": f"{dead['region_code'][:4]}00", "data_period": "202503",
            "citizen_id": of["citizen_id"], "person_name": of["person_name"], "sex_code": of["sex_code"],
            "birth_date": of["born"].replace("-", ""), "death_date": day.replace("-", ""),
            "registered_date": "20250328", "registration_cancelled_flag": cancelled,
        }  # fmt: skip

    def register(rows: list[dict[str, str]]) -> None:
        rows += [registration(paid, died["day"], "1"), registration(alive, "2025-01-15", "0")]

    def recover(rows: list[dict[str, str]]) -> None:
        for row in rows:
            if row["citizen_id"] == repaid["citizen_id"]:
                row["recovered_amount"] = row["overclaimed_amount"]

    redeliver(province, folder, "PS02", f"{dead['region_code'][:4]}00", "202503", register)
    redeliver(province, folder, "EP05", repaid["region_code"], "202503", recover)
    redeliver(province, folder, "EP03", "630203", "202502", lambda rows: rows.pop())
    one_of_two, pensioner, number = two_persons(night, away_from="630203")
    dismiss(night, one_of_two.dismissed["finding_key"])

    def same_number(rows: list[dict[str, str]]) -> None:
        next(row for row in rows if row["person_id"] == number).update(pensioner)

    def same_name(rows: list[dict[str, str]]) -> None:
        named = {name: value for name, value in pensioner.items() if name != "person_id"}
        next(row for row in rows if row["person_id"] == number).update(named)

    # His other ID is his own, for he bears it elsewhere too: in one month under a number of its own.
    redeliver(province, folder, "EP02", str(one_of_two.dismissed["region_code"]), "202502", same_name)
    redeliver(province, folder, "EP02", str(one_of_two.dismissed["region_code"]), "202503", same_number)
    replace(night, folder=folder).run()
    with open_warehouse(night.url) as warehouse:
        events = warehouse.query(
            "select event, reason, rule_id, period from control.finding_event where happened_at > :moment",
            {"moment": moment},
        ).to_pylist()
    return Corrected(night, moment, before, night.hashes(), events, one_of_two)


def test_findings_open_and_close_with_what_comes_late(corrected):
    of_deaths = [(e["event"], e["reason"], e["period"]) for e in corrected.events if e["rule_id"] == "PEN-001"]
    assert sorted(of_deaths, key=str) == sorted(
        [
            *(("closed", "facts_changed", period) for period in PERIODS),
            ("closed", "recovered", "202501"),
            *(("opened", None, period) for period in PERIODS[1:]),
        ],
        key=str,
    )


def test_what_two_officers_dismissed_stands_when_two_keys_become_one(corrected):
    one = corrected.one_of_two
    with open_published(corrected.night.url) as published:
        now = published.query(
            "select finding_key, period, observed from rule.fct_finding where rule_id = 'PEN-005' and person_key = :k"
            " order by period",
            {"k": one.key},
        ).to_pylist()
    pairs = list(zip(one.findings, now, strict=True))
    assert all((a["period"], a["observed"]) == (b["period"], b["observed"]) for a, b in pairs)
    with open_warehouse(corrected.night.url) as warehouse, warehouse.transaction() as tx:
        rows = cases.by_keys(tx, [str(row["finding_key"]) for row in (*one.findings, *now)])
        moves = tx.query("select earlier_key, finding_key, move from control.finding_move").to_pylist()
    assert {(move["earlier_key"], move["finding_key"], move["move"]) for move in moves} == {
        (former["finding_key"], stays["finding_key"], "merged") for former, stays in pairs
    }
    for former, stays in pairs:
        gone, row = rows[str(former["finding_key"])], rows[stays["finding_key"]]
        assert (gone["state"], gone["closed_reason"], gone["standing"]) == ("closed", "key_changed", "moved")
        assert (row["state"], row["standing"]) == ("open", "dismissed"), "the word of the first month holds in others"
        assert row["carried_from"] == one.dismissed["finding_key"]


def test_what_was_known_then_is_built_again_to_the_same_hashes(corrected):
    before = corrected.before
    changed = {name for name in before if before[name] != corrected.after[name]}
    assert "base.base_benefit_month" in changed and "mart.mart_fund__income_expenditure_month" in changed
    assert not [name for name in changed if name.startswith("seed.")]
    transform.build(corrected.night.url, as_of=corrected.moment)
    assert corrected.night.hashes() == before
    with open_warehouse(corrected.night.url) as warehouse:
        later = warehouse.query(
            "select count(*) as n from control.finding_event where happened_at > :moment", {"moment": corrected.moment}
        ).to_pylist()
    assert later == [{"n": len(corrected.events)}], "a build of then adds nothing to history"


def known(night: Night) -> list[dict[str, object]]:
    """What the nights recorded of each finding that stands, event upon event; without the line it was seen in first,
    for a file that comes again with the same facts is no event."""
    with open_warehouse(night.url) as warehouse:
        return list(
            warehouse.query(
                f"select {FACTS} from control.finding_state"
                f" where state = 'open' or reason = '{findings_of.RECOVERED}' order by finding_key"
            ).to_pylist()
        )


def found(night: Night) -> list[dict[str, object]]:
    """The same of what is published, which a build finds from the data alone."""
    with open_published(night.url) as published:
        return list(
            published.query(
                f"select {FACTS.replace('state', 'status as state')} from rule.fct_finding order by finding_key"
            ).to_pylist()
        )


def test_a_night_from_nothing_finds_and_builds_what_night_upon_night_did_and_does_nothing_twice(corrected):
    night, recorded = corrected.night, known(corrected.night)
    assert {row["state"] for row in recorded} == {"open", "closed"}
    count = (
        "select (select count(*) from control.delivery) + (select count(*) from control.receipt)"
        " + (select count(*) from control.finding_event) as n"
    )
    with open_warehouse(night.url) as warehouse:
        rows = warehouse.query(count).to_pylist()
    forget_parts(night.url)
    night.run()
    now = night.hashes()
    # Which finding stands for one under a former key is noted as a build is published: marts know it from the next on.
    assert {name for name in now if now[name] != corrected.after[name]} == DECIDED
    assert now.keys() == corrected.after.keys()
    assert found(night) == recorded == known(night)
    with open_warehouse(night.url) as warehouse:
        assert warehouse.query(count).to_pylist() == rows
