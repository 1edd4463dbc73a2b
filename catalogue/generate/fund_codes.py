"""dbt's macro that reads fund codes of other systems (险种代码): what `code_maps/` maps to the exchange's funds."""

from __future__ import annotations

from typing import Final

from catalogue.code_maps import code_maps
from catalogue.generate.output import Files
from catalogue.model import Catalogue

FOLDER: Final = "dbt_project/macros/_generated"
FUNDS: Final = ("EXCHANGE", "fund")


def emit(catalogue: Catalogue) -> Files:
    written: dict[str, set[str]] = {fund.code: set() for fund in catalogue.code_lists[FUNDS].codes}
    for mapping in code_maps(catalogue):
        if (mapping.national_system, mapping.national_element) == FUNDS:
            written[mapping.national_code].add(mapping.code)
    lines = "".join(
        f"        when {{{{ column }}}} in ({', '.join(repr(code) for code in sorted(codes))}) then '{fund}'\n"
        for fund, codes in written.items()
        if codes
    )
    text = (
        "{# Generated from catalogue/code_maps by `make generate`; do not edit.\n"
        "   Fund codes as treasuries, banks and tax write them, to ours; what is not known stays as it came. #}\n"
        "{% macro fund_code(column) -%}\n    case\n"
        f"{lines}        else {{{{ column }}}}\n    end\n{{%- endmacro %}}\n"
    )
    return {f"{FOLDER}/fund_code.sql": text}
