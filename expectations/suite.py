"""Great Expectations: a suite a table, built from the catalogue, validated on the figures of the pending deliveries.

Each row of the validated frame is a delivery, each column the share of its rows that a check finds wrong. The library
owns thresholds and verdicts; it never sees a row of data. Importing it takes seconds, so only this module does.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")

import great_expectations as gx
import pandas as pd
from great_expectations.data_context.types.base import ProgressBarsConfig

_KEY = "delivery"


class Suites:
    """An ephemeral context; nothing is written anywhere."""

    def __init__(self) -> None:
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False)
        self._source = self._context.data_sources.add_pandas("figures")

    def failing(
        self, name: str, shares: Mapping[str, Mapping[int, float | None]], limits: Mapping[str, float]
    ) -> dict[str, set[int]]:
        """For each check, the deliveries whose share of wrong rows is above its limit. Empty figures are not judged."""
        ids: Sequence[int] = sorted({delivery for by_delivery in shares.values() for delivery in by_delivery})
        # Ids have 63 bits: as text, for a frame with gaps would turn them into floating point.
        frame = pd.DataFrame(
            {
                _KEY: [str(delivery) for delivery in ids],
                **{
                    check: pd.array([by.get(delivery) for delivery in ids], dtype="Float64")
                    for check, by in shares.items()
                },
            }
        )
        suite = gx.ExpectationSuite(
            name=name,
            expectations=[
                gx.expectations.ExpectColumnValuesToBeBetween(column=check, min_value=0, max_value=limits[check])
                for check in shares
            ],
        )
        asset = self._source.add_dataframe_asset(name)
        batch = asset.add_batch_definition_whole_dataframe("pending").get_batch({"dataframe": frame})
        outcome = batch.validate(
            suite, result_format={"result_format": "COMPLETE", "unexpected_index_column_names": [_KEY]}
        )
        failed: dict[str, set[int]] = {}
        for result in outcome.results:
            if result.exception_info and result.exception_info.get("raised_exception"):
                raise RuntimeError(f"{name}: the expectation on {_column(result)} could not be evaluated")
            rows = result.result.get("unexpected_index_list") or []
            failed[_column(result)] = {int(row[_KEY]) for row in rows}
        return failed


def _column(result: Any) -> str:
    return str(result.expectation_config.kwargs["column"])
