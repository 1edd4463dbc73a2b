"""dbt's base models that put alike tables of all funds together: SQL, what each column means, the test of the key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from catalogue.base_models import BaseMember, BaseModel, base_models
from catalogue.generate.dbt_staging import HEAD, dump
from catalogue.generate.output import Files
from catalogue.generate.raw_ddl import sql_type
from catalogue.model import Catalogue, Field

FOLDER: Final = "dbt_project/models/base/_generated"
# Columns that all base models share, in this order, and what they hold.
SHARED: Final = {
    "fund_code": "险种（基金）",
    "file_code": "来源表",
    "region_code": "行政区划（现行代码）",
    "region_code_raw": "行政区划（报送代码）",
    "period": "数据期别",
    "person_key": "人员键（按报送的身份；归并见 base_person_identity）",
    "unit_key": "单位键（按报送的编号，无编号时按组织机构代码；归并见 base_unit_identity）",
    "citizen_id": "公民身份号码（18位，校验通过）",
    "citizen_id_raw": "公民身份号码（报送原值）",
    "has_citizen_id": "有有效的公民身份号码（人员键由其而来，不由编号）",
}
LINEAGE: Final = {"_delivery_id": "来源报送", "_line_no": "来源文件行号"}


def emit(catalogue: Catalogue) -> Files:
    models = base_models(catalogue).values()
    files: Files = {f"{FOLDER}/{model.name}.sql": _sql(model) for model in models}
    files[f"{FOLDER}/_base__models.yml"] = HEAD + dump(
        {"version": 2, "models": [_declaration(model, catalogue) for model in models]}
    )
    return files


def columns(model: BaseModel) -> tuple[str, ...]:
    """All columns of the model in order."""
    shared = {name for member in model.members for name, _ in _shared(member)}
    shared.add("file_code")
    return (*(name for name in SHARED if name in shared), *model.fields, *model.derived, *LINEAGE)


def key(model: BaseModel) -> list[str]:
    """The columns that together occur once: the members' keys, as the model calls them.

    Of a region its present code: what is sent again under another code of the region is the same row."""
    named = list(dict.fromkeys(
        "region_code" if column == member.region else name_in_model(model, member, column)
        for member in model.members for column in member.counted_by
    ))  # fmt: skip
    funds = {member.fund_code for member in model.members}
    lead = ["fund_code"] if len(funds) > 1 else []
    if len(model.members) > len(funds):
        lead.append("file_code")
    if any(member.counted_in_region for member in model.members):
        lead.append("region_code")
    return lead + [name for name in named if name not in lead]


def name_in_model(model: BaseModel, member: BaseMember, column: str) -> str:
    if column not in member.taken:
        return model.name_of(column)
    if column == member.region:
        return "region_code_raw"
    if column == member.period:
        return "period"
    return "citizen_id_raw" if column == member.citizen_id else "fund_code"


def _shared(member: BaseMember) -> Iterator[tuple[str, str]]:
    """(name, SQL) of the shared columns that a member has."""
    if member.fund_code:
        yield "fund_code", f"'{member.fund_code}'"
    elif member.fund:
        yield "fund_code", f"{{{{ fund_code('{member.fund}') }}}}"
    yield "region_code", "_region_code"
    if member.region:
        yield "region_code_raw", member.region
    if member.period:
        month = member.table.field(member.period).logical_type == "period_yyyymm"
        yield "period", member.period if month else f"{{{{ period_of_date('{member.period}') }}}}"
    if member.citizen_id and not member.person_id:
        yield "person_key", "{{ citizen_key('_citizen_id') }}"
    elif member.person_id:
        citizen = "_citizen_id" if member.citizen_id else "null"
        yield (
            "person_key",
            f"{{{{ person_key('{citizen}', '{member.system}', '_region_code', '{member.person_id}') }}}}",
        )
    if member.unit_id:
        yield "unit_key", f"{{{{ unit_key('{member.system}', '_region_code', '{member.unit_id}') }}}}"
    elif member.org_code:
        yield "unit_key", "{{ code_key('_org_code') }}"
    if member.citizen_id:
        yield "citizen_id", "_citizen_id"
        if member.citizen_id in member.taken:
            yield "citizen_id_raw", member.citizen_id
        yield "has_citizen_id", "_citizen_id is not null"


def _sql(model: BaseModel) -> str:
    head = f"-- Generated from catalogue/ by `make generate`; do not edit.\n-- {model.label_zh}: {model.grain}.\n"
    if model.materialized != "table":
        head += f"{{{{ config(materialized='{model.materialized}') }}}}\n"
    return head + "union all\n".join(_select(model, member) for member in model.members)


def _select(model: BaseModel, member: BaseMember) -> str:
    shared = dict(_shared(member)) | {"file_code": f"'{member.table.file_code}'"}
    own = {model.name_of(c): c for c in member.table.columns if c not in member.taken and c not in model.unused}
    lines = []
    for name in columns(model):
        if name in SHARED:
            expression = shared.get(name, "false" if name == "has_citizen_id" else "cast(null as text)")
        elif name in model.derived:
            expression = model.derived[name][1]
        elif name in LINEAGE:
            expression = name
        else:
            empty = f"cast(null as {sql_type(model.fields[name].logical_type, 'postgres')})"
            expression = own.get(name, empty)
        lines.append(f"    {expression}" if expression == name else f"    {expression} as {name}")
    keys = ", ".join(f"'{column}'" for column in model.counted_by(member))
    options = "".join(
        f", {option}='{value}'"
        for option, value in (
            ("region", member.region),
            ("citizen_id", member.citizen_id),
            ("org_code", member.org_code),
            ("latest_by", model.latest_by),
        )
        if value
    )
    options += ", in_region=true" if member.counted_in_region else ""
    rows = f"{{{{ counted_rows('{member.table.stg_name}', [{keys}]{options}) }}}}"
    only = f"where not coalesce({model.deleted_by}, false)\n" if model.deleted_by else ""
    return "select\n" + ",\n".join(lines) + f"\nfrom (\n    {rows}\n) as {member.table.file_code.lower()}\n{only}"


def _declaration(model: BaseModel, catalogue: Catalogue) -> dict[str, Any]:
    codes = ", ".join(member.table.file_code for member in model.members)
    declared: dict[str, Any] = {
        "name": model.name,
        "description": f"{model.label_zh}: {model.grain}. 来源：{codes}",
        "config": {"meta": {"explain": {"grain": key(model)}}},
        "columns": [{"name": name, "description": _meaning(model, name, catalogue)} for name in columns(model)],
    }
    if model.materialized == "ephemeral":  # there is nothing to look into
        del declared["config"]
    return declared


def _meaning(model: BaseModel, name: str, catalogue: Catalogue) -> str:
    if name in SHARED:
        return SHARED[name]
    if name in LINEAGE:
        return LINEAGE[name]
    if name in model.derived:
        return model.derived[name][0]
    return _label(model.fields[name], catalogue)


def _label(field: Field, catalogue: Catalogue) -> str:
    quantity = catalogue.quantities.get(field.column)
    return quantity.label_zh if quantity else field.label_zh
