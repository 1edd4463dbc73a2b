"""How well people are linked over systems whose records have errors, how long it takes, and what Splink would add.

    python -m bench.identity --persons 10_000 --months 24
    python -m bench.identity --persons 10_000 --splink PYTHON     # a Python that has splink 4

Made from a seed: people with numbers in three systems, and their units, which have another number in each. Records lack
the ID, have a wrong digit, two digits that changed places, another character in the name, another day of birth, or a
number that was somebody else's before; some of a unit lack its code.
Counted are pairs of reported keys that are merged: how many rightly (precision), and of all that should be how many
(recall).
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from catalogue import load_catalogue
from catalogue.generate import all_files
from tests.dbt_project.linking import OF_HISTORY, seen
from tests.dbt_project.rendered import model

UNIT_COLUMNS = ("unit_key", "code_key", "number_key", "system_code", "region_code", "unit_id", "org_code", "name_key",
                "period", "known_from", "known_to", "seen")  # fmt: skip
COLUMNS = ("person_key", "citizen_key", "number_key", "unit_key", "system_code", "region_code", "person_id",
           "citizen_id", "citizen_id_raw", "name_key", "sex_code", "birth_day", "period", "known_from", "known_to",
           "seen")  # fmt: skip
SURNAMES = "马王李张韩冶赵刘陈杨祁星拉桑扎多尕才仁索"
GIVEN = "明华英兰强军芳丽娜伟杰涛敏静秀玉海龙春梅生福成国庆文忠贵宝山吉措卓玛加旦增巴"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# how often a record of a system is wrong in one way
NO_ID, WRONG_ID, WRONG_NAME, WRONG_BIRTH, NO_BIRTH, REUSED = 0.10, 0.03, 0.02, 0.01, 0.05, 0.005
# how often a system has a unit without its code
NO_CODE = 0.10
SYSTEMS = ("HRSS", "MED", "TAX")


@dataclass(frozen=True)
class Person:
    citizen_id: str
    name: str
    birth: str
    sex: str
    region: str
    unit: str


def key(*parts: str) -> str:
    return md5("|".join(parts).encode()).hexdigest()


def people(count: int, chance: random.Random) -> list[Person]:
    made = []
    for number in range(count):
        region = chance.choice(("630102", "630103", "630104", "632301", "632801"))
        # Many dates of birth were written down as the first of January.
        day = (1, 1) if chance.random() < 0.05 else (chance.randint(1, 12), chance.randint(1, 28))
        birth, sex = f"{chance.randint(1950, 2005)}{day[0]:02}{day[1]:02}", chance.choice("12")
        digits = f"{region}{birth}{chance.randint(0, 499) * 2 + (sex == '1'):03}"
        check = "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
        made.append(Person(digits + check, name, birth, sex, region, f"U{number % max(1, count // 40)}"))
    return made


def mistyped(text: str, chance: random.Random) -> str:
    place = chance.randrange(6, 16)
    if chance.random() < 0.5:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return text[:place] + chance.choice("0123456789") + text[place + 1 :]


def unit_sightings(persons: list[Person], chance: random.Random) -> list[tuple]:
    """Rows of base_unit_sighting: each unit under a number of its own in each system."""
    rows = []
    for region, unit in sorted({(person.region, person.unit) for person in persons}):
        for system in SYSTEMS:
            code = None if chance.random() < NO_CODE else key(region, unit)[:9].upper()
            number, day = key("unit", system, region, unit), "2022-12-20"
            own, first = code and key("organisation", code), seen(day, "202212", 1, 2)
            name = f"{region}{unit}"
            rows.append((number, own, number, system, region, unit, code, name, "202212", day, None, first))
    return rows


def sightings(persons: list[Person], months: int, chance: random.Random) -> tuple[list[tuple], dict[str, Counter]]:
    """Rows of base_person_sighting, and of each reported key whose it was, how often."""
    rows, owner = [], defaultdict(Counter)
    for index, person in enumerate(persons):
        for system in SYSTEMS:
            reused = index and chance.random() < REUSED
            number = f"{system}{index - 1 if reused else index}"
            raw: str | None = person.citizen_id
            if chance.random() < NO_ID:
                raw = None
            elif chance.random() < WRONG_ID:
                raw = mistyped(person.citizen_id, chance)
            name, birth = person.name, person.birth
            if chance.random() < WRONG_NAME:
                name = name[:-1] + chance.choice(GIVEN)
            if chance.random() < WRONG_BIRTH:
                birth = f"{birth[:4]}{birth[6:]}{birth[4:6]}" if int(birth[6:]) <= 12 else birth[:-1] + "9"
            told = None if chance.random() < NO_BIRTH else birth
            first = chance.randint(0, max(0, months - 6))
            # A correction: the ID that was missing or wrong comes later in the same number's records.
            mended = first + 3 if raw != person.citizen_id and chance.random() < 0.4 else None
            for month in range(first, months):
                shown = person.citizen_id if mended is not None and month >= mended else raw
                rows.append(_row(system, person, number, shown, name, told, month))
                owner[rows[-1][0]][index] += 1
            if system == "MED":  # visits: the number alone
                rows.append(_row(system, person, number, None, None, None, first + 1, visit=True))
                owner[rows[-1][0]][index] += 1
    return rows, owner


def _row(system: str, person: Person, number: str, raw: str | None, name: str | None, birth: str | None, month: int,
         visit: bool = False) -> tuple:  # fmt: skip
    valid = raw if raw and _is_valid(raw) else None
    own, by_id = key("local", system, person.region, number), key("citizen", valid) if valid else None
    period, day = f"{2023 + month // 12}{month % 12 + 1:02}", f"{2023 + month // 12}-{month % 12 + 1:02}-20"
    unit = None if visit else key("unit", system, person.region, person.unit)
    return (by_id or own, by_id, own, unit, system, person.region, number, valid, None if valid else raw, name,
            None if visit else person.sex, birth or (valid[6:14] if valid else None), period, day, None,
            seen(day, period, 1, 2))  # fmt: skip


def _is_valid(text: str) -> bool:
    digits = text[:17]
    month, day = int(text[10:12]), int(text[12:14])
    in_year = 1 <= month <= 12 and 1 <= day <= 28
    return in_year and "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11] == text[17]


def score(heads: dict[str, str], owner: dict[str, Counter]) -> tuple[float, float, int, int]:
    """(precision, recall, pairs merged, pairs that should be) of reported keys."""
    whose = {one: counted.most_common(1)[0][0] for one, counted in owner.items()}
    merged, right = defaultdict(list), Counter(whose.values())
    for one, person in whose.items():
        merged[heads.get(one, one)].append(person)
    pairs = sum(len(group) * (len(group) - 1) // 2 for group in merged.values())
    good = sum(n * (n - 1) // 2 for group in merged.values() for n in Counter(group).values())
    due = sum(n * (n - 1) // 2 for n in right.values())
    return good / pairs, good / due, pairs, due


def joined(heads: dict[str, str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Heads after more pairs are merged."""
    parent = dict(heads)

    def end(one: str) -> str:
        while parent.get(one, one) != one:
            one = parent[one]
        return one

    for one, other in pairs:
        parent[end(one)] = end(other)
    return {one: end(one) for one in list(parent)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=10_000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--splink", metavar="PYTHON", help="a Python that has splink 4")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    persons = people(options.persons, chance)
    rows, owner = sightings(persons, options.months, chance)
    given = {"unit": _table(UNIT_COLUMNS, unit_sightings(persons, chance)), "person": _table(COLUMNS, rows)}
    methods = all_files(load_catalogue())["dbt_project/seeds/_generated/seed_link_method.csv"]
    listed = list(csv.DictReader(io.StringIO(methods)))
    with duckdb.connect() as connection:
        connection.execute("set threads to 2")
        for kind, table in given.items():
            connection.register("given", table)
            typed = "select * replace (cast(seen as decimal(38, 0)) as seen) from given"
            connection.execute(f"create table base_{kind}_sighting as {typed}")
        connection.execute("create table seed_link_method (method text, subject text, reason_zh text,"
                           " confidence decimal(5, 4), is_merged boolean, basis text)")  # fmt: skip
        values = [list(method.values()) for method in listed]
        connection.executemany("insert into seed_link_method values (?, ?, ?, ?, ?, ?)", values)
        print(f"{options.persons:,} persons, {options.months} months, {len(rows):,} sightings, {len(owner):,} keys")
        for name in (f"base_{kind}_{step}" for kind in given for step in OF_HISTORY[kind]):
            started, cpu = time.perf_counter(), time.process_time()
            connection.execute(f"create table {name} as {model(name, 'duckdb')}")
            ((count,),) = connection.execute(f"select count(*) from {name}").fetchall()
            spent = f"{time.perf_counter() - started:7.2f} s {time.process_time() - cpu:7.2f} CPU s"
            print(f"  {name:<23} {spent} {count:>9,} rows")
        heads = dict(connection.execute("select person_key, resolved_person_key from base_person_identity").fetchall())
        _say("deterministic", heads, owner)
        if options.splink:
            records = connection.execute("select * from base_person_record where is_current").to_arrow_table()
            pairs = _splink(options.splink, records)
            for least in (0.95, 0.99, 0.999):
                some = [(one, other) for one, other, chance_of in pairs if chance_of >= least]
                _say(f"with Splink ≥ {least}", joined(heads, some), owner)
                _say(f"Splink alone ≥ {least}", joined({}, some), owner)


def _table(columns: tuple[str, ...], rows: list[tuple]) -> pa.Table:
    by_column = zip(columns, zip(*rows, strict=True), strict=True)
    return pa.table({name: pa.array(values, pa.string()) for name, values in by_column})


def _say(side: str, heads: dict[str, str], owner: dict[str, Counter]) -> None:
    precision, recall, pairs, due = score(heads, owner)
    print(f"  {side:<24} precision {precision:.4f} recall {recall:.4f} ({pairs:,} pairs merged, {due:,} should be)")


def _splink(python: str, records: pa.Table) -> list[tuple[str, str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        given, found = Path(folder, "records.parquet"), Path(folder, "pairs.parquet")
        pq.write_table(records, given)
        started = time.perf_counter()
        script = Path(__file__).with_name("peers") / "splink_pairs.py"
        subprocess.run([python, str(script), str(given), str(found)], check=True)
        print(f"  Splink: {time.perf_counter() - started:.1f} s")
        columns = pq.read_table(found)
        return list(zip(*(columns.column(i).to_pylist() for i in range(3)), strict=True))


if __name__ == "__main__":
    main()
