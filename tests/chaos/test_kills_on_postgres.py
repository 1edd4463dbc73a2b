"""A crash at any fail-point leaves the old state or the new: PostgreSQL."""

from __future__ import annotations

import pytest

from tests.chaos import kills


@pytest.mark.slow
def test_a_kill_at_each_fail_point_leaves_old_or_new_on_postgres(tmp_path, postgres_server):
    kills.check(kills.campaign(tmp_path, postgres_server), r"(?!duckdb|state)")
