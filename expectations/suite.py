"""Great Expectations: one suite, built from the catalogue, validated on the figures of the pending deliveries.

Each row of the validated frame is a check of a delivery: the share of its rows that the check finds wrong, and the
limit. One expectation, no share above its limit, judges them all: the library's cost is by expectation, and there are
hundreds of checks. It owns the verdicts and never sees a row of data. Importing it takes seconds, so only this module
does.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")

import great_expectations as gx
import pandas as pd
from great_expectations.data_context.types.base import ProgressBarsConfig

_CHECK, _KEY, _SHARE, _LIMIT = "check", "delivery", "share", "limit"


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
        figures = [(check, delivery, share) for check, by in shares.items() for delivery, share in by.items()]
        # Ids have 63 bits: as text, for a frame with gaps would turn them into floating point.
        frame = pd.DataFrame(
            {
                _CHECK: [check for check, _, _ in figures],
                _KEY: [str(delivery) for _, delivery, _ in figures],
                _SHARE: pd.array([share for _, _, share in figures], dtype="Float64"),
                _LIMIT: pd.array([limits[check] for check, _, _ in figures], dtype="Float64"),
            }
        )
        suite = gx.ExpectationSuite(
            name=name,
            expectations=[
                gx.expectations.ExpectColumnPairValuesAToBeGreaterThanB(
                    column_A=_LIMIT, column_B=_SHARE, or_equal=True, ignore_row_if="either_value_is_missing"
                )
            ],
        )
        asset = self._source.add_dataframe_asset(name)
        batch = asset.add_batch_definition_whole_dataframe("pending").get_batch({"dataframe": frame})
        outcome = batch.validate(
            suite, result_format={"result_format": "COMPLETE", "unexpected_index_column_names": [_CHECK, _KEY]}
        )
        failed: dict[str, set[int]] = {check: set() for check in shares}
        for result in outcome.results:
            if result.exception_info and result.exception_info.get("raised_exception"):
                raise RuntimeError(f"{name}: the expectation could not be evaluated")
            for row in result.result.get("unexpected_index_list") or []:
                failed[row[_CHECK]].add(int(row[_KEY]))
        return failed
