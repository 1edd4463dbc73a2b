"""Anomalies and traps by name."""

from __future__ import annotations

from simulator.insurance import Fund
from simulator.plan import Plan


def plant(
    fund: Fund, plan: Plan, codes: list[str], months: list[int], wanted: tuple[tuple[str, int], ...], traps: bool
) -> None:
    """Decree what was asked for."""
