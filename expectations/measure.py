"""What a check counted for a delivery."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """Rows looked at and rows that are wrong; `note` says more where the figures alone tell too little.

    Where a check could not be made, None stands in its place."""

    looked_at: int
    unexpected: int
    note: str = ""


NOTHING = Measure(0, 0)
"""No row to look at: nothing was checked."""
