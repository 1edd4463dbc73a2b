"""Citizens' identity numbers (公民身份号码, GB 11643-1999), vectorised; and organisation codes (GB 11714)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = pa.array(list("10X98765432"))


def body(region: Ints, birth_ymd: Ints, sequence: Ints) -> Ints:
    """The first 17 digits as a number: region, birth YYYYMMDD, sequence (odd men, even women)."""
    return region * 10**11 + birth_ymd * 1000 + sequence


def check_index(number: Ints) -> Ints:
    """Position in CHECK of the check character of 17-digit numbers (ISO 7064 MOD 11-2)."""
    total = np.zeros(len(number), dtype=np.int64)
    rest = number.copy()
    for weight in reversed(WEIGHTS):
        rest, digit = np.divmod(rest, 10)
        total += digit * weight
    return total % 11


def text18(number: Ints) -> pa.Array:
    """18 characters from 17-digit numbers."""
    return pc.binary_join_element_wise(
        pa.array(number).cast(pa.string()), CHECK.take(pa.array(check_index(number))), ""
    )


def text15(number: Ints) -> pa.Array:
    """The form issued until 1999: no century, no check character. Only for people born 1900–1999."""
    region, rest = np.divmod(number, 10**11)
    birth, sequence = np.divmod(rest, 1000)
    return pa.array(region * 10**9 + birth % 10**6 * 1000 + sequence).cast(pa.string())
