"""Frozen reports come again to the byte; a changed figure is split into what changed it, to the last fen."""

from __future__ import annotations

import random
import shutil
from decimal import Decimal

import pytest

from ingest import load_pending, repair
from tests.ingest.deliver import CATALOGUE, good, record
from tests.warehouse_sql.test_parts import accept, file
from warehouse_sql import (
    clock,
    code,
    dbt_run,
    explain_models,
    frozen,
    moments,
    open_warehouse,
    restate,
    transform,
)
from warehouse_sql.control import deliveries
from warehouse_sql.landing import Landing
from warehouse_sql.location import locate

MART = "mart_pension__collection_rate"
RULE = "rule_per_001__base_below_floor"
ROUNDS, LOADS = 2, 6
EP02 = CATALOGUE.table("EP02")
BASE = EP02.field("personal_contribution_base").label_zh


def people(period: str, seq: int, bases: dict[int, str], mode: str = "full"):
    """Employees of one unit with these bases of contribution."""
    sent = good(0, table="EP02", period=period, seq=seq, mode=mode)
    for number, base in bases.items():
        cells = {"personal_contribution_base": base, "admin_division_code": "632300", "data_period": period,
                 "contribution_status_code": "1", "personal_identity_code": "11", "unit_id": "U1"}  # fmt: skip
        sent.records.append(record(EP02, number, **cells))
    return sent


