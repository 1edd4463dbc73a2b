"""`make docs`: the handbook, the dictionary and a page a model with its lineage, as static pages that need no server.

    python docs/site/build.py [OUT [MODEL…]]     OUT/html/index.html; default var/docs, all models

Where models are named, the pages of tables and rules (one a table, one a rule) are those that these models lead to.

Sources are the pages of this repository as they are, beside pages made here: one a model (what it is, grain,
columns with those they come from, what it reads and what reads it), from dbt's manifest and compiled SQL. Nothing of it
is committed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from catalogue import load_catalogue  # noqa: E402  (the checkout is the installation)
from docs.site.origins import Origins, column_origins, read, without_lineage  # noqa: E402
from warehouse_sql import dbt_run  # noqa: E402
from warehouse_sql.location import locate  # noqa: E402

LAYERS = {
    "base": "基础信息库 base library",
    "intermediate": "中间层 intermediate",
    "core": "维度与事实 dimensions and facts",
    "rule": "监管规则 supervision rules",
    "mart": "专题集市 marts",
    "share": "共享 shares",
}
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "GRAVEYARD.md", "bench/README.md", "catalogue/README.md",
         "docker/README.md", "simulator/README.md")  # fmt: skip
_STAGED_BY_HAND = ("stg_control__*", "stg_reported__*")  # their columns stand in their SQL alone
# Pages that are made one a table, or one a rule.
OF_ONE = re.compile(r"[a-z]{2}\d\d_.+|[a-z]+-\d{3}")


def main() -> None:
    out = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "var" / "docs"
    source = out / "source"
    shutil.rmtree(out, ignore_errors=True)
    chosen = sys.argv[2:]
    manifest = compiled(out / "dbt", chosen)
    models = {name: n for name, n in models_of(manifest).items() if not chosen or name in chosen}
    _gather(source, _led_to(models) if chosen else None)
    origins = column_origins(models, columns_of(manifest))
    _model_pages(source / "models", models, origins)
    _index(source, models)
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going", "-j", "auto", "-c",
               str(ROOT / "docs/site"), str(source), str(out / "html")]  # fmt: skip
    done = subprocess.run(command, check=False)
    if done.returncode:
        raise SystemExit(f"sphinx found something wrong in the pages (its sources are in {source})")
    if left := without_lineage(models, origins):
        raise SystemExit(f"docs: the pages are there, but without lineage of {', '.join(left)}")
    print(f"docs: open {out / 'html' / 'index.html'} ({len(models)} models)")


def models_of(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Models that get a page, by name."""
    nodes = manifest["nodes"].values()
    return {n["name"]: n for n in nodes if n["resource_type"] == "model" and _layer(n) in LAYERS}


def _gather(source: Path, wanted: set[str] | None) -> None:
    """The repository's pages, in the same places, so that links between them hold; of tables and rules those wanted."""
    for name in (*PAGES, *(str(p.relative_to(ROOT)) for p in sorted((ROOT / "docs").rglob("*.md")))):
        page = ROOT / name
        if page.is_file() and (wanted is None or not OF_ONE.fullmatch(page.stem) or page.stem in wanted):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(page, source / name)


def _led_to(models: Mapping[str, Any]) -> set[str]:
    """Pages of tables that the models read, and of their rules."""
    parents = {parent.rpartition(".")[2] for node in models.values() for parent in node["depends_on"]["nodes"]}
    tables = {name.partition("__")[2] for name in parents if name.startswith("stg_")}
    return tables | {rule["id"].lower() for n in models.values() if (rule := n["config"]["meta"].get("rule"))}


def compiled(work: Path, chosen: list[str]) -> dict[str, Any]:
    """dbt's manifest with compiled SQL of the chosen models, of all where none is."""
    # Read as builds read the project: what they keep of their reading (SIF_PARSE_CACHE) serves here, too.
    location = locate(f"duckdb://{work / 'docs.duckdb'}")
    manifest = dbt_run.read(location, dbt_run.PROJECT, "memory", dbt_run.arguments(location, dbt_run.PROJECT))
    project = str(dbt_run.PROJECT)
    given = ["compile", "--quiet", "--project-dir", project, "--profiles-dir", project, "--target-path", str(work),
             "--log-path", str(work / "logs"), "--threads", "2", "--no-write-json",
             "--select", *([*chosen, *_STAGED_BY_HAND] if chosen else ["resource_type:model"])]  # fmt: skip
    results = dbt_run.run(given, {}, manifest=manifest)
    if failed := [f"{one.name}: {one.message}" for one in results if one.status != "success"]:
        raise SystemExit(f"dbt cannot compile the project: {failed[0]}")
    return dict(manifest.writable_manifest().to_dict(omit_none=False))


def columns_of(manifest: Mapping[str, Any]) -> dict[str, list[str]]:
    """Columns of models as described, of seeds as typed, of staging views as the catalogue or their SQL has them."""
    found = {t.stg_name: [*t.columns, "_delivery_id", "_line_no"] for t in load_catalogue().tables.values()}
    for node in manifest["nodes"].values():
        described = list(node["config"].get("column_types") or node["columns"])
        if not described and node["name"].startswith("stg_") and node.get("compiled_code"):
            described = read(node["compiled_code"]).named_selects
        found.setdefault(node["name"], described)
    return found


