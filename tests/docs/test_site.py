"""`make docs`: pages that can be opened, with the way of a column from a mart down to the interface table."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from docs.site import build, origins

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docs")
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs/site/build.py"), str(out), *WAY, "dim_person", RULE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return out / "html"


WAY = ["mart_fund__income_expenditure_month", "int_reconciliation__levied_month", "base_tax_receipt"]
RULE = "rule_per_001__base_below_floor"


def links(page: Path) -> set[Path]:
    found = re.findall(r'href="([^"#?]+)', page.read_text(encoding="utf-8"))
    return {(page.parent / target).resolve() for target in found if not target.startswith(("http", "data:", "mailto:"))}


def test_docs_of_a_mart_lead_down_to_the_interface_table(site: Path) -> None:
    way = [*(f"models/{name}.html" for name in WAY), "docs/dictionary/_generated/ep08_tax_unit_collection.html"]
    for page, following in pairwise(way):
        assert (site / following).resolve() in links(site / page), page
    text = (site / way[0]).read_text(encoding="utf-8")
    row = text[text.index("contribution_tax_amount") :]
    assert "int_reconciliation__levied_month" in row[: row.index("</tr>")]


def test_docs_ask_nothing_of_the_network(site: Path) -> None:
    for page in (site / "index.html", site / "models/dim_person.html"):
        loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?:[^"]+)', page.read_text(encoding="utf-8"))
        assert loaded == [], page


def test_docs_links_lead_to_pages_that_exist(site: Path) -> None:
    broken = {str(target) for page in site.glob("models/*.html") for target in links(page) if not target.exists()}
    assert broken == set()


def test_docs_page_of_a_rule_leads_to_its_page_of_the_rule_book(site: Path) -> None:
    assert (site / "docs/rulebook/_generated/per-001.html").resolve() in links(site / f"models/{RULE}.html")


def test_docs_read_what_stands_for_the_parts_of_a_model_as_a_first_build_does() -> None:
    tree = origins.read(
        "select a, _delivery_id from (__since_base_x__x__) as r where r._delivery_id __deliveries__"
        " __and_before__ union all select a, _delivery_id from __before__ as b __end_of_before__"
    )
    assert tree.named_selects == ["a", "_delivery_id"]
    assert [table.name for table in tree.find_all(origins.exp.Table)] == ["base_x__x"]


# Each is read by another way: parts that go on, seeds, tables named by macros, unions, a mart, a rule.
READ = ("base_person", "base_taxed_year", "dim_region", "fct_feed_quality", "mart_fund__income_expenditure_month",
        "rule_pay_001__details_differ_from_order")  # fmt: skip


def test_models_have_lineage_and_each_column_a_description(tmp_path: Path) -> None:
    """`make docs` looks at all models and fails where one has none: it takes a hundred seconds."""
    manifest = build.compiled(tmp_path, [])
    models = {name: node for name, node in build.models_of(manifest).items() if name in READ}
    assert set(models) == set(READ)
    found = build.column_origins(models, build.columns_of(manifest))
    assert origins.without_lineage(models, found) == []
    by_hand = {name: node for name, node in models.items() if "_generated" not in node["original_file_path"]}
    undescribed = {name: left for name, node in by_hand.items() if (left := set(found[name]) - set(node["columns"]))}
    assert undescribed == {}


def test_sidebar_holds_the_pages_of_its_own_group_only(site: Path) -> None:
    text = (site / "models/dim_person.html").read_text(encoding="utf-8")
    sidebar = text[text.index('<div class="sidebar-tree">') : text.index("</aside>")]
    assert "layer-mart.html" in sidebar and WAY[0] not in sidebar
