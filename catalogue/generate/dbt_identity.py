"""dbt's models of who was reported how: every table that shows persons or units, in one form (人员、单位出现记录)."""

from __future__ import annotations

from typing import Any, Final

from catalogue.base_models import BaseMember, base_models
from catalogue.generate.dbt_base import FOLDER
from catalogue.generate.dbt_staging import FOLDER as STAGING
from catalogue.generate.dbt_staging import HEAD as YAML_HEAD
from catalogue.generate.dbt_staging import dump
from catalogue.generate.output import Files
from catalogue.model import Catalogue

HEAD: Final = "-- Generated from catalogue/ by `make generate`; do not edit.\n"
# What a sighting of a person says, by the columns that say it, best first.
_NAME: Final = ("person_name", "dependant_name", "party_name")
_SEX: Final = ("sex_code", "dependant_sex_code")
_BIRTH: Final = ("birth_date", "dependant_birth_date")
_TIMES: Final = {
    "period": "数据期别",
    "known_from": "得知日期",
    "known_to": "被更正取代的日期（仍有效时为空）",
    "seen": "首次得知（38位数：1970年以来日数5位、数据期别4位、报送19位、行号10位）",
}
PERSON_LABEL: Final = "人员出现记录: one row a way in which a person was reported in the deliveries of a period."
PERSON: Final = {
    "person_key": "人员键（按报送的身份）",
    "citizen_key": "证件号的键（无有效证件号时为空）",
    "number_key": "个人编号的键（无编号时为空）",
    "unit_key": "单位键（按报送的编号）",
    "system_code": "编号所属系统",
    "region_code": "行政区划（现行代码）",
    "person_id": "个人编号",
    "citizen_id": "公民身份号码（18位，校验通过）",
    "citizen_id_raw": "证件号报送原值（仅在校验不通过时）",
    "name_key": "姓名比对键",
    "sex_code": "性别（报送值，缺失时取自证件号）",
    "birth_day": "出生日期 YYYYMMDD（报送值，缺失时取自证件号）",
    **_TIMES,
}
UNIT_LABEL: Final = "单位出现记录: one row a way in which a unit was reported in the deliveries of a period."
UNIT: Final = {
    "unit_key": "单位键（按报送的编号，无编号时按组织机构代码）",
    "code_key": "组织机构代码的键（无有效代码时为空）",
    "number_key": "单位编号的键（无编号时为空）",
    "system_code": "编号所属系统",
    "region_code": "行政区划（现行代码）",
    "unit_id": "单位编号",
    "org_code": "组织机构代码（9位，校验通过）",
    "name_key": "单位名称比对键",
    **_TIMES,
}


def emit(catalogue: Catalogue) -> Files:
    members = [member for model in base_models(catalogue).values() for member in model.members]
    persons = [_person(member) for member in members if member.citizen_id or member.person_id]
    units = [_unit(member) for member in members if {"unit_name", "org_code"} & set(member.table.columns)]
    views = [_view("person"), _view("unit")]
    declared = [
        _declaration("base_person_sighting", PERSON_LABEL, PERSON),
        _declaration("base_unit_sighting", UNIT_LABEL, UNIT),
    ]
    return {
        f"{STAGING}/reported/stg_reported__unit.sql": _reported(units),
        f"{STAGING}/reported/stg_reported__person.sql": _reported(persons),
        f"{STAGING}/reported/_stg_reported__models.yml": YAML_HEAD + dump({"version": 2, "models": views}),
        f"{FOLDER}/base_unit_sighting.sql": _model("unit"),
        f"{FOLDER}/base_person_sighting.sql": _model("person"),
        f"{FOLDER}/_base_sightings__models.yml": YAML_HEAD + dump({"version": 2, "models": declared}),
    }


def _declaration(name: str, label: str, columns: dict[str, str]) -> dict[str, Any]:
    return {
        "name": name,
        "description": label,
        "columns": [{"name": column, "description": meaning} for column, meaning in columns.items()],
    }


def _view(kind: str) -> dict[str, Any]:
    return {
        "name": f"stg_reported__{kind}",
        "description": "Rows of every delivery that ever counted up to the moment of the build, corrected since or not",
    }


def _reported(selects: list[str]) -> str:
    """The view: what all tables say of persons or units, and from when to when it counted."""
    union = "    union all\n".join(selects)
    return (
        f"{HEAD}-- Of every delivery that ever counted, corrected since or not (更正前后的报送).\n"
        f"select\n    r.*,\n    d.period,\n    d.region_code as delivery_region_code,\n    d.known_from,\n"
        f"    {{{{ known_until('d') }}}} as known_to\nfrom (\n{union}) as r\n"
        "inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id\n"
        "where {{ ever_known('d') }}\n"
    )


def _model(kind: str) -> str:
    return (
        f"{HEAD}{{{{ config(materialized='parted') }}}}\n"
        f"with reported as (\n    select *\n    from {{{{ ref('stg_reported__{kind}') }}}} as s\n"
        f"    where {{{{ in_part('s') }}}}\n)\n{{{{ {kind}_sightings('reported') }}}}\n"
    )


def _person(member: BaseMember) -> str:
    columns = member.table.columns
    text = {
        "system_code": f"'{member.system}'",
        "region_code_raw": _own(member.region),
        "person_id": _own(member.person_id),
        "citizen_id_raw": _own(member.citizen_id),
        "person_name": _own(next((c for c in _NAME if c in columns), None)),
        "sex_code": _own(next((c for c in _SEX if c in columns), None)),
        "birth_date": _own(next((c for c in _BIRTH if c in columns), None), "date"),
        "unit_id": _own(member.unit_id),
    }
    return _select(member, text)


def _unit(member: BaseMember) -> str:
    columns = member.table.columns
    text = {
        "system_code": f"'{member.system}'",
        "region_code_raw": _own(member.region),
        "unit_id": _own(member.unit_id),
        "unified_credit_code": _own("unified_credit_code" if "unified_credit_code" in columns else None),
        "org_code": _own("org_code" if "org_code" in columns else None),
        "unit_name": _own("unit_name" if "unit_name" in columns else None),
    }
    return _select(member, text)


def _own(column: str | None, kind: str = "text") -> str:
    return f"s.{column}" if column else f"cast(null as {kind})"


def _select(member: BaseMember, text: dict[str, str]) -> str:
    shown = ", ".join(f"{expression} as {name}" for name, expression in text.items())
    return (
        f"    -- {member.table.file_code} {member.table.name_zh}\n"
        f"    select {shown}, s._delivery_id, s._line_no\n"
        f"    from {{{{ source('raw', '{member.table.raw_name}') }}}} as s\n"
    )
