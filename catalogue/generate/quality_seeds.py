"""Seeds of codes, cleaning and quality: maps to national codes, columns of codes, defects, checks, due days, seasons,
the governed data sets (数据治理清单). ``valid_from`` and ``valid_to`` are inclusive; empty is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from catalogue.base_models import base_models
from catalogue.calendar import calendar
from catalogue.cleaning import defects
from catalogue.code_maps import code_columns, code_maps
from catalogue.generate.dbt_measures import must_columns
from catalogue.generate.output import Files
from catalogue.generate.seeds import TEXT, Declared, seed_files
from catalogue.governance import governed_sets
from catalogue.model import Catalogue

# What a check of the gate is about, by its kind; all others compare figures (consistency).
_DIMENSION: Final = {"not_null_share": "completeness", "in_codes": "validity"}
SEEDS: Final[Declared] = {
    "seed_code_map": (
        "Codes of sources and the national codes they stand for (代码对照); retired divisions to the present ones",
        {
            "source_system": TEXT, "element": TEXT, "code": TEXT, "national_system": TEXT, "national_element": TEXT,
            "national_code": TEXT, "valid_from": "date", "valid_to": "date", "status": TEXT,
        },
        ("source_system", "element", "code", "national_system", "national_element", "valid_from"),
    ),
    "seed_code_column": (
        "Columns of codes: the list a sender writes, the list that counts in the nation (* several), why there is none",
        {
            "file_code": TEXT, "column_name": TEXT, "column_zh": TEXT, "source": TEXT, "source_system": TEXT,
            "element": TEXT, "national_system": TEXT, "national_element": TEXT, "no_list_reason": TEXT,
        },
        ("file_code", "column_name"),
    ),
    "seed_cleaning": (
        "Defects of what is sent and how the base library treats them (数据清洗规则)",
        {"defect_id": TEXT, "label_zh": TEXT, "target": TEXT, "treatment": TEXT, "treatment_zh": TEXT, "why_zh": TEXT},
        ("defect_id",),
    ),
    "seed_must_column": (
        "Columns that are to be filled (应填列): the key and what a check of the gate wants filled",
        {"file_code": TEXT, "column_name": TEXT},
        ("file_code", "column_name"),
    ),
    "seed_check": (
        "Checks of the gate (质量校验) and the dimension of quality each is about",
        {"file_code": TEXT, "check_id": TEXT, "title_zh": TEXT, "dimension": TEXT},
        ("file_code", "check_id"),
    ),
    "seed_due": (
        "When a month of a table is due (报送期限); a table that is not here has no due day",
        {
            "file_code": TEXT, "months_after": "bigint", "due_day": "bigint", "first_period": TEXT,
            "last_period": TEXT, "status": TEXT,
        },
        ("file_code", "first_period"),
    ),
    "seed_season": (
        "Months that are not like others (春节、年度调整、延迟退休无人到龄), a row a season; all others are ordinary",
        {"period": TEXT, "season": TEXT, "status": TEXT},
        ("period", "season"),
    ),
    "seed_sender": ("Senders of feeds (来源单位)", {"source": TEXT, "name_zh": TEXT}, ("source",)),
    "seed_governed_set": (
        "The governed data sets (数据治理清单) and where each is: its rows are those of base_model with this file_code",
        {
            "set_no": "bigint", "source_zh": TEXT, "name_zh": TEXT, "dataset_id": TEXT, "fund_code": TEXT,
            "base_model": TEXT, "file_code": TEXT, "table_zh": TEXT,
        },
        ("set_no", "file_code"),
    ),
}  # fmt: skip


def emit(catalogue: Catalogue) -> Files:
    model_of = {m.table.file_code: model.name for model in base_models(catalogue).values() for m in model.members}
    days = calendar(catalogue)
    rows: dict[str, Iterable[Sequence[object]]] = {
        "seed_code_map": [
            (m.source_system, m.element, m.code, m.national_system, m.national_element, m.national_code, m.valid_from,
             m.valid_to, m.status)
            for m in code_maps(catalogue)
        ],
        "seed_code_column": [
            (c.table.file_code, c.column, c.table.field(c.column).label_zh, c.table.source,
             *(c.code_list or ("", "")), *(c.national or ("", "")), c.no_list_reason)
            for c in code_columns(catalogue)
        ],
        "seed_cleaning": [
            (d.defect_id, d.label_zh, d.on, d.treatment, d.treatment_zh, d.why_zh) for d in defects()
        ],
        "seed_must_column": [
            (t.file_code, column) for t in catalogue.tables.values() for column in must_columns(t)
        ],
        "seed_check": [
            (t.file_code, c.id, c.title_zh, _DIMENSION.get(c.kind, "consistency"))
            for t in catalogue.tables.values()
            for c in t.checks
        ],
        "seed_due": [
            (d.file_code, d.months_after, d.day, d.first_period, d.last_period, d.status) for d in days.due
        ],
        "seed_season": [(s.period, s.season, s.status) for s in days.seasons],
        "seed_sender": [(s.code, s.name_zh) for s in catalogue.sources.values()],
        "seed_governed_set": [
            (g.set_no, g.source_zh, g.name_zh, g.dataset_id, g.fund_code, model_of[t.file_code], t.file_code, t.name_zh)
            for g in governed_sets(catalogue)
            for t in g.tables
        ],
    }  # fmt: skip
    return seed_files(SEEDS, rows, "_quality_seeds.yml")
