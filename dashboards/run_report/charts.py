"""Charts as inline SVG: no scripts, no fonts, nothing loaded; every figure also stands in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

_WIDTH = 460  # narrow, so that the writing stays readable on a phone
_BAR, _GAP, _LABEL, _VALUE = 20, 8, 148, 70
COLOURS = ("#1f5fa8", "#c8553d", "#4c8c5a", "#8a6fb0")


def bars(title: str, rows: Sequence[tuple[str, float, str]]) -> str:
    """Horizontal bars: (label, size, value as shown)."""
    if not rows:
        return ""
    most = max((size for _, size, _ in rows), default=0) or 1
    height = len(rows) * (_BAR + _GAP) + _GAP
    room = _WIDTH - _LABEL - _VALUE
    parts = [_open(title, height)]
    for place, (label, size, value) in enumerate(rows):
        top = _GAP + place * (_BAR + _GAP)
        width = max(size / most * room, 1.5)
        middle = top + _BAR / 2 + 5
        parts.append(f'<text x="{_LABEL - 8}" y="{middle:.0f}" class="l" text-anchor="end">{escape(label)}</text>')
        parts.append(f'<rect x="{_LABEL}" y="{top}" width="{width:.1f}" height="{_BAR}" rx="3" fill="{COLOURS[0]}"/>')
        parts.append(f'<text x="{_LABEL + width + 6:.1f}" y="{middle:.0f}" class="v">{escape(value)}</text>')
    return "".join([*parts, "</svg>"])


def columns(title: str, groups: Sequence[tuple[str, Sequence[Decimal]]], names: Sequence[str]) -> str:
    """Grouped columns: (group, a value for each of `names`), values in yuan shown in 万元."""
    if not groups:
        return ""
    height, bottom, top = 260, 40, 46
    values = [value for _, row in groups for value in row]
    most, least = max([*values, Decimal(0)]), min([*values, Decimal(0)])
    span = float(most - least) or 1.0
    room = height - bottom - top
    zero = top + float(most) / span * room
    width = _WIDTH / len(groups)
    thick = min(width * 0.7 / len(names), 56)
    parts = [_open(title, height)]
    for place, name in enumerate(names):
        parts.append(f'<rect x="{8 + place * 100}" y="8" width="14" height="14" rx="3" fill="{COLOURS[place]}"/>')
        parts.append(f'<text x="{28 + place * 100}" y="20" class="l">{escape(name)}</text>')
    for group, (label, row) in enumerate(groups):
        left = group * width + (width - thick * len(names)) / 2
        for place, value in enumerate(row):
            tall = abs(float(value)) / span * room
            y = zero - tall if value >= 0 else zero
            x = left + place * thick
            parts.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{thick - 4:.1f}" height="{max(tall, 1):.1f}" rx="2"'
                f' fill="{COLOURS[place]}"/>'
            )
            parts.append(
                f'<text x="{x + thick / 2 - 2:.1f}" y="{y - 5:.1f}" class="s" text-anchor="middle">'
                f"{value / 10000:,.1f}</text>"
            )
        parts.append(
            f'<text x="{group * width + width / 2:.1f}" y="{height - 12}" class="l" text-anchor="middle">'
            f"{escape(label)}</text>"
        )
    parts.append(f'<line x1="0" y1="{zero:.1f}" x2="{_WIDTH}" y2="{zero:.1f}" stroke="#9aa5b1"/>')
    return "".join([*parts, "</svg>"])


def _open(title: str, height: int) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title, quote=True)}" class="chart">'
        f"<title>{escape(title)}</title>"
    )
