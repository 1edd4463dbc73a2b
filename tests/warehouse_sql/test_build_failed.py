"""What the message of a failed build says: which model, and why."""

from __future__ import annotations

import pytest

from catalogue.masking import mask_message
from warehouse_sql import transform
from warehouse_sql.dbt_run import BuildFailed, NodeResult

WHERE = "in model base_person (models/base/base_person.sql)"


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        (f"Database Error {WHERE}\n  subquery in FROM must have an alias\n  LINE 225: from (", "subquery in FROM must"),
        (f"Runtime Error {WHERE}\n  Binder Error: Table \"x\" does not have column y", "Binder Error: Table"),
        (f"Compilation Error {WHERE}\n  key not unique", "key not unique"),
        ("out of disk", "out of disk"),
        (f"Database Error {WHERE}\n  cannot convert '尕藏鹮·鶲才万' 632123199001011234", "cannot convert '…' …"),
    ],
)  # fmt: skip
def test_a_failed_build_names_the_cause(message, cause):
    node = NodeResult("base_person", "base", "model", "error", 0.1, mask_message(message), None)
    with pytest.raises(BuildFailed) as told:
        transform._stop_on_failure([node])
    assert f"base_person: {cause}" in str(told.value)
