"""What a column of a sample probably is, by its label and by all of its values at once, and what speaks for it."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from catalogue import Catalogue
from ingest.new_feed.sample import Sample

MAX_CODES: Final = 30
_PATTERNS: Final = {
    "money": r"^-?[0-9]{1,16}(\.[0-9]{1,2})?$",
    "rate": r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$",
    "whole": r"^[0-9]{1,16}$",
    "period_yyyymm": r"^(19|20)[0-9]{2}(0[1-9]|1[0-2])$",
    "date": r"^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$",
    "timestamp": r"^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]$",
    "flag": r"^[01]$",
    "code": r"^[0-9A-Za-z]{1,6}$",
    "id": r"^[0-9A-Za-z_\-]{4,40}$",
    "citizen_id": r"^[0-9]{17}[0-9Xx]$",
    "region": r"^[1-9][0-9]{5}$",
}
# Words of labels, and what they make of a number or a text that could be several things; the first that fits.
_WORDS: Final = (
    (r"金额|费$|费用|款$|基数|余额|工资|待遇|应发|实发|本息|利息|元$|补贴|补助|养老金|缴纳$|支付$", "money"),
    (r"比例|率$|系数|指数", "rate"),
    (r"月数|月份数", "months"),
    (r"天数|日数", "days"),
    (r"年限|年数", "years"),
    (r"人数|次数|户数|笔数|数量|数$|序号", "count"),
    (r"^是否|标志|标识", "flag"),
    (r"姓名|名称|户名", "name"),
    (r"类别|类型|状态|性别|方式|代码|级别|原因|险种|民族|编码", "code"),
    (r"号码|编号|账号|帐号|号$|ID$|流水", "id"),
)
_PART = re.compile(r"^[#＃\s]*其中[:：]?")
# What may be part of a key; what stands last is only taken where the others are not enough.
_KEYS = ("id", "period_yyyymm", "date", "timestamp", "code", "text")
_NUMBERS = ("money", "rate", "count", "months", "days", "years")


@dataclass
class Guess:
    """What we take a column for. ``known`` is true where the catalogue has a quantity of that label."""

    place: int
    label: str
    column: str
    logical_type: str
    known: bool
    evidence: list[str]
    filled: float
    distinct: int
    similar: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    parent: str | None = None


def columns(sample: Sample, catalogue: Catalogue) -> list[Guess]:
    """A guess for each column of a sample, in its order."""
    labels = _labels(catalogue)
    guesses: list[Guess] = []
    for place, label in enumerate(sample.labels):
        values = sample.values.column(place).drop_null()
        guesses.append(_column(place, label, values, sample.values.num_rows, labels))
    taken: set[str] = set()
    for guess in guesses:
        if guess.column in taken:
            guess.evidence.append(f"the column {guess.column} is taken by another label: decide which is which")
            guess.column, guess.known = _placeholder(guess), False
        taken.add(guess.column)
    _parents(guesses, sample)
    return guesses


def key(sample: Sample, guesses: list[Guess]) -> tuple[list[str], list[str]]:
    """The smallest set of columns that is filled and unique in the sample, and what speaks for it; else all of them."""
    rows = sample.values.num_rows
    able = [g for g in guesses if g.filled == 1 and g.logical_type in _KEYS]
    place = [g for g in able if g.column in ("admin_division_code", "data_period")]
    rest = (g for g in able if g not in place)
    others = sorted(rest, key=lambda g: (_KEYS.index(g.logical_type) > 3, -g.distinct))[:8]
    for size in range(4):
        for some in combinations(others, size):
            chosen = sorted([*place, *some], key=lambda g: g.place)
            if chosen and _count(sample, [g.place for g in chosen]) == rows:
                names = "、".join(g.label for g in chosen)
                return [g.column for g in chosen], [f"{names}: {rows} different combinations in {rows} rows"]
    chosen = sorted([*place, *others[:3]], key=lambda g: g.place) or guesses[:1]
    return [g.column for g in chosen], ["no combination of up to three columns is unique: ask what a row is"]


def _count(sample: Sample, places: list[int]) -> int:
    names = [sample.values.column_names[place] for place in places]
    return int(sample.values.select(names).group_by(names).aggregate([]).num_rows)


def _labels(catalogue: Catalogue) -> dict[str, tuple[str, str]]:
    """Every spelling the dictionary knows, to column and type."""
    return {
        label: (quantity.column, quantity.logical_type)
        for quantity in catalogue.quantities.values()
        for label in (quantity.label_zh, *quantity.synonyms)
    }


def _column(place: int, label: str, values: pa.ChunkedArray, rows: int, labels: dict[str, tuple[str, str]]) -> Guess:
    count = len(values)
    distinct = int(pc.count_distinct(values).as_py()) if count else 0
    share = {name: _share(values, pattern) for name, pattern in _PATTERNS.items()}
    guess = Guess(place, label, "", "text", False, [], count / rows if rows else 0.0, distinct)
    found = labels.get(label)
    if found:
        guess.column, guess.logical_type = found
        guess.known = True
        guess.evidence.append(f"the dictionary has {label} as {found[0]}")
        fits = _fits(found[1], share)
        if count and fits < 1:
            guess.evidence.append(f"only {fits:.1%} of the values are of type {found[1]}: ask the sender")
    else:
        guess.logical_type, why = _type(label, share, count, distinct)
        guess.evidence.append(why)
        guess.similar = difflib.get_close_matches(label, labels, n=3, cutoff=0.6)
        guess.column = _placeholder(guess)
    if guess.logical_type == "code" and 0 < distinct <= MAX_CODES and share["citizen_id"] == 0:
        short = pc.max(pc.utf8_length(values)).as_py() <= 6
        if short and share["code"] == 1 and guess.column != "admin_division_code":
            guess.codes = sorted(pc.unique(values).to_pylist())
    return guess


def _share(values: pa.ChunkedArray, pattern: str) -> float:
    fitting = pc.sum(pc.match_substring_regex(values, pattern)).as_py() or 0
    return fitting / len(values) if len(values) else 0.0


def _fits(logical_type: str, share: dict[str, float]) -> float:
    if logical_type in ("count", "months", "days", "years"):
        return share["whole"]
    return share[logical_type] if logical_type in _PATTERNS and logical_type not in ("code", "id") else 1.0


def _type(label: str, share: dict[str, float], count: int, distinct: int) -> tuple[str, str]:
    """Type of a column the dictionary does not know, and why."""
    if not count:
        return "text", "it is empty in the whole sample: ask the sender what it holds"
    for shape in ("timestamp", "date", "period_yyyymm"):
        if share[shape] == 1 and share["citizen_id"] == 0:
            return shape, f"all {count} values are a {shape}"
    words = [kind for pattern, kind in _WORDS if re.search(pattern, label)]
    for kind in words:
        fits = _fits(kind, share)
        if fits == 1:
            return kind, f"its label says so, and all {count} values fit"
        if kind in _NUMBERS and fits > 0.9:
            return kind, f"its label says so, and {fits:.1%} of the values fit: the others would be refused"
    if share["flag"] == 1 and distinct == 2:
        return "flag", "only 0 and 1 occur"
    if share["money"] == 1 and share["whole"] < 1:
        return "money", "all values have up to two decimals"
    if share["rate"] == 1 and share["whole"] < 1:
        return "rate", "all values have up to six decimals"
    if share["code"] == 1 and distinct <= MAX_CODES:
        return "code", f"{distinct} short values in {count}"
    if share["id"] == 1 or share["citizen_id"] > 0.5:
        return "id", "letters and digits without spaces"
    return "text", "nothing else fits all values"


def _placeholder(guess: Guess) -> str:
    """A name that is to be replaced. What may be personal is called so that it is masked until somebody decides."""
    kind = "unclassed" if guess.logical_type in ("id", "name", "text") else "field"
    return f"{kind}_{guess.place + 1:02d}"


def _parents(guesses: list[Guess], sample: Sample) -> None:
    """`其中…` columns are parts of the amount before them, if no row says otherwise."""
    parent: Guess | None = None
    for guess in guesses:
        if guess.logical_type != "money":
            continue
        if not _PART.match(guess.label):
            parent = guess
            continue
        if parent is None:
            continue
        whole, part = (_cents(sample.values.column(g.place)) for g in (parent, guess))
        low = pc.sum(pc.less(whole, part)).as_py() or 0
        guess.parent = parent.column
        guess.evidence.append(f"其中 stands behind {parent.label}; it is larger than it in {low} rows")


def _cents(values: pa.ChunkedArray) -> pa.ChunkedArray:
    money = pc.if_else(pc.match_substring_regex(values, _PATTERNS["money"]), values, None)
    return pc.fill_null(money, "0").cast(pa.decimal128(18, 2))
