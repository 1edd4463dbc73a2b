"""The base library's declarations: nothing that counterparties send is lost on the way to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue import CatalogueError, load_catalogue
from catalogue.base_models import FILE, base_models
from catalogue.generate import dbt_base

MODELS = base_models(load_catalogue())


def test_every_field_of_every_table_reaches_the_base_library_or_says_why_not() -> None:
    reached = {}
    for model in MODELS.values():
        names = dbt_base.columns(model)
        for member in model.members:
            for field in member.table.fields:
                column = dbt_base.name_in_model(model, member, field.column)
                reached[member.table.file_code, field.column] = column in names or bool(model.unused.get(field.column))
    everything = {(t.file_code, f.column) for t in load_catalogue().tables.values() for f in t.fields}
    assert everything == reached.keys()
    assert [key for key, is_there in reached.items() if not is_there] == []


def test_columns_of_one_name_are_of_one_type_in_all_members() -> None:
    for model in MODELS.values():
        for name, field in model.fields.items():
            types = {
                f.logical_type
                for member in model.members
                for f in member.table.fields
                if model.name_of(f.column) == name and f.column not in member.taken
            }
            assert types == {field.logical_type}, (model.name, name)


def test_no_column_stands_twice_in_a_model() -> None:
    for model in MODELS.values():
        names = dbt_base.columns(model)
        assert len(names) == len(set(names)), model.name


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_the_key_and_all_columns_stand_in_the_generated_model(model) -> None:
    sql = dbt_base._sql(model)
    assert set(dbt_base.key(model)) <= set(dbt_base.columns(model))
    assert sql.count("counted_rows(") == len(model.members)


@pytest.mark.parametrize(
    ("former", "new", "said"),
    [
        ("members: [IP06]", "members: [IP66]", "unknown table 'IP66'"),
        ("members: [IP06]", "members: [IP06, IP07]", "IP07 already stands in base_annuity_account"),
        ("  members: [WI21, MT21]", "  members: [WI21]", "MT21 is in no base model, other personal_enrolment are"),
        ("latest_by: updated_at", "latest_by: updated", "no member has a column 'updated'"),
        ("{transmission_batch_no: is_refund}", "{batch_no: is_refund}", "no member has a column 'batch_no'"),
        ("{transmission_batch_no: is_refund}", "{transmission_batch_no: is_back}", "'is_back' is not derived"),
        ("rename: {id: payment_id}", "rename: {ident: payment_id}", "no member has a column 'ident'"),
        ("citizen_id: party_identity_no", "citizen_id: identity_no", "no member has a column 'identity_no'"),
        ("  materialized: ephemeral", "  materialised: ephemeral", "unknown key 'materialised'"),
    ],
)
def test_a_wrong_declaration_is_told_by_file_and_line(former: str, new: str, said: str, tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert former in text
    file = tmp_path / "base_models.yml"
    file.write_text(text.replace(former, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"base_models\.yml") as caught:
        base_models(load_catalogue(), file)
    assert said in str(caught.value)
