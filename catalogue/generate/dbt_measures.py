"""dbt's models that count what came: rows, filled cells, persons, units, money, treated defects, values of codes.

One model a group of sources, made of parts like the base models, for what was counted of a delivery stays as it is. The
part of a base model is read twice: once for all figures, once for all columns of codes (grouping sets).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from catalogue.base_models import BaseMember, BaseModel, base_models
from catalogue.cleaning import defects
from catalogue.code_maps import CodeColumn, code_columns
from catalogue.generate.dbt_base import FOLDER, name_in_model
from catalogue.generate.dbt_staging import HEAD, dump
from catalogue.generate.output import Files
from catalogue.model import Catalogue, Table

_NOTHING: Final = (
    "select\n    cast(null as text) as file_code,\n    cast(null as text) as measure,\n"
    "    cast(null as text) as column_name,\n    cast(null as text) as code,\n    cast(null as bigint) as row_count,\n"
    "    cast(null as numeric(18, 2)) as amount,\n    cast(null as bigint) as _delivery_id,\n"
    "    cast(null as bigint) as _line_no\nwhere false\n"
)
_SQL_HEAD: Final = "-- Generated from catalogue/ by `make generate`; do not edit.\n"
# A late delivery makes the part of its month and group again: groups keep that small, and models few.
GROUPS: Final = {"HRSS": "hrss", "MED": "med", "TAX": "tax"}
OTHERS: Final = "other"
# A division's code of today; codes of a level's own business (本级) stand for themselves.
_PRESENT: Final = "coalesce(r.region_code, p.code)"
KEY: Final = ["file_code", "measure", "column_name", "code", "_delivery_id"]
COLUMNS: Final = {
    "file_code": "来源表",
    "measure": "项目：rows 行数、states 状态数（变更前的也计）、filled 应填列非空、persons 人数、units 单位数、"
    "amount 金额、defect 缺陷、code 代码",
    "column_name": "列（缺陷为“缺陷标识:列”；整行为空）",
    "code": "代码取值（其他项目为空；无代码表的列只计行数）",
    "row_count": "行数（人数、单位数为去重后的个数）",
    "amount": "金额合计（元）",
    "_delivery_id": "来源报送",
    "_line_no": "首次出现的行号",
}


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure of a delivery: SQL of its count, of its amount, of its first line."""

    measure: str
    column: str
    count: str
    amount: str = "null"
    line: str = "null"


def must_columns(table: Table) -> tuple[str, ...]:
    """Columns that are to be filled: those of the key, and those that a check of the gate wants filled."""
    wanted = [column for check in table.checks if check.kind == "not_null_share" for column in check.columns]
    return tuple(dict.fromkeys((*table.natural_key, *wanted)))


def emit(catalogue: Catalogue) -> Files:
    codes: dict[str, list[CodeColumn]] = {}
    for column in code_columns(catalogue):
        codes.setdefault(column.table.file_code, []).append(column)
    selects: dict[str, list[str]] = {name: [] for name in (*GROUPS.values(), OTHERS)}
    for model in sorted(base_models(catalogue).values(), key=lambda model: model.name):
        for place in _places(model):
            group = selects[GROUPS.get(place.members[0].table.source, OTHERS)]
            counts = [_figures_sql(place)]
            if model.latest_by:
                counts.append(_states_sql(place))
            own = {m.table.file_code: codes.get(m.table.file_code, []) for m in place.members}
            if any(own.values()):
                counts.append(_codes_sql(place, own))
            group.append(_further(place, counts))
    names = [f"base_measure__{group}" for group in selects]
    files: Files = {
        f"{FOLDER}/base_measure__{group}.sql": (
            f"{_SQL_HEAD}-- 质量计量: what was counted of each delivery.\n"
            "{{ config(materialized='parted') }}\n" + _NOTHING + "".join(parts)
        )
        for group, parts in selects.items()
    }
    columns = ",\n".join(f"    {name}" for name in COLUMNS)
    files[f"{FOLDER}/base_measure.sql"] = (
        f"{_SQL_HEAD}-- 质量计量: what was counted of each delivery, of all sources.\n"
        "{{ config(materialized='view') }}\n"
        + "union all\n".join(f"select\n{columns}\nfrom {{{{ ref('{name}') }}}}\n" for name in names)
    )
    declared = {"version": 2, "models": [_declaration(name) for name in (*names, "base_measure")]}
    files[f"{FOLDER}/_base_measure__models.yml"] = HEAD + dump(declared)
    return files


