"""Random numbers as a pure function of (seed, stream, key, time).

Nothing is drawn in order, so a person's life does not depend on how the province is cut into chunks, on the months that
are asked for, or on who else is generated. Keys are unsigned 64-bit integers (see `population.person_keys`).
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MASK = (1 << 64) - 1


def _mix(value: Keys) -> Keys:
    """Finaliser of SplitMix64: a bijection on 64 bits that scatters neighbours."""
    with np.errstate(over="ignore"):
        value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


class Draws:
    """All randomness of one simulated province."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def bits(self, stream: str, key: Keys, time: int | Ints = 0) -> Keys:
        salt = (self.seed * 0x9E3779B97F4A7C15 + zlib.crc32(stream.encode()) * 0xD1B54A32D192ED03) & _MASK
        with np.errstate(over="ignore"):
            moment = np.asarray(time, dtype=np.int64).astype(np.uint64) * np.uint64(0xA0761D6478BD642F)
            return _mix(_mix(np.asarray(key, dtype=np.uint64) * _GOLDEN + np.uint64(salt)) + moment)

    def uniform(self, stream: str, key: Keys, time: int | Ints = 0) -> Floats:
        """In [0, 1), 53 bits."""
        return (self.bits(stream, key, time) >> np.uint64(11)).astype(np.float64) / float(1 << 53)

    def below(self, stream: str, key: Keys, limit: int | Ints, time: int | Ints = 0) -> Ints:
        """Integers 0 … limit-1."""
        return (self.uniform(stream, key, time) * limit).astype(np.int64)

    def normal(self, stream: str, key: Keys, time: int | Ints = 0) -> Floats:
        """Standard normal (Box–Muller)."""
        radius = np.sqrt(-2.0 * np.log1p(-self.uniform(stream + "/r", key, time)))
        return radius * np.cos(2.0 * np.pi * self.uniform(stream + "/a", key, time))
