"""Citizens' numbers (GB 11643), names, codes of units: published and hostile ones, by the macros, on both engines."""

from __future__ import annotations

from calendar import monthrange

import duckdb
import psycopg
import pytest

from tests.dbt_project.rendered import expression

# number → as it is kept, None where it is none. Sequence 000 is never issued: these are nobody's.
VECTORS = {
    "11010519491231002X": "11010519491231002X",  # example of the standard
    "440524188001010014": "440524188001010014",  # example of the standard, more than a hundred years old
    "630102199003070001": "630102199003070001",
    "630106202101150005": "630106202101150005",  # 湟中区, of 2020
    "630122198506230004": "630122198506230004",  # 湟中县, retired: valid for ever
    "63212419701101000X": "63212419701101000X",  # retired in 1999
    "632126196202290006": None,  # 1962 is no leap year; the check digit is right
    "63272119880229000X": "63272119880229000X",  # leap day
    "632301202012010001": "632301202012010001",
    "632803199909090005": "632803199909090005",
    "810000198501010002": "810000198501010002",  # 港澳居民居住证
    "830000198501010006": "830000198501010006",  # 台湾居民居住证
    "63010218991231000X": "63010218991231000X",
    "630102199003070000": None,  # wrong check digit
    "630102919003070001": None,  # neighbours changed places
    "63010219900307000": None,  # 17 digits
    "63010219900119000X": "63010219900119000X",
    "63010219900119000x": "63010219900119000X",
    "\u300063010219900119000X": "63010219900119000X",
    "６３０１０２１９９００１１９０００Ｘ": "63010219900119000X",
    "630102 19900307 0001": "630102199003070001",
    "630102900307000": "630102199003070001",  # 15 digits
    "630102900230000": None,  # 15 digits, 30 February
    "963840199003070007": "963840199003070007",  # 外国人永久居留身份证
    "": None,
    "不详": None,
    "6301021990030700Ｘ": None,
}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def checked(digits: str) -> str:
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]


# as reported → as it is compared
NAMES = {
    "曾浩然": "曾浩然",
    "羊措·扎西": "羊措·扎西",
    "羊措•扎西": "羊措·扎西",
    "羊措．扎西": "羊措·扎西",
    "羊措 ·\u3000扎西\u200b": "羊措·扎西",
    "曾浩然\n": "曾浩然\n",
    "\ue81e\ue863": "\u9fb4\ue863",  # private use as before GB18030-2005, and what stays there
    "\u9fb4": "\u9fb4",
    "㐀龥龦𠮷": "㐀龥龦𠮷",
    "Ａnna Li": "ANNALI",
    "é": "É",
    "": "",
}
ORGANISATIONS = {
    "710000005": "710000005",
    "71000000-5": "710000005",
    "７１００００００５": "710000005",
    "916301027100000057": None,  # wrong check character of the eighteen
    "710000006": None,
    "000000000": None,
    "无": None,
    "": None,
}


@pytest.fixture(params=["duckdb", "postgres"])
def made(request):
    """What a SELECT over texts (column `n` of `told`) makes of some, in their order."""

    def ask(select: str, texts: list[str]) -> list[str | None]:
        sql = f"with told as (select unnest(cast({{}} as text[])) as n) {select}"
        if request.param == "duckdb":
            with duckdb.connect() as connection:
                return [row[0] for row in connection.execute(sql.replace("{}", "?"), [texts]).fetchall()]
        with psycopg.connect(request.getfixturevalue("postgres_server")) as connection:
            escaped = sql.replace("%", "%%").replace("{}", "%s")
            return [row[0] for row in connection.execute(escaped, [texts]).fetchall()]

    ask.dialect = request.param
    return ask


@pytest.fixture
def kept(made):
    """What the macro makes of numbers, in their order."""
    numbers = expression("with_citizen_id", made.dialect, "told", "n")
    return lambda texts: made(f"select _citizen_id from ({numbers}) as t", texts)


def test_citizen_numbers_of_the_vectors_are_kept_or_refused(kept):
    assert dict(zip(VECTORS, kept(list(VECTORS)), strict=True)) == VECTORS


def test_citizen_numbers_have_a_date_of_the_calendar(kept):
    expected = {}
    for year in (1896, 1899, 1900, 1904, 1949, 1999, 2000, 2001, 2004, 2096, 2100):
        for month in range(14):
            for day in (0, 1, 9, 10, 28, 29, 30, 31, 32):
                number = checked(f"630102{year:04}{month:02}{day:02}000")
                real = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
                expected[number] = number if real else None
    assert dict(zip(expected, kept(list(expected)), strict=True)) == expected


@pytest.mark.parametrize(("macro", "vectors"), [("name_key", NAMES), ("organisation_code", ORGANISATIONS)])
def test_names_and_codes_of_the_vectors_are_made_comparable(made, macro, vectors):
    found = made(f"select {expression(macro, made.dialect, 'n')} from told", list(vectors))
    assert dict(zip(vectors, found, strict=True)) == vectors