@dataclass(frozen=True, slots=True)
class _Place:
    """Rows to count: those of a base model under the model's names or, where it is not made of parts (``is_sent``),
    those of one of its tables under the names of the table."""

    model: BaseModel
    members: tuple[BaseMember, ...]
    is_sent: bool

    @property
    def rows(self) -> str:
        if not self.is_sent:
            return f"{{{{ rows_of_same_part('{self.model.name}') }}}}"
        (member,) = self.members
        keys = ", ".join(f"'{column}'" for column in self.model.counted_by(member))
        named = (("region", member.region), ("citizen_id", member.citizen_id), ("latest_by", self.model.latest_by))
        options = "".join(f", {option}='{value}'" for option, value in named if value)
        counted = f"{{{{ counted_rows('{member.table.stg_name}', [{keys}]{options}) }}}}"
        return f"(select c.*, '{member.table.file_code}' as file_code from ({counted}) as c)"

    def name(self, member: BaseMember, column: str) -> str | None:
        """A table's column here; None where the model leaves it out."""
        if self.is_sent:
            return column
        return None if column in self.model.unused else name_in_model(self.model, member, column)

    @property
    def valid(self) -> str:
        return "s._citizen_id" if self.is_sent else "s.citizen_id"


def _places(model: BaseModel) -> Iterator[_Place]:
    if model.materialized == "parted":
        by_group: dict[str, list[BaseMember]] = {}
        for member in model.members:
            by_group.setdefault(GROUPS.get(member.table.source, OTHERS), []).append(member)
        for members in by_group.values():
            yield _Place(model, tuple(members), is_sent=False)
    else:
        for member in model.members:
            yield _Place(model, (member,), is_sent=True)


def _declaration(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "description": "质量计量: one figure a row, of a table of a delivery",
        "config": {"meta": {"explain": {"grain": KEY}}},
        "columns": [{"name": column, "description": meaning} for column, meaning in COLUMNS.items()],
    }


def _figures(place: _Place, member: BaseMember) -> Iterator[_Figure]:
    """The figures of one table; a column of the table, SQL over the names it has here."""
    table = member.table

    def named(columns: Iterable[str | None]) -> Iterator[tuple[str, str]]:
        for column in columns:
            name = place.name(member, column) if column else None
            if column and name:
                yield column, name

    yield _Figure("rows", "", "count(*)", line="min(s._line_no)")
    for column, name in named(must_columns(table)):
        yield _Figure("filled", column, f"count(s.{name})")
    for column, name in named([member.citizen_id or member.person_id]):
        yield _Figure("persons", column, f"count(distinct s.{name})")
    for column, name in named([member.unit_id]):
        yield _Figure("units", column, f"count(distinct s.{name})")
    for column, name in named(table.control_totals[:1]):
        yield _Figure("amount", column, f"count(s.{name})", f"{{{{ money_sum('s.{name}') }}}}")
    for defect in defects():
        if defect.when is None:  # doubles of a key are not among the rows that count
            continue
        for column, name in named(defect.columns(place.model, member)):
            when = defect.when.replace("{column}", f"s.{name}").replace("{valid}", place.valid)
            when = when.replace("{present}", _PRESENT)
            yield _Figure("defect", f"{defect.defect_id}:{column}", f"count(case when {when} then 1 end)",
                          line=f"min(case when {when} then s._line_no end)")  # fmt: skip


def _figures_sql(place: _Place) -> str:
    found: dict[tuple[str, str, str], int] = {}
    asked = []
    for member in place.members:
        for figure in _figures(place, member):
            number = found.setdefault((figure.count, figure.amount, figure.line), len(found) + 1)
            asked.append(f"    ('{member.table.file_code}', {number}, '{figure.measure}', '{figure.column}')")
    counted = [f"        {count} as n{number}" for (count, _, _), number in found.items()]
    counted += [f"        {amount} as a{number}" for (_, amount, _), number in found.items() if amount != "null"]
    counted += [f"        {line} as l{number}" for (_, _, line), number in found.items() if line != "null"]
    regions = sorted({name for m in place.members if m.region and (name := place.name(m, m.region))})
    region = "".join(
        f"    left join {{{{ ref('base_region_code') }}}} as r on r.region_code_raw = s.{name}\n"
        f"    left join {{{{ ref('seed_region_pseudo') }}}} as p on p.code = s.{name}\n"
        for name in regions
    )
    return (
        "select\n    t.file_code,\n    m.measure,\n    m.column_name,\n    '' as code,\n"
        f"    cast({_chosen('n', found.values())} as bigint) as row_count,\n"
        f"    cast({_chosen('a', [n for (_, a, _), n in found.items() if a != 'null'])} as numeric(18, 2)) as amount,\n"
        "    t._delivery_id,\n"
        f"    cast({_chosen('l', [n for (_, _, line), n in found.items() if line != 'null'])} as bigint) as _line_no\n"
        "from (\n    select\n        s.file_code,\n        s._delivery_id,\n" + ",\n".join(counted) + "\n"
        f"    from {place.rows} as s\n{region}    where {_own_rows(place)}\n    group by s.file_code, s._delivery_id\n"
        ") as t\ninner join (values\n" + ",\n".join(asked) + "\n) as m (file_code, number, measure, column_name)\n"
        "    on m.file_code = t.file_code\n"
    )