def repaired(url: str, root, stem: str, line: int, change: dict[str, str]) -> None:
    """A rejected record put right by two people, replayed and accepted."""
    proposed = repair.propose(url, root, stem, line, change, "单位更正函一", "张三")
    repair.decide(url, proposed.repair_id, "李四", approve=True)
    made = repair.replay(url, root)
    load_pending(url, root)
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        deliveries.decide(tx, [deliveries.Decision(one.delivery_id, "accepted") for one in made])


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A code of its own, to be changed."""
    made = tmp_path / "project"
    shutil.copytree(transform.PROJECT, made, ignore=shutil.ignore_patterns("target", "logs"))
    monkeypatch.setattr(transform, "PROJECT", made)
    return made


def forget(url: str) -> None:
    """As if a freezing had been killed before it was recorded."""
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        tx.execute("delete from control.frozen_report")


def edit(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_frozen_report_is_reproduced_byte_for_byte_after_late_loads(warehouse_url, tmp_path):
    root = tmp_path / "landing"
    landing = Landing(root)
    accept(warehouse_url, root, [file("EP01", "632300", "202401", 1), file("EP01", "630102", "202401", 1)])
    where = {"region_code": "632300"}
    made = frozen.freeze(warehouse_url, landing, "q1", MART, where, clock.now(), "王五")
    content = frozen.read(landing, made)
    assert made.rows == 1 and b"632300" in content and b"630102" not in content
    with pytest.raises(frozen.FrozenError, match="已存在"):
        frozen.freeze(warehouse_url, landing, "q1", MART, {}, clock.now(), "王五")
    # Killed between the note in the landing store and the record: the next one of that name finishes it.
    forget(warehouse_url)
    assert frozen.freeze(warehouse_url, landing, "q1", MART, where, made.as_of, "李四") == made
    forget(warehouse_url)
    with pytest.raises(frozen.FrozenError, match="中断"):
        frozen.freeze(warehouse_url, landing, "q1", MART, {}, clock.now(), "李四")
    assert frozen.find(warehouse_url, "q1") == made
    chance = random.Random(5)
    sent = {("EP01", "632300", "202401"): 1, ("EP01", "630102", "202401"): 1}
    for number in range(ROUNDS):
        late = [file("EP01", "632300", "202401", 2), file("EP01", "632300", "202402", 1)] if not number else []
        sent |= {(one.table, one.region, one.period): one.seq for one in late}
        for _ in range(LOADS):
            place = (chance.choice(("EP01", "EP02")), chance.choice(("632300", "630102")),
                     chance.choice(("202312", "202401", "202402")))  # fmt: skip
            mode, first = chance.choice([("full", 1), ("append", 3), ("append", 60)])
            # In the month that is looked at below only what is named above comes.
            if place[:2] != ("EP01", "632300"):
                sent[place] = sent.get(place, 0) + 1
                late.append(file(*place, sent[place], mode, first, chance.randint(1, 6)))
        accept(warehouse_url, root, late)
        moments.tidy(warehouse_url, clock.now() + 2 * moments.KEPT)  # nothing is left of the build it came from
        again = frozen.reproduce(warehouse_url, landing, "q1")
        assert again.same and again.content == content and again.reasons == ()
    found = restate.restate(
        warehouse_url, MART, restate.state_of(warehouse_url, landing, made),
        restate.present(warehouse_url, clock.now()), where,
    )  # fmt: skip
    assert [step.causes for step in found.steps] == [("late_data",)]
    assert {change.key[2] for change in found.changes} == {"202401", "202402"}
    [paid] = [c for c in found.changes if c.column == "paid_amount" and c.key[2] == "202401"]
    assert paid.by_step == (paid.total,) and paid.total == paid.after - paid.before != 0
    # Of all that came, the files that these figures rest on are named, and how many others there were.
    *files, replaced, others = found.steps[0].evidence
    assert sorted(one.split("（")[0] for one in files) == [
        "HRSS_EP01_632300_202401_002.zip", "HRSS_EP01_632300_202402_001.zip"
    ]  # fmt: skip
    assert replaced == "（替换原报送 1 份）" and others.startswith("（同期另受理 ")
    # What the landing store knows is enough for a warehouse made anew.
    assert landing.verify()["lost"] == [] and landing.verify()["unknown"] == []
    other = f"duckdb://{tmp_path / 'other.duckdb'}"
    assert frozen.restore(other, landing) == 1 and frozen.restore(other, landing) == 0
    assert frozen.find(other, "q1") == made
    # There the deliveries are not known: the difference is told, not hidden.
    lost = frozen.reproduce(other, landing, "q1")
    assert not lost.same and "该时点所知的报送与定稿时不同" in lost.reasons[0]


def test_a_changed_figure_is_split_into_data_repairs_parameters_rules_and_code(duckdb_url, tmp_path, project):
    root = tmp_path / "landing"
    landing = Landing(root)
    bad = people("202401", 1, dict.fromkeys(range(1, 41), "1000.00"))
    bad.records[6][EP02.field("personal_contribution_base").position - 1] = "壹千"
    accept(duckdb_url, root, [bad])
    made = frozen.freeze(duckdb_url, landing, "before", RULE, {}, clock.now(), "王五")
    assert made.rows == 39
    before = frozen.read(landing, made)
    late = people("202401", 1, {50: "900.00"}, mode="append")
    late.region = "632321"
    late.records[0][EP02.field("admin_division_code").position - 1] = "632321"
    accept(duckdb_url, root, [late])
    repaired(duckdb_url, root, bad.stem, 8, {BASE: "800.00"})
    # Legal numbers, the rule, and other code, each changed on its own.
    floor = project / "seeds" / "_generated" / "seed_parameter.csv"
    lines = floor.read_text(encoding="utf-8").splitlines()
    [line] = [one for one in lines if one.startswith("base_floor_ratio,*,000000,2019")]
    edit(floor, line, line.replace(",0.6,", ",0.5,"))
    edit(project / "models" / "rule" / f"{RULE}.sql", "'b.lowest_floor_amount - c.personal_contribution_base'",
         "'b.lowest_floor_amount - c.personal_contribution_base + 1'")  # fmt: skip
    band = project / "models" / "core" / "dim_contribution_band.sql"
    edit(band, ", 2)') }} as lowest_floor_amount", ", 2) + 10') }} as lowest_floor_amount")
    found = restate.restate(
        duckdb_url, RULE, restate.state_of(duckdb_url, landing, made), restate.present(duckdb_url, clock.now())
    )
    assert [step.causes for step in found.steps] == [
        ("late_data",), ("repaired_rows",), ("parameter_change",), ("rule_change",), ("code_change",)
    ]  # fmt: skip
    stake = [change for change in found.changes if change.column == "amount_at_stake"]
    assert len(stake) == 41 and all(sum(change.by_step) == change.total for change in found.changes)
    old = [change for change in stake if change.before is not None]
    assert len(old) == 39
    for change in old:
        late_part, repair_part, parameter, rule, other = change.by_step
        assert (late_part, repair_part, rule, other) == (0, 0, 1, 10) and parameter < 0
    new = {change.by_step[:2]: change for change in stake if change.before is None}
    assert sum(1 for first, second in new if first > 0 and second == 0) == 1  # the late row
    assert sum(1 for first, second in new if first == 0 and second > 0) == 1  # the repaired one
    # Each step names what it rests on.
    evidence = [" ".join(step.evidence) for step in found.steps]
    assert late.stem in evidence[0] and f"{bad.stem}_R" in evidence[1] and "base_floor_ratio" in evidence[2]
    assert f"{RULE}.sql" in evidence[3] and "dim_contribution_band.sql" in evidence[4]
    # The report is made again by the code that made it, which is kept.
    again = frozen.reproduce(duckdb_url, landing, "before")
    assert again.same and again.content == before and "以定稿时留存的代码" in again.notes[0]


def test_code_that_does_not_run_alone_is_told_as_not_separable(duckdb_url, tmp_path, project):
    root = tmp_path / "landing"
    accept(duckdb_url, root, [people("202401", 1, {1: "1000.00"})])
    made = frozen.freeze(duckdb_url, Landing(root), "before", RULE, {}, clock.now(), "王五")
    # The rule asks a model for what it did not have before.
    edit(project / "models" / "core" / "dim_contribution_band.sql", "as tolerance_amount", "as leeway_amount")
    rule = project / "models" / "rule" / f"{RULE}.sql"
    edit(rule, "b.tolerance_amount", "b.leeway_amount")
    edit(rule, "amount - c.personal_contribution_base'", "amount - c.personal_contribution_base - 2'")
    found = restate.restate(
        duckdb_url, RULE, restate.state_of(duckdb_url, Landing(root), made), restate.present(duckdb_url, clock.now())
    )
    [step] = found.steps
    assert step.causes == ("rule_change", "code_change") and step.title == "规则变动＋程序变动（不可分）"
    [change] = found.changes
    assert change.by_step == (Decimal("-2.00"),)


def test_seeds_are_read_where_the_code_is_that_was_asked_for(tmp_path, project):
    """The folder in which a process read the same code first may have been edited since."""
    other = tmp_path / "other"
    shutil.copytree(project, other)
    location = locate(f"duckdb://{tmp_path / 'warehouse.duckdb'}")
    for folder in (project, other):
        manifest = dbt_run.read(location, folder, "any", dbt_run.arguments(location, folder))
        seeds = [node for node in manifest.nodes.values() if str(node.resource_type) == "seed"]
        assert seeds and {node.root_path for node in seeds} == {str(folder)}


def test_every_file_of_code_has_a_kind_and_rules_are_told_from_parameters():
    contents = code.files(transform.PROJECT)
    kinds = {name: code.kind_of(name) for name in contents}
    assert set(kinds.values()) == set(code.KINDS)
    rules = {m.name for m in explain_models.read(transform.PROJECT / "models").values() if m.rule}
    assert all(kinds[f"models/rule/{name}.sql"] == "rules" for name in rules)
    after = {**contents, "seeds/_generated/seed_parameter.csv": b"x", "macros/new.sql": b"y"}
    assert list(code.changed(contents, after)) == ["parameters", "code"]
    assert code.mixed(contents, after, {"parameters"}) == {**contents, "seeds/_generated/seed_parameter.csv": b"x"}


def test_a_frozen_cell_tells_null_from_empty_and_quotes_text():
    cells = [frozen._cell(value) for value in (None, "", 'a"b', Decimal("1E+2"), True, 7)]
    assert cells == ["", '""', '"a""b"', "100", "true", "7"]
