"""Drafts of what the catalogue needs: rows of its tables, overlay, code lists, a test, and a page that gives reasons.

No value of the sample gets into a draft but short codes of columns that are no names, numbers or accounts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from catalogue import Catalogue
from catalogue.standard_tables import SOURCES
from ingest.new_feed import guess as guessing
from ingest.new_feed.guess import Guess
from ingest.new_feed.sample import Sample, SampleError

_UNSTATED = ("count", "rate")
_TOLERANT = "0.05"
_CODE_COLUMNS = (
    "element", "list_name", "standard", "code", "name_zh", "valid_from", "valid_to", "status", "source", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """Texts by the path in the project that they belong to; ``appended`` ones go at the end of files that are there."""

    file_code: str
    appended: Mapping[str, str]
    created: Mapping[str, str]
    readme: str
    guesses: tuple[Guess, ...]

    def write(self, folder: Path) -> list[Path]:
        """Write everything below a folder of drafts, to be read and corrected."""
        written = []
        for name, content in {**self.appended, **self.created, "README.md": self.readme}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            written.append(path)
        return written

    def apply(self, project: Path) -> list[Path]:
        """Put it into a project in place. Raises FileExistsError where it is there already."""
        for name in self.created:
            if (project / name).exists():
                raise FileExistsError(f"{name} is there already: correct it by hand, or give another --code")
        for name, content in self.appended.items():
            path = project / name
            before = path.read_text(encoding="utf-8")
            path.write_text(before + ("" if before.endswith("\n") else "\n") + content, encoding="utf-8")
        for name, content in self.created.items():
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return [project / name for name in (*self.appended, *self.created)]


def about(
    sample: Sample,
    catalogue: Catalogue,
    *,
    source: str | None = None,
    code: str | None = None,
    table_id: str | None = None,
    name_zh: str | None = None,
    fund: str = "none",
    cycle: str = "month",
) -> Draft:
    """The draft of a feed. Source and code are those of the sample's name unless given. Raises SampleError."""
    source = source or sample.named.get("source")
    code = code or sample.named.get("file_code")
    if source not in SOURCES or not code:
        raise SampleError(
            f"{sample.stem}: its name does not say who sends it as which table; give --source"
            f" ({', '.join(SOURCES)}) and --code, such as CA02"
        )
    if code in catalogue.tables:
        table = catalogue.tables[code]
        raise SampleError(f"{code} is {table.name_zh} already; for new columns of it use `sif drift --draft`")
    table_id = table_id or f"feed_{code.lower()}"
    guesses = guessing.columns(sample, catalogue)
    key, why_key = guessing.key(sample, guesses)
    stated = name_zh or "（名称待定）"
    file = f"{code.lower()}_{table_id}"
    row = [code, source, fund, table_id, stated, f"{source.lower()}: {table_id.replace('_', ' ')}", cycle,
           "one row per " + " and ".join(key), ";".join(key), len(guesses), f"drafted from {sample.stem}"]  # fmt: skip
    appended = {
        "catalogue/standard/extension_tables.csv": as_csv([row]),
        "catalogue/standard/extension_fields.csv": as_csv(
            [code, fund, table_id, n, g.label, g.column, g.parent or "", "", "", _document_type(g), g.logical_type]
            for n, g in enumerate(guesses, start=1)
        ),
    }
    if unknown := {g.column: g for g in guesses if g.column not in catalogue.quantities}:
        appended["catalogue/fields.yml"] = quantities_of(unknown)
    created = {f"catalogue/feeds/{source.lower()}/{file}.yml": _overlay(sample, guesses, code, catalogue)}
    coded = [g for g in guesses if g.codes and not _listed(g, source, catalogue)]
    if coded:
        created[f"catalogue/codes/draft_{code.lower()}.csv"] = as_csv([_CODE_COLUMNS]) + as_csv(
            [g.column, g.label, f"drafted from {sample.stem}", value, "（含义待定）", "", "", "proposal",
             f"values of {sample.stem}", "ask the sender what it means"]
            for g in coded for value in g.codes
        )  # fmt: skip
        system = [f"DRAFT_{code}", f"{stated}（草稿）", "no", f"drafted from {sample.stem}"]
        appended["catalogue/code_systems.csv"] = as_csv([system])
    created[f"tests/feeds/test_{file}.py"] = _test(code, source, stated)
    return Draft(code, appended, created, _readme(sample, code, source, guesses, why_key), tuple(guesses))


