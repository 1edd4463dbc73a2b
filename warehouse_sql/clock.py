"""One clock: wall time in Asia/Shanghai, to the microsecond, without a zone (as every timestamp is stored)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment."""
    return datetime.now(SHANGHAI).replace(tzinfo=None)


def to_wall_time(moment: datetime) -> datetime:
    """A moment with an offset, as wall time; one without is wall time already. Raises ValueError where there is no such
    day in Shanghai (before the year 1)."""
    try:
        return moment if moment.tzinfo is None else moment.astimezone(SHANGHAI).replace(tzinfo=None)
    except OverflowError:
        raise ValueError("no such day in Asia/Shanghai") from None


def with_offset(moment: datetime) -> str:
    """ISO 8601 with `+08:00`, as receipts carry it."""
    return moment.replace(tzinfo=SHANGHAI).isoformat(timespec="seconds")
