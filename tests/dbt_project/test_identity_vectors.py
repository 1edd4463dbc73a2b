"""Citizens' numbers (GB 11643), names, codes of units: published and hostile ones, by the macros, on both engines."""

from __future__ import annotations

import unicodedata
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
    "111111111111111": None,  # what stands in for a number; 1911-11-11 is a day, and the check digit would be made
    "000000199001010018": None,
    "999999199001010016": None,
    "6301021990030700Ｘ": None,
    "\t632321195001011239\r\n": "632321195001011239",
}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def checked(digits: str) -> str:
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]


# Every separator that is taken for U+00B7, with its neighbours in the tables that are not.
# U+0387 by its number: editors write it as U+00B7.
SEPARATORS = "·•‧・･∙⋅⸱\u0387．ㆍ․●◦﹒─"
NO_SEPARATORS = ".。-"
DROPPED = " \u3000\xa0\u200b\u200c\u200d\ufeff\xad\U000e0100\U000e01ef"
# Where a character stood in private use before GB18030-2005 > where it stands since; below, those that stay there.
_MOVED = (
    "e81e>9fb4 e826>9fb5 e82b>9fb6 e82c>9fb7 e832>9fb8 e843>9fb9 e854>9fba e864>9fbb e7c7>1e3f e78d>fe10"
    " e78e>fe12 e78f>fe11 e790>fe13 e791>fe14 e792>fe15 e793>fe16 e794>fe17 e795>fe18 e796>fe19"
)
MOVED = {chr(int(pair[:4], 16)): chr(int(pair[5:], 16)) for pair in _MOVED.split()}
KEPT_PRIVATE = "\ue816\ue817\ue818\ue831\ue83b\ue855"
# Full-width letters, digits and signs; compatibility ideographs of the basic plane.
WIDE = [*range(0xFF01, 0xFF5F), *range(0xF900, 0xFADA), *range(0x2F00, 0x2FD6), 0x2E9F, 0x2EF3]
# as reported → as it is compared
NAMES = {
    "曾浩然": "曾浩然",
    "羊措 ·\u3000扎西\u200b": "羊措·扎西",
    "曾\t浩\x1f然\r\n\x7f\x85": "曾浩然",
    "\uf92c\uf9e7\uf9e1": "郎裏李",
    "Ｎｏ．（１２）＇０９": "NO·(12)'09",
    "\ue81e\ue863": "\u9fb4\ue863",  # private use as before GB18030-2005, and what stays there
    "㐀龥龦𠮷": "㐀龥龦𠮷",
    "Ａnna Li": "ANNALI",
    "ａｎｎａ Ｌｉ": "ANNALI",
    "é": "É",
    "": "",
    "尕藏·才让": "尕藏·才让",
    "买买提·艾力": "买买提·艾力",
    "才仁卓玛": "才仁卓玛",
    "马哈麦德·沙里福丁": "马哈麦德·沙里福丁",
    "巴·巴雅尔孟克": "巴·巴雅尔孟克",
    "王䶮": "王䶮",
    "李㛃": "李㛃",
    "张𫍯": "张𫍯",
    "赵𬭎": "赵𬭎",
    "陈𬍛": "陈𬍛",
    "刘龴": "刘龴",
    "欧阳 娜娜": "欧阳娜娜",
    "ALI HASSAN": "ALIHASSAN",
    "吕": "吕",
    "呂": "呂",  # another character, not another way to write it down
    **{f"羊措{one}扎西": "羊措·扎西" for one in SEPARATORS},
    **{f"羊措{one}扎西": f"羊措{one}扎西" for one in NO_SEPARATORS},
    **{f"曾{one}浩然": "曾浩然" for one in DROPPED},
    **{f"刘{before}": f"刘{since.upper()}" for before, since in MOVED.items()},
    **{since: since.upper() for since in MOVED.values()},
    **{f"刘{one}": f"刘{one}" for one in KEPT_PRIVATE},
    **{one: unicodedata.normalize("NFKC", one).upper() for one in map(chr, WIDE) if one not in SEPARATORS},
}
# unified social credit codes and organisation codes → the organisation code, None where there is none
ORGANISATIONS = {
    "91350100M000100Y43": "M000100Y4",
    "11630000015000003T": "015000003",  # 机关
    "12630102015000011L": "015000011",  # 事业单位
    "91630100710000005E": "710000005",  # 企业
    "92632801MA758K0X2C": "MA758K0X2",  # 个体工商户
    "93630222MA756X1A53": "MA756X1A5",  # 农民专业合作社
    "52630000500000007P": "500000007",  # 民办非企业单位
    "N2632521MF0000005L": "MF0000005",  # 农村集体经济组织
    "91630200710000013E": "710000013",
    "916302007100000130": None,  # wrong check character
    "9I630200710000013E": None,  # no letter of the alphabet
    "91630200710000013e": "710000013",
    "９１６３０２００７１０００００１３Ｅ": "710000013",
    "6301007100000": None,  # 工商注册号 of thirteen digits
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


def test_a_citizens_number_used_twice_is_worked_out_once_by_postgres(postgres_server):
    numbers = expression("with_citizen_id", "postgres", "told", "n")
    told = "with told as (select unnest(array['1', '2']) as n)"
    with psycopg.connect(postgres_server) as connection:
        plan = connection.execute(
            f"explain (verbose) {told} select _citizen_id, md5(_citizen_id) from ({numbers}) as t"
        ).fetchall()
    assert sum(line.count("translate(") for (line,) in plan) == 1


def test_citizen_numbers_have_a_date_of_the_calendar(kept):
    expected = {}
    for year in (1896, 1899, 1900, 1904, 1949, 1999, 2000, 2001, 2004, 2096, 2100):
        for month in range(14):
            for day in (0, 1, 9, 10, 28, 29, 30, 31, 32):
                number = checked(f"630102{year:04}{month:02}{day:02}000")
                real = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
                expected[number] = number if real else None
    assert dict(zip(expected, kept(list(expected)), strict=True)) == expected


def test_citizen_numbers_of_somebody_born_after_the_period_are_refused(made):
    born = {"19991231": True, "20240131": True, "20240201": False, "20880607": False}
    numbers = {checked(f"630102{day}000"): is_born for day, is_born in born.items()} | {"630102900307000": True}
    of_month = expression("with_citizen_id", made.dialect, "told", "n", "_citizen_id", "'202401'")
    of_none = expression("with_citizen_id", made.dialect, "told", "n", "_citizen_id", "cast(null as text)")
    found = made(f"select _citizen_id is not null from ({of_month}) as t", list(numbers))
    assert dict(zip(numbers, found, strict=True)) == numbers
    assert None not in made(f"select _citizen_id from ({of_none}) as t", list(numbers)), "a period that is not known"


@pytest.mark.parametrize(("macro", "vectors"), [("name_key", NAMES), ("organisation_code", ORGANISATIONS)])
def test_names_and_codes_of_the_vectors_are_made_comparable(made, macro, vectors):
    found = made(f"select {expression(macro, made.dialect, 'n')} from told", list(vectors))
    assert dict(zip(vectors, found, strict=True)) == vectors
