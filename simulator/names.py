"""Names of people who do not exist, by ethnicity: Han, Hui and Salar, Tibetan, Tu, Mongol.

Names with the separator carry U+00B7 only (民委发〔2016〕33号). A few given names use characters outside GBK: 䶮 and 㛃
(extension A), 𫍯 𬭎 𬍛 (extensions C and E, four bytes), 龴 (U+9FB4, two bytes FE59 in the 2022 edition of GB 18030).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from simulator.draws import Draws, Keys

DATA = Path(__file__).with_name("data")

Ints = NDArray[np.int64]

SEPARATOR = "·"
DOT_VARIANTS = ("•", "‧", "・", "･", "∙")
"""What careless systems write for the separator; the same name to a human and to every rule."""

HAN, MONGOL, HUI, TIBETAN, TU, SALAR = 1, 2, 3, 4, 30, 35


def _read() -> dict[str, list[str]]:
    """Parts of names by kind: `kind: part part …`."""
    rows = (DATA / "names.txt").read_text(encoding="utf-8").splitlines()
    return {kind: parts.split() for kind, _, parts in (row.partition(": ") for row in rows)}


_PARTS = _read()
_HAN_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤祁星靳晁保铁冶"
)
_HUI_SURNAMES = "马马马马马马韩冶丁白沙苏金穆喇张王李杨祁妥绽苟铁"
_TU_SURNAMES = "李祁吕鲍汪董张王星席胡东贾麻哈"
_GIVEN = _PARTS["given"]
_RARE_GIVEN = _PARTS["rare_given"]
_MUSLIM_GIVEN = _PARTS["muslim_given"]
_FOREIGN = _PARTS["muslim_first"]
_FOREIGN_LAST = _PARTS["muslim_last"]
_TIBETAN_FIRST = _PARTS["tibetan_first"]
_TIBETAN_LAST = _PARTS["tibetan_last"]
_MONGOL_FIRST = _PARTS["mongol_first"]
_MONGOL_LAST = _PARTS["mongol_last"]


def _cross(first: list[str] | str, second: list[str], between: str = "") -> list[str]:
    return [a + between + b for a in dict.fromkeys(first) for b in second]


_DOUBLE = [a + b for a, b in zip(_GIVEN[:30], _GIVEN[30:60], strict=False) if len(a + b) == 2]
_HAN_GIVEN = _GIVEN + _DOUBLE
# One list of whole names a group: a name is then one draw and one look-up.
_COMMON = {
    HAN: _cross(_HAN_SURNAMES, _HAN_GIVEN),
    HUI: _cross(_HUI_SURNAMES, _MUSLIM_GIVEN + _GIVEN[:60]),
    SALAR: _cross("韩马何沈", _MUSLIM_GIVEN),
    TU: _cross(_TU_SURNAMES, _GIVEN) + _cross(["索", "拉", "吉"], ["什姐", "日吉", "毛什姐"]),
    TIBETAN: _cross(_TIBETAN_FIRST, _TIBETAN_LAST),
    MONGOL: _cross(_MONGOL_FIRST, _MONGOL_LAST, SEPARATOR) + _MONGOL_LAST,
}
_DOTTED = {
    HUI: _cross(_FOREIGN, _FOREIGN_LAST, SEPARATOR),
    SALAR: _cross(_FOREIGN, _FOREIGN_LAST, SEPARATOR),
    TIBETAN: _cross(_TIBETAN_FIRST, _TIBETAN_LAST, SEPARATOR),
}
_RARE = _cross(_HAN_SURNAMES, _RARE_GIVEN)
_LISTS: list[tuple[int, str, list[str]]] = (
    [(e, "common", v) for e, v in _COMMON.items()]
    + [(e, "dotted", v) for e, v in _DOTTED.items()]
    + [(0, "rare", _RARE)]
)
_ALL = pa.array([name for _, _, names in _LISTS for name in names])
_START: dict[tuple[int, str], tuple[int, int]] = {}
_position = 0
for _ethnicity, _kind, _names in _LISTS:
    _START[_ethnicity, _kind] = (_position, len(_names))
    _position += len(_names)


def name_numbers(draws: Draws, keys: Keys, ethnicity: Ints) -> Ints:
    """Position of each person's name in the list of all names."""
    pick = draws.uniform("name", keys)
    style = draws.uniform("name style", keys)
    found = np.zeros(len(keys), dtype=np.int64)
    for group in np.unique(ethnicity):
        mask = ethnicity == group
        start, size = _START.get((int(group), "common"), _START[HAN, "common"])
        found[mask] = start + (pick[mask] * size).astype(np.int64)
        if (int(group), "dotted") in _START:
            dotted = mask & (style < (0.25 if group == TIBETAN else 0.03))
            start, size = _START[int(group), "dotted"]
            found[dotted] = start + (pick[dotted] * size).astype(np.int64)
    rare = (ethnicity == HAN) & (style > 0.985)
    start, size = _START[0, "rare"]
    found[rare] = start + (pick[rare] * size).astype(np.int64)
    return found


def names(numbers: Ints) -> pa.Array:
    return _ALL.take(pa.array(numbers))


def has_separator(numbers: Ints) -> NDArray[np.bool_]:
    return np.asarray(pc.match_substring(_ALL, SEPARATOR).take(pa.array(numbers)))
