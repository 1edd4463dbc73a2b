"""The kinds of extra checks an overlay may declare for the gate, and what their columns and params mean.

Rows are those of one delivery. "The other table" means its accepted or pending rows of the same region and
period; while they have not come, a check that needs them is *not checked* (inputs missing), never passed.
Empty values pass, and rows with an empty key are not looked at, except where a kind says otherwise. Shares, bounds
and tolerances are decimals as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class CheckKind:
    """``columns``: least and most number of columns; ``params``: name -> shape; ``required``: those without
    which the check means nothing. Shapes: ``decimal``, ``table``, ``columns`` (of this table),
    ``column_there``, ``columns_there`` (of the table in params), ``where_there`` (column -> value, all hold)."""

    meaning: str
    columns: tuple[int, int]
    params: Mapping[str, str]
    required: frozenset[str] = frozenset()


KINDS: Final[Mapping[str, CheckKind]] = {
    "not_null_share": CheckKind(
        "each column is filled in at least min_share of the rows",
        (1, 9),
        {"min_share": "decimal"},
        frozenset({"min_share"}),
    ),
    "in_codes": CheckKind(
        "the column holds only values of its code list; max_share (default 0) of the rows may differ",
        (1, 1),
        {"max_share": "decimal"},
    ),
    "between": CheckKind(
        "each column lies between min and max, both inclusive, either may be left out",
        (1, 9),
        {"min": "decimal", "max": "decimal"},
    ),
    "date_order": CheckKind("the first column is not after the second", (2, 2), {}),
    "parent_is_at_least_parts": CheckKind(
        "columns are parent, part, part …: the parent is at least the sum of its parts less"
        " tolerance (default 0.01); empty parts count as zero; rows with a negative parent (reversals) pass",
        (2, 99),
        {"tolerance": "decimal"},
    ),
    "sum_equals": CheckKind(
        "columns are total, part, part …: total = sum of parts less the columns in minus, within tolerance"
        " (default 0.01)",
        (2, 99),
        {"minus": "columns", "tolerance": "decimal"},
    ),
    "person_in_unit_file": CheckKind(
        "each combination of values of columns occurs in columns_there of the other table",
        (1, 9),
        {"table": "table", "columns_there": "columns_there", "max_share": "decimal"},
        frozenset({"table", "columns_there"}),
    ),
    "sum_of_details_equals_master": CheckKind(
        "columns is the master's amount: for each key it equals the sum of amount_there over the rows of"
        " the other table with the same key_there and where, within tolerance (default 0.01); without amount_there"
        " their number. Rows whose column reversed_by is true take their amount away, whichever sign it has. A key"
        " without rows of its month is looked for in the months of earlier_years before",
        (1, 1),
        {
            "key": "columns",
            "table": "table",
            "key_there": "columns_there",
            "amount_there": "column_there",
            "where": "where_there",
            "reversed_by": "column_there",
            "earlier_years": "decimal",
            "tolerance": "decimal",
        },
        frozenset({"key", "table", "key_there"}),
    ),
    "balance_continues": CheckKind(
        "columns are opening, closing, date: for each key the opening equals the closing of the latest"
        " earlier row, also of other deliveries; accepted ones are looked at again when a new one of their key comes",
        (3, 3),
        {"key": "columns"},
        frozenset({"key"}),
    ),
    "balance_observed": CheckKind(
        "columns are account, closing, date: the closing equals what the bank itself said the account held between"
        " from_hour of that day and until_hour of the next, where it was asked in that time",
        (3, 3),
        {"from_hour": "decimal", "until_hour": "decimal"},
        frozenset({"from_hour", "until_hour"}),
    ),
}