def _further(place: _Place, counts: Iterable[str]) -> str:
    """SELECTs after others; where the model has no rows of a part's period they are no part of its SQL."""
    selects = "".join(f"union all\n{sql}" for sql in counts)
    if place.is_sent:
        return selects
    return f"{{% call when_part_of('{place.model.name}') -%}}\n{selects}{{%- endcall %}}\n"


def _states_sql(place: _Place) -> str:
    """Rows of a table whose sender changes them later: each state once, also one that another took the place of."""
    (member,) = place.members
    key = ", ".join(f"'{column}'" for column in member.table.natural_key)
    return (
        f"select\n    '{member.table.file_code}' as file_code,\n    'states' as measure,\n    '' as column_name,\n"
        "    '' as code,\n    count(*) as row_count,\n    cast(null as numeric(18, 2)) as amount,\n"
        "    s._delivery_id,\n    min(s._line_no) as _line_no\n"
        f"from (\n    {{{{ counted_rows('{member.table.stg_name}', [{key}]) }}}}\n) as s\ngroup by s._delivery_id\n"
    )


def _own_rows(place: _Place) -> str:
    """A model may hold tables of two groups of sources."""
    codes = ", ".join(f"'{member.table.file_code}'" for member in place.members)
    return "true" if len(place.members) == len(place.model.members) else f"s.file_code in ({codes})"


def _chosen(letter: str, numbers: Iterable[int]) -> str:
    cases = " ".join(f"when {n} then t.{letter}{n}" for n in numbers)
    return f"case m.number {cases} end" if cases else "null"


def _codes_sql(place: _Place, codes: Mapping[str, Sequence[CodeColumn]]) -> str:
    """Values of all columns of codes and how often each occurs; of a column without a list only how many are filled."""
    columns: dict[str, list[tuple[str, CodeColumn]]] = {}
    for member in place.members:
        for code in codes[member.table.file_code]:
            if name := place.name(member, code.column):
                columns.setdefault(name, []).append((member.table.file_code, code))
    taken = []
    for name, used in columns.items():
        listed = [f"'{file_code}'" for file_code, code in used if code.code_list]
        if len(listed) == len(used):
            taken.append(f"        s.{name}")
        else:
            of_list = f"when s.file_code in ({', '.join(listed)}) then s.{name} " if listed else ""
            taken.append(f"        case {of_list}when s.{name} is not null then '' end as {name}")
    numbers = {name: number for number, name in enumerate(columns, 1)}
    number = "\n            ".join(f"when grouping(s.{name}) = 0 then {n}" for name, n in numbers.items())
    value = ", ".join(f"s.{name}" for name in columns)
    value = f"coalesce({value})" if len(columns) > 1 else value
    sets = ",\n        ".join(f"(s.file_code, s._delivery_id, s.{name})" for name in columns)
    asked = ",\n".join(
        f"    ('{file_code}', {numbers[name]}, '{code.column}')"
        for name, used in columns.items()
        for file_code, code in used
    )
    return (
        "select\n    t.file_code,\n    'code' as measure,\n    m.column_name,\n    t.code,\n    t.row_count,\n"
        "    cast(null as numeric(18, 2)) as amount,\n    t._delivery_id,\n    t._line_no\n"
        f"from (\n    select\n        s.file_code,\n        s._delivery_id,\n        case\n            {number}\n"
        f"        end as number,\n        {value} as code,\n        count(*) as row_count,\n"
        "        min(s._line_no) as _line_no\n    from (\n        select\n"
        "        s.file_code,\n        s._delivery_id,\n"
        "        s._line_no,\n" + ",\n".join(taken) + f"\n        from {place.rows} as s\n"
        f"        where {_own_rows(place)}\n    ) as s\n    group by grouping sets (\n        {sets}\n    )\n"
        f"    having {value} is not null\n) as t\ninner join (values\n{asked}\n"
        ") as m (file_code, number, column_name)\n"
        "    on m.file_code = t.file_code and m.number = t.number\n"
    )
