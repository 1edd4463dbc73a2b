"""A crash at any fail-point leaves the old state or the new: DuckDB."""

from __future__ import annotations

import pytest

from tests.chaos import kills


@pytest.mark.slow
def test_a_kill_at_each_fail_point_leaves_old_or_new_on_duckdb(tmp_path):
    kills.check(kills.campaign(tmp_path, "-"), r"(?!postgres)")
