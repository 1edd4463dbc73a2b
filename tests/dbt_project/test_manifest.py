"""Laws of the models, checked on dbt's own manifest."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from warehouse_sql.macros import Macros

# layer -> the layers it may read. A finding is what rules yield; core holds dimensions and facts.
MAY_READ = {
    "staging": {"source"},
    "base": {"staging", "base", "seed"},
    "intermediate": {"base", "core", "intermediate", "seed"},
    "core": {"base", "core", "intermediate", "seed"},
    "rule": {"core", "base", "seed", "rule"},
    "mart": {"core", "intermediate", "rule", "mart", "seed"},
    "share": {"mart", "core"},
}
PREFIXES = {
    "staging": ("stg_",),
    "base": ("base_",),
    "intermediate": ("int_",),
    "core": ("dim_", "fct_"),
    "rule": ("rule_", "fct_finding", "fct_rule_run"),
    "mart": ("mart_",),
    "share": ("share_",),
}
WALL_CLOCK = re.compile(
    r"\b(current_timestamp|current_date|current_time|localtimestamp)\b|\b(now|today|getdate|random|uuid|gen_random_uuid)\s*\(",
    re.I,
)


def models(manifest):
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


def layer(node):
    return "seed" if node["resource_type"] == "seed" else Path(node["original_file_path"]).parts[1]


def test_each_layer_reads_only_the_layers_below_it(manifest):
    wrong = []
    for node in models(manifest):
        for parent in node["depends_on"]["nodes"]:
            kind = "source" if parent.startswith("source.") else layer(manifest["nodes"][parent])
            if kind not in MAY_READ[layer(node)]:
                wrong.append(f"{node['name']} ({layer(node)}) reads {parent.rpartition('.')[2]} ({kind})")
    assert wrong == []


def test_rules_never_read_one_another(manifest):
    for node in models(manifest):
        if re.match(r"rule_[a-z]+_[0-9]+__", node["name"]):
            parents = [parent.rpartition(".")[2] for parent in node["depends_on"]["nodes"]]
            of_rules = [name for name in parents if name.startswith(("rule_", "fct_finding", "fct_rule_run"))]
            assert of_rules == [], node["name"]


def test_what_dbt_noted_of_a_models_macros_is_among_those_its_parts_are_named_by(manifest):
    macros = {name: SimpleNamespace(**macro) for name, macro in manifest["macros"].items()}
    found = Macros(SimpleNamespace(macros=macros))
    for node in models(manifest):
        used = found.used([node["raw_code"]])
        noted = [macros[name] for name in node["depends_on"]["macros"] if name.startswith("macro.sif.")]
        missed = {macro.name for macro in noted if macro.macro_sql not in used}
        assert missed <= {"generate_schema_name", "generate_alias_name"}, node["name"]


def test_names_tell_the_layer(manifest):
    for node in models(manifest):
        assert node["name"].startswith(PREFIXES[layer(node)]), node["name"]


def test_no_model_depends_on_the_clock_or_on_chance(manifest):
    for node in models(manifest):
        code = re.sub(r"--[^\n]*", "", node["raw_code"])
        assert not WALL_CLOCK.search(code), node["name"]


def test_no_model_takes_a_delivery_and_a_line_of_two_rows(manifest):
    """Minima taken apart may be of two rows, and the pair a line that no file has; first_line() takes those of one."""
    apart = re.compile(r"\b(min|max)\(\s*(\w+\.)?_(delivery_id|line_no)\s*\)", re.I)
    wrong = [node["name"] for node in models(manifest) if layer(node) != "base" and apart.search(node["raw_code"])]
    assert wrong == []  # base measures each delivery by itself


def test_every_model_is_described_and_so_is_every_column_it_lists(manifest):
    for node in models(manifest):
        if layer(node) == "staging":
            continue
        assert node["description"], node["name"]
        assert node["columns"], f"{node['name']}: no columns described"
        assert all(column["description"] for column in node["columns"].values()), node["name"]


# Views whose key holds no period and is that of what they stand on, where it is looked at (or of a delivery's lines).
SHOWN_AS_THEY_ARE = {
    "base_cleaning", "base_code_use", "base_measure", "base_roll_month", "fct_case_decision", "fct_death",
    "fct_order_difference", "fct_plan_difference", "fct_statement_gap", "mart_supervision__finding",
}  # fmt: skip


def test_the_key_of_every_view_is_looked_at(manifest):
    views = [node for node in models(manifest) if node["config"]["materialized"] == "view" and layer(node) != "staging"]
    without = set()
    for node in views:
        meta = node["config"]["meta"]
        assert meta.get("key_in", "all") in ("all", "new_periods"), node["name"]
        grain = meta.get("explain", {}).get("grain", [])
        if grain and "period" not in grain and "key_in" not in meta and layer(node) != "rule":
            without.add(node["name"])
    assert without == SHOWN_AS_THEY_ARE


def rule_models(manifest):
    return [node for node in models(manifest) if re.match(r"rule_[a-z]+_[0-9]+__", node["name"])]


def test_every_rule_says_why_since_when_how_grave_and_on_whose_data(manifest):
    rules = rule_models(manifest)
    assert len(rules) >= 6
    for node in rules:
        meta = node["config"]["meta"]
        rule = meta["rule"]
        assert node["name"].startswith("rule_" + rule["id"].lower().replace("-", "_") + "__")
        assert rule["basis"] and rule["in_force_from"] and rule["inputs"] and rule["remedy_zh"]
        assert meta["explain"]["from"], node["name"]
        # short enough to read aloud
        assert len([line for line in node["raw_code"].splitlines() if line.strip()]) <= 75, node["name"]


def test_every_rule_looks_at_the_funds_it_is_declared_for_and_marks_its_findings(manifest):
    for node in rule_models(manifest):
        rule_id = node["config"]["meta"]["rule"]["id"]
        assert f"of_rule('{rule_id}'" in node["raw_code"], node["name"]
        assert re.search(rf"finding\(\s*'{rule_id}'", node["raw_code"]), node["name"]


def test_every_rule_is_in_the_union_of_findings_and_in_the_population(manifest):
    by_name = {node["name"]: node for node in models(manifest)}
    union = {parent.rpartition(".")[2] for parent in by_name["rule_finding_union"]["depends_on"]["nodes"]}
    assert union == {node["name"] for node in rule_models(manifest)}
    for node in rule_models(manifest):
        rule_id = node["config"]["meta"]["rule"]["id"]
        assert f"'{rule_id}'" in by_name["rule_run_population"]["raw_code"], rule_id


def test_macros_of_the_rules_are_for_no_model_that_is_made_of_parts(manifest):
    # A part is made again when a macro changes (warehouse_sql/parts.py); those of the rules do not count there.
    of_rules = {
        unique_id
        for unique_id, macro in manifest["macros"].items()
        if macro["package_name"] == "sif" and "macros/rule/" in macro["original_file_path"]
    }
    assert of_rules

    def behind(macro_id, seen):
        if macro_id not in seen:
            seen.add(macro_id)
            for one in manifest["macros"].get(macro_id, {"depends_on": {"macros": []}})["depends_on"]["macros"]:
                behind(one, seen)
        return seen

    for node in models(manifest):
        if node["config"]["materialized"] in ("parted", "ephemeral") or layer(node) == "staging":
            used = set().union(*(behind(one, set()) for one in node["depends_on"]["macros"]), set())
            assert not used & of_rules, node["name"]


@pytest.mark.parametrize("folder", ["base", "core", "rule", "mart", "share"])
def test_engine_specific_sql_stands_in_one_macro_file(folder):
    # Casts with :: and functions of one engine belong to macros/portable.sql.
    project = Path(__file__).resolve().parents[2] / "dbt_project" / "models" / folder
    for path in project.glob("*.sql"):
        code = path.read_text(encoding="utf-8")
        assert "::" not in code, path.name
        assert not re.search(r"\b(strftime|to_char|date_part|epoch|list_agg|hugeint|regexp_extract)\b", code), path.name


def test_unit_tests_have_names_that_postgresql_takes(manifest):
    assert [node["name"] for node in manifest["unit_tests"].values() if len(node["name"]) > 63] == []


def test_what_is_put_together_of_a_delivery_is_counted_by_every_group(manifest):
    read = {node["name"]: set(node["depends_on"]["nodes"]) for node in models(manifest)}
    groups = {node for node in read["base_measure"] if "base_measure__" in node}
    assert groups
    assert groups == {node for node in read["base_feed_measure"] if "base_measure__" in node}
