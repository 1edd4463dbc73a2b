"""What a part is made from besides SQL: the macros that are used, and no others."""

from __future__ import annotations

from types import SimpleNamespace

from warehouse_sql.macros import Macros


def macros(**texts: str) -> Macros:
    def folder(name: str) -> str:
        return "materialization" if name.startswith("materialization") else "."

    return Macros(
        SimpleNamespace(
            macros={
                name: SimpleNamespace(
                    name=name, macro_sql=sql, package_name="sif", original_file_path=f"macros/{folder(name)}/x.sql"
                )
                for name, sql in texts.items()
            }
        )
    )


def test_macros_are_used_through_macros_engines_and_strings_and_others_are_not():
    found = macros(
        money="1 {{ adapter.dispatch('rounded')() }}",
        rounded="2",
        default__rounded="3",
        duckdb__rounded="4 {{ deep() }}",
        deep="5 {{ money() }}",
        other="6 {{ money() }}",
        materialization_parted_default="7 {{ money() }}",
    )
    assert found.used(["select {{ money('a') }} from {{ materialization_parted_default() }}"]) == [
        "5 {{ money() }}", "1 {{ adapter.dispatch('rounded')() }}", "2", "3", "4 {{ deep() }}",
    ]  # fmt: skip
    assert found.used(["select money_amount from t  -- no money, other than this", ""]) == []
