"""From a figure or a finding to the line of the file, on both engines."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from datetime import date
from decimal import Decimal

import pytest
from rich.tree import Tree

from cli.why import _parameters
from tests.cli.conftest import PERSONAL, Home
from warehouse_sql import explain_models, open_warehouse, transform
from warehouse_sql.explain import ParameterView
from warehouse_sql.landing import Landing

MART = "mart_pension__collection_rate"


def first_line(row):
    """The line a row rests on, however many layers down."""
    return row["line"] or first_line(row["origins"][0]["rows"][0])


@pytest.fixture
def finding_key(built, sif):
    [finding] = json.loads(sif(built, "findings", "--rule", "PEN-001", "--json").stdout)["findings"]
    return finding["finding_key"]


def test_mart_cell_adds_up_and_ends_at_the_lines(built, sif):
    result = sif(built, "why", MART, "enterprise_pension", "632300", "202401", "--json", "--limit", "3")
    assert result.exit_code == 0, result.output
    [row] = json.loads(result.stdout)["rows"]
    assert row["values"]["due_amount"] == "3150.00" and row["values"]["unit_count"] == 7
    assert {s["column"]: s["agrees"] for s in row["sums"]} == {
        "due_amount": True,
        "paid_amount": True,
        "arrears_balance_amount": True,
    }
    assert row["sums"][0]["computed"] == "3150.00"
    [behind] = row["origins"]
    assert (behind["model"], behind["total"], len(behind["rows"]), behind["more"]) == ("fct_unit_contribution", 7, 3, 4)
    line = first_line(behind["rows"][1])
    assert line["line_no"] == 3 and line["delivery"]["file_name"] == "HRSS_EP01_632300_202401_001.zip"
    assert line["raw"]["text"].startswith("632300|202401|U2|")
    cells = {cell["column"]: cell["value"] for cell in line["raw"]["cells"]}
    assert cells["unit_due_current_amount"] == "200.00"


def test_named_keys_do_the_same_and_a_part_of_the_key_finds_all(built, sif):
    by_place = sif(built, "why", MART, "enterprise_pension", "632300", "202401", "--json").stdout
    by_name = sif(built, "why", MART, "period=202401", "region_code=632300", "fund_code=enterprise_pension", "--json")
    assert by_name.stdout == by_place
    part = json.loads(sif(built, "why", "fct_unit_contribution", "period=202401", "--json", "--limit", "2").stdout)
    assert part["total"] == 7 and len(part["rows"]) == 2


def test_finding_shows_rule_basis_rows_of_both_departments_and_lines(built, sif, finding_key):
    result = sif(built, "why", "finding", finding_key[:10], "--json")
    assert result.exit_code == 0, result.output
    [row] = json.loads(result.stdout)["rows"]
    assert row["rule"]["rule_id"] == "PEN-001" and row["rule"]["basis_zh"] == "社会保险法第八十八条；国发〔2014〕8号 七"
    assert [o["model"] for o in row["origins"]] == ["fct_benefit", "base_death"]
    files = [first_line(o["rows"][0])["delivery"]["file_name"] for o in row["origins"]]
    assert files == ["HRSS_EP03_632300_202403_001.zip", "PSB_PS02_630000_202403_001.zip"]


def test_definitions_are_told_in_chinese(built, sif, finding_key):
    shown = sif(built, "why", "finding", finding_key).stdout
    assert "口径 参保人死亡次月起仍发放养老金。" in shown
    said = [line for line in shown.splitlines() if "口径" in line or "来自" in line]
    assert len(said) > 2 and [line for line in said if explain_models.ENGLISH.search(line)] == []
    models = explain_models.read(transform.PROJECT / "models").values()
    assert [m.name for m in models if explain_models.ENGLISH.search(m.title_zh + m.definition)] == []
    assert [m.name for m in models if not re.search("[一-鿿]", m.title_zh)] == []
    assert [m.name for m in models if not m.definition and m.schema in ("mart", "share")] == []
    # of a rule, word for word what its own file says; of a model, nothing of its SQL
    (own,) = (transform.PROJECT / "models").rglob("rule_med_005__*.yml")
    med_005 = next(m for m in models if m.rule and m.rule.rule_id == "MED-005")
    assert f"what_zh: {med_005.definition}\n" in own.read_text(encoding="utf-8")


def test_parameters_in_force_come_with_dates_and_documents(built, sif):
    found = json.loads(sif(built, "findings", "--rule", "PEN-005", "--json").stdout)["findings"]
    assert found, "the two pensioners have 14 months"
    result = sif(built, "why", "finding", found[0]["finding_key"], "--json")
    [row] = json.loads(result.stdout)["rows"]
    [parameter] = row["parameters"]
    assert parameter["parameter_id"] == "min_contribution_months"
    assert float(parameter["value"]) == 180 and parameter["document"] and parameter["valid_from"]
    assert {"source", "note"} <= set(parameter)
    assert (parameter["key"], parameter["on"]) == ("*", row["values"]["retirement_date"])
    assert found[0]["basis"] == "社会保险法第十六条；国发〔2014〕8号 七"
    assert "min_contribution_months = 180 月" in sif(built, "why", "finding", found[0]["finding_key"]).stdout


def test_a_number_without_document_shows_its_source_as_source_and_the_warning():
    number = ParameterView(
        "minimum_wage", "*", "unemployment", date(2025, 1, 1), "proposal", Decimal("1880.00"), "yuan_per_month",
        region_code="630000", source="监督规则7.20", note="本省的期限须核实",
    )  # fmt: skip
    tree = Tree("")
    _parameters(tree, [number])
    [shown] = tree.children[0].children
    assert str(shown.label) == "minimum_wage = 1880 元/月  … 至 今（按 2025-01-01）  文件待核 [建议值，待确认]"
    assert [str(one.label) for one in shown.children] == ["来源 监督规则7.20", "说明 本省的期限须核实"]


def test_nothing_personal_is_shown_unless_a_reason_is_given_and_recorded(built, sif, finding_key, officers):
    for arguments in (("why", "finding", finding_key), ("why", "finding", finding_key, "--json")):
        shown = sif(built, *arguments).output
        assert not [value for value in PERSONAL if value in shown]
        assert "632321********1239" in shown and "1950****" in shown
    asked = ("why", "finding", finding_key, "--unmask", "核查线索七号")
    assert sif(built, "why", "finding", finding_key, "--by", "王芳", "--unmask", "x").exit_code == 2
    for by, why in (((), "须用 --by"), (("--by", "马海"), "不是监督人员")):
        refused = sif(built, *asked, *by)
        assert refused.exit_code == 2 and why in refused.stderr
        assert not [value for value in PERSONAL if value in refused.output]
    shown = sif(built, *asked, "--by", "王芳").output
    assert "632321195001011239" in shown and "尕藏·才让" in shown
    with open_warehouse(built.url) as warehouse:
        rows = warehouse.query("select scope, detail from control.stage_run where stage = 'unmask'").to_pylist()
    recorded = [json.loads(row["detail"]) for row in rows]
    [one] = [one for one in recorded if (one["reason"], one.get("officer")) == ("核查线索七号", "王芳")]
    # Also which list it was that calls him a supervisor.
    assert one["officers_file"] == str(officers)
    assert one["officers_sha256"] == hashlib.sha256(officers.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("fct_finding; drop table rule.fct_finding", "x"), 2),
        (("no_such_model", "x"), 2),
        ((MART,), 2),
        ((MART, "enterprise_pension"), 2),
        ((MART, "a", "b", "c", "d"), 2),
        ((MART, "1) or (1=1"), 2),
        ((MART, "period or 1=1 --=x"), 2),
        ((MART, "_fund_code=x"), 2),
        ((MART, "' or '1'='1", "632300", "202401"), 2),
        ((MART, "'; drop schema mart cascade; --", "632300", "202401"), 1),
        ((MART, "enterprise_pension", "632300", "%"), 1),
        ((MART, "enterprise_pension", "632300", "\\"), 1),
        (("finding", "%"), 1),
        (("finding", "_"), 1),
        (("finding", "' or 1 like '1"), 1),
        (("finding",), 2),
        (("finding", " "), 2),
    ],
)
def test_hostile_and_wrong_keys_are_refused_in_one_line(built, sif, arguments, code):
    result = sif(built, "why", *arguments)
    assert result.exit_code == code, result.output
    assert result.stderr.startswith("sif: ") and result.stderr.count("\n") == 1
    assert "Traceback" not in result.output
    again = sif(built, "why", MART, "enterprise_pension", "632300", "202401")
    assert again.exit_code == 0


def test_an_ambiguous_prefix_asks_for_more(built, sif):
    keys = [f["finding_key"] for f in json.loads(sif(built, "findings", "--json").stdout)["findings"]]
    assert len(keys) > 1
    result = sif(built, "why", "finding", "")
    assert result.exit_code == 2
    # one character is shared by two of them, or by none: try all sixteen
    codes = {c: sif(built, "why", "finding", c).exit_code for c in "0123456789abcdef"}
    for character, code in codes.items():
        assert code == (0 if sum(key.startswith(character) for key in keys) == 1 else 1)


def test_a_changed_or_lost_landed_file_is_told_and_not_shown(built, sif, finding_key, tmp_path):
    home = Home(tmp_path, built.url)
    shutil.copytree(built.path / "landing", tmp_path / "landing")
    [row] = json.loads(sif(home, "why", "finding", finding_key, "--json").stdout)["rows"]
    sha256 = first_line(row)["delivery"]["sha256"]
    path = Landing(tmp_path / "landing").path(sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"\0")
    result = sif(home, "why", "finding", finding_key, "--json")
    assert result.exit_code == 1 and json.loads(result.stdout)["ok"] is False
    line = first_line(json.loads(result.stdout)["rows"][0])
    assert line["raw"] is None and "SHA-256" in line["problem"]
    path.unlink()
    assert "备份" in sif(home, "why", "finding", finding_key).stdout


def test_a_sum_that_is_not_true_is_said(built, sif, tmp_path, monkeypatch):
    from warehouse_sql import transform

    project = tmp_path / "dbt_project"
    shutil.copytree(transform.PROJECT / "models", project / "models")
    file = project / "models" / "mart" / f"{MART}.yml"
    file.write_text(file.read_text().replace("paid_amount: paid_amount", "paid_amount: paid_amount - due_amount"))
    monkeypatch.setattr(transform, "PROJECT", project)
    result = sif(built, "why", MART, "enterprise_pension", "632300", "202401", "--json")
    assert result.exit_code == 1
    [row] = json.loads(result.stdout)["rows"]
    [check] = [s for s in row["sums"] if not s["agrees"]]
    assert check["column"] == "paid_amount"
    assert "DIFFERS" in sif(built, "why", MART, "enterprise_pension", "632300", "202401").stdout


def test_every_declared_explanation_holds_for_published_columns(built, sif):
    """Each model with a grain is explained for one of its rows: joins, sums and labels name columns that exist."""
    from warehouse_sql import explain_models, open_published
    from warehouse_sql.transform import PROJECT

    models = explain_models.read(PROJECT / "models")
    keys = {}
    with open_published(built.url) as published:
        for model in (m for m in models.values() if m.grain):
            names = ", ".join(f"cast({name} as varchar) as {name}" for name in model.grain)
            conditions = " and ".join(f"{name} is not null" for name in model.grain)
            sql = f"select {names} from {model.schema}.{model.name} where {conditions} order by 1 limit 1"
            keys[model.name] = [list(row.values()) for row in published.query(sql).to_pylist()]
    assert sum(map(bool, keys.values())) > 5
    for name, rows in keys.items():
        for row in rows:
            result = sif(built, "why", name, *row)
            assert result.exit_code == 0, (name, result.output)