def as_csv(rows: Any) -> str:
    """Rows as CSV without a header."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _document_type(g: Guess) -> str:
    return "数值" if g.logical_type in ("money", "rate", "count", "months", "days", "years") else "字符"


def quantities_of(unknown: Mapping[str, Guess]) -> str:
    """Entries of the field dictionary."""
    lines = []
    for column, g in unknown.items():
        entry = {"label": g.label, "type": g.logical_type}
        if g.logical_type in _UNSTATED:
            entry["unit"] = "unstated"
        flow = yaml.safe_dump(entry, allow_unicode=True, default_flow_style=True, width=10_000, sort_keys=False)
        lines.append(f"{column}: {flow.strip()}")
    return "\n".join(lines) + "\n"


def _listed(g: Guess, source: str, catalogue: Catalogue) -> tuple[str, str] | None:
    """The list that other tables of the sender, then of anybody, have for this column."""
    tables = sorted(catalogue.tables.values(), key=lambda table: table.source != source)
    found = (f.code_list for table in tables for f in table.fields if f.column == g.column and f.code_list)
    return next(found, None)


def _overlay(sample: Sample, guesses: list[Guess], code: str, catalogue: Catalogue) -> str:
    source = sample.named.get("source", "")
    totals = [g for g in guesses if g.logical_type == "money" and g.parent is None]
    lists: dict[str, list[str]] = {}
    none: dict[str, str] = {}
    for g in guesses:
        if g.logical_type != "code" or g.column == "admin_division_code":
            continue
        listed = _listed(g, source, catalogue)
        if listed or g.codes:
            lists[g.column] = list(listed) if listed else [f"DRAFT_{code}", g.column]
        else:
            none[g.column] = "样本中取值不像代码表，待与报送方核实"
    checks: list[dict[str, Any]] = []
    always = [g for g in guesses if g.filled >= 0.99 and g.logical_type != "code"][:9]
    if always:
        checks.append({
            "id": "filled_as_in_the_sample", "kind": "not_null_share", "severity": "warn",
            "columns": [g.column for g in always], "params": {"min_share": 0.95}, "title_zh": "应填写的列已填写",
        })  # fmt: skip
    values: dict[str, Any] = {"tolerance": _TOLERANT}
    if totals:
        values["control_totals"] = [g.column for g in totals[:2]]
    for name, content in (("code_lists", lists), ("no_list", none), ("checks", checks)):
        if content:
            values[name] = content
    head = f"# Drafted from {sample.stem}: every line is a guess until the sender has confirmed it.\n"
    return head + yaml.safe_dump(values, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110)


def _test(code: str, source: str, name_zh: str) -> str:
    return f'''"""{code} {name_zh} arrives: made-up records, since the sample holds citizens' data."""

from __future__ import annotations

from expectations import run_gates
from ingest import load_pending
from tests.ingest.deliver import good, query


def test_{code.lower()}_is_loaded_on_both_engines(warehouse_url, tmp_path):
    delivery = good(20, table="{code}", source="{source}")
    delivery.land(warehouse_url, tmp_path)
    summary = load_pending(warehouse_url, tmp_path)
    assert (summary.loaded, summary.accepted, summary.rejected_records) == (1, 20, 0)
    run_gates(warehouse_url)
    (state,) = query(warehouse_url, "select status, reasons from control.delivery")
    assert state["status"] == "accepted", state["reasons"]
'''


def _readme(sample: Sample, code: str, source: str, guesses: list[Guess], why_key: list[str]) -> str:
    rows = sample.values.num_rows
    out = [
        f"# Draft of {code}, sent by {source}",
        "",
        f"From `{sample.stem}`: {rows} rows of {len(sample.labels)} columns in {sample.encoding}"
        + (f"; {sample.odd_lines} lines are not like the others and were left out" if sample.odd_lines else "")
        + (f"; only its first {rows} rows were looked at" if sample.cut else "")
        + ". Everything here is a guess with its reason. Correct the files in this folder's places, or the originals"
        " after `--apply`; then `make generate`, golden deliveries (docs/howto/add-a-feed.md, 4) and `make test`.",
        "",
        "| 列 (label) | column | type | filled | different values | why |",
        "|---|---|---|---|---|---|",
    ]
    for g in guesses:
        why = "; ".join(g.evidence) + (f"; like 「{'」「'.join(g.similar)}」" if g.similar else "")
        out.append(f"| {g.label} | `{g.column}` | {g.logical_type} | {g.filled:.1%} | {g.distinct} | {why} |")
    out += ["", "## Key (主键)", "", *why_key, "", "## To decide", ""]
    decide = [
        f"`{g.column}` ({g.label}): give it a name that says what it is, in fields.yml and extension_fields.csv"
        + (
            "; then class it in catalogue/masking.py (until then it is masked as free text)"
            if g.column.startswith("unclassed_")
            else ""
        )
        for g in guesses
        if g.column.startswith(("field_", "unclassed_"))
    ]
    for g in guesses:
        if g.codes:
            where = f"catalogue/codes/draft_{code.lower()}.csv"
            decide.append(f"`{g.column}`: what do {len(g.codes)} codes mean? ({where})")
        if g.logical_type in _UNSTATED and not g.known:
            decide.append(f"`{g.column}`: its unit (fields.yml says unstated)")
    decide += ["the table's name, its id and what one row is (extension_tables.csv)",
               "whether the control totals are those that the sender states (overlay)"]  # fmt: skip
    return "\n".join([*out, *(f"- [ ] {one}" for one in decide)]) + "\n"