def _model_pages(folder: Path, models: Mapping[str, Any], origins: Origins) -> None:
    read_by: dict[str, set[str]] = defaultdict(set)
    for name, node in models.items():
        for parent in node["depends_on"]["nodes"]:
            read_by[parent.rpartition(".")[2]].add(name)
    for name, node in models.items():
        page = folder / f"{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(_model_page(name, node, models, sorted(read_by[name]), origins.get(name, {})), encoding="utf-8")


def _model_page(
    name: str, node: Any, models: Mapping[str, Any], read_by: list[str], origins: Mapping[str, frozenset[str]]
) -> str:
    grain = node["config"]["meta"].get("explain", {}).get("grain", [])
    reads = sorted({parent.rpartition(".")[2] for parent in node["depends_on"]["nodes"]})
    kind = node["config"]["materialized"]
    text = [f"# {name}", "", f"{LAYERS[_layer(node)]} · `{node['schema']}.{name}` · {kind}", "",
            node["description"] or "", ""]  # fmt: skip
    rule = node["config"]["meta"].get("rule")
    if rule:
        page = f"../docs/rulebook/_generated/{rule['id'].lower()}.md"
        text += [f"规则 [{rule['id']} {rule['title_zh']}]({page})", ""]
    if grain:
        text += ["一行是 grain: " + ", ".join(f"`{column}`" for column in grain), ""]
    text += ["读取 reads: " + (", ".join(_link(one, models) for one in reads) or "—"), "",
             "被读取 read by: " + (", ".join(_link(one, models) for one in read_by) or "—"), "",
             "## 列 Columns", "", "| 列 column | 含义 meaning | 来自 from |", "| --- | --- | --- |"]  # fmt: skip
    for column, about in node["columns"].items():
        sources = ", ".join(
            f"{_link(o.partition('.')[0], models)}.{o.partition('.')[2]}" for o in sorted(origins.get(column, ()))
        )
        text.append(f"| `{column}` | {_cell(about['description'])} | {sources} |")
    text += ["", "## SQL", "", "```sql", node["raw_code"].strip(), "```", ""]
    return "\n".join(text)


def _link(name: str, models: Mapping[str, Any]) -> str:
    if name in models:
        return f"[{name}]({name}.md)"
    found = re.fullmatch(r"stg_[a-z]+__(.+)", name)
    page = ROOT / "docs/dictionary/_generated" / f"{found[1]}.md" if found else None
    return f"[{name}](../docs/dictionary/_generated/{page.name})" if page and page.is_file() else f"`{name}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _layer(node: Any) -> str:
    return str(Path(node["original_file_path"]).parts[1])


def _index(source: Path, models: Mapping[str, Any]) -> None:
    """The start page, and an index page for each group."""
    groups = {
        "dictionary": (
            "数据字典 Dictionary of what counterparties send",
            sorted((source / "docs/dictionary").rglob("*.md")),
        ),
        "rulebook": ("规则手册 Rule book", sorted((source / "docs/rulebook").rglob("*.md"))),
        "howtos": ("怎么做 How to", sorted((source / "docs/howto").glob("*.md"))),
        "decisions": ("决定 Decisions", sorted((source / "docs/adr").glob("*.md"))),
        "project": (
            "工程 The project",
            [source / name for name in (*PAGES, "docs/handbook.md", "docs/dependencies.md")],
        ),
    }
    known = {page for _, pages in groups.values() for page in pages}
    rest = [p for p in sorted((source / "docs").rglob("*.md")) if p not in known]
    groups["project"][1].extend(rest)
    start = ["# 社会保险基金数据仓库", "",
             "从报送文件的一行，到基础信息库、事实、规则、集市与共享：每个字段的含义与来龙去脉。", "",
             "What counterparties send, what is made of it, and where each column comes from.", ""]  # fmt: skip
    for layer, title in LAYERS.items():
        of_layer = sorted(name for name, node in models.items() if _layer(node) == layer)
        if of_layer:
            rows = [f"| [{n}](models/{n}.md) | {_cell(models[n]['description'] or '')} |" for n in of_layer]
            _group(source, f"layer-{layer}", title, [f"models/{n}" for n in of_layer],
                   ["| 模型 model | 说明 |", "| --- | --- |", *rows])  # fmt: skip
            start.append(f"- [{title}](layer-{layer}.md)（{len(of_layer)}）")
    names = [f"layer-{layer}" for layer in LAYERS if (source / f"layer-{layer}.md").exists()]
    for name, (title, pages) in groups.items():
        there = [str(p.relative_to(source).with_suffix("")) for p in pages if p.is_file()]
        if there:
            _group(source, name, title, there, [])
            start.append(f"- [{title}]({name}.md)（{len(there)}）")
            names.append(name)
    toc = ["", "```{toctree}", ":hidden:", "", *names, "```", ""]
    (source / "index.md").write_text("\n".join(start + toc), encoding="utf-8")


def _group(source: Path, name: str, title: str, pages: list[str], text: list[str]) -> None:
    hidden = [":hidden:"] if text else [":maxdepth: 1"]
    body = [f"# {title}", "", *text, "", "```{toctree}", *hidden, "", *pages, "```", ""]
    (source / f"{name}.md").write_text("\n".join(body), encoding="utf-8")


if __name__ == "__main__":
    main()
