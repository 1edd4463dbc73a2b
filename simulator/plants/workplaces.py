"""Where people work in each month of a run: of all the insured of a county at once.

Plants ask that of many candidates, and to reckon it for one person costs as much as for a thousand.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.insurance import Fund, Insured

Unit = tuple[str, int]
"""A unit by its region and number."""


class Workplaces:
    """Units of insured people (of one county, by their index) in some months, as their lives are now."""

    def __init__(self, fund: Fund, insured: Insured, months: Sequence[int]) -> None:
        places = [fund.workplace(insured, month) for month in months]
        self._regions, self._index = fund.regions, insured.people.index
        self._region = np.array([region for region, _ in places], dtype=np.int16)
        self._unit = np.array([unit for _, unit in places], dtype=np.int32)
        self._known: dict[int, frozenset[Unit]] = {}

    def of(self, index: int) -> frozenset[Unit]:
        """Units of a person in the months, one after another. Raises KeyError for who is not insured."""
        if index not in self._known:
            at = int(np.searchsorted(self._index, index))
            if at == len(self._index) or self._index[at] != index:
                raise KeyError(index)
            pairs = set(zip(self._region[:, at].tolist(), self._unit[:, at].tolist(), strict=True))
            self._known[index] = frozenset((self._regions[region], unit) for region, unit in pairs)
        return self._known[index]
